"""The desk over HTTP: every outcome, once and again, by whom, and what the list gives away."""

import json
from typing import Any
from uuid import uuid4

import pytest

from badges import codes, qr
from kiosk.conference.devices import Role
from kiosk.storage.verify import faults
from tests.support.race import at_once

AT = "2026-04-24T06:52:07.123Z"


@pytest.fixture
def desk(enrolled: Any) -> Any:
    return enrolled(Role.DESK, "Bàn 1")


def scan(client: Any, code: str = "", **facts: Any) -> Any:
    body = {"id": str(uuid4()), "code": code, "at": AT, "way": "wedge"} | facts
    return client.post("/desk/scans", json=body)


def test_a_card_is_welcome_once_and_then_already_in_with_desk_and_hour(desk: Any, enrolled: Any, write: Any) -> None:
    house = write.organisation("Công ty CP Thép Cửa Cấm", short_name="Thép Cửa Cấm")
    guest = write.guest("Đặng Thị Hòa", house, honorific="Bà", position="Giám đốc", seat="B12", seats=2)
    first = scan(desk, write.code(guest)).json
    assert first == {
        "outcome": "welcome",
        "guest": {
            "id": guest.id, "name": "Đặng Thị Hòa", "honorific": "Bà", "position": "Giám đốc",
            "organisation": "Công ty CP Thép Cửa Cấm",
            "block": {"code": "business", "name": "Doanh nghiệp", "vip": False},
            "seat": "B12", "seats": 2, "walk_in": False, "cancelled": "",
        },
        "first": {"at": first["first"]["at"], "desk": "Bàn 1"}, "double": False, "replay": False,
    }  # fmt: skip
    again = scan(enrolled(Role.DESK, "Bàn 2"), write.code(guest), at="2026-04-24T06:59:00Z").json
    assert (again["outcome"], again["first"]) == ("already_in", first["first"])


def test_the_other_outcomes(desk: Any, write: Any) -> None:
    gone = write.guest(cancelled="Báo hủy")
    answers = [scan(desk, text).json for text in ("abc", "27182818284590452353602874713526624977513", write.code(gone))]
    assert [(a["outcome"], a["guest"] and a["guest"]["cancelled"], a["first"]) for a in answers] == [
        ("unreadable", None, None),
        ("unknown", None, None),
        ("cancelled", "Báo hủy", None),
    ]


def test_the_same_id_gives_the_same_answer_and_one_row(desk: Any, conference: Any, write: Any) -> None:
    guest = write.guest()
    body = {"id": str(uuid4()), "code": write.code(guest), "at": AT, "way": "camera"}
    first, again = (desk.post("/desk/scans", json=body).json for _ in range(2))
    late = desk.post("/desk/scans", json=body | {"apart": True, "told": "welcome"}).json
    assert first | {"replay": True} == again == late
    assert len(list(conference.db.query("select * from scan"))) == 1


def test_another_body_under_the_same_id_is_refused(desk: Any, write: Any) -> None:
    guest = write.guest()
    body = {"id": str(uuid4()), "code": write.code(guest), "at": AT, "way": "wedge"}
    desk.post("/desk/scans", json=body)
    refused = desk.post("/desk/scans", json=body | {"way": "typed"})
    assert (refused.status_code, list(refused.json)) == (409, ["error"])


@pytest.mark.parametrize("path", ["scans", "undo", "walk-ins", "coming", "prints"])
def test_without_an_enrolled_device_nothing(app: Any, path: str) -> None:
    assert app.test_client().post(f"/desk/{path}", json={}).status_code == 401
    assert app.test_client().get("/desk/list").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{"id": "1"}, {"way": "magic"}, {"at": "now"}, {"at": "2026-04-24T06:52:07"}, {"colour": "red"}, {"party": 0}, {"digest": "x"}],
)  # fmt: skip
def test_a_body_of_another_shape_is_refused_with_a_sentence(desk: Any, wrong: dict[str, Any]) -> None:
    refused = scan(desk, "abc", **wrong)
    assert (refused.status_code, list(refused.json)) == (400, ["error"])


def test_a_card_shown_as_its_digest_is_the_same_card(desk: Any, write: Any) -> None:
    guest = write.guest()
    assert scan(desk, digest=codes.digest(write.code(guest))).json["guest"]["id"] == guest.id


def test_the_time_is_kept_in_utc(desk: Any, conference: Any, write: Any) -> None:
    answer = scan(desk, write.code(write.guest()), at="2026-04-24T13:52:07.123+07:00").json
    assert [row["at"] for row in conference.db.query("select at from scan")] == [AT]
    assert answer["first"]["at"] < AT, "the hour that counts is the server's, 13h45"


