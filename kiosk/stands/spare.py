"""The spare laptop: it pulls whole copies, the settings, the key and the documents, with an enrolment of its own, and shows nothing."""

from __future__ import annotations

import hashlib
import time
from contextlib import closing
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, request, send_file
from msgspec import Struct

from badges.refusal import Unknown
from kiosk.conference import attachments
from kiosk.conference.devices import Role
from kiosk.recording import chunks
from kiosk.recovery import backup, peers, slide_copies
from kiosk.storage import database
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("spare", __name__)
WHO = (Role.SPARE,)
BINARY = "application/octet-stream"
LONGEST_MARK = 20
"""Digits of nanoseconds since 1970."""


class Beside(Struct, forbid_unknown_fields=True):
    """A file that belongs beside a copy: its name below the conference's folder, and a mark that changes when it does."""

    name: str
    mark: str


class LogEnd(Struct, forbid_unknown_fields=True):
    """The conference, its log's last number, and what belongs beside a copy."""

    conference: str
    epoch: str
    number: int
    beside: list[Beside]


@blueprint.get("/spare")
@may(*WHO)
@gives(LogEnd)
def standing() -> ResponseReturnValue:
    """Where the log ends, and what else the spare needs."""
    conference = current_conference()
    return jsonify(
        conference=conference.settings.id, epoch=conference.epoch, number=conference.db.seq, beside=_marked()
    )


def _marked() -> list[dict[str, str]]:
    folder = current_conference().folder
    return [{"name": name, "mark": attachments.mark(folder / name)} for name in _names()]


def _names() -> list[str]:
    """Settings, key and documents; the certificate and its key only over a line that nobody else can read."""
    return [
        name
        for name in backup.beside(current_conference().folder)
        if request.is_secure or not name.startswith(f"{backup.CERTIFICATES}/")
    ]


@blueprint.get("/spare/copy")
@may(*WHO)
@gives(BINARY, 304, 404, query=("after",))
def copy() -> ResponseReturnValue:
    """The newest whole copy; 304 where its log ends with the chain ?after. SHA-256 in the header X-Digest."""
    found = backup.newest(current_conference().folder)
    if found is None:
        raise Unknown("There is no copy yet. Try again in ten seconds.")
    path, _age = found
    has = request.args.get("after", "")
    with closing(database.reading(path)) as held:
        chain = held.chain
    if device := this_device():
        peers.note(current_conference(), request.remote_addr or "")
        current_app.extensions["pulls"].asks(device.id, has, chain, backup.number(path), time.monotonic())
    if has == chain:
        return Response(status=304)
    response = send_file(path, mimetype=BINARY, conditional=False, etag=False)
    with path.open("rb") as file:
        response.headers["X-Digest"] = hashlib.file_digest(file, "sha256").hexdigest()
    response.headers["X-Number"] = str(backup.number(path))
    return response


class SoundFile(Struct, forbid_unknown_fields=True):
    """A chunk of the hall's sound, and the mark to ask from next time."""

    name: str
    mark: int


@blueprint.get("/spare/sound")
@may(*WHO)
@gives(list[SoundFile], query=("after",))
def sound() -> ResponseReturnValue:
    """The chunks stored from the mark ?after on, the oldest first; none where the settings do not say that sound is copied."""
    conference, after = current_conference(), request.args.get("after", "")
    mark = int(after) if after.isdecimal() and len(after) < LONGEST_MARK else 0
    found = chunks.stored_since(conference.folder, mark) if conference.settings.recording.copies else []
    return jsonify([{"name": name, "mark": at} for at, name in found])


@blueprint.get("/spare/sound/<take>/<name>")
@may(*WHO)
@gives(BINARY)
def sound_file(take: str, name: str) -> ResponseReturnValue:
    """One chunk of the hall's sound."""
    path = current_conference().folder / chunks.FOLDER / take / name
    if not (current_conference().settings.recording.copies and chunks.is_chunk(f"{take}/{name}") and path.is_file()):
        raise Unknown("There is no such page.")
    return send_file(path.resolve(), mimetype=BINARY, conditional=False, etag=False)


@blueprint.get("/spare/slides")
@may(*WHO)
@gives(list[str])
def slides() -> ResponseReturnValue:
    """The files of all decks of the hall's screen, below the conference's folder; `deck.json` of each at its end."""
    return jsonify(slide_copies.files(current_conference().folder))


@blueprint.get("/spare/<path:name>")
@may(*WHO)
@gives(BINARY)
def beside(name: str) -> ResponseReturnValue:
    """Settings, key, certificate, a document or a page of a deck: what a copy needs to go on from."""
    if not slide_copies.NAME.fullmatch(name) and name not in _names():
        raise Unknown("There is no such page.")
    path = current_conference().folder / name
    if not path.is_file():
        raise Unknown("There is no such page.")
    return send_file(path.resolve(), mimetype=BINARY, conditional=False, etag=False)
