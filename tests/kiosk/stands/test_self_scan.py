"""The own scan: greets who shows a card, tells nothing about anybody else, sends the rest to the help desk."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kiosk.conference.devices import Role

AT = "2026-04-24T06:50:00.000Z"


@pytest.fixture
def scan(enrolled):
    client = enrolled(Role.SELF, "Máy tự quét")
    return lambda code, **facts: client.post("/self/scans", json={"id": str(uuid4()), "code": code, "at": AT, **facts})


@pytest.fixture
def guest(write):
    return write.guest("Lê Thu Hà", honorific="Bà", seat="C7", phone="0912345678", note="VIP của giám đốc")


def test_a_guest_is_greeted_with_name_seat_and_block_and_nothing_else(scan, write, guest, conference):
    answer = scan(write.code(guest)).json
    assert answer.pop("hour") == conference.clock.hour(conference.clock.stamp())
    assert answer == {
        "outcome": "welcome", "name": "Bà Lê Thu Hà", "seat": "C7", "block": "Doanh nghiệp", "colour": "block-business",
    }  # fmt: skip
    (row,) = conference.db.query("select way, desk, outcome from scan")
    assert row == {"way": "self", "desk": "Máy tự quét", "outcome": "welcome"}


def test_the_second_time_is_friendly_and_a_resend_is_the_first_time(scan, write, guest):
    same = str(uuid4())
    code = write.code(guest)
    assert [scan(code, id=same).json["outcome"] for _ in range(2)] == ["welcome", "welcome"]
    assert scan(code).json["outcome"] == "already_in"


def test_an_announced_substitute_is_greeted_by_his_own_name(scan, write):
    guest = write.guest("Được Thay", rsvp="substitute", substitute="Trần Văn An", substitute_title="Phó phòng")
    assert scan(write.code(guest)).json["name"] == "Trần Văn An"


def test_unknown_and_cancelled_cards_get_one_answer(scan, write):
    cancelled = write.code(write.guest("Bị Hủy", cancelled="2026-04-20T01:00:00.000Z"))
    unknown = write.code(write.guest())[:-1].replace("1", "2") + "0"
    assert scan(cancelled).json == {"outcome": "help"}
    assert scan("xin chào").json == {"outcome": "unreadable"}
    assert scan(unknown).json["outcome"] in ("unreadable", "help")


def test_a_card_that_is_not_on_the_list_is_sent_to_the_help_desk(scan):
    from badges import codes

    assert scan(codes.derive(b"k" * 32, "another", "guest", 1)).json == {"outcome": "help"}


@pytest.mark.parametrize(("role", "status"), [(Role.SELF, 200), (Role.PRESENTER, 403), (Role.HALL, 403), (None, 401)])
def test_only_the_tablet_has_it(app, enrolled, role, status):
    client = enrolled(role) if role else app.test_client()
    assert client.get("/self").status_code == status
    scanned = client.post("/self/scans", json={"id": str(uuid4()), "code": "x", "at": AT})
    assert scanned.status_code == status


def test_the_page_has_no_way_out(enrolled, write, guest):
    page = enrolled(Role.SELF).get("/self").text
    assert page.count("<a ") == 0
    assert page.count("<form") == 0
    assert "Lê Thu Hà" not in page


def test_the_tablet_may_do_nothing_else(app, enrolled):
    client = enrolled(Role.SELF)
    for path in ("/desk/list", "/presenter/picture", "/office/picture", "/office/guests"):
        assert client.get(path).status_code == 403