def test_one_card_at_four_desks_in_the_same_moment_is_welcome_once(enrolled: Any, write: Any, conference: Any) -> None:
    desks = [enrolled(Role.DESK, f"Bàn {n}") for n in range(4)]
    for _ in range(50):
        code = write.code(write.guest())
        seen = at_once(lambda client, code=code: scan(client, code).json["outcome"], desks)
        assert sorted(seen) == ["already_in", "already_in", "already_in", "welcome"]
    assert list(faults(conference.db)) == []


def test_one_scan_sent_four_times_in_the_same_moment_is_one_scan(enrolled: Any, write: Any, conference: Any) -> None:
    client_of = [enrolled(Role.DESK, "Bàn 1") for _ in range(4)]
    body = {"id": str(uuid4()), "code": write.code(write.guest()), "at": AT, "way": "wedge"}
    answers = at_once(lambda client: client.post("/desk/scans", json=body).json, client_of)
    seen = [(answer["outcome"], answer["replay"]) for answer in answers]
    assert sorted(seen) == [("welcome", False), ("welcome", True), ("welcome", True), ("welcome", True)]


def test_undo_takes_a_reason_and_makes_the_card_good_again(desk: Any, write: Any, conference: Any) -> None:
    code, name = write.code(write.guest()), str(uuid4())
    scan(desk, code, id=name)
    refused = desk.post("/desk/undo", json={"id": str(uuid4()), "at": AT, "scan": name, "reason": " "})
    assert refused.status_code == 400
    undone = desk.post("/desk/undo", json={"id": str(uuid4()), "at": AT, "scan": name, "reason": "Quét nhầm thẻ"})
    assert undone.json["outcome"] == "undone"
    assert scan(desk, code).json["outcome"] == "welcome"
    rows = conference.db.query("select outcome, reason from scan order by rowid")
    assert [(r["outcome"], r["reason"]) for r in rows] == [
        ("welcome", ""),
        ("undone", "Quét nhầm thẻ"),
        ("welcome", ""),
    ]
    assert list(faults(conference.db)) == []


def test_a_substitute_and_companions(desk: Any, write: Any, conference: Any) -> None:
    guest = write.guest(seats=2)
    answer = scan(
        desk,
        guest=guest.id,
        way="search",
        came_name="Phạm Hoa",
        came_honorific="Bà",
        came_title="Phó Giám đốc",
        party=2,
    )
    assert answer.json["outcome"] == "welcome"
    come = next(conference.db.query("select came_honorific, came_name, came_title, party, substitute from arrival"))
    assert tuple(come.values()) == ("Bà", "Phạm Hoa", "Phó Giám đốc", 2, 1)
    body = {"at": AT, "guest": guest.id, "party": 3}
    assert desk.post("/desk/coming", json=body | {"id": str(uuid4())}).status_code == 400
    fixed = desk.post("/desk/coming", json=body | {"id": str(uuid4()), "reason": "Trưởng phòng cho đi cùng"})
    assert fixed.json["outcome"] == "amended"
    come = next(conference.db.query("select came_name, party, substitute from arrival"))
    assert tuple(come.values()) == ("", 3, 0)
    assert list(faults(conference.db)) == []


def walk_in(client: Any, **facts: Any) -> Any:
    house = {"id": str(uuid4()), "name": "Công ty TNHH Mới"} | facts.pop("organisation", {})
    body = {
        "id": str(uuid4()),
        "at": AT,
        "guest": str(uuid4()),
        "name": "Bùi Mai",
        "block": "business",
        "organisation": house,
    }
    return client.post("/desk/walk-ins", json=body | facts)


def test_a_walk_in_is_on_the_list_and_in(desk: Any, conference: Any) -> None:
    answer = walk_in(desk, honorific="Bà", position="Kế toán trưởng", phone="+84 912 345 678").json
    assert (answer["outcome"], answer["guest"]["name"], answer["guest"]["walk_in"]) == ("welcome", "Bùi Mai", True)
    row = next(conference.db.query("select phone, walk_in from guest"))
    assert tuple(row.values()) == ("0912345678", 1)
    assert [row["way"] for row in conference.db.query("select way from scan")] == ["walk_in"]


