"""Acts of the supervisor between two servers, asked for by the office; no server has the conference open then."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from badges.refusal import Refusal
from kiosk.i18n import _, sentence
from kiosk.recovery import next_start
from kiosk.recovery.next_start import Order, Outcome
from kiosk.settings import load as settings_file

if TYPE_CHECKING:
    from kiosk.server.serving import Serving


def carry_out(serving: Serving) -> Serving:
    """Do what the office asked, if anything; return how to serve from now on. A failure is noted for its page."""
    order = next_start.take(serving.folder)
    if order is None:
        return serving
    try:
        after, text = ACTS[order.do](serving, order)
        outcome = Outcome(order.do, text)
    except (Refusal, OSError, sqlite3.Error) as error:
        text = sentence(error) if isinstance(error, Refusal) else str(error)
        after, outcome = serving, Outcome(order.do, text, good=False)
    click.echo(outcome.text, err=True)
    next_start.write(after.folder, next_start.OUTCOME, outcome)
    return after


def failed(before: Serving, after: Serving) -> Serving:
    """Go back to the former way of serving, as the server refused the new one; its page is told."""
    text = _("The server could not be started that way, and goes on as before. Its window says why.")
    if after.folder == before.folder:
        former = next_start.Listening(_host(before.host), before.tls)
        next_start.write(before.folder, next_start.LISTENING, former)
    next_start.write(before.folder, next_start.OUTCOME, Outcome("listen", text, good=False))
    return before


def _host(host: str) -> next_start.Host:
    return next_start.HERE if host in (next_start.HERE, "localhost") else next_start.EVERYWHERE


def _listen(serving: Serving, order: Order) -> tuple[Serving, str]:
    next_start.write(serving.folder, next_start.LISTENING, order.listening)
    return replace(serving, host=order.listening.host, tls=order.listening.tls), _("The server listens as you chose.")


def _rehearse(serving: Serving, order: Order) -> tuple[Serving, str]:
    from kiosk.conference.clock import Clock
    from kiosk.recovery import rehearsal

    settings = settings_file.load(serving.folder)
    shift = Clock.at(settings.timezone, settings.date, time.fromisoformat(order.value)).shift.total_seconds()
    folder = rehearsal.begin(serving.folder, lambda text: click.echo(text, err=True))
    return replace(serving, folder=folder, shift=shift), _("The rehearsal runs from {hour}.").format(hour=order.value)


def _end_rehearsal(serving: Serving, order: Order) -> tuple[Serving, str]:
    from kiosk.recovery import rehearsal

    if serving.folder.name != rehearsal.FOLDER:
        raise Refusal("No rehearsal is running.")
    real = serving.folder.parent
    if order.value == "wipe":
        rehearsal.wipe(real)
        return replace(serving, folder=real, shift=0.0), _("The rehearsal is ended and removed.")
    return replace(serving, folder=real, shift=0.0), _("The rehearsal is ended; it is kept and can go on later.")


def _restore(serving: Serving, order: Order) -> tuple[Serving, str]:
    from kiosk.recovery.restore import restore

    chosen = restore(serving.folder, Path(order.value))
    return serving, _("The conference goes on from the copy {copy}.").format(copy=chosen.name)


def _erase(serving: Serving, _order: Order) -> tuple[Serving, str]:
    from kiosk.closing import erasure
    from kiosk.conference.clock import Clock
    from kiosk.conference.conference import open_conference

    settings = settings_file.load(serving.folder)
    clock = Clock(settings.timezone, timedelta(seconds=serving.shift))
    conference = open_conference(serving.folder, clock=clock)
    try:
        count = erasure.erase(conference)
    finally:
        conference.db.close()
    text = _("Persons are removed: {count} rows written anew. Copies and papers were deleted.").format(count=count)
    return serving, text


ACTS = {
    "listen": _listen, "rehearse": _rehearse, "rehearsal-end": _end_rehearsal, "restore": _restore, "erase": _erase,
}  # fmt: skip
"""Request → the act that fulfils it. Each returns how to serve from now on, and a sentence for the office."""
