"""What a guest may see and do on the page of his own card, `/I/<digits>`: his own facts, his own organisation's questions.

The digits in the address are the secret: whoever holds the card may do this, and nothing about anybody else is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from badges import codes, guests
from badges.ports import first
from badges.refusal import Refusal, TooMany, Unknown
from kiosk.arrivals import admission
from kiosk.conference.clock import parse
from kiosk.guests.substitutes import announced
from live import programme, questions
from live.questions import Question
from live.queue import Place

if TYPE_CHECKING:
    from badges.guests import Guest, Organisation
    from badges.ports import Row, Store, Writing
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.conference.conference import Conference

QUESTIONS_A_CARD = 3
PAUSE = timedelta(seconds=30)
LONGEST = 2000
SHORTEST = 10
ASKING_KINDS = frozenset({"business", "association"})
"""Kinds of block whose guests may send a question from the card's page."""


@dataclass(frozen=True, slots=True)
class Own:
    """One of the organisation's questions. `carrier`: the question that speaks for it, itself unless it was merged."""

    number: int
    text: str
    place: Place
    carrier: int
    ahead: int
    """How many wait before it; 0 is the next. Only for those that wait."""


def holder(db: Store | Writing, text: str) -> Guest:
    """The guest whose card this is. Wrong, unknown, withdrawn and cancelled cards get one and the same answer."""
    code = codes.read(text[:200])
    guest = guests.by_digest(db, codes.digest(code or "0" * codes.LENGTH))
    if code is None or guest is None or guest.cancelled:
        raise Unknown("This code opens no page. Compare it with the card, or ask at the reception desk.")
    return guest


def facts(conference: Conference, guest: Guest) -> dict[str, Any]:
    """Everything the page shows of its owner."""
    organisation = guests.organisations(conference.db).get(guest.organisation)
    arrival = admission.of(conference.db, guest.id)
    return {
        "guest": guest,
        "organisation": organisation,
        "block": conference.settings.block(guest.block),
        "arrival": arrival,
        "may_answer": may_answer(conference, arrival),
        "questions": own_questions(conference.db, organisation),
        "may_ask": may_ask(conference, guest),
        "asked": asked(conference.db, guest.id),
        "most": QUESTIONS_A_CARD,
    }


def may_answer(conference: Conference, arrival: Arrival | None) -> bool:
    """An answer to the invitation can be given until the guest is in or the day is over."""
    return arrival is None and conference.clock.now() < conference.slots[-1].end


def may_ask(conference: Conference, guest: Guest) -> bool:
    """Businesses may send a further question until the dialogue is over."""
    item = conference.dialogue()
    if item is None or conference.settings.block(guest.block).kind not in ASKING_KINDS:
        return False
    run = conference.runs().get(item)
    late = conference.clock.now() >= programme.ends(conference.slots[item], run) and conference.on() != item
    return not (run and run.over) and not late


def asked(db: Store | Writing, guest: str) -> int:
    """How many questions were sent from this card."""
    row = first(db.query("select count(*) as n from question where guest = ?", (guest,)))
    return int((row or {"n": 0})["n"])


def own_questions(db: Store, organisation: Organisation | None) -> list[Own]:
    """The organisation's questions by number, each with where it stands."""
    everything = questions.every(db)
    line = [question.number for question in questions.line(everything)]
    by_number = {question.number: question for question in everything}
    mine = [question for question in everything if organisation and question.organisation == organisation.id]
    return [_own(question, by_number, line) for question in mine]


def _own(question: Question, by_number: dict[int, Question], line: list[int]) -> Own:
    carrier, seen = question, {question.number}
    while carrier.merged_into in by_number and carrier.merged_into not in seen:
        carrier = by_number[carrier.merged_into]
        seen.add(carrier.number)
    ahead = line.index(carrier.number) if carrier.number in line else 0
    return Own(question.number, question.text, carrier.place, carrier.number, ahead)


def answer(writing: Writing, conference: Conference, guest: Guest, said: dict[str, str]) -> Row:
    """Note what the guest himself answers to the invitation."""
    if not may_answer(conference, admission.of(writing, guest.id)):
        raise Refusal("Your answer can no longer be changed here. Ask at the reception desk.")
    rsvp, reason = said["rsvp"], said["reason"].strip()
    if rsvp not in ("coming", "substitute", "declined"):
        raise Refusal("Choose one of the three answers.")
    if rsvp == "declined" and not reason:
        raise Refusal("Write the reason.")
    guests.answer(
        writing, guest.id, rsvp,
        {"reason": reason, "by": guest.called, "channel": "card"} | announced(said),
    )  # fmt: skip
    return {"rsvp": rsvp}


def ask(writing: Writing, conference: Conference, guest: Guest, text: str, field: str, publish: str) -> Row:
    """Take a question from a guest's phone: it waits for screening and is shown nowhere before that."""
    text = text.strip()
    if not may_ask(conference, guest):
        raise Refusal("Questions can no longer be sent from here. Ask at the reception desk.")
    if not SHORTEST <= len(text) <= LONGEST:
        raise Refusal("Write the question in {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    if asked(writing, guest.id) >= QUESTIONS_A_CARD:
        raise TooMany(
            "From this card {most} questions have been sent. Ask at the reception desk.", most=QUESTIONS_A_CARD
        )
    last = first(writing.query("select max(received) as at from question where guest = ?", (guest.id,)))
    if last and last["at"] and parse(writing.at) - parse(last["at"]) < PAUSE:
        raise TooMany("Your question was sent just now. Wait half a minute before the next one.")
    known = field if conference.settings.field(field) else ""
    taken = questions.add(
        writing,
        Question(
            0, guest.organisation, text, asker=guest.called, asker_phone=guest.phone, field=known, source="phone",
            guest=guest.id, withheld="" if publish else "1",
        ),
    )  # fmt: skip
    return {"number": taken.number}
