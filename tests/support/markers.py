"""A conference in which every text is a marker that names its own column, to see who gets what."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import time

import msgspec

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.conference.clock import Clock
from kiosk.guests.registrations import Asked, Person, Registration
from live.queue import Place
from tests.support import voices

PRIVATE_OF_QUESTIONS = (
    "asker", "asker_phone", "proposal", "prepared", "basis", "reason", "referred_to", "note", "carried_from",
    "document", "batch",
)  # fmt: skip


FORM = Registration(
    "CANARY-submission-name", "CANARY-submission-tax_code", "CANARY-submission-address", "CANARY-submission-activity",
    people=(Person(*(f"CANARY-submission-person_{part}" for part in ("name", "position", "phone", "email"))),),
    questions=(Asked("CANARY-submission-question", "", "CANARY-submission-proposal", "CANARY-submission-earlier"),),
)  # fmt: skip


def marked(shape, table):
    """Every text column filled with a marker of its own, the public ones too."""
    return {
        f.name: f"CANARY-{table}-{f.name}"
        for f in fields(shape)
        if f.type == "str" and f.name not in ("id", "rsvp") and not f.name.endswith("_at")
    }


def markers(conference):
    """All markers that the database really holds."""
    return {
        value
        for (table,) in conference.db.conn.execute("select name from sqlite_master where type = 'table'").fetchall()
        for row in conference.db.conn.execute(f"select * from {table}").fetchall()
        for value in row
        if isinstance(value, str) and value.startswith("CANARY-")
    } | {
        value
        for row in conference.db.query("select body from submission")
        for value in re.findall(r"CANARY-[\w-]+", row["body"])
    }


def fill(conference, write):
    """Put a marker into every text column; the conference's clock stands in the dialogue."""
    conference.clock.shift = Clock.at(conference.settings.timezone, conference.settings.date, time(15)).shift
    house_facts = marked(Organisation, "organisation") | {"kind": "business"}
    with write.writing() as writing:
        house = guests.put_organisation(writing, Organisation("house", **house_facts))
        facts = marked(Guest, "guest") | {"organisation": house.id, "block": "business"}
        guest = guests.put(
            writing,
            Guest("guest", **facts | {"cancelled": "", "code_digest": ""}),
            conference.key,
            conference.settings.id,
        )
    numbers = []
    for place in Place:
        waiting = {"field": "metrology", "unit": "tdc", "guest": guest.id}
        facts = {f"{key}": f"CANARY-question-{key}-{place}" for key in PRIVATE_OF_QUESTIONS} | waiting
        shown = {} if place in (Place.FLOOR, Place.WAITING) else {"text": f"CANARY-question-text-{place}"}
        numbers.append(write.question(**{"organisation": house, "text": "Công khai", "place": place, **facts, **shown}))
    with write.writing() as writing:
        for question in numbers:
            voices.record(
                writing, question.number, answerer="CANARY-answer-answerer", text="CANARY-answer-text",
                basis="CANARY-answer-basis", part=1, asked="CANARY-answer-asked", asker="CANARY-answer-asker",
            )  # fmt: skip
        for table, row in {
            "submission": {
                "id": "s",
                "kind": "registration",
                "body": msgspec.json.encode(FORM).decode(),
                "at": writing.at,
                "state": "new",
                "by": "CANARY-submission-by",
                "reason": "CANARY-submission-reason",
            },
            "listed": {"id": "l", "target": "x", "said": "CANARY-listed-said", "batch": "CANARY-listed-batch"},
        }.items():
            writing.put("test", table, row)  # fmt: skip
        guests.change(writing, guest.id, "guest.marked", absent_reason="CANARY-guest-absent_reason")
    write.arrive(guest, name="CANARY-arrival-came_name", title="CANARY-arrival-came_title", reason="CANARY-scan-reason")
