"""The public form: a business registers who comes and sends its questions, until the day of the notice.

Complete without JavaScript. Nothing that anybody sent is shown to anybody else; a person looks at it at the office.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, make_response, redirect, render_template, request

from badges import numbers
from badges.ports import first
from badges.refusal import Refusal, Stale, TooMany
from kiosk import i18n
from kiosk.conference.devices import Role
from kiosk.guests import registrations
from kiosk.guests.registrations import PEOPLE, QUESTIONS, Wrong
from kiosk.web.access import current_conference, may
from kiosk.web.api import HTML, gives
from kiosk.web.once import run_once
from kiosk.web.rate_limit import Limit, network_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

WHO = frozenset({Role.PUBLIC})
blueprint = Blueprint("register", __name__)
AN_ADDRESS, IN_ALL = 20, 300
"""Forms in an hour. Many businesses of one industrial zone can share one address."""
HOUR = 3600.0
TRAP = "website"
"""A field that people do not see and programs fill in."""
HERE = ("127.0.0.1", "::1")
"""Where a tunnel to the internet runs on this very machine, everybody has this address: it alone is no sign."""


@blueprint.app_template_global()
def registration_open() -> bool:
    """Whether the form takes anything now."""
    return registrations.is_open(current_conference())


@blueprint.get("/register")
@may(Role.PUBLIC)
def page() -> ResponseReturnValue:
    """The form, or the sentence that it is closed."""
    return _page({})


@blueprint.post("/register")
@may(Role.PUBLIC)
@gives(HTML, 429)
def send() -> ResponseReturnValue:
    """Take a form in, to be looked at."""
    form = {name: value for name, value in request.form.items() if len(name) <= 40}
    try:
        key = _send(form)
    except Wrong as refusal:
        return _page(form, refusal, 400)
    except Refusal as refusal:
        return _page(form, refusal, refusal.status)
    return redirect(f"/register/thanks?number={key[:8].upper()}", 303)


def _send(form: Mapping[str, str]) -> str:
    conference, key = current_conference(), _key(form.get("id", ""))
    if first(conference.db.query("select 1 from operation where id = ?", (f"register.{key}",))):
        return _sent_before(conference, key, form)
    if not registrations.is_open(conference):
        raise Refusal("The time for registering and sending questions is over.")
    if form.get(TRAP):
        raise Refusal("The form was not sent: leave the field “Website” empty and send it again.")
    found = registrations.read(conference, form, confirmed=form.get("confirmed", ""))
    if not form.get("agreed"):
        raise Wrong("agreed", "Read the notice about personal data and tick that you agree.")
    limits = current_app.extensions.setdefault("register", (Limit(AN_ADDRESS, HOUR), Limit(IN_ALL, HOUR)))
    address = network_of(request.remote_addr or "")
    if limits[1].full() or (address not in HERE and not limits[0].take(address)):
        raise TooMany("Too much was sent at once. Try again in an hour; what you wrote stays on this page.")
    limits[1].count()
    run_once(f"register.{key}", "register", dict(form), lambda writing: registrations.keep(writing, key, found))
    return key


def _sent_before(conference: Conference, key: str, form: Mapping[str, str]) -> str:
    """The same form again, as its answer was lost: it is answered as before, whatever the hour and however many came."""
    try:
        run_once(f"register.{key}", "register", dict(form), lambda _writing: {})
    except Stale as other:
        raise Stale(
            "You sent this form before, with other words. Send it once more if this one counts as well."
        ) from other
    return key


def _key(text: str) -> str:
    """The form's own id, so that sending twice is harmless; a new one where it is none."""
    try:
        return uuid.UUID(text).hex
    except ValueError:
        return uuid.uuid4().hex


def _again(form: Mapping[str, str], fault: Refusal | None) -> str:
    """The id of the form when it is sent once more: the same, unless something else was sent under it."""
    return str(uuid.uuid4()) if isinstance(fault, Stale) else form.get("id") or str(uuid.uuid4())


def _page(form: Mapping[str, str], fault: Refusal | None = None, status: int = 200) -> ResponseReturnValue:
    conference = current_conference()
    field = fault.field if isinstance(fault, Wrong) else ""
    code = numbers.tax_code(form.get("tax_code", "")) if field == "tax_code" else None
    html = render_template(
        "register/page.html", stand="register", form=form, fault=i18n.sentence(fault) if fault else "", wrong=field,
        confirmed=code or "", people=PEOPLE, questions=QUESTIONS, id=_again(form, fault), trap=TRAP,
        open=registrations.is_open(conference), closes=conference.clock.local(registrations.closes(conference)),
        kept_until=conference.settings.kept_until,        longest=registrations.LONGEST, shortest=registrations.SHORTEST,
    )  # fmt: skip
    return make_response(html, status)


@blueprint.get("/register/thanks")
@may(Role.PUBLIC)
def thanks() -> ResponseReturnValue:
    """It has arrived. The number is the sender's own; nothing is looked up by it."""
    number = request.args.get("number", "")
    return render_template("register/thanks.html", stand="register", number=number if number.isalnum() else "")
