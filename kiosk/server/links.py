"""The one-time links that a start prints: one for every stand, and from where they can be opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kiosk import i18n
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.i18n import _
from kiosk.machine import network, tls

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference

STANDS = (
    Role.OFFICE, Role.DESK, Role.STEWARD, Role.SELF, Role.PRESENTER, Role.MODERATOR, Role.CHAIR, Role.SECRETARY, Role.HALL,
)  # fmt: skip
LAST_LINES = "KIOSK_LAST_LINES"
"""Set by `kiosk demo`: say below the links what to open first, how it ends, and how to get English."""


def links(conference: Conference, address: str) -> list[tuple[Role, str]]:
    """A fresh one-time link for every stand."""
    names = {Role.DESK: conference.settings.door.desks[0], Role.STEWARD: conference.settings.door.desks[-1]}
    with i18n.speaking(conference.settings.language):
        return [
            (r, f"{address}/enrol/{enrolment.invite(conference, r, names.get(r) or enrolment.stand_name(r))}")
            for r in STANDS
        ]


def tell(conference: Conference, listening: network.Listening) -> None:
    """Print a link for every stand, and from where it can be opened."""
    address, *others = listening.addresses() or [listening.address()]
    if listening.here_only:
        print(_("Only this computer can open these links. For others: the office's page “Server”."))
    if others:
        print(
            _("Where a device cannot open a link, begin it with this instead: {addresses}").format(
                addresses=" ".join(others)
            )
        )
    own = tls.authority(conference.folder) if listening.named and not conference.settings.tls.cert else None
    if own:
        told = _("Devices that do not trust this server yet open {address} and compare there:")
        print(told.format(address=f"http://{listening.named}:{listening.port + 1}/trust"))
        print(f"SHA-256 {tls.fingerprint(own)}")
    first = ""
    for role, link in links(conference, address):
        if role is Role.OFFICE:
            first = link
        print(f"{role:<10} {link}", flush=True)
    if os.environ.get(LAST_LINES):
        print("\n" + _("Open this first: {link}").format(link=first))
        print(_("Ctrl+C here ends it; started again, it goes on where it was."))
        print(f"English: {first}?lang=en  (Ctrl+C here ends it)", flush=True)
