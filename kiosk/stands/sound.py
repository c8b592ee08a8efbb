"""The hall's sound with marks: recorded by one page of secretary or office, heard only by these two."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated, cast

from flask import Blueprint, Response, current_app, jsonify, request, send_file
from msgspec import Meta, Struct

from badges import guests
from badges.refusal import Refusal
from kiosk.conference.devices import Role
from kiosk.recording import chunks
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import Id, gives, raw_body, takes
from live import calls, questions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.recording.recorder import Recorder

blueprint = Blueprint("sound", __name__)
WHO = frozenset({Role.SECRETARY, Role.OFFICE})
BACK_MS = 2000
"""A stretch is played from so long before its mark."""
PAGES = ("/secretary",)
"""The pages that may ask the browser for its microphone."""


def _recorder() -> Recorder:
    return cast("Recorder", current_app.extensions["recorder"])


def _now() -> int:
    return int(current_conference().clock.now().timestamp() * 1000)


def _changed() -> None:
    current_app.extensions["screens"].touched({"recording"})


class Take(Struct, forbid_unknown_fields=True):
    """`id` made by the page: it names the take."""

    id: Id


class State(Struct, forbid_unknown_fields=True):
    """Whether sound is being recorded, and by whom."""

    on: bool
    by: str


@blueprint.post("/sound/begin")
@may(*WHO)
@takes(Take)
@gives(State)
def begin(sent: Take) -> ResponseReturnValue:
    """Begin to record. 400 while another page does."""
    device = this_device()
    _recorder().begin(sent.id, device.name if device else "")
    _changed()
    return jsonify(on=True, by=_recorder().by)


@blueprint.post("/sound/end")
@may(*WHO)
@takes(Take)
@gives(State)
def end(sent: Take) -> ResponseReturnValue:
    """End a take; its late chunks are still taken."""
    _recorder().stop(sent.id)
    _changed()
    return jsonify(on=_recorder().on, by=_recorder().by)


class Kept(Struct, forbid_unknown_fields=True):
    """The chunk that is on disk now."""

    n: int


@blueprint.post("/sound/<take>/<int:n>")
@may(*WHO)
@gives(Kept, query=("age",))
def chunk(take: str, n: int) -> ResponseReturnValue:
    """Take a chunk in: two seconds of samples as they are. `age`: ms since its last sample was heard."""
    data = raw_body(chunks.CHUNK)
    if data is None:
        raise Refusal("This is no piece of a recording. Reload the page and start again.")
    age = request.args.get("age", "0")
    chunks.save(current_conference().folder, take, n, data, _now() - (int(age) if age.isdecimal() else 0))
    was = _recorder().on
    _recorder().heard(take)
    if was != _recorder().on:
        _changed()
    return jsonify(n=n)


class Stretch(Struct, forbid_unknown_fields=True):
    """A stretch of the recording in ms, by the conference's clock."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]


@blueprint.get("/sound/play.wav")
@may(*WHO)
@gives("audio/wav", 400, query=("start", "end", "last", "question", "called"))
def play() -> ResponseReturnValue:
    """Play the `last` seconds, the stretch of a call (`question`, and `called` for which), or from `start` to `end` (ms)."""
    asked = _stretch()
    data = chunks.wav(current_conference().folder, asked.start, asked.end)
    return send_file(io.BytesIO(data), mimetype="audio/wav", conditional=True, etag=False, download_name="ghi-am.wav")


def _stretch() -> Stretch:
    conference, now = current_conference(), _now()
    number = {
        name: int(text[:15])
        for name in ("start", "end", "last", "question")
        if (text := request.args.get(name, "")).isdecimal()
    }
    if "last" in number:
        return Stretch(now - min(number["last"], chunks.LONGEST_MS // 1000) * 1000, now)
    if "question" not in number:
        return Stretch(number.get("start", 0), number.get("end", 0))
    called = request.args.get("called", "")
    found = [c for c in calls.read(conference.db, number["question"]) if called in ("", c.start)]
    if not found:
        raise Refusal("This question was not called: nothing was recorded of it.")
    start, until = (_ms(at) if at else now for at in (found[-1].start, found[-1].end))
    return Stretch(start - BACK_MS, min(until, start + chunks.LONGEST_MS - BACK_MS))


def _ms(stamp: str) -> int:
    return int(current_conference().clock.local(stamp).timestamp() * 1000)


@blueprint.get("/sound/marks.vtt")
@may(*WHO)
@gives("text/vtt", 400)
def marks() -> ResponseReturnValue:
    """Return the calls as marks of the recording (WebVTT), counted from its first sample."""
    conference = current_conference()
    first = min((one.begins for one in chunks.chunks(conference.folder)), default=0)
    if not first:
        raise Refusal("Nothing was recorded.")
    names = {key: house.called for key, house in guests.organisations(conference.db).items()}
    asked = {question.number: names.get(question.organisation, "") for question in questions.every(conference.db)}
    cues = ["WEBVTT"]
    for call in calls.read(conference.db):
        start, until = _ms(call.start) - first, (_ms(call.end) if call.end else _now()) - first
        if until > 0:
            line = f"KN {call.question} - {asked.get(call.question, '')}".replace("-->", "→")
            cues.append(f"{_clock(max(start, 0))} --> {_clock(until)}\n{line}")
    return Response("\n\n".join(cues) + "\n", mimetype="text/vtt")


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


@blueprint.after_app_request
def allow_microphone(response: Response) -> Response:
    """Let the recording page alone ask for the microphone."""
    if request.path in PAGES:
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), interest-cohort=()"
    return response
