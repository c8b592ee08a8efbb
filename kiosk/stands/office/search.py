"""One box for everything at the office: persons, businesses, questions, answers, letters, telephone numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, current_app, render_template, request

from badges import guests
from badges.vietnamese import fold, normalised
from kiosk.i18n import labels
from kiosk.stands.office.section import WHO
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives
from live import questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference

blueprint = Blueprint("office_search", __name__)
MOST: Final = 30
"""Hits of each kind that are shown."""
FEWEST_DIGITS: Final = 3
LONGEST: Final = 200
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its title, what stands beside it, and its page."""

    title: str
    beside: str
    path: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found. `more`: further hits that are not shown, by kind."""

    people: list[Hit]
    questions: list[Hit]
    letters: list[Hit]
    more: dict[str, int]

    @property
    def count(self) -> int:
        """How many hits are shown."""
        return len(self.people) + len(self.questions) + len(self.letters)


def _table() -> dict[int, str]:
    table = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for letter in _LETTERS:
        for tone in _TONES:
            for form in (letter, letter.upper()):
                char = normalised("NFC", form + tone)
                if len(char) == 1:
                    table[ord(char)] = fold(char)
    return table


_PLAIN: Final = _table()


def plain(text: str) -> str:
    """Return a long text without accents, in small letters: what `fold` says of Vietnamese letters, many times faster."""
    return text.translate(_PLAIN)


class Haystacks:
    """Folded texts of questions and answers, folded again only where a text changed."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[tuple[str, ...], str]] = {}

    def of(self, key: Any, *texts: str) -> str:
        """Return the folded text of one thing."""
        known = self._known.get(key)
        if known is None or known[0] != texts:
            known = self._known[key] = (texts, plain(" ".join(texts)))
        return known[1]


@blueprint.get("/office/search")
@may(*WHO)
@gives("text/html", query=("q",))
def page() -> ResponseReturnValue:
    """What a search finds."""
    asked = request.args.get("q", "")[:LONGEST]
    start = time.perf_counter()
    haystacks = current_app.extensions.setdefault("haystacks", Haystacks())
    found = search(current_conference(), asked, haystacks)
    took = (time.perf_counter() - start) * 1000
    return render_template("office/search.html", found=found, asked=asked, took=took)


def search(conference: Conference, asked: str, haystacks: Haystacks) -> Found:
    """Return persons, questions and letters that hold every word of the search, in any order, accents or not."""
    words = fold(asked).split()
    digits = "".join(char for char in asked if char.isdigit())
    if not words:
        return Found([], [], [], {})
    people, asked_questions = (
        list(_people(conference, words, digits)),
        list(_questions(conference, words, digits, haystacks)),
    )
    letters = list(_letters(conference, plain(asked.strip())))
    more = {"people": len(people) - MOST, "questions": len(asked_questions) - MOST, "letters": len(letters) - MOST}
    return Found(
        [_person(conference, row) for row in people[:MOST]], asked_questions[:MOST], letters[:MOST],
        {kind: count for kind, count in more.items() if count > 0},
    )  # fmt: skip


def _people(conference: Conference, words: list[str], digits: str) -> Iterable[Row]:
    """Guests by name, position, organisation, announced substitute, or a part of the telephone number. Counted by the database."""
    sql = (
        "select g.id, g.name, g.honorific, g.position, g.phone, g.cancelled, g.substitute, g.block, o.name as house from guest g"
        " left join organisation o on o.id = g.organisation where "
    )
    text = "(g.fold || ' ' || coalesce(o.fold, '') || ' ')"
    named = " and ".join(f"instr({text}, ?) > 0" for _word in words)
    rows = list(conference.db.query(f"{sql} ({named}) order by g.fold", words))
    seen = {row["id"] for row in rows}
    if len(digits) >= FEWEST_DIGITS and len(digits) * 2 >= len("".join(words)):
        rows += [r for r in conference.db.query(f"{sql} instr(g.phone, ?) > 0", (digits,)) if r["id"] not in seen]
    seen = {row["id"] for row in rows}
    for row in conference.db.query(f"{sql} g.substitute != ''"):
        if row["id"] not in seen and all(word in fold(row["substitute"]) for word in words):
            rows.append(row)
    return rows


def _person(conference: Conference, row: Row) -> Hit:
    beside = [row["position"], row["house"] or "", conference.settings.block(row["block"]).name, row["phone"]]
    return Hit(
        f"{row['honorific']} {row['name']}".strip(), " · ".join(filter(None, beside)), f"/office/guests/{row['id']}"
    )


def _questions(conference: Conference, words: list[str], digits: str, haystacks: Haystacks) -> Iterable[Hit]:
    """Questions by number, business, words of the question, of the prepared answer or of the answer given."""
    given = {row["question"]: row for row in conference.db.query("select question, answerer, text, basis from answer")}
    houses = guests.organisations(conference.db)
    wanted = int(digits) if digits and len(digits) <= 9 and set(words) <= {digits, "kn", "so", f"kn{digits}"} else None
    for question in questions.every(conference.db):
        answer = given.get(question.number, {})
        house = houses.get(question.organisation)
        text = haystacks.of(
            question.number, house.name if house else "", question.text, question.summary, question.proposal, question.prepared,
            question.basis, question.asker, answer.get("text", ""), answer.get("basis", ""), answer.get("answerer", ""),
        )  # fmt: skip
        if question.number == wanted or (wanted is None and all(word in text for word in words)):
            title = f"KN số {question.number}: {question.shown}"
            yield Hit(
                title,
                " · ".join(filter(None, (house.name if house else "", labels.place(question.place)))),
                f"/office/questions/{question.number}",
            )


def _letters(conference: Conference, text: str) -> Iterable[Hit]:
    """Letters by their number, as in 123/SKHCN-TĐC."""
    for row in conference.db.query(
        "select question, document, date from promise where document != '' order by question"
    ):
        if text and text in plain(row["document"]):
            yield Hit(row["document"], f"KN số {row['question']}", f"/office/follow-up#kn-{row['question']}")