@pytest.mark.parametrize(
    "asked",
    [
        {"tax_code": "0200167782", "name": "Cty Cửa Cấm"},
        {"name": "THÉP CỬA CẤM"},
        {"name": "công ty cp thép cửa cấm"},
        {"name": "Cty Cổ phần Thép Cửa Cấm"},
    ],
)
def test_a_walk_in_of_a_known_business_joins_it(desk: Any, write: Any, conference: Any, asked: dict[str, str]) -> None:
    house = write.organisation("Công ty CP Thép Cửa Cấm", short_name="Thép Cửa Cấm", tax_code="0200167782")
    walk_in(desk, organisation=asked)
    assert [row["organisation"] for row in conference.db.query("select organisation from guest")] == [house.id]


def test_a_walk_in_needs_a_name_and_an_organisation(desk: Any) -> None:
    assert walk_in(desk, name=" ").status_code == 400
    assert walk_in(desk, organisation={"name": ""}).status_code == 400
    number = walk_in(desk, organisation={"name": "0209998887", "tax_code": "0209998887"})
    assert (number.status_code, number.json) == (400, {"error": "Hãy ghi tên doanh nghiệp, cơ quan, không chỉ ghi số."})


def test_a_guest_of_the_list_is_not_written_over_by_a_walk_in(desk: Any, write: Any, conference: Any) -> None:
    guest = write.guest("Nguyễn Văn An")
    assert walk_in(desk, guest=str(uuid4())).status_code == 200
    taken = next(conference.db.query("select id from guest where walk_in = 1"))["id"]
    assert walk_in(desk, guest=taken, name="Ai Đó").status_code == 409
    assert next(conference.db.query("select name from guest where id = ?", (guest.id,)))["name"] == "Nguyễn Văn An"


def test_a_printed_label_is_marked(desk: Any, write: Any) -> None:
    guest = write.guest()
    assert desk.post("/desk/prints", json={"id": str(uuid4()), "at": AT, "guest": guest.id}).status_code == 200
    assert [line["printed"] for line in desk.get("/desk/list").json["guests"]] == [True]


def test_a_steward_only_scans(enrolled: Any, write: Any) -> None:
    steward, guest = enrolled(Role.STEWARD), write.guest(seats=3)
    refused = [
        scan(steward, guest=guest.id, way="search"),
        scan(steward, write.code(guest), party=2),
        scan(steward, write.code(guest), came_name="Ai Đó"),
        steward.post("/desk/undo", json={}),
        steward.post("/desk/coming", json={}),
        walk_in(steward),
    ]
    assert [answer.status_code for answer in refused] == [403] * 6
    assert scan(steward, write.code(guest)).json["outcome"] == "welcome"


def test_the_list_holds_no_code_and_no_telephone_number(desk: Any, enrolled: Any, write: Any) -> None:
    guest = write.guest(phone="0912345678", email="an@example.vn", note="nhạy cảm")
    for client, ends in ((desk, ["5678"]), (enrolled(Role.STEWARD), [])):
        text = client.get("/desk/list").text
        held = [secret for secret in (write.code(guest), "0912345678", "an@example.vn", "nhạy cảm") if secret in text]
        assert held == []
        lines = json.loads(text)["guests"]
        assert [line["digest"] for line in lines] == [codes.digest(write.code(guest))]
        assert [line["phone"] for line in lines if "phone" in line] == ends


def test_the_list_is_sent_again_only_when_it_changed(desk: Any, write: Any) -> None:
    guest = write.guest()
    tag = desk.get("/desk/list").headers["ETag"]
    assert desk.get("/desk/list", headers={"If-None-Match": tag}).status_code == 304
    scan(desk, write.code(guest))
    assert desk.get("/desk/list", headers={"If-None-Match": tag}).status_code == 200


def test_only_what_changed_since(desk: Any, write: Any) -> None:
    stays, comes = write.guest("Ở Nguyên"), write.guest("Vừa Đến")
    whole = desk.get("/desk/list").json
    assert (whole["whole"], {line["id"] for line in whole["guests"]}) == (True, {stays.id, comes.id})
    name = str(uuid4())
    scan(desk, write.code(comes), id=name)
    ask = f"/desk/list?since={whole['number']}&epoch={whole['epoch']}"
    news = desk.get(ask).json
    assert (news["whole"], news["guests"], list(news["arrivals"])) == (False, [], [comes.id])
    desk.post("/desk/undo", json={"id": str(uuid4()), "at": AT, "scan": name, "reason": "nhầm"})
    assert desk.get(ask).json["arrivals"] == {comes.id: None}
    assert desk.get(f"/desk/list?since={whole['number']}&epoch=another").json["whole"] is True


