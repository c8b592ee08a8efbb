"""What businesses sent is looked at by a person: corrected, put on the lists once, or refused with a reason."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from badges import guests
from kiosk.closing import erasure
from kiosk.conference.devices import Role
from kiosk.guests import registrations
from kiosk.guests.registrations import Asked, Person, Registration
from kiosk.intake import undo
from kiosk.storage.verify import faults
from live import questions

HA = Person("Lê Thu Hà", "Giám đốc", "0912345678", "ha@hailong.example", "Bà")
SENT = Registration(
    "Công ty TNHH Cơ khí Hải Long", "0200000014", "Số 1 đường Trần Phú", "Cơ khí", True, True, False, (HA,),
    (Asked("Thủ tục kiểm định cân thế nào?", "metrology", "Đơn giản hóa thủ tục."), Asked("Phí kiểm định là bao nhiêu?")),
)  # fmt: skip
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


@pytest.fixture
def keep(write):
    """Somebody sent this; returns its address at the office."""

    def keep(found=SENT):
        key = uuid4().hex
        with write.writing() as writing:
            registrations.keep(writing, key, found)
        return f"/office/submissions/{key}"

    return keep


def settle(office, address, do="accept", found=SENT, **more):
    form = registrations.written(found) | {"do": do, "id": str(uuid4())} | more
    return office.post(address, data={name: text for name, text in form.items() if text}, headers=HERE)


def test_it_goes_on_the_lists_by_one_button(office, conference, keep):
    answer = settle(office, keep())
    assert answer.headers["Location"] == "/office/submissions?said=accepted"
    (house,) = guests.organisations(conference.db).values()
    assert (house.name, house.tax_code, house.address, house.kind) == (
        SENT.name,
        "0200000014",
        SENT.address,
        "business",
    )
    (guest,) = guests.every(conference.db)
    assert (guest.called, guest.position, guest.phone, guest.block) == (
        "Bà Lê Thu Hà",
        "Giám đốc",
        "0912345678",
        "business",
    )
    assert (guest.rsvp, guest.rsvp_by, guest.rsvp_channel, guest.note) == (
        "coming", "Lê Thu Hà", "form", "Đăng ký phát biểu; Lĩnh vực: Cơ khí",
    )  # fmt: skip
    assert [
        (q.number, str(q.place), q.field, q.asker, q.source, q.organisation) for q in questions.every(conference.db)
    ] == [
        (1, "received", "metrology", "Bà Lê Thu Hà", "advance", house.id),
        (2, "received", "", "Bà Lê Thu Hà", "advance", house.id),
    ]
    assert [(q.note, q.withheld) for q in questions.every(conference.db)] == [("Đăng ký phát biểu", "1")] * 2
    assert (undo.batches(conference), list(faults(conference.db))) == ([], [])


def test_it_is_put_on_the_lists_once(office, conference, keep):
    address = keep()
    codes = [settle(office, address).status_code for _ in range(2)]
    assert (codes, len(guests.every(conference.db))) == ([303, 409], 1)


def test_it_is_corrected_first(office, conference, keep):
    address = keep()
    settle(office, address, "change", **{"person-0-name": "Lê Thị Thu Hà", "question-1-text": ""})
    assert 'value="Lê Thị Thu Hà"' in office.get(address).text
    assert registrations.body(registrations.every(conference.db)[0]).questions == SENT.questions[:1]
    assert guests.every(conference.db) == []


def test_who_is_on_the_list_already_is_not_put_there_twice(office, conference, write, keep):
    house = write.organisation(SENT.name, tax_code="0200000014")
    guest = write.guest("Lê Thu Hà", house, honorific="Bà", position="Phó Giám đốc")
    address = keep()
    assert "<del>Phó Giám đốc</del> → <b>Giám đốc</b>" in office.get(address).text
    settle(office, address)
    assert [(g.id, g.position, g.rsvp) for g in guests.every(conference.db)] == [(guest.id, "Giám đốc", "coming")]


def test_a_doubt_has_to_be_looked_at_before(office, conference, write, keep):
    house = write.organisation("Công ty Cổ phần Cơ khí Hải Long")
    address = keep()
    assert re.findall(r'name="same-([^"]+)"', office.get(address).text) == ["P1-house", "P1-house"]
    assert settle(office, address).headers["Location"] == f"{address}?said=look"
    assert guests.every(conference.db) == []
    settle(office, address, **{"same-P1-house": house.id})
    assert [guest.organisation for guest in guests.every(conference.db)] == [house.id]
    assert [question.organisation for question in questions.every(conference.db)] == [house.id, house.id]
    assert list(guests.organisations(conference.db)) == [house.id]


def test_who_sends_questions_only_becomes_no_guest(office, conference, keep):
    found = Registration(SENT.name, SENT.tax_code, coming=False, people=(HA,), questions=SENT.questions)
    settle(office, keep(found), found=found)
    assert ([guest.name for guest in guests.every(conference.db)], len(questions.every(conference.db))) == ([], 2)


def test_it_is_refused_with_a_reason(office, conference, keep):
    address = keep()
    assert settle(office, address, "refuse").status_code == 400
    assert settle(office, address, "refuse", reason="Không phải doanh nghiệp").status_code == 303
    assert "Không phải doanh nghiệp" in office.get("/office/submissions").text
    assert settle(office, address).status_code == 409
    assert guests.every(conference.db) == []


def test_only_the_office_sees_it(enrolled, app, keep):
    address = keep()
    assert [enrolled(Role.MODERATOR).get(address).status_code, app.test_client().get(address).status_code] == [403, 401]


def test_after_erasure_the_pages_still_open(office, conference, keep):
    settle(office, keep())
    conference.clock.shift += timedelta(days=100)
    erasure.erase(conference)
    assert [office.get(path).status_code for path in ("/office/submissions", "/office/lists")] == [200, 200]
    assert "Hải Long" not in office.get("/office/submissions").text
