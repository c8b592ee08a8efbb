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
from kiosk.storage.kept import kept
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
    """All that was found. `more`: how many further hits of each kind are not shown, 0 for none."""

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
    """Folded texts of guests, questions and answers, folded again only where a text changed."""

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
    digits = _digits(asked)
    if not words:
        return Found([], [], [], dict.fromkeys(("people", "questions", "letters"), 0))
    people = list(_people(conference, words, digits, haystacks))
    asked_questions = list(_questions(conference, words, digits, haystacks))
    letters = list(_letters(conference, plain(asked.strip())))
    found = {"people": len(people), "questions": len(asked_questions), "letters": len(letters)}
    more = {kind: max(count - MOST, 0) for kind, count in found.items()}
    return Found(
        [_person(conference, row) for row in people[:MOST]], asked_questions[:MOST], letters[:MOST], more
    )  # fmt: skip


def _people(conference: Conference, words: list[str], digits: str, haystacks: Haystacks) -> Iterable[Row]:
    """Guests by name, position, organisation and announced substitute, or by a part of the telephone number."""
    sql = (
        "select g.id, g.name, g.honorific, g.position, g.phone, g.cancelled, g.substitute, g.block, o.name as house"
        " from guest g left join organisation o on o.id = g.organisation order by g.fold"
    )
    part = digits if len(digits) >= FEWEST_DIGITS and len(digits) * 2 >= len("".join(words)) else ""

    def made() -> list[tuple[Row, str]]:
        names = ("honorific", "name", "position", "house", "substitute")
        rows = conference.db.query(sql)
        return [(row, haystacks.of(row["id"], *(row[name] or "" for name in names))) for row in rows]

    for row, text in kept(conference.db, "searched", ("guest", "organisation"), made):
        if all(word in text for word in words) or (part and part in _digits(row["phone"])):
            yield row


def _digits(text: str) -> str:
    """Return the digits of a number that was typed with blanks, points or brackets."""
    return text if text.isdigit() else "".join(char for char in text if char.isdigit())


def _person(conference: Conference, row: Row) -> Hit:
    beside = [row["position"], row["house"] or "", conference.settings.block(row["block"]).name, row["phone"]]
    return Hit(
        f"{row['honorific']} {row['name']}".strip(), " · ".join(filter(None, beside)), f"/office/guests/{row['id']}"
    )


def _questions(conference: Conference, words: list[str], digits: str, haystacks: Haystacks) -> Iterable[Hit]:
    """Questions by number, business, words of the question, of the prepared answer or of any voice that answered."""
    given: dict[int, list[str]] = {}
    for row in conference.db.query("select question, answerer, text, basis from answer"):
        given.setdefault(row["question"], []).extend((row["text"], row["basis"], row["answerer"]))
    organisations = guests.organisations(conference.db)
    wanted = int(digits) if digits and len(digits) <= 9 and set(words) <= {digits, "kn", "so", f"kn{digits}"} else None
    for question in questions.every(conference.db):
        organisation = organisations.get(question.organisation)
        text = haystacks.of(
            question.number, organisation.name if organisation else "", question.text, question.summary, question.proposal,
            question.prepared,
            question.basis, question.asker, *given.get(question.number, ()),
        )  # fmt: skip
        if question.number == wanted or (wanted is None and all(word in text for word in words)):
            title = f"KN số {question.number}: {question.shown}"
            yield Hit(
                title,
                " · ".join(filter(None, (organisation.name if organisation else "", labels.place(question.place)))),
                f"/office/questions/{question.number}",
            )


def _letters(conference: Conference, text: str) -> Iterable[Hit]:
    """Letters by their number, as in 123/SKHCN-TĐC."""
    for row in conference.db.query(
        "select question, document, date from promise where document != '' order by question"
    ):
        if text and text in plain(row["document"]):
            yield Hit(row["document"], f"KN số {row['question']}", f"/office/follow-up#kn-{row['question']}")
