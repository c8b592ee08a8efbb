"""The office's guests: the board, the calls, notes of answers, corrections, cards given anew."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from badges import codes, guests
from kiosk.conference.devices import Role
from kiosk.guests import guest_list


@pytest.fixture
def office(enrolled):
    """post(path, **fields) → the answer, with a page's own origin."""
    client = enrolled(Role.OFFICE, "Văn phòng")

    def post(path, **fields):
        fields = {"id": uuid4().hex, **fields}
        return client.post(path, data=fields, headers={"Origin": "http://localhost"})

    post.get = client.get
    return post


ANSWER = {"rsvp": "coming", "substitute": "", "honorific": "", "title": "", "reason": "", "channel": "phone"}
FACTS = {
    "name": "Nguyễn Văn An", "honorific": "Ông", "position": "Giám đốc", "organisation": "Công ty A", "tax_code": "",
    "block": "business", "rank": "0", "seats": "1", "seat": "", "phone": "", "email": "", "invitation": "", "note": "",
    "absent_reason": "",
}  # fmt: skip


def test_the_board_counts_cards_by_block_and_answer(conference, write):
    for rsvp, seats in (("coming", 2), ("substitute", 1), ("declined", 1), ("none", 1)):
        write.guest(f"Khách {rsvp}", rsvp=rsvp, seats=seats)
    write.guest("Bị Hủy", cancelled="2026-04-20T01:00:00.000Z")
    write.arrive(write.guest("Lãnh Đạo", block="city", rsvp="coming"))
    board = [
        (t.block.code, t.invited, t.coming, t.substitute, t.declined, t.none, t.seats, t.present)
        for t in guest_list.totals(conference)
    ]
    assert board == [("city", 1, 1, 0, 0, 0, 1, 1), ("business", 4, 1, 1, 1, 1, 3, 0)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nguyen", ["Nguyễn Văn An", "Nguyễn Thị Đào"]),
        ("an nguyễn", ["Nguyễn Văn An"]),
        ("dao", ["Nguyễn Thị Đào"]),
        ("hai long", ["Nguyễn Văn An", "Trần Bình"]),
        ("4567", ["Trần Bình"]),
        ("ông Trần Bình", ["Trần Bình"]),
        ("không ai", []),
    ],
)
def test_search_needs_no_accents_and_no_order(conference, write, query, names):
    house = write.organisation("Công ty TNHH Hải Long")
    write.guest("Nguyễn Văn An", house)
    write.guest("Trần Bình", house, phone="0901234567")
    write.guest("Nguyễn Thị Đào", write.organisation("Công ty Đông Á"))
    found = guest_list.found(guest_list.entries(conference), query, "", "")
    assert sorted(entry.guest.name for entry in found) == sorted(names)


def test_the_calls_are_those_who_have_not_answered(write, office):
    write.guest("Chưa Trả Lời", phone="0901234567")
    write.guest("Đã Trả Lời", rsvp="coming")
    page = office.get("/office/guests?answer=none").text
    assert re.findall(r'<p class="who"><input[^>]*> <a[^>]*>([^<]*)<', page) == ["Ông Chưa Trả Lời"]
    assert 'href="tel:0901234567"' in page


def test_an_answer_is_noted_with_channel_and_who_noted_it(conference, write, office):
    guest = write.guest()
    said = ANSWER | {
        "rsvp": "substitute",
        "substitute": "Trần  An",
        "honorific": "Bà",
        "title": "Phó phòng",
        "channel": "zalo",
    }
    assert office(f"/office/guests/{guest.id}/answer", **said).status_code == 303
    now = guests.get(conference.db, guest.id)
    assert (now.rsvp, now.substitute_called, now.substitute_title) == ("substitute", "Bà Trần An", "Phó phòng")
    assert (now.rsvp_by, now.rsvp_channel) == ("Văn phòng", "zalo")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rsvp": "substitute"}, "Hãy ghi tên người dự thay."),
        ({"rsvp": "declined"}, "Hãy ghi lý do."),
        ({"channel": "pigeon"}, "Hãy chọn kênh xác báo."),
    ],
)
def test_half_an_answer_is_refused(conference, write, office, changes, sentence):
    guest = write.guest()
    answer = office(f"/office/guests/{guest.id}/answer", **ANSWER | changes)
    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert guests.get(conference.db, guest.id).rsvp == "none"


def test_a_guest_is_added_once_and_finds_the_known_organisation(conference, write, office):
    house = write.organisation("Công ty TNHH Hải Long")
    sent = FACTS | {"id": "one-guest-more", "organisation": "công ty tnhh hải long", "phone": "+84 90 123 4567"}
    first, again = (office("/office/guests/new", **sent).headers["Location"] for _ in range(2))
    assert first == again
    (guest,) = guests.every(conference.db)
    assert (guest.organisation, guest.phone, guest.name) == (house.id, "0901234567", "Nguyễn Văn An")


