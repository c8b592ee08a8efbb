"""Nothing private reaches a public address: markers in every private column, and every byte that a stranger can get."""

from __future__ import annotations

from dataclasses import fields
from datetime import time

import pytest

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.clock import Clock
from kiosk.devices import Role
from live.answers import Answer
from live.answers import write as write_answer
from live.queue import Place

PUBLIC = {"CANARY-organisation-name", "CANARY-organisation-short_name"}
"""What strangers may read besides the question itself. Every other text is private."""


def marked(shape, table):
    """Every text column filled with a marker of its own, the public ones too."""
    return {
        f.name: f"CANARY-{table}-{f.name}" for f in fields(shape) if f.type == "str" and f.name not in ("id", "rsvp")
    }


def markers(day):
    """All markers that the database really holds."""
    return {
        value
        for (table,) in day.db.conn.execute("select name from sqlite_master where type = 'table'").fetchall()
        for row in day.db.conn.execute(f"select * from {table}").fetchall()
        for value in row
        if isinstance(value, str) and value.startswith("CANARY-")
    }


@pytest.fixture
def private(day, write):
    """A conference in which every text is a marker; its clock stands in the dialogue. Returns the private markers."""
    day.clock.shift = Clock.at(day.settings.timezone, day.settings.date, time(15)).shift
    house_facts = marked(Organisation, "organisation") | {"kind": "business"}
    with write.writing() as writing:
        house = guests.put_organisation(writing, Organisation("house", **house_facts))
        facts = marked(Guest, "guest") | {"organisation": house.id, "block": "business"}
        guest = guests.put(
            writing, Guest("guest", **facts | {"cancelled": "", "code_digest": ""}), day.key, day.settings.id
        )
    numbers = []
    for place in Place:
        waiting = {"field": "metrology", "unit": "tdc", "guest": guest.id}
        facts = {f"{key}": f"CANARY-question-{key}-{place}" for key in PRIVATE_OF_QUESTIONS} | waiting
        shown = {} if place in (Place.FLOOR, Place.WAITING) else {"text": f"CANARY-question-text-{place}"}
        numbers.append(write.question(**{"organisation": house, "text": "Công khai", "place": place, **facts, **shown}))
    with write.writing() as writing:
        for question in numbers:
            write_answer(writing, Answer(question.number, **{
                "answerer": "CANARY-answer-answerer", "text": "CANARY-answer-text", "basis": "CANARY-answer-basis",
            }))  # fmt: skip
        for table, row in {
            "submission": {
                "id": "s",
                "kind": "registration",
                "body": "CANARY-submission-body",
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
    return markers(day) - PUBLIC


PRIVATE_OF_QUESTIONS = (
    "asker", "asker_phone", "proposal", "prepared", "basis", "reason", "referred_to", "note", "carried_from",
    "document", "batch",
)  # fmt: skip


def everything_public(app, day, write):
    """Every byte that a stranger gets: the public pages and pictures, another guest's own page, the sockets."""
    client = app.test_client()
    stranger = write.guest("Người Khác", write.organisation("Công ty Khác"))
    addresses = [
        "/",
        "/hall",
        "/hall/picture",
        "/phone",
        "/phone/picture",
        f"/I/{write.code(stranger)}",
        "/conference.css",
        "/register",
        "/register/thanks",
    ]
    addresses += [f"/I/{write.code(stranger)}/standing", "/healthz"]
    texts = [client.get(address).text for address in addresses]
    socketio, stands = app.extensions["socketio"], app.extensions["screens"].stands
    for stand in stands:
        socket = socketio.test_client(app, auth={"stand": stand}, headers={"Origin": "http://localhost"})
        assert socket.is_connected() is (Role.PUBLIC in stands[stand].roles)
        if socket.is_connected():
            texts.append(repr(socket.get_received()))
            socket.disconnect()
    return "\n".join(texts)


def test_no_private_word_reaches_a_stranger(app, day, write, private):
    assert len(private) > 25
    seen = everything_public(app, day, write)
    assert "CANARY-organisation-name" in seen
    assert sorted(marker for marker in private if marker in seen) == []


def test_no_code_and_no_digest_reaches_a_stranger(app, day, write, private):
    seen = everything_public(app, day, write)
    guest = guests.get(day.db, "guest")
    assert [secret for secret in (write.code(guest), guest.code_digest, day.key.hex()) if secret in seen] == []
