"""The hall's sound with marks: recorded by the secretary's page where the settings allow it, heard only by secretary and office."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated, Any, cast

from flask import Blueprint, Response, current_app, jsonify, request, send_file
from msgspec import Meta, Struct

from badges.refusal import Refusal
from kiosk.conference.devices import Role
from kiosk.recording import chunks
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import Id, gives, raw_body, takes
from live import calls

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.recording.recorder import Recorder

blueprint = Blueprint("sound", __name__)
WHO = frozenset({Role.SECRETARY, Role.OFFICE})
LIVE_MS = 10_000
"""A chunk older than this waited in a browser: it says nothing of who records now."""
PAGES = ("/secretary",)
"""The pages that may ask the browser for its microphone."""
NOT_ALLOWED = "Recording is switched off. The office switches it on under “Sound recording”."


def _recorder() -> Recorder:
    return cast("Recorder", current_app.extensions["recorder"])


def _device_name() -> str:
    device = this_device()
    return device.name if device else ""


def _check_allowed() -> None:
    if not current_conference().settings.recording.on:
        raise Refusal(NOT_ALLOWED)


@blueprint.app_context_processor
def templates() -> dict[str, Any]:
    """Tell pages whether sound may be recorded, and until when it is kept; the secretary's page has its button."""
    return {
        "sound_allowed": lambda: current_conference().settings.recording.on,
        "sound_until": lambda: current_conference().settings.sound_until.isoformat(),
    }


class Take(Struct, forbid_unknown_fields=True):
    """`id` made by the page: it names the take. `after`: the take of the same page before it was loaded again, or empty."""

    id: Id
    after: Annotated[str, Meta(max_length=36)] = ""


class State(Struct, forbid_unknown_fields=True):
    """Whether sound is being recorded, and by whom."""

    on: bool
    by: str


@blueprint.post("/sound/begin")
@may(*WHO)
@takes(Take)
@gives(State)
def begin(sent: Take) -> ResponseReturnValue:
    """Begin to record. 400 while another page does, or where the settings do not allow it."""
    _check_allowed()
    _recorder().begin(sent.id, _device_name(), sent.after)
    return jsonify(on=True, by=_recorder().by)


@blueprint.post("/sound/end")
@may(*WHO)
@takes(Take)
@gives(State)
def end(sent: Take) -> ResponseReturnValue:
    """End a take; its late chunks are still taken."""
    _recorder().stop(sent.id)
    return jsonify(on=_recorder().on, by=_recorder().by)


class Kept(Struct, forbid_unknown_fields=True):
    """The chunk that is on disk now. `on`: its take may go on; false where another page records meanwhile."""

    n: int
    on: bool


@blueprint.post("/sound/<take>/<int:n>")
@may(*WHO)
@gives(Kept, query=("age",))
def chunk(take: str, n: int) -> ResponseReturnValue:
    """Take a chunk in: two seconds of samples as they are. `age`: ms since its last sample was heard."""
    _check_allowed()
    data = raw_body(chunks.CHUNK)
    if data is None:
        raise Refusal("This is no piece of a recording. Reload the page and start again.")
    text = request.args.get("age", "")
    age = int(text) if text.isdecimal() and len(text) < 12 else 0
    conference = current_conference()
    chunks.save(conference.folder, take, n, data, max(0, conference.clock.milliseconds() - age))
    return jsonify(n=n, on=_recorder().hear(take, _device_name(), live=age < LIVE_MS))


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
    conference = current_conference()
    now = conference.clock.milliseconds()
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
    heard = chunks.span(chunks.between(conference.folder, start, until))
    start = max(start - chunks.BACK_MS, heard[0]) if heard else start - chunks.BACK_MS
    return Stretch(start, min(until, start + chunks.LONGEST_MS))


def _ms(stamp: str) -> int:
    return int(current_conference().clock.local(stamp).timestamp() * 1000)


@blueprint.after_app_request
def allow_microphone(response: Response) -> Response:
    """Let the recording page alone ask for the microphone."""
    if request.path in PAGES and current_conference().settings.recording.on:
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), interest-cohort=()"
    return response
