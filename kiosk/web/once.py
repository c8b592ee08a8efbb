"""Run what a request asks once, however often it is sent: the one way from a stand to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.web.access import current_conference, is_public, this_device

if TYPE_CHECKING:
    from collections.abc import Callable

    from badges.ports import Row
    from kiosk.storage.database import Writing


class Once(NamedTuple):
    """The answer of an operation. `replay`: it was done before, and this is the answer it had then."""

    answer: Row
    replay: bool


def run_once(op: str, kind: str, body: Any, action: Callable[[Writing], Row], *, shared: bool = False) -> Once:
    """Run an action in one transaction under the request's id, in the name of the device that sent it.

    `op`: id made by the page; `body`: what was asked, as JSON; `shared`: the commit may be shared with others. Raises `Stale`
    (409) for the same id with another body, `Superseded` where another laptop has gone on, and whatever the action raises;
    then nothing is kept. On a route that is open to everybody no device is named: the browser of a guest may be a stand's.
    """
    device = None if is_public() else this_device()
    return Once(*current_conference().perform(op, kind, body, action, device, shared=shared))
