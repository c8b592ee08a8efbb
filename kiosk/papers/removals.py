"""What is taken out before publication, piece by piece with its place, and what a person should look at: for the office's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges.personal_data import is_personal_tax_code
from kiosk.papers import public
from kiosk.papers.text import context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badges.personal_data import Finding
    from kiosk.papers.record import Record

AROUND: Final = 60
"""Characters of the text that are shown on either side."""
FIELDS: Final = ("text", "summary", "proposal", "answer", "basis", "note", "reason")
"""Fields of a published question that people wrote, in the order in which they are read."""
TASK: Final = "task"


@dataclass(frozen=True)
class Removal:
    """A piece of a text with what stands around it. `number` is the question's KN number, 0 for a task of the conclusions."""

    number: int
    field: str
    kind: str
    before: str
    piece: str
    after: str


@dataclass(frozen=True)
class Review:
    """All of one publication: what is taken out, what is left and doubtful, and who is published shortened or not at all."""

    taken: tuple[Removal, ...]
    doubtful: tuple[Removal, ...]
    households: tuple[str, ...]
    withheld: tuple[int, ...]


def review(record: Record) -> Review:
    """Return what the published papers of this record leave out, and what they keep that may be a person's."""
    found = public.recogniser(record)
    taken: dict[tuple[int, str, str], Removal] = {}
    doubtful: dict[tuple[int, str, str], Removal] = {}
    for number, field, text in _texts(record):
        for into, hits in ((taken, found.find(text)), (doubtful, found.doubts(text))):
            for hit in hits:
                one = _removal(number, field, text, hit)
                into.setdefault((number, hit.kind, one.piece.casefold()), one)
    organisations = sorted(
        {
            m.organisation.name
            for m in record.matters
            if is_personal_tax_code(m.organisation.tax_code, m.organisation.name)
        }
    )
    withheld = tuple(m.number for m in record.matters if m.question.withheld)
    return Review(tuple(taken.values()), tuple(doubtful.values()), tuple(organisations), withheld)


def _texts(record: Record) -> Iterator[tuple[int, str, str]]:
    """Yield (KN number, field, text) of everything that people wrote and that is published."""
    everything = context.of(record)
    withheld = {m.number for m in record.matters if m.question.withheld}
    rows = sorted((row for band in everything["bands"] for row in band["rows"]), key=lambda row: int(row["number"]))
    for row in rows:
        if int(row["number"]) not in withheld:
            yield from ((int(row["number"]), field, row[field]) for field in FIELDS if row[field])
    yield from ((0, TASK, task["task"]) for task in everything["tasks"])


def _removal(number: int, field: str, text: str, hit: Finding) -> Removal:
    before, after = text[max(0, hit.start - AROUND) : hit.start], text[hit.end : hit.end + AROUND]
    cut = "…" if hit.start > AROUND else ""
    return Removal(
        number,
        field,
        hit.kind,
        cut + before,
        text[hit.start : hit.end],
        after + ("…" if len(text) > hit.end + AROUND else ""),
    )
