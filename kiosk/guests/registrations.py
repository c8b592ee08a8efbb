"""What a business sends in by the public form: persons who come, and questions. A person screens it before it counts.

The form asks for what the conference needs and no more: no date of birth, no identity number (Luật 91/2025/QH15).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from badges import numbers
from badges.ports import first
from badges.refusal import Refusal, TooMany, Unknown
from badges.vietnamese import tidy_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badges.ports import Row, Store, Writing
    from kiosk.conference.conference import Conference

PEOPLE, QUESTIONS = 5, 5
"""Most persons and questions of one form. Who has more sends another one."""
LONGEST_LINE, LONGEST, SHORTEST = 200, 2000, 10
MOST_WAITING = 500
"""Forms that may wait to be looked at; a person can look at no more, and a flood cannot fill the disk."""
EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


class Wrong(Refusal):
    """A field of the form has to be written otherwise. `field` is its name in the form."""

    def __init__(self, field: str, text: str, **facts: object) -> None:
        super().__init__(text, **facts)
        self.field = field


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who comes, or who can be asked about the questions."""

    name: str
    position: str = ""
    phone: str = ""
    email: str = ""
    honorific: str = ""


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `earlier`: whether it was raised before, and who answered."""

    text: str
    field: str = ""
    proposal: str = ""
    earlier: str = ""


class Registration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form. `coming` is false where only questions are sent; then the person is there to be asked."""

    name: str
    tax_code: str
    address: str = ""
    activity: str = ""
    coming: bool = True
    speak: bool = False
    publish: bool = False
    people: tuple[Person, ...] = ()
    questions: tuple[Asked, ...] = ()


def closes(conference: Conference) -> dt.datetime:
    """Until when the form takes anything: the end of the day of the notice, or the beginning of the conference."""
    until = conference.settings.questions_until
    if until is None:
        return conference.slots[0].start
    return dt.datetime.combine(until, dt.time.max, ZoneInfo(conference.settings.timezone))


def is_open(conference: Conference) -> bool:
    """Whether businesses may still register and send questions."""
    return conference.clock.now() <= closes(conference)


def read(conference: Conference, form: Mapping[str, str], *, confirmed: str = "") -> Registration:
    """The form as it was filled in. Raises `Wrong` at the first field that cannot stay so.

    `confirmed`: a tax code whose check digit does not fit and which the business says is right all the same.
    """
    tax = numbers.tax_code(form.get("tax_code", ""))
    found = Registration(
        _line(form, "name"), tax or "", _line(form, "address"), _line(form, "activity"), not form.get("only_questions"),
        bool(form.get("speak")), bool(form.get("publish")), tuple(_people(form)), tuple(_questions(conference, form)),
    )  # fmt: skip
    if not found.name:
        raise Wrong("name", "Write the name of the business.")
    if tax is None:
        raise Wrong("tax_code", "Write the tax code: 10 digits, 13 for a branch, 12 for a household business.")
    if not numbers.is_sound_tax_code(tax) and confirmed != tax:
        raise Wrong(
            "tax_code",
            "The check digit of tax code {code} does not fit: a digit is probably mistyped. If it is right, send again.",
            code=tax,
        )
    if not found.people:
        raise Wrong("person-0-name", "Write the name of who comes, or of whom to ask about the questions.")
    if not found.coming and not found.questions:
        raise Wrong("question-0-text", "Write the question, or say who comes.")
    return found


def _people(form: Mapping[str, str]) -> list[Person]:
    found = []
    for n in range(PEOPLE):
        here = f"person-{n}-"
        name, position, phone, email = (_line(form, f"{here}{key}") for key in ("name", "position", "phone", "email"))
        if not (name or position or phone or email):
            continue
        if not name:
            raise Wrong(f"{here}name", "Write the name of this person.")
        if not position:
            raise Wrong(f"{here}position", "Write the position of {name}.", name=name)
        number = numbers.phone(phone)
        if number is None:
            raise Wrong(f"{here}phone", "Write one telephone number of {name}, like 0912 345 678.", name=name)
        if email and not EMAIL.fullmatch(email):
            raise Wrong(f"{here}email", "Write one e-mail address of {name}, or leave it empty.", name=name)
        honorific = form.get(f"{here}honorific", "")
        found.append(Person(name, position, number, email, honorific if honorific in ("Ông", "Bà") else ""))
    return found


def _questions(conference: Conference, form: Mapping[str, str]) -> list[Asked]:
    found = []
    for n in range(QUESTIONS):
        here = f"question-{n}-"
        text, proposal = _text(form, f"{here}text"), _text(form, f"{here}proposal")
        if not (text or proposal):
            continue
        if not SHORTEST <= len(text) <= LONGEST:
            raise Wrong(
                f"{here}text", "Write the question in {least} to {most} characters.", least=SHORTEST, most=LONGEST
            )
        field = form.get(f"{here}field", "")
        known = field if conference.settings.field(field) else ""
        found.append(Asked(text, known, proposal[:LONGEST], _line(form, f"{here}earlier")))
    return found


def _line(form: Mapping[str, str], key: str) -> str:
    return tidy_name(form.get(key, "")[: 2 * LONGEST_LINE])[:LONGEST_LINE]


def _text(form: Mapping[str, str], key: str) -> str:
    return form.get(key, "")[: 2 * LONGEST].strip()


def written(found: Registration) -> dict[str, str]:
    """A registration as the form has it."""
    form = {
        "name": found.name, "tax_code": found.tax_code, "address": found.address, "activity": found.activity,
        "only_questions": "" if found.coming else "1", "speak": "1" if found.speak else "",
        "publish": "1" if found.publish else "",
    }  # fmt: skip
    for name, parts in (("person", found.people), ("question", found.questions)):
        for n, part in enumerate(parts):
            form |= {f"{name}-{n}-{key}": str(value) for key, value in msgspec.structs.asdict(part).items()}
    return form


def keep(writing: Writing, key: str, found: Registration) -> Row:
    """Store what was sent; it counts for nothing before a person has looked at it."""
    waiting = first(writing.query("select count(*) as n from submission where state = 'new'"))
    if waiting and waiting["n"] >= MOST_WAITING:
        raise TooMany("Too much was sent at once. Try again in an hour; what you wrote stays on this page.")
    row = {
        "id": key, "kind": "registration", "body": msgspec.json.encode(found).decode(), "at": writing.at, "state": "new",
        "by": "", "reason": "",
    }  # fmt: skip
    writing.put("submission.sent", "submission", row)
    return {"id": key}


def get(db: Store | Writing, key: str) -> tuple[Row, Registration]:
    """One form that was sent; raises `Unknown`."""
    row = first(db.query("select * from submission where id = ?", (key,)))
    if row is None or not row["body"]:
        raise Unknown("This registration is no longer here. Reload the page.")
    return row, body(row)


def body(row: Row) -> Registration:
    """What a row of the table `submission` says."""
    return msgspec.json.decode(row["body"], type=Registration)


def every(db: Store) -> list[Row]:
    """All forms, those not yet looked at first, in the order in which they came."""
    return list(db.query("select * from submission where body != '' order by state != 'new', at"))
