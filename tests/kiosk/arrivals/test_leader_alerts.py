"""Alerts: a leader's arrival, told at once to those who must know."""

from datetime import timedelta
from uuid import uuid4

from kiosk.arrivals import admission, corrections, leader_alerts
from kiosk.arrivals.admission import Coming
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role


def arrive(conference, guest, minutes_ago=0, **coming):
    at = stamp(conference.clock.now() - timedelta(minutes=minutes_ago))
    with conference.db.writing(at, by="Bàn 1") as writing:
        admission.admit_guest(writing, uuid4().hex, guest.id, "vip", at, Coming(**coming))


def test_only_leaders_are_told_and_the_highest_block_first(conference, write):
    leader = write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c", position="Phó Chủ tịch UBND thành phố")
    other = write.guest("Trần Thị Bình", block="committee", honorific="Bà")
    arrive(conference, write.guest("Lê Văn Tám", block="business"))
    arrive(conference, leader, minutes_ago=2)
    arrive(conference, other, minutes_ago=1)
    assert [(a.name, a.title) for a in leader_alerts.due(conference)] == [
        ("Đ/c Hoàng Minh Cường", "Phó Chủ tịch UBND thành phố"),
        ("Bà Trần Thị Bình", ""),
    ]


def test_whoever_comes_later_and_ranks_lower_pushes_nobody_away(conference, write):
    for minutes_ago, rank in enumerate((0, 3, 2, 2, 1, 0)):
        guest = write.guest(f"Hạng {rank}", block="city", rank=rank, honorific="")
        arrive(conference, guest, minutes_ago, **({"name": "Thay Hạng 2"} if minutes_ago == 2 else {}))
    assert [a.name for a in leader_alerts.due(conference)] == [
        "Hạng 1",
        "Hạng 2",
        "Thay Hạng 2",
        "Hạng 3",
        "Hạng 0",
        "Hạng 0",
    ]


def test_a_substitute_is_told_by_his_own_name(conference, write):
    leader = write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c")
    arrive(conference, leader, name="Lê Thu Hà", honorific="Bà", title="Phó Chánh Văn phòng")
    (alert,) = leader_alerts.due(conference)
    assert (alert.name, alert.title, alert.instead_of) == (
        "Bà Lê Thu Hà",
        "Phó Chánh Văn phòng",
        "Đ/c Hoàng Minh Cường",
    )


def test_an_alert_goes_after_ten_minutes_and_with_an_undo(conference, write):
    arrive(conference, write.guest("Đến Lâu", block="city"), minutes_ago=11)
    assert leader_alerts.due(conference) == []
    arrive(conference, write.guest("Vừa Đến", block="city"))
    (alert,) = leader_alerts.due(conference)
    with conference.db.writing(conference.clock.stamp()) as writing:
        corrections.undo(writing, uuid4().hex, alert.scan, "bấm nhầm", conference.clock.stamp())
    assert leader_alerts.due(conference) == []


def test_the_office_sees_it(conference, write, enrolled):
    arrive(conference, write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c"))
    assert "Đ/c Hoàng Minh Cường" in enrolled(Role.OFFICE).get("/office/picture").json["html"]
