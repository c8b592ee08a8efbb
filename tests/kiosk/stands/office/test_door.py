"""The office's door: the chart, double entries, desks, every scan, leaders without a card."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kiosk.arrivals import admission, chart
from kiosk.arrivals.admission import Coming, Entry
from kiosk.conference.clock import stamp
from kiosk.conference.devices import Role
from live.queue import Place

NOON = datetime(2026, 4, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


def post(client, path, **fields):
    return client.post(path, data={"id": uuid4().hex, **fields}, headers={"Origin": "http://localhost"})


@pytest.fixture
def double(conference, write):
    """A guest whom two desks let in while one had no line. Returns the guest and the ids of both scans."""
    guest = write.guest("Trùng Lượt")
    for desk, told in (("Bàn 1", ""), ("Bàn 2", "welcome")):
        with conference.db.writing(conference.clock.stamp(), by=desk) as writing:
            admission.admit_known(writing, Entry(f"scan {desk}", "wedge", writing.at, Coming(), told), guest.id)
    return guest


def test_before_anybody_came_there_is_no_chart():
    assert chart.chart([], ["business"]) is None


def test_bars_stand_on_one_another_and_end_at_the_ground():
    came = [(NOON, "a"), (NOON, "a"), (NOON, "b"), (NOON + timedelta(minutes=3), "b")]
    drawn = chart.chart(came, ["a", "b"])
    assert [(bar.block, bar.y, bar.height, bar.count) for bar in drawn.bars] == [
        ("a", 53.3, 106.7, 2), ("b", 0.0, 53.3, 1), ("b", 106.7, 53.3, 1),
    ]  # fmt: skip
    assert (drawn.most, drawn.step) == (3, 1)


@pytest.mark.parametrize("minutes", [0, 39, 40, 300, 5000])
def test_a_chart_never_has_more_than_its_bars(minutes):
    drawn = chart.chart([(NOON, "a"), (NOON + timedelta(minutes=minutes), "a")], ["a"])
    assert max(bar.x + bar.width for bar in drawn.bars) <= chart.WIDTH
    assert sum(bar.count for bar in drawn.bars) == 2


@pytest.mark.parametrize(("finding", "still_in"), [("same", "Bàn 1"), ("substitute", "Bàn 1"), ("second", "Bàn 1")])
def test_a_double_entry_is_settled_once(conference, office, double, finding, still_in):
    (row,) = conference.db.query("select id from double_entry")
    assert "Việc cần xác minh: 1" in office.get("/office/door").text
    path = f"/office/door/matters/{row['id']}"
    assert post(office, path, finding=finding).status_code == 303
    assert post(office, path, finding=finding).status_code == 404
    (settled,) = conference.db.query("select finding, settled_by from double_entry")
    assert settled == {"finding": finding, "settled_by": "Văn phòng"}
    assert admission.of(conference.db, double.id).desk == still_in
    undone = [scan["undoes"] for scan in conference.db.query("select undoes from scan where undoes != ''")]
    assert undone == (["scan Bàn 2"] if finding == "second" else [])
    assert "cần xác minh" not in office.get("/office/door").text


def test_what_was_taken_back_as_a_double_entry_says_so_in_the_readers_language(conference, office, double):
    (row,) = conference.db.query("select id from double_entry")
    post(office, f"/office/door/matters/{row['id']}", finding="second")
    pages = [office.get(f"/office/door/scans?outcome=undone{more}").text for more in ("", "&q=khong+co+o+day")]
    assert ["<td>Không có ở đây</td>" in page for page in pages] == [True, True]
    assert "double entry" not in pages[0]


def test_a_double_entry_needs_a_finding(conference, office, double):
    (row,) = conference.db.query("select id from double_entry")
    assert post(office, f"/office/door/matters/{row['id']}", finding="maybe").status_code == 400


def test_a_leader_arrives_without_a_card(conference, write, office):
    leader = write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c")
    write.guest("Doanh Nghiệp")
    page = office.get("/office/door").text
    assert re.findall(r'<li id="leader-([^"]*)"', page) == [leader.id]
    post(office, "/office/door/arrived", guest=leader.id)
    (scan,) = conference.db.query("select way, outcome, desk from scan")
    assert scan == {"way": "vip", "outcome": "welcome", "desk": "Văn phòng"}
    assert re.findall(r'<li id="leader-', office.get("/office/door").text) == []


@pytest.mark.parametrize(("who", "came"), [("self", ""), ("substitute", "Phạm Hoa"), ("", "Phạm Hoa")])
def test_a_leader_who_announced_a_substitute_has_two_buttons(conference, write, office, who, came):
    write.guest("Vũ Dũng", block="city", rsvp="substitute", substitute="Phạm Hoa")
    page = office.get("/office/door").text
    assert re.findall(r'<button name="who" value="(\w+)"', page) == ["substitute", "self"]
    (guest,) = re.findall(r'<li id="leader-([^"]*)"', page)
    post(office, "/office/door/arrived", guest=guest, **({"who": who} if who else {}))
    assert (admission.of(conference.db, guest).came_name, admission.of(conference.db, guest).substitute) == (
        came,
        came != "",
    )


def test_every_scan_is_found_the_refused_ones_too(conference, write, office):
    write.arrive(write.guest("Lê Thu Hà"))
    with conference.db.writing(conference.clock.stamp(), by="Bàn 4") as writing:
        admission.admit_digest(writing, Entry(uuid4().hex, "wedge", writing.at), "")
    found = {
        query: len(re.findall('<td class="number">', office.get(f"/office/door/scans?{query}").text)) // 2
        for query in ("", "q=thu+ha", "outcome=unreadable", "desk=Bàn 4", "q=thu&outcome=unreadable")
    }
    assert list(found.values()) == [2, 1, 1, 1, 0]


def test_a_desk_says_how_it_is(conference, enrolled, office):
    desk = enrolled(Role.STEWARD, "Bàn 3")
    ahead = stamp(datetime.now(UTC) + timedelta(minutes=2))
    answer = desk.post("/desk/status", json={"unsent": 4, "saved": 250, "at": ahead})
    assert abs(answer.json["now"] / 1000 - conference.clock.now().timestamp()) < 5
    page = office.get("/office/door").text
    assert re.findall(
        r'<td>Bàn 3</td><td class="figure"><span class="tag warn">4</span></td><td class="figure">(\d+)', page
    ) == ["250"]
    assert re.findall(r"nhanh 1?[12][0-9] giây", page) != []


def test_a_desk_that_says_nothing_is_seen_to_be_silent(conference, enrolled, office):
    said = {"unsent": 0, "saved": 250, "at": stamp(datetime.now(UTC))}
    enrolled(Role.STEWARD, "Bàn 3").post("/desk/status", json=said)
    conference.clock.shift += timedelta(seconds=30)
    assert "mất liên lạc từ" in office.get("/office/door").text


@pytest.mark.parametrize(
    "said",
    [{"unsent": -1, "saved": 1, "at": "x"}, {"unsent": 1, "saved": 1, "at": "x"}, {"unsent": 1}, {}],
)
def test_a_desk_that_talks_nonsense_is_refused(enrolled, said):
    assert enrolled(Role.DESK).post("/desk/status", json=said).status_code == 400


def test_only_desks_report(enrolled):
    assert enrolled(Role.PRESENTER).post("/desk/status", json={}).status_code == 403


def test_the_overview_says_what_to_do_next_and_only_that(conference, write, office, double):
    write.guest("Chưa Trả Lời")
    write.guest("Hoàng Minh Cường", block="city")
    write.question("Chưa xem xét?", place=Place.RECEIVED)
    html = office.get("/office/picture").json["html"]
    listed = re.search(r'<ul class="tasks">(.*?)</ul>', html, re.DOTALL)[1]
    said = [re.sub(r"<[^>]*>", "", item).strip() for item in re.findall(r"<li[^>]*>(.*?)</li>", listed, re.DOTALL)]
    assert [one for one in said if "danh mục" not in one] == [
        "1 việc ở bàn đón tiếp cần xác minh",
        "1 đại biểu khách mời cấp trên chưa đến",
        "1 kiến nghị chưa sàng lọc",
    ]


def test_before_the_day_the_office_calls_who_has_not_answered(conference, write, office):
    write.guest("Chưa Trả Lời")
    conference.clock.shift -= timedelta(days=3)
    assert "1 đại biểu chưa xác báo: gọi điện" in office.get("/office/picture").json["html"]
