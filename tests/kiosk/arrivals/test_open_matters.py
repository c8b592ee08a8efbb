"""Where a machine decided otherwise than a person saw, the office asks: every case, every finding, and what follows from it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from badges import codes, guests
from badges.guests import Guest, Organisation
from kiosk.arrivals import admission, corrections, merging, open_matters, settling, walk_ins
from kiosk.arrivals.admission import Coming, Entry
from kiosk.arrivals.open_matters import FINDINGS, Finding, MatterKind
from kiosk.conference.devices import Role
from kiosk.guests import guest_list
from kiosk.storage.verify import faults
from tests.conftest import new_id

AT = "2026-04-24T06:50:00.000Z"


def late(conference, write, guest, told="welcome", scan="", digest=""):
    """A desk that was apart reports a scan of the guest's card."""
    with conference.db.writing(conference.clock.stamp(), by="Bàn 2") as writing:
        entry = Entry(scan or new_id(), "wedge", AT, Coming(), told)
        return admission.admit_digest(writing, entry, digest or codes.digest(write.code(guest)))


def walk_in(conference, name="Trịnh Văn Lập", house="Công ty TNHH Sao Mai", desk="Bàn 1", beside=(), phone="", tax=""):
    """A desk puts a guest on the list. Returns the guest's id."""
    guest, scan = new_id(), new_id()
    with conference.db.writing(conference.clock.stamp(), by=desk) as writing:
        organisation = Organisation(new_id(), house, tax_code=tax, kind="business")
        entry = Entry(scan, "walk_in", AT, Coming(), "welcome")
        walk_ins.enter(
            writing, conference, entry, Guest(guest, "", name, "", "", "business", phone=phone), organisation, beside
        )
    return guest


def kinds(conference):
    return [str(matter.kind) for matter in open_matters.all_open(conference.db)]


def settle(conference, finding):
    (matter,) = open_matters.all_open(conference.db)
    with conference.db.writing(conference.clock.stamp(), by="Văn phòng") as writing:
        return settling.settle(writing, matter.id, finding)


def test_whoever_was_let_in_on_a_card_that_was_cancelled_meanwhile_is_in_and_asked_about(conference, write):
    guest = write.guest(cancelled=AT, cancel_reason="Doanh nghiệp xin rút")
    answer = late(conference, write, guest)
    assert (answer["outcome"], kinds(conference)) == ("welcome", ["cancelled"])
    assert admission.of(conference.db, guest.id).desk == "Bàn 2"
    assert guests.get(conference.db, guest.id).cancelled == ""  # nobody who is in is uninvited
    settle(conference, "second")
    known = guests.get(conference.db, guest.id)
    assert (admission.of(conference.db, guest.id), known.cancelled != "", known.cancel_reason) == (
        None,
        True,
        "Doanh nghiệp xin rút",
    )
    assert list(faults(conference.db)) == []


def test_found_here_the_invitation_stands_again(conference, write):
    guest = write.guest(cancelled=AT)
    late(conference, write, guest)
    settle(conference, "here")
    assert (guests.get(conference.db, guest.id).cancelled, admission.of(conference.db, guest.id) is not None) == (
        "",
        True,
    )


@pytest.mark.parametrize("finding", FINDINGS[MatterKind.REPLACED])
def test_an_old_card_that_a_desk_took_for_good(conference, write, finding):
    guest = write.guest()
    old = codes.digest(write.code(guest))
    with write.writing() as writing:
        guest_list.reissue(writing, conference, guest.id)
    assert (late(conference, write, guest, digest=old)["outcome"], kinds(conference)) == ("welcome", ["replaced"])
    settle(conference, str(finding))
    assert (admission.of(conference.db, guest.id) is not None) == (finding is Finding.HERE)


def test_the_old_card_at_one_desk_and_the_new_one_at_another_are_a_double_entry(conference, write):
    guest = write.guest()
    old = codes.digest(write.code(guest))
    with write.writing() as writing:
        guest_list.reissue(writing, conference, guest.id)
    late(conference, write, guests.get(conference.db, guest.id), told="")
    late(conference, write, guest, digest=old)
    assert kinds(conference) == ["double"]


