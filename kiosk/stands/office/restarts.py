"""A request of the office that is carried out between two servers: guarded, logged, and a page that waits for the next server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template, request

from badges.refusal import Refusal
from kiosk.conference.incidents import incident
from kiosk.recovery import next_start
from kiosk.web.access import current_conference, this_device

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.recovery.next_start import Order


def possible() -> bool:
    """Return whether this server is watched over by a supervisor that starts it again."""
    return "restart" in current_app.extensions


def check_sure() -> None:
    """Raise `Refusal` unless the person ticked that the act is meant."""
    if request.form.get("sure") != "1":
        raise Refusal("Tick that you are sure.")


def log(text: str, kind: str = "server") -> None:
    """Note in the record who asked for what."""
    device = this_device()
    incident(current_conference(), kind, f"{device.name if device else ''}: {text}")


def order(what: Order, back: str, *, links: tuple[tuple[str, str], ...] = ()) -> ResponseReturnValue:
    """Ask the supervisor for something, and return the page that waits. `links`: where to go on when the address changes.

    Raises `Refusal` where no supervisor watches over this server.
    """
    check_possible()
    log(f"{what.do} {what.value}".strip())
    next_start.write(current_conference().folder, next_start.ORDER, what)
    return again(back, links=links)


def check_possible() -> None:
    """Raise `Refusal` where no supervisor watches over this server."""
    if not possible():
        raise Refusal("This server cannot start itself again: stop it and start it by hand.")


def again(back: str, *, links: tuple[tuple[str, str], ...] = ()) -> ResponseReturnValue:
    """Start the server again as it is, and return the page that waits."""
    check_possible()
    current_app.extensions["restart"]()
    return render_template("office/restarting.html", epoch=current_conference().epoch, back=back, links=links)
