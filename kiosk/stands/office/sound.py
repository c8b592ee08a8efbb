"""The office's page of the hall's sound: allow it, check the minutes against it line by line, take it out, erase it."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from msgspec import Struct

from badges.refusal import Refusal
from kiosk.papers import sound_marks
from kiosk.recording import chunks
from kiosk.recovery import backup, sound_copies
from kiosk.settings import history
from kiosk.settings import load as settings_file
from kiosk.stands.office import steps
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.recording.chunks import Chunk
    from kiosk.storage.database import Writing

SECTION = Section(71, "/office/sound", "Sound recording", below="/office/papers")
blueprint = Blueprint("office_sound", __name__)
TICK = "sound:"
"""In front of a line's id in the table of ticks."""


def _local(ms: int) -> dt.datetime:
    return current_conference().clock.local(dt.datetime.fromtimestamp(ms / 1000, dt.UTC).isoformat())


def _days() -> dict[str, list[Chunk]]:
    """Return the chunks of each day that was recorded, the newest day first."""
    found = sorted(chunks.chunks(current_conference().folder), key=lambda one: one.begins)
    days = {day: list(group) for day, group in groupby(found, key=lambda one: _local(one.begins).date().isoformat())}
    return dict(reversed(days.items()))


def _day() -> tuple[str, list[Chunk]]:
    """Return the asked day with its chunks, the newest where none is asked. Raises `Refusal` where nothing was recorded."""
    days = _days()
    day = request.args.get("day") or next(iter(days), "")
    if day not in days:
        raise Refusal("Nothing was recorded then.")
    return day, days[day]


@blueprint.get("/office/sound")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show the recordings, and the day's lines with the sound of each."""
    conference, days = current_conference(), _days()
    day = request.args.get("day") or next(iter(days), "")
    found = days.get(day, [])
    ends = chunks.span(found)
    ticked = {key.removeprefix(TICK) for key in steps.ticked(conference.db) if key.startswith(TICK)}
    day_marks = sound_marks.marks(conference) if ends else ()  # without sound the whole record is not read
    marks = [(mark, heard) for mark in day_marks if ends and (heard := _stretch(mark, *ends))]
    return render_template(
        "office/sound.html", allowed=conference.settings.recording.on, recorder=current_app.extensions["recorder"],
        days=list(days), day=day, ends=[_local(ms) for ms in ends] if ends else [], marks=marks, ticked=ticked,
        lost=_lost(found), megabytes=max(1, sum(one.length for one in found) * 32 // 1_000_000),
        until=conference.settings.sound_until, over=conference.clock.local().date() > conference.settings.sound_until,
    )  # fmt: skip


def _stretch(mark: sound_marks.Mark, first: int, last: int) -> tuple[int, int] | None:
    """Return from when to when (ms) a mark is played: as far as there is sound, and not too long; None without any."""
    end = mark.end or current_conference().clock.now()
    start = max(int(mark.start.timestamp() * 1000) - chunks.BACK_MS, first)
    until = min(int(end.timestamp() * 1000), last, start + chunks.LONGEST_MS)
    return (start, until) if start < until else None


def _lost(found: Sequence[Chunk]) -> dt.timedelta:
    """Return the time of silence between the first and the last sample for which no chunk came."""
    lost, reached = 0, found[0].begins if found else 0
    for one in found:
        lost += max(0, one.begins - reached)
        reached = max(reached, one.ends)
    return dt.timedelta(milliseconds=lost)


@blueprint.post("/office/sound/allow")
@may(*WHO)
def allow() -> ResponseReturnValue:
    """Switch recording on or off, in the settings and at once. What was recorded stays."""
    conference = current_conference()
    history.put(conference.folder, "recording", "on", request.form.get("on") == "1", conference.clock.stamp())
    recording = settings_file.load(conference.folder).recording
    conference.settings = msgspec.structs.replace(conference.settings, recording=recording)
    recorder = current_app.extensions["recorder"]
    if not recording.on:
        recorder.stop(recorder.take)
    current_app.extensions["screens"].touched({"recording"})
    return redirect("/office/sound", 303)


class Checked(Struct, forbid_unknown_fields=True):
    """A line of the minutes was checked against the sound, or the check is taken back."""

    id: Id
    line: str
    done: bool


class Stored(Struct, forbid_unknown_fields=True):
    """The line as it stands now."""

    line: str
    done: bool


@blueprint.post("/office/sound/checked")
@may(*WHO)
@takes(Checked)
@gives(Stored)
def checked(sent: Checked) -> ResponseReturnValue:
    """Tick a line. 400 for a line that is not on record, or no more in these words."""
    conference = current_conference()
    if not any(line.id == sent.line for mark in sound_marks.marks(conference) for line in mark.lines):
        raise Refusal("This line has just been changed. Read it again.")

    def action(writing: Writing) -> Row:
        kind = "tick.done" if sent.done else "tick.undone"
        at = writing.at if sent.done else ""
        writing.put(kind, "tick", {"id": TICK + sent.line, "at": at, "by": writing.by})
        return {"line": sent.line, "done": sent.done}

    return jsonify(run_once(sent.id, "sound.checked", msgspec.to_builtins(sent), action).answer)


@blueprint.get("/office/sound/day.wav")
@may(*WHO)
@gives("audio/wav", 400, query=("day",))
def whole() -> ResponseReturnValue:
    """All that was recorded on a day in one file; silence where nothing came."""
    day, found = _day()
    start, end = chunks.span(found) or (0, 0)
    size = 44 + (end - start) * chunks.RATE // 1000 * chunks.BYTES
    head = {"Content-Length": str(size), "Content-Disposition": f'attachment; filename="ghi-am-{day}.wav"'}
    return Response(chunks.whole(found, start, end), mimetype="audio/wav", headers=head)


@blueprint.get("/office/sound/marks.vtt")
@may(*WHO)
@gives("text/vtt", 400, query=("day",))
def marks() -> ResponseReturnValue:
    """The day's marks as WebVTT, counted from the first sample of that day's file."""
    day, found = _day()
    text = sound_marks.web_vtt(sound_marks.marks(current_conference()), *(chunks.span(found) or (0, 0)))
    head = {"Content-Disposition": f'attachment; filename="ghi-am-{day}.vtt"'}
    return Response(text, mimetype="text/vtt", headers=head)


@blueprint.post("/office/sound/erase")
@may(*WHO)
def erase() -> ResponseReturnValue:
    """Erase all sound here and in the second place. Raises `Refusal` while it is being recorded."""
    conference = current_conference()
    if current_app.extensions["recorder"].on:
        raise Refusal("Sound is being recorded: stop it first.")
    if request.form.get("sure") != "1":
        raise Refusal("Tick that the recording may be erased.")
    chunks.erase(conference.folder)
    if place := backup.second_place(conference):
        sound_copies.erase(place)
    return redirect("/office/sound", 303)
