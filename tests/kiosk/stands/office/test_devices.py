"""The office's devices: what ending one would throw away is said first, and an ended one is missed by nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.conference import enrolment
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role
from kiosk.web.presence import SILENT_SECONDS

LOST = "Nếu thu hồi, các lượt chưa gửi sẽ bị mất."


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


@pytest.fixture
def desk(enrolled):
    return enrolled(Role.DESK, "Bàn 1")


def say(desk, unsent=0):
    assert (
        desk.post("/desk/status", json={"unsent": unsent, "saved": 250, "at": stamp(datetime.now(UTC))}).status_code
        == 200
    )


def warning(office, name="Bàn 1"):
    """What stands under the button that ends the device."""
    row = re.search(rf"<td>{name}.*?</tr>", office.get("/office/devices").text, re.DOTALL)[0]
    return re.findall(r'<p class="line">(.*?)</p>', row), LOST in row


def test_a_desk_that_has_sent_everything_is_ended_without_a_warning(office, desk):
    say(desk)
    assert warning(office) == ([], False)


def test_what_only_the_desk_knows_is_told_before_it_is_thrown_away(office, desk):
    say(desk, unsent=14)
    (told,), lost = warning(office)
    assert (told[: told.index(" lúc")], lost) == ("14 lượt chỉ lưu trong thiết bị này, theo lần liên lạc", True)
    assert "Bàn 1: 14 lượt" in office.get("/office/devices").text  # where all are ended at once


def test_a_silent_desk_may_know_something(office, desk, conference):
    say(desk)
    conference.clock.shift += timedelta(seconds=SILENT_SECONDS + 5)
    (told,), lost = warning(office)
    assert (told[:22], lost) == ("Liên lạc gần nhất lúc ", True)


def test_a_desk_not_heard_since_the_start_may_know_something(office, desk):
    assert warning(office) == (
        ["Chưa liên lạc từ khi máy chủ khởi động: có thể còn lượt đến chỉ lưu trong thiết bị này."], True,
    )  # fmt: skip


def test_a_device_without_a_journal_loses_nothing(office, enrolled):
    enrolled(Role.MODERATOR, "Điều hành")
    assert warning(office, "Điều hành") == ([], False)


def test_an_ended_desk_is_not_missed(office, desk, conference):
    say(desk, unsent=3)
    assert "Bàn 1" in office.get("/office/door").text
    (one,) = [device for device in enrolment.devices(conference) if device.role is Role.DESK]
    enrolment.revoke(conference, one.id, "Văn phòng")
    assert "Bàn 1" not in office.get("/office/door").text
    assert "Bàn 1" not in office.get("/office/doctor").text