def test_the_desk_counts_by_block(desk: Any, write: Any) -> None:
    scan(desk, write.code(write.guest()))
    write.guest(block="press")
    picture = desk.get("/desk/picture").json
    assert (picture["stand"], sorted(picture)) == (
        "desk",
        ["conference", "epoch", "html", "mark", "now", "number", "stand", "warning"],
    )
    assert '<span data-came="business">1</span>' in picture["html"]


def test_in_person_wins_over_the_announced_substitute(desk: Any, write: Any, conference: Any) -> None:
    sent = {"substitute": "Phạm Hoa", "substitute_honorific": "Bà", "substitute_title": "Phó Giám đốc"}
    guest = write.guest(rsvp="substitute", **sent)
    assert scan(desk, guest=guest.id, way="search", in_person=True).json["outcome"] == "welcome"
    assert list(conference.db.query("select came_name, came_honorific, came_title, substitute from arrival")) == [
        {"came_name": "", "came_honorific": "", "came_title": "", "substitute": 0}
    ]
    assert list(faults(conference.db)) == []


def test_a_label_shows_the_code_of_a_guest_who_came_and_of_nobody_else(desk: Any, enrolled: Any, write: Any) -> None:
    guest = write.guest()
    assert desk.get(f"/desk/label/{guest.id}.svg").status_code == 404
    write.arrive(guest)
    shown = desk.get(f"/desk/label/{guest.id}.svg")
    assert (shown.status_code, shown.mimetype, shown.text) == (200, "image/svg+xml", qr.svg(write.code(guest)))
    assert desk.get("/desk/label/test.svg").text == qr.svg(codes.TEST_CARD)
    assert desk.get("/desk/label/nobody.svg").status_code == 404
    assert enrolled(Role.STEWARD).get(f"/desk/label/{guest.id}.svg").status_code == 403


def test_a_guest_goes_out_once_and_the_same_id_is_done_once(
    desk: Any, enrolled: Any, conference: Any, write: Any
) -> None:
    guest = write.arrive(write.guest())
    body = {"id": str(uuid4()), "guest": guest.id, "at": AT}
    first, again = (desk.post("/desk/leaving", json=body).json for _ in range(2))
    assert first["outcome"] == "left" and first | {"replay": True} == again
    assert desk.post("/desk/leaving", json=body | {"id": str(uuid4())}).status_code == 400
    assert enrolled(Role.STEWARD).post("/desk/leaving", json=body | {"id": str(uuid4())}).status_code == 403
    assert scan(enrolled(Role.STEWARD), write.code(guest)).json["outcome"] == "returned"
    assert list(faults(conference.db)) == []


def test_a_guest_is_sent_to_the_help_desk_once_and_only_it_is_told(
    desk: Any, enrolled: Any, conference: Any, write: Any
) -> None:
    other = enrolled(Role.DESK, "Bàn 2")
    guest = write.guest()
    body = {"at": AT, "guest": guest.id, "outcome": "already_in"}
    for _twice in range(2):
        assert other.post("/desk/handovers", json=body | {"id": str(uuid4())}).json["outcome"] == "handed"
    (sent,) = desk.get("/desk/list").json["handed"]
    assert (sent["guest"], sent["desk"], other.get("/desk/list").json["handed"]) == (guest.id, "Bàn 2", [])
    before = desk.get("/desk/list").headers["ETag"]
    taken = {"at": AT, "handover": sent["id"]}
    assert desk.post("/desk/handovers/taken", json=taken | {"id": str(uuid4())}).json["outcome"] == "taken"
    again = desk.get("/desk/list", headers={"If-None-Match": before})
    assert (again.status_code, again.json["handed"]) == (200, [])
    assert (
        desk.post("/desk/handovers/taken", json=taken | {"id": str(uuid4()), "handover": str(uuid4())}).status_code
        == 404
    )
    assert list(faults(conference.db)) == []


def test_without_a_device_of_the_help_desks_name_every_other_desk_is_told(enrolled: Any, write: Any) -> None:
    sender, other = enrolled(Role.DESK, "Bàn 7"), enrolled(Role.DESK, "Bàn 8")
    body = {"id": str(uuid4()), "at": AT, "outcome": "unknown", "text": "Lê Khánh"}
    assert sender.post("/desk/handovers", json=body).status_code == 200
    lists = [one.get("/desk/list").json["handed"] for one in (sender, other)]
    assert [[line["text"] for line in handed] for handed in lists] == [[], ["Lê Khánh"]]
