"""Who is introduced, in which order, under which name."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiosk.arrivals import introductions
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role


def read_out(conference):
    """The list as names by block."""
    return {
        part.block.code: [line.name for line in part.lines]
        for part in introductions.parts(conference.db, conference.settings)
        if part.lines
    }


def test_guests_before_hosts_and_only_who_is_here(conference, write):
    write.arrive(write.guest("Giám Đốc Sở", block="host"))
    write.arrive(write.guest("Phó Chủ Tịch", block="city"))
    write.guest("Chưa Đến", block="city")
    assert list(read_out(conference).items()) == [("city", ["Phó Chủ Tịch"]), ("host", ["Giám Đốc Sở"])]


def test_the_manual_order_comes_before_the_order_of_the_list(conference, write):
    for name, rank in (("Không Hạng", 0), ("Thứ Hai", 2), ("Thứ Nhất", 1)):
        write.arrive(write.guest(name, block="agency", rank=rank))
    assert read_out(conference) == {"agency": ["Thứ Nhất", "Thứ Hai", "Không Hạng"]}


def test_a_substitute_stands_behind_the_holders_of_the_rank_he_replaces(conference, write):
    write.arrive(
        write.guest("Được Thay", block="agency", rank=1, honorific="Ông", position="Giám đốc"),
        name="Người Thay",
        honorific="Bà",
        title="Phó Giám đốc",
    )
    write.arrive(write.guest("Chính Danh", block="agency", rank=1))
    write.arrive(write.guest("Hạng Sau", block="agency", rank=2))
    (part,) = (part for part in introductions.parts(conference.db, conference.settings) if part.lines)
    assert [line.name for line in part.lines] == ["Chính Danh", "Người Thay", "Hạng Sau"]
    substitute = part.lines[1]
    assert (substitute.honorific, substitute.instead_of) == ("Bà", "Ông Được Thay")
    assert substitute.title.startswith("Phó Giám đốc, ")


def test_who_comes_after_the_printing_is_late(conference, write):
    write.arrive(write.guest("Đến Sớm", block="agency"))
    with conference.db.writing(stamp(conference.clock.now() + timedelta(minutes=5))) as writing:
        introductions.mark(writing, introductions.PRINTED, True)
    write.arrive(write.guest("Đến Muộn", block="agency"), minutes=6)
    (part,) = (part for part in introductions.parts(conference.db, conference.settings) if part.lines)
    assert [(line.name, line.late) for line in part.lines] == [("Đến Sớm", False), ("Đến Muộn", True)]


def test_businesses_are_introduced_as_one_with_a_count(conference, write):
    house = write.organisation("Công ty Hai Người")
    write.arrive(write.guest("Một", house, seats=3), party=3)
    write.arrive(write.guest("Hai", house))
    write.arrive(write.guest("Ba"))
    (part,) = (part for part in introductions.parts(conference.db, conference.settings) if part.lines)
    assert (part.collective, part.organisations, part.people) == (True, 2, 5)


@pytest.mark.parametrize(
    ("position", "unit", "read"),
    [
        ("Phó Giám đốc", "Sở Y tế", "Phó Giám đốc, Sở Y tế"),
        ("Giám đốc Sở Y tế", "Sở Y tế", "Giám đốc Sở Y tế"),
        (
            "Ủy viên Thành ủy, Phó Chủ tịch Ủy ban nhân dân thành phố",
            "UBND thành phố Hải Phòng",
            "Ủy viên Thành ủy, Phó Chủ tịch Ủy ban nhân dân thành phố",
        ),
        ("", "Báo Hải Phòng", "Báo Hải Phòng"),
        ("Nhà báo", "", "Nhà báo"),
    ],
)
def test_a_unit_is_not_read_out_twice(position, unit, read):
    assert introductions.title(position, unit) == read


def test_moving_somebody_gives_the_whole_block_its_ranks(conference, write, enrolled):
    first, second, absent, other = (write.guest(name, block="agency") for name in ("Một", "Hai", "Vắng", "Bốn"))
    for guest in (first, second, other):
        write.arrive(guest)
    presenter = enrolled(Role.PRESENTER)
    asked = {"id": uuid4().hex, "guest": other.id, "before": first.id}
    assert presenter.post("/presenter/order", json=asked).json == {"guest": other.id, "rank": 1}
    assert presenter.post("/presenter/order", json=asked).json == {"guest": other.id, "rank": 1}
    assert read_out(conference) == {"agency": ["Bốn", "Một", "Hai"]}
    write.arrive(absent)
    assert read_out(conference) == {"agency": ["Bốn", "Một", "Hai", "Vắng"]}


def test_the_order_goes_within_one_block(write, enrolled):
    agency, city = write.guest("Một", block="agency"), write.guest("Hai", block="city")
    answer = enrolled(Role.PRESENTER).post(
        "/presenter/order", json={"id": uuid4().hex, "guest": agency.id, "before": city.id}
    )
    assert (answer.status_code, answer.json["error"]) == (400, "Chỉ đổi thứ tự trong cùng một khối đại biểu.")


def test_marks_come_and_go(conference, write, enrolled):
    guest = write.arrive(write.guest("Một", block="agency"))
    presenter = enrolled(Role.PRESENTER)
    for done in (True, False):
        answer = presenter.post("/presenter/introductions", json={"id": uuid4().hex, "key": guest.id, "done": done})
        assert answer.json == {"key": guest.id, "done": done}
        assert (guest.id in introductions.marked(conference.db)) is done


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PRESENTER, 200), (Role.OFFICE, 200), (Role.DESK, 403), (Role.SELF, 403), (Role.HALL, 403), (None, 401)],
)
def test_only_the_presenter_and_the_office_see_the_list(app, enrolled, role, status):
    client = enrolled(role) if role else app.test_client()
    assert client.get("/presenter").status_code == status
    assert client.get("/presenter/picture").status_code == status
    printing = client.post("/presenter/printings", json={"id": uuid4().hex})
    assert printing.status_code == status