@pytest.mark.parametrize("told", ["cancelled", "replaced"])
def test_whoever_was_turned_away_is_not_in_until_somebody_has_asked(conference, write, told):
    guest = write.guest()
    assert late(conference, write, guest, told=told)["outcome"] == told
    assert (admission.of(conference.db, guest.id), kinds(conference)) == (None, ["turned_away"])
    settle(conference, "here")
    assert admission.of(conference.db, guest.id).desk == "Văn phòng"


def test_a_card_that_a_desk_did_not_know_is_in_and_asked_about(conference, write):
    guest = write.guest()
    assert late(conference, write, guest, told="unknown")["outcome"] == "welcome"
    settle(conference, "second")
    assert admission.of(conference.db, guest.id) is None


def test_a_desk_that_the_server_agrees_with_asks_nothing(conference, write):
    for told in ("", "welcome"):
        late(conference, write, write.guest(), told=told)
    late(conference, write, write.guest(cancelled=AT), told="cancelled")
    late(conference, write, write.guest(cancelled=AT), told="")
    assert kinds(conference) == []


def test_one_walk_in_at_two_desks_is_made_one(conference, write):
    one, two = walk_in(conference, phone="0912345678"), walk_in(conference, house="Cty TNHH Sao Mai", desk="Bàn 2")
    assert kinds(conference) == ["twin"]
    code = guests.get(conference.db, two).code_digest
    settle(conference, "same")
    left = [guest for guest in guests.every(conference.db) if guest.name == "Trịnh Văn Lập"]
    assert [(guest.id, guest.phone) for guest in left] == [(one, "0912345678")]
    assert {row["guest"] for row in conference.db.query("select guest from scan")} == {one}
    assert list(admission.everyone(conference.db)) == [one]
    assert (
        late(conference, write, left[0], told="", digest=code)["outcome"] == "already_in"
    )  # the label that was printed for it
    assert (kinds(conference), list(faults(conference.db))) == ([], [])


def test_a_walk_in_who_is_on_the_list_after_all_takes_the_listed_seat(conference, write):
    house = write.organisation("Công ty TNHH Sao Mai")
    listed = write.guest("Trịnh Văn Lập", house, seat="B12", rsvp="declined", position="Giám đốc")
    came = walk_in(conference, house="Sao Mai")
    assert kinds(conference) == ["twin"]
    settle(conference, "same")
    assert guests.find(conference.db, came) is None
    assert list(guests.organisations(conference.db)) == [
        house.id
    ]  # the one that was made for the walk-in misses nobody
    kept, arrival = guests.get(conference.db, listed.id), admission.of(conference.db, listed.id)
    assert (kept.seat, kept.rsvp, kept.position, arrival.desk, arrival.substitute) == (
        "B12",
        "coming",
        "Giám đốc",
        "Bàn 1",
        False,
    )


@pytest.mark.parametrize(("finding", "come"), [("substitute", 2), ("second", 1)])
def test_two_people_of_one_name_stay_two(conference, finding, come):
    walk_in(conference)
    walk_in(conference, desk="Bàn 2")
    settle(conference, finding)
    assert (len(admission.everyone(conference.db)), kinds(conference)) == (come, [])


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({"house": "Công ty TNHH Sao Mai"}, True),
        ({"house": "CTY TNHH SAO MAI"}, True),
        ({"house": "Sao Mai"}, True),
        ({"house": "Công ty CP Hải Long"}, False),
        ({"house": "Công ty CP Hải Long", "phone": "0912345678"}, True),
        ({"name": "Trịnh Văn Lộc"}, False),
        ({"name": "trinh van lap"}, True),
    ],
)
def test_who_may_be_the_same_person(conference, more, asked):
    walk_in(conference, phone="0912345678")
    walk_in(conference, desk="Bàn 2", **more)
    assert kinds(conference) == ["twin"] * asked