def test_a_correction_keeps_the_code_and_the_answer(conference, write, office):
    guest = write.guest("Nguyên Văn An", rsvp="coming")
    before = write.code(guest)
    changed = FACTS | {"name": "Nguyễn Văn An", "rank": "3", "seats": "2", "absent_reason": "Ốm"}
    assert office(f"/office/guests/{guest.id}", **changed).status_code == 303
    now = guests.get(conference.db, guest.id)
    assert (now.name, now.rank, now.seats, now.absent_reason, now.rsvp) == ("Nguyễn Văn An", 3, 2, "Ốm", "coming")
    assert write.code(now) == before


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("seats", "0"), ("seats", "hai"), ("rank", "-1")])
def test_a_wrong_correction_changes_nothing(conference, write, office, field, value):
    guest = write.guest()
    assert office(f"/office/guests/{guest.id}", **FACTS | {field: value}).status_code == 400
    assert guests.get(conference.db, guest.id) == guest


def test_a_new_code_makes_the_old_card_void(app, write, office):
    guest = write.guest()
    old = f"/I/{write.code(guest)}"
    client = app.test_client()
    assert client.get(old).status_code == 200
    office(f"/office/guests/{guest.id}/code")
    new = f"/I/{write.code(guests.get(write.conference.db, guest.id))}"
    assert [client.get(address).status_code for address in (old, new)] == [404, 200]


def test_desks_know_whose_card_was_replaced_and_let_nobody_in_by_it(write, office, enrolled):
    guest = write.guest()
    olds = [write.code(guest)]
    office(f"/office/guests/{guest.id}/code")
    olds.append(write.code(guests.get(write.conference.db, guest.id)))
    office(f"/office/guests/{guest.id}/code")
    desk = enrolled(Role.DESK)
    scan = {"at": "2026-04-24T06:52:07Z", "way": "wedge"}
    told = [desk.post("/desk/scans", json=scan | {"id": str(uuid4()), "code": code}).json for code in olds]
    assert [(one["outcome"], one["guest"]["id"], one["first"]) for one in told] == [("replaced", guest.id, None)] * 2
    (line,) = enrolled(Role.STEWARD).get("/desk/list").json["guests"]
    assert line["old_digests"] == [codes.digest(code) for code in olds]
    tablet = enrolled(Role.SELF).post("/self/scans", json={"id": str(uuid4()), "at": scan["at"], "code": olds[0]})
    assert tablet.json["outcome"] == "help"
    assert office.get("/office/door/scans?outcome=replaced").text.count("Thẻ cũ") == 3 + 1


def test_an_invitation_is_taken_back_and_given_again(conference, write, office):
    guest = write.guest()
    for cancelled in ("1", ""):
        office(f"/office/guests/{guest.id}/cancel", cancelled=cancelled)
        assert bool(guests.get(conference.db, guest.id).cancelled) is bool(cancelled)


def test_who_told_an_answer_and_how_and_nothing_where_a_list_said_it(write, office):
    write.guest("Theo Danh Sách", rsvp="coming")
    office(f"/office/guests/{write.guest('Qua Điện Thoại').id}/answer", **ANSWER)
    told = re.findall(r'<span class="quiet small">([^<]*)</span>', office.get("/office/guests").text)
    assert told == ["Điện thoại · Văn phòng"]


@pytest.mark.parametrize(("said", "kept"), [(" Đơn vị báo  vắng. ", "Đơn vị báo vắng"), ("", "")])
def test_why_an_invitation_was_taken_back_is_told_to_desks_and_never_as_a_time(write, office, enrolled, said, kept):
    guest = write.guest()
    office(f"/office/guests/{guest.id}/cancel", cancelled="1", reason=said)
    told = {role: enrolled(role).get("/desk/list").json["guests"][0] for role in (Role.DESK, Role.STEWARD)}
    assert {role: (bool(line["cancelled"]), line.get("cancel_reason")) for role, line in told.items()} == {
        Role.DESK: (True, kept), Role.STEWARD: (True, None),
    }  # fmt: skip
    assert ("Đã hủy giấy mời: " in office.get("/office/guests").text) is bool(kept)
    office(f"/office/guests/{guest.id}/cancel", cancelled="", reason="gõ nhầm")
    assert guests.get(write.conference.db, guest.id).cancel_reason == ""


def test_who_is_in_cannot_be_uninvited(conference, write, office):
    guest = write.arrive(write.guest())
    assert office(f"/office/guests/{guest.id}/cancel", cancelled="1").status_code == 400
    assert guests.get(conference.db, guest.id).cancelled == ""


def test_the_card_is_downloaded_as_a_picture(write, office):
    guest = write.guest("Lê Thu Hà")
    with office.get(f"/office/guests/{guest.id}/card.png") as answer:
        assert (answer.data[:4], answer.headers["Content-Disposition"]) == (
            b"\x89PNG",
            "attachment; filename=le-thu-ha.png",
        )


@pytest.mark.parametrize("role", [Role.DESK, Role.PRESENTER, Role.SELF, Role.MODERATOR, None])
def test_nobody_else_enters(app, enrolled, write, role):
    client = enrolled(role) if role else app.test_client()
    guest = write.guest()
    status = 403 if role else 401
    one = f"/office/guests/{guest.id}"
    for path in ("/office/guests", one, f"{one}/card.png", "/office/door", "/office/door/scans"):
        assert client.get(path).status_code == status
    for path in (one, f"{one}/code", "/office/door/arrived", "/office/door/matters/x"):
        assert client.post(path, headers={"Origin": "http://localhost"}).status_code == status
