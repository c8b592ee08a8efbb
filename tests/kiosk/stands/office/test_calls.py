"""Calls about the invitation: who comes first, what each key notes, and nothing noted twice."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from badges import guests
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role
from kiosk.guests import contacts


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


def call(office, guest, result, **facts):
    return office.post(
        f"/office/calls/{guest.id}", json={"id": facts.pop("op", str(uuid4())), "result": result, **facts}
    )


def lines(office, query=""):
    return re.findall(r'<td class="who"><a[^>]*>([^<]*)<', office.get(f"/office/calls{query}").text)


def test_who_is_due_comes_first_and_who_was_just_called_last(conference, write, office):
    never, late, due = (write.guest(name) for name in ("Chưa Gọi", "Gọi Sau", "Đến Giờ"))
    write.guest("Đã Trả Lời", rsvp="coming")
    call(office, late, "unreachable")
    with write.writing() as writing:
        row = {
            "guest": due.id,
            "call_at": stamp(conference.clock.now() - timedelta(minutes=2)),
            "tries": 1,
            "sent_at": "",
            "sent_via": "",
            "by": "",
        }
        writing.put("contact.unreachable", "contact", row)
    assert lines(office) == [f"Ông {guest.name}" for guest in (due, never, late)]


@pytest.mark.parametrize(
    ("facts", "rsvp", "said"),
    [
        ({"result": "coming"}, "coming", "Tham dự · Điện thoại · Văn phòng"),
        ({"result": "coming", "party": 3}, "coming", "Tham dự, 3 người · Điện thoại"),
        ({"result": "substitute", "substitute": "Bà Lê Thị Thay - Phó phòng"}, "substitute", "Bà Lê Thị Thay"),
        ({"result": "declined", "reason": "Đi công tác", "channel": "zalo"}, "declined", "Đi công tác · Zalo"),
    ],
)
def test_each_key_notes_its_answer_with_channel_who_and_when(conference, write, office, facts, rsvp, said):
    guest = write.guest()
    call(office, guest, "unreachable")
    answer = call(office, guest, **facts)
    assert answer.status_code == 200 and said in answer.json["said"] and answer.json["answered"]
    kept = guests.get(conference.db, guest.id)
    assert (kept.rsvp, kept.rsvp_by, kept.seats) == (rsvp, "Văn phòng", facts.get("party", 1))
    assert contacts.get(conference.db, guest.id).call_at == ""


def test_a_key_pressed_twice_or_sent_again_is_noted_once(conference, write, office):
    guest, op = write.guest(), str(uuid4())
    before = conference.db.seq
    for _ in range(3):
        assert call(office, guest, "unreachable", op=op).status_code == 200
    assert (contacts.get(conference.db, guest.id).tries, conference.db.seq - before) == (1, 1)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"result": "declined"}, "Hãy ghi lý do."),
        ({"result": "substitute"}, "Hãy ghi tên người dự thay."),
        ({"result": "coming", "channel": "smoke"}, "Hãy chọn kênh xác báo."),
    ],
)
def test_an_error_is_a_sentence_for_the_line(conference, write, office, facts, sentence):
    answer = call(office, write.guest(), **facts)
    assert (answer.status_code, answer.json["error"]) == (400, sentence)


def test_an_answer_is_taken_back(conference, write, office):
    guest = write.guest(rsvp="coming")
    assert call(office, guest, "none").json == {"said": "", "again": "", "answered": False}
    assert guests.get(conference.db, guest.id).rsvp == "none"
