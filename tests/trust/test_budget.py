"""No page stops the door: what each address reads of a long list, after one more guest has come in.

Every GET route is opened with 5,000 guests and 400 questions, once to warm up, then again after a scan. What it may read
then does not grow with the list; an address that must read it is named with its reason.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role
from live import questions
from live.questions import Question
from live.queue import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

pytestmark = pytest.mark.whole

GUESTS, QUESTIONS, HOUSES = 5000, 400, 200
QUERIES, ROWS = 80, 1000
"""What one address may ask the database, and the rows that it may be given."""
PARTS = {"guest": "g10", "number": "5", "code": "0", "paper": "report"}
READS_ALL = {
    "/desk/list": "a desk that begins takes the whole list with it",
    "/office/scans.xlsx": "a file of every scan",
    "/office/door/scans": "searches every scan",
    "/office/papers": "counts the whole record",
    "/office/ending": "says what would be erased",
    "/office/follow-up": "reads all answers",
    "/office/follow-up.xlsx": "a file of all answers",
    "/secretary/questions/<int:number>": "offers the words of other answers",
    "/presenter": "draws everybody who is in",
    "/presenter/picture": "draws everybody who is in",
    "/moderator/speakers": "offers everybody who is in",
}  # fmt: skip
"""Address → why it reads more. Each is opened by a person, and not with every scan, but for the presenter's."""


def fill(conference: Any) -> None:
    """Put a long list and a long queue on record; every second guest is in."""
    at = stamp(conference.clock.now() - timedelta(hours=1))
    with conference.db.writing(at, by="Bàn 1") as writing:
        for n in range(HOUSES):
            guests.put_organisation(writing, Organisation(f"o{n}", f"Công ty TNHH số {n}", kind="business"))
        for n in range(GUESTS):
            listed = Guest(f"g{n}", f"o{n % HOUSES}", f"Nguyễn Văn {n}", "Ông", "Giám đốc", "business", seat=f"A-{n}")
            guests.put(writing, listed, conference.key, conference.settings.id)
            if n % 2:
                admission.admit_guest(writing, f"s{n}", f"g{n}", "search", at, Coming())
        for n in range(QUESTIONS):
            text = f"Kiến nghị số {n}: {' '.join(str(n * k) for k in range(2, 9))}"
            questions.add(writing, Question(0, f"o{n % HOUSES}", text, unit="tdc", place=Place.WAITING))


class Counted:
    """What is asked of a database from now on."""

    def __init__(self, db: Any) -> None:
        self.queries = self.rows = 0
        self._query = db.query
        db.query = self.query

    def query(self, sql: str, params: Any = None) -> Iterator[Any]:
        """Ask, and count."""
        found = list(self._query(sql, params))
        self.queries, self.rows = self.queries + 1, self.rows + len(found)
        return iter(found)

    def begin(self) -> None:
        """Count from nothing."""
        self.queries = self.rows = 0


def addresses(app: Flask) -> dict[str, str]:
    """Rule → an address of it, of every GET route."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    return {rule.rule: re.sub(r"<(?:\w+:)?(\w+)>", lambda m: PARTS.get(m[1], "1"), rule.rule) for rule in rules}


def test_what_an_address_reads_does_not_grow_with_the_list(app: Flask, conference: Any, enrolled: Any) -> None:
    fill(conference)
    clients = {
        role: enrolled(role)
        for role in (Role.OFFICE, Role.DESK, Role.MODERATOR, Role.CHAIR, Role.SECRETARY, Role.SPARE)
    }
    allowed = {
        rule.rule: app.view_functions[rule.endpoint].allowed
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    }  # type: ignore[attr-defined]
    known = {
        rule: next((c for role, c in clients.items() if role in allowed[rule]), app.test_client())
        for rule in addresses(app)
    }
    opened = {rule: address for rule, address in addresses(app).items() if not rule.startswith("/socket.io")}
    for rule, address in opened.items():
        known[rule].get(address)
    with conference.db.writing(conference.clock.stamp(), by="Bàn 1") as writing:
        admission.admit_guest(writing, "late", "g10", "search", writing.at, Coming())
    counted, greedy = Counted(conference.db), {}
    for rule, address in opened.items():
        counted.begin()
        known[rule].get(address)
        if counted.queries > QUERIES or (counted.rows > ROWS and rule not in READS_ALL):
            greedy[rule] = (counted.queries, counted.rows)
    assert greedy == {}
    assert set(READS_ALL) <= set(opened)
