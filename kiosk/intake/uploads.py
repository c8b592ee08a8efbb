"""Files that were sent in and wait until somebody takes them in or drops them: the folder `incoming/`.

A file lies there under a name that the server made; the name that it came with is only shown. Beside each lies what
people chose for it: kind, sheet, columns.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, cast, get_args

import msgspec

from badges.refusal import Refusal, Unknown
from badges.vietnamese import tidy_name
from kiosk import atomic
from kiosk.intake.reader import limits
from kiosk.intake.reader.table import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.conference.conference import Conference

FOLDER = "incoming"
MOST_FILES = 20
LONGEST_NAME, LONGEST_SENT = 120, 1000
"""Characters of a file's name as it is shown, and before anything is done with it."""
_ID = re.compile(r"[0-9a-f]{24}")


class Incoming(msgspec.Struct, forbid_unknown_fields=True):
    """One file that waits. `mapping`, `header` and `meanings` as in `kiosk.intake.sandbox.read`; `sheet` is empty for the best one."""

    id: str
    kind: Kind
    name: str
    at: str
    by: str
    size: int
    sheet: str = ""
    header: int = 0
    mapping: dict[str, str] = {}
    meanings: dict[str, str] = {}


def kind(text: str) -> Kind:
    """The kind of list that a form names; raises `Refusal`."""
    found = next((known for known in get_args(Kind) if known == text), None)
    if found is None:
        raise Refusal("Say whether it is a list of guests or of questions.")
    return cast("Kind", found)


def keep(conference: Conference, kind: Kind, name: str, data: bytes, by: str) -> Incoming:
    """Put a file by. Raises `Refusal` where it is empty or too large, or too many wait already."""
    content = limits.content(data)
    if len(every(conference)) >= MOST_FILES:
        raise Refusal("{count} files wait already. Take them in or drop them first.", count=MOST_FILES)
    shown = tidy_name(re.split(r"[/\\]", name)[-1][:LONGEST_SENT])[:LONGEST_NAME] or "?"
    one = Incoming(secrets.token_hex(12), kind, shown, conference.clock.stamp(), by, len(content))
    folder = conference.folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    atomic.write(_path(conference, one.id), content, private=True)
    save(conference, one)
    return one


def replace_content(conference: Conference, one: Incoming, data: bytes) -> None:
    """Put other bytes in the place of a file's. Raises `Refusal` where they are too many."""
    content = limits.content(data)
    atomic.write(_path(conference, one.id), content, private=True)
    one.size = len(content)


def save(conference: Conference, one: Incoming) -> None:
    """Keep what was chosen for a file."""
    atomic.write(_path(conference, one.id, "json"), msgspec.json.encode(one))


def get(conference: Conference, key: str) -> Incoming:
    """A file that waits; raises `Unknown`."""
    try:
        return msgspec.json.decode(_path(conference, key, "json").read_bytes(), type=Incoming)
    except (OSError, msgspec.MsgspecError) as error:
        raise Unknown("This file is no longer here. Send it once more.") from error


def content(conference: Conference, one: Incoming) -> bytes:
    """Its bytes; raises `Unknown`."""
    try:
        return _path(conference, one.id).read_bytes()
    except OSError as error:
        raise Unknown("This file is no longer here. Send it once more.") from error


def every(conference: Conference) -> list[Incoming]:
    """All files that wait, the newest first."""
    found = [path.stem for path in (conference.folder / FOLDER).glob("*.json") if _ID.fullmatch(path.stem)]
    return sorted((get(conference, key) for key in found), key=lambda one: one.at, reverse=True)


def drop(conference: Conference, key: str) -> None:
    """Throw a file away; one that is gone already is no fault."""
    for ending in ("json", "list"):
        _path(conference, key, ending).unlink(missing_ok=True)


def _path(conference: Conference, key: str, ending: str = "list") -> Path:
    """Where it lies. The key came over the network: nothing but our own kind of name ever becomes a path."""
    if not _ID.fullmatch(key):
        raise Unknown("This file is no longer here. Send it once more.")
    return conference.folder / FOLDER / f"{key}.{ending}"