def test_a_namesake_whom_the_desk_was_shown_is_not_asked_about_again(conference):
    one = walk_in(conference)
    walk_in(conference, desk="Bàn 2", beside=[one])
    assert kinds(conference) == []


def test_questions_and_the_introduction_go_over_to_the_one_who_stays(conference, write):
    house = write.organisation("Công ty TNHH Sao Mai")
    listed = write.guest("Trịnh Văn Lập", house)
    came = walk_in(conference)
    question = write.question("Hỏi?", house, guest=came)
    with write.writing() as writing:
        writing.put("introduction.made", "introduction", {"id": came, "at": AT, "by": "MC"})
        merging.merge(writing, came, listed.id)
    assert list(conference.db.query("select number, guest from question")) == [
        {"number": question.number, "guest": listed.id}
    ]
    assert [row["id"] for row in conference.db.query("select id from introduction")] == [listed.id]
    assert (kinds(conference), list(faults(conference.db))) == ([], [])


@pytest.mark.parametrize(("taken", "finding", "stays"), [("one", "first", "two"), ("two", "second", "one")])
def test_half_a_double_entry_taken_back_at_a_desk_says_who_stays_and_is_settled(
    conference, write, taken, finding, stays
):
    guest = write.guest()
    for scan in ("one", "two"):
        late(conference, write, guest, scan=scan)
    with conference.db.writing(conference.clock.stamp(), by="Bàn 2") as writing:
        answer = corrections.undo(writing, "undo", taken, "nhầm người", AT)
    assert answer["first"]["desk"] == "Bàn 2"
    assert admission.of(conference.db, guest.id).scan == stays
    assert [row["finding"] for row in conference.db.query("select finding from double_entry")] == [finding]
    assert kinds(conference) == []


def test_an_undo_of_the_only_admission_leaves_nobody_in(conference, write):
    guest = write.guest()
    late(conference, write, guest, scan="one")
    with write.writing() as writing:
        assert corrections.undo(writing, "undo", "one", "nhầm", AT)["first"] is None


def test_what_the_server_would_not_take_is_reported_by_the_desk(enrolled, conference):
    desk, office = enrolled(Role.DESK, "Bàn 1"), enrolled(Role.OFFICE, "Văn phòng")
    body = {
        "id": str(uuid4()),
        "at": AT,
        "path": "/desk/coming",
        "name": "Ông Lê Văn Tám, Sao Mai",
        "sentence": "Không có.",
    }
    for _again in range(2):
        assert desk.post("/desk/reports", json=body).json["outcome"] == "reported"
    page = office.get("/office/door").text
    assert (
        page.count("Ông Lê Văn Tám, Sao Mai · Không có."),
        "Đại biểu đi thay, đi cùng" in page or "đi cùng" in page,
    ) == (1, True)
    settle(conference, "done")
    assert kinds(conference) == []


def test_a_finding_of_another_kind_is_refused(conference, write):
    late(conference, write, write.guest(cancelled=AT))
    with pytest.raises(Exception, match="findings"):
        settle(conference, "same")


def test_a_walk_in_sent_again_after_it_was_merged_is_answered(enrolled, conference):
    desk = enrolled(Role.DESK, "Bàn 1")
    walk_in(conference)
    body = {
        "id": str(uuid4()), "at": AT, "guest": str(uuid4()), "name": "Trịnh Văn Lập", "apart": True,
        "organisation": {"id": str(uuid4()), "name": "Công ty TNHH Sao Mai"},
    }  # fmt: skip
    assert desk.post("/desk/walk-ins", json=body).json["outcome"] == "welcome"
    settle(conference, "same")
    again = desk.post("/desk/walk-ins", json=body)
    assert (again.status_code, again.json["guest"], again.json["replay"]) == (200, None, True)
    gone = desk.get(f"/desk/list?since=0&epoch={conference.epoch}").json["gone"]
    assert body["guest"] in gone
