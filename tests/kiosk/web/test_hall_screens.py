"""Guests' phones that look at the hall's page hide no screen, and no screen that is missing."""

import pytest

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.doctor import live as doctor_live
from kiosk.web import hall_screens


@pytest.fixture
def screens(app):
    """Who looks at what."""
    return app.extensions["screens"]


def guests(screens, count):
    """So many phones open the hall's page."""
    for n in range(count):
        screens.came(f"guest{n}", "hall", "vi", "")


def seen(enrolled):
    """The line of screens on the moderator's page."""
    html = enrolled(Role.MODERATOR).get("/moderator/picture").json["html"]
    return html.split('<ul class="screens">')[1].split("</ul>")[0]


def test_enrolled_screens_are_named_and_the_others_are_a_count(screens, enrolled, conference):
    guests(screens, 3)
    for n, name in enumerate(("Màn hình trái", "Màn hình phải")):
        enrolled(Role.HALL, name)
        screens.came(f"s{n}", "hall", "vi", enrolment.devices(conference)[-1].id)
    found = hall_screens.connected(screens)
    assert ([name for name, *_ in found.named], found.others, found.missed) == (
        ["Màn hình phải", "Màn hình trái"],
        3,
        False,
    )
    line = seen(enrolled)
    assert [line.count(text) for text in ("<li", "Màn hình trái", "3 màn hình chưa ghi danh", "bad")] == [3, 1, 1, 0]


def test_a_guests_phone_does_not_hide_that_the_projector_is_dead(screens, enrolled):
    enrolled(Role.HALL, "Máy chiếu")
    guests(screens, 1)
    assert "Chưa có màn hình hội trường nào kết nối" in seen(enrolled)
    assert [(f.level, f.says) for f in doctor_live.big_screens(screens)] == [
        ("warn", "chưa có màn hình"),
        ("good", "1 màn hình chưa ghi danh"),
    ]


def test_where_no_screen_was_ever_enrolled_any_page_will_do_and_is_said_so(screens, enrolled):
    assert "Chưa có màn hình hội trường nào kết nối" in seen(enrolled)
    guests(screens, 2)
    line = seen(enrolled)
    assert ("Chỉ có màn hình chưa ghi danh (2)" in line, "warn" in line, "bad" in line) == (True, True, False)
    assert [(f.level, f.says) for f in doctor_live.big_screens(screens)] == [("warn", "2 màn hình chưa ghi danh")]
