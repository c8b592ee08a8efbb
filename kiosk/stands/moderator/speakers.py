"""Insert a speaker now: anybody of the check-in list by name and title as he came, or a typed name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flask import Blueprint, jsonify, request
from msgspec import Struct

from badges import guests
from badges.refusal import Refusal, Stale
from badges.vietnamese import fold
from kiosk.arrivals import introductions
from kiosk.stands.moderator.commands import WHO, Command, Done, Short, note, run_command
from kiosk.storage.kept import kept, kept_rows
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from live import speeches
from live.speeches import Speech

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

blueprint = Blueprint("moderator_speakers", __name__)
FOUND = 8


class Inserted(Command, kw_only=True):
    """`do`: begin with a `guest` of the list, or with a typed `name` and `title`; or end the `speech` that was seen to be on."""

    do: Literal["begin", "end"] = "begin"
    guest: Short = ""
    name: Short = ""
    title: Short = ""
    speech: Short = ""


class Speaking(Done, kw_only=True):
    """Who speaks now, empty for nobody."""

    name: str


class Speaker(Struct, forbid_unknown_fields=True):
    """Somebody who may be put on the hall, as he is to be named there."""

    guest: str
    name: str
    title: str
    present: bool


class Speakers(Struct, forbid_unknown_fields=True):
    """Those who fit best, who is here and ranks highest first."""

    speakers: list[Speaker]


@blueprint.post("/moderator/speakers")
@may(*WHO)
@takes(Inserted)
@gives(Speaking)
def insert(sent: Inserted) -> ResponseReturnValue:
    """Put a speaker on the hall now, or end the speech: the hall goes back to what it showed before."""
    return run_command("moderator.speaker", sent, lambda writing: _insert(writing, sent))


def _insert(writing: Writing, sent: Inserted) -> Row:
    if sent.do == "end":
        now = speeches.current(writing)
        if now and sent.speech not in ("", now.id):
            raise Stale("{name} is speaking meanwhile. Look, and press again.", name=now.name)
        speech = speeches.end(writing)
        note(writing, sent, "speech.end", 0, speech.name)
        return {"name": ""}
    name, title = sent.name.strip(), sent.title.strip()
    if sent.guest:
        known = next((one for one in candidates(current_conference()) if one.guest == sent.guest), None)
        if known is None:
            raise Refusal("This guest is not on the list any more. Write the name.")
        name, title = known.name, known.title
    speech = speeches.begin(writing, Speech(f"speech-{sent.id}", name, title, sent.guest))
    note(writing, sent, "speech", 0, speech.name)
    return {"name": speech.name}


def everybody(conference: Conference) -> list[Speaker]:
    """Return those who may speak; made anew after the list or who is in has changed."""
    tables = ("guest", "organisation", "arrival", "introduction")
    return kept(conference.db, "speakers", tables, lambda: candidates(conference))


def candidates(conference: Conference) -> list[Speaker]:
    """Everybody of the list as he came, in the order of introduction, then those who are not here yet."""
    here = [
        Speaker(line.guest, f"{line.honorific} {line.name}".strip(), line.title, True)
        for part in introductions.parts(conference.db, conference.settings)
        for line in part.lines
    ]
    known = {speaker.guest for speaker in here}
    organisations = kept_rows(conference.db, "organisation", guests.organisation_from_row)
    away = [
        Speaker(
            guest.id, guest.called,
            introductions.title(guest.position, organisations[guest.organisation].name if guest.organisation in organisations else ""),
            False,
        )
        for guest in kept_rows(conference.db, "guest", guests.from_row).values()
        if guest.id not in known and not guest.cancelled
    ]  # fmt: skip
    return here + away


@blueprint.get("/moderator/speakers")
@may(*WHO)
@gives(Speakers, query=("q",))
def speakers() -> ResponseReturnValue:
    """Those whose name, title or organisation has every word of `q`, who is here first."""
    wanted = fold(request.args.get("q", "")[:300]).split()
    found = [
        one
        for one in everybody(current_conference())
        if all(word in fold(f"{one.name} {one.title}") for word in wanted)
    ]
    return jsonify(
        speakers=[
            {"guest": one.guest, "name": one.name, "title": one.title, "present": one.present} for one in found[:FOUND]
        ]
    )
