"""Which rows of a list are questions that are on record already."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.match_guests import ALIKE, MOST_CANDIDATES
from kiosk.intake.memory import Difference, Doubt, key
from kiosk.intake.reader.table import Message
from live import questions
from live.questions import Question
from live.queue import Place

if TYPE_CHECKING:
    from badges.guests import Organisation
    from badges.ports import Store
    from kiosk.intake.match_guests import Organisations
    from kiosk.intake.reader.table import QuestionRow

SHOWN = 90
"""Characters of a question's text where it is offered as the same one."""


class Questions:
    """Questions on record, and those that the list adds. Each is met by one row of a list at most."""

    def __init__(self, db: Store, organisations: Organisations) -> None:
        self.settings, self.told, self.choices = organisations.settings, organisations.told, organisations.choices
        self._of: dict[str, dict[str, Question]] = defaultdict(dict)
        self._folds: dict[str, dict[str, str]] = defaultdict(dict)
        self._taken: set[str] = set()
        self._times: Counter[str] = Counter()
        for question in questions.every(db):
            self._index(str(question.number), question)

    def _index(self, ref: str, question: Question) -> None:
        self._of[question.organisation][ref] = question
        self._folds[question.organisation][ref] = fold(question.text)

    def name(self, row: QuestionRow, organisation: Organisation) -> str:
        """Under which name the row is remembered."""
        plain = key("question", organisation.id, fold(row.text))
        self._times[plain] += 1
        return plain if self._times[plain] == 1 else f"{plain}-{self._times[plain]}"

    def find(
        self, name: str, row: QuestionRow, organisation: Organisation
    ) -> tuple[Question | None, str, Doubt | None]:
        """The question on record that the row means and its key, or None and the row's cell; and what it may mean."""
        known, folds = self._of[organisation.id], self._folds[organisation.id]
        target = self.told.target(name)
        if target in known and target not in self._taken:
            return known[target], target, None
        wanted = fold(row.text)
        for number, text in folds.items():
            if number not in self._taken and text == wanted:
                return known[number], number, None
        found = extract(wanted, folds, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_CANDIDATES)
        near = [(number, known[number]) for _text, _score, number in found]
        if not near:
            return None, row.cell, None
        offered = tuple((number, f"{_called(number, q)}: {_shown(q.text)}") for number, q in near)
        said = _("{question} of the same business says nearly the same.").format(question=_called(*near[0]))
        chosen = self.choices.get(row.cell, "")
        doubt = Doubt(row.cell, said, offered, chosen if chosen in dict(offered) else "")
        return (known[chosen], chosen, doubt) if doubt.chosen else (None, row.cell, doubt)

    def wanted(
        self, name: str, row: QuestionRow, organisation: Organisation, known: Question | None, ref: str
    ) -> tuple[Question, tuple[Difference, ...], tuple[Difference, ...]]:
        """The question as the row wants it, in what that differs from the record, and what stays as people wrote it.

        One that by the list was answered in writing needs no call; one that comes with its field and its unit has been
        through the office's hands and waits; others are screened.
        """
        cells = self._cells(row, known)
        new, kept = self.told.settle(name, known, cells)
        question = replace(known or Question(0, organisation.id, row.text, source=row.source), **new)
        unit = self.settings.unit(question.unit)
        if known is None and row.answered:
            question = replace(question, place=Place.BEFORE)
        elif known is None and question.field and unit and not unit.outside:
            question = replace(question, place=Place.WAITING)
        differences = tuple(
            Difference(field, getattr(known, field), value)
            for field, value in new.items()
            if known and getattr(known, field) != value
        )
        self.told.hear(name, ref, cells)
        self._taken.add(ref)
        if known is None:
            self._index(ref, question)
        return question, differences, kept

    def remarks(self, row: QuestionRow, known: Question | None) -> list[Message]:
        """What is to be said of a row: field and units that the conference does not know, an answer given before it."""
        settings = self.settings
        found: list[Message] = []
        if row.field and not settings.field(match_named(row.field, settings.fields)):
            text = _("“{text}” is no field of the conference; the field is left open.").format(text=row.field)
            found.append(Message("warning", row.cell, text))
        for unit in filter(None, (row.unit, *row.co_units)):
            if not settings.unit(match_named(unit, settings.units)):
                text = _("“{text}” is no unit of the conference; it is kept as it is written.").format(text=unit)
                found.append(Message("note", row.cell, text))
        if row.answered and known is None:
            text = _("By the list answered in writing before the conference: it is taken in as that and not called.")
            found.append(Message("note", row.cell, text))
        elif row.answered and known and known.place in (Place.RECEIVED, Place.WAITING) and known.number:
            text = _(
                "By the list question {number} was answered in writing before the conference. Decide it on the question's page."
            )
            found.append(Message("warning", row.cell, text.format(number=known.number)))
        return found

    def _cells(self, row: QuestionRow, known: Question | None) -> dict[str, Any]:
        """What the row says of the question, empty cells left out."""
        field = match_named(row.field, self.settings.fields)
        cells = {
            "text": "" if known and row.text.isascii() else row.text, "asker": row.asker, "asker_phone": row.phone,
            "proposal": row.proposal, "summary": row.summary, "field": field if self.settings.field(field) else "",
            "unit": match_named(row.unit, self.settings.units),
            "co_units": tuple(match_named(unit, self.settings.units) for unit in row.co_units),
            "prepared": row.prepared, "basis": row.basis, "note": row.note, "document": row.document_number,
            "withheld": row.withheld,
        }  # fmt: skip
        return {name: value for name, value in cells.items() if value}


def match_named(text: str, parts: list[Any]) -> str:
    """The code of the field or unit that a list names in any of its ways; the text itself where none fits."""
    wanted = fold(text)
    if not wanted:
        return ""
    for part in parts:
        names = [part.name, part.code, getattr(part, "short", ""), *getattr(part, "others", [])]
        if wanted in {fold(name) for name in names if name}:
            return str(part.code)
    close = [part for part in parts if fold(part.name) in wanted or wanted in fold(part.name)]
    return str(close[0].code) if len(close) == 1 else text


def _called(number: str, question: Question) -> str:
    return _("Question {number}").format(number=number) if question.number else _("Cell {cell}").format(cell=number)


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
