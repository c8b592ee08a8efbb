"""Speeches that stand in no plan: a leader who speaks now, by the name and title with which he came."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing

KINDS = frozenset({"opening", "direction", "closing"})
"""Kinds of the programme's items that are speeches: the minutes have their text."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech. `guest` is the speaker's id in the guest list, empty for a typed name; moments as stored."""

    id: str
    name: str
    title: str = ""
    guest: str = ""
    started: str = ""
    ended: str = ""
    by: str = ""


def from_row(row: Row) -> Speech:
    """A speech from its row."""
    return Speech(**row)


def current(db: Store | Writing) -> Speech | None:
    """The speech that is on now."""
    row = first(db.query("select * from speech where ended = '' order by rowid desc limit 1"))
    return from_row(row) if row else None


def all_speeches(db: Store | Writing) -> list[Speech]:
    """All speeches in the order in which they began."""
    return [from_row(row) for row in db.query("select * from speech order by rowid")]


def begin(writing: Writing, speech: Speech) -> Speech:
    """Put a speaker on the hall now; a speech that is on ends. Raises `Refusal` without a name."""
    if not speech.name.strip():
        raise Refusal("Choose the speaker, or write the name.")
    known = current(writing)
    if known and (known.guest, known.name) == (speech.guest, speech.name):
        raise Stale("{name} is speaking already.", name=known.name)
    if known:
        _put(writing, replace(known, ended=writing.at))
    stored = replace(speech, started=writing.at, ended="", by=writing.by)
    _put(writing, stored)
    return stored


def end(writing: Writing) -> Speech:
    """End the speech that is on. Raises `Stale` where none is."""
    known = current(writing)
    if known is None:
        raise Stale("Nobody speaks outside the programme now.")
    stored = replace(known, ended=writing.at)
    _put(writing, stored)
    return stored


def _put(writing: Writing, speech: Speech) -> None:
    writing.put("speech.put", "speech", asdict(speech))
