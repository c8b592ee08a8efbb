"""Screening at the office: edits that do not run over each other, decisions, duplicates, many at once."""

import re
import uuid

import msgspec
import pytest

from kiosk.conference import legibility
from kiosk.conference.devices import Role
from live import questions
from live.queue import Move, Place


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


def post(client, path, **form):
    return client.post(path, data={"id": str(uuid.uuid4()), **form}, headers={"Origin": "http://localhost"})


def shown(client, number):
    """The page's hidden number of what was seen."""
    return re.search(r'name="seen" value="(\d+)"', client.get(f"/office/questions/{number}").text)[1]


def fresh(write, text="Thủ tục kiểm định cân thế nào?", **facts):
    return write.question(text, place=Place.RECEIVED, **facts).number


def test_an_edit_is_saved_and_told_by_the_history(office, write, conference):
    number = fresh(write)
    seen = shown(office, number)
    post(office, f"/office/questions/{number}", seen=seen, summary="Kiểm định cân", unit="finance", co_units="industry")
    kept = questions.get(conference.db, number)
    assert (kept.summary, kept.unit, kept.co_units) == ("Kiểm định cân", "finance", ("industry",))
    page = office.get(f"/office/questions/{number}").text
    assert "<ins>Sở Tài chính</ins>" in page


def test_two_people_change_different_parts(office, enrolled, write, conference):
    other = enrolled(Role.OFFICE, "Chi cục")
    number = fresh(write)
    seen = shown(office, number)
    post(office, f"/office/questions/{number}", seen=seen, summary="một")
    post(other, f"/office/questions/{number}", seen=seen, summary="", prepared="hai")
    kept = questions.get(conference.db, number)
    assert (kept.summary, kept.prepared) == ("một", "hai")


def test_the_same_part_is_not_written_over(office, enrolled, write, conference):
    other = enrolled(Role.OFFICE, "Chi cục")
    number = fresh(write)
    seen = shown(office, number)
    post(office, f"/office/questions/{number}", seen=seen, summary="của một")
    reply = post(other, f"/office/questions/{number}", seen=seen, summary="của hai")
    assert (reply.status_code, questions.get(conference.db, number).summary) == (409, "của một")
    assert ["của một" in reply.text, "của hai" in reply.text] == [True, True]
    again = re.search(r'name="seen" value="(\d+)"', reply.text)[1]
    post(other, f"/office/questions/{number}", seen=again, summary="của hai")
    assert questions.get(conference.db, number).summary == "của hai"


def test_a_moderators_move_does_not_disturb_an_edit(office, write, conference):
    number = write.question().number
    seen = shown(office, number)
    with write.writing() as writing:
        questions.turn(writing, "op", Move.CALL, number)
    assert post(office, f"/office/questions/{number}", seen=seen, prepared="Dự thảo").status_code == 303
    kept = questions.get(conference.db, number)
    assert (kept.prepared, kept.place) == ("Dự thảo", Place.FLOOR)


def test_many_are_accepted_at_once(office, write, conference):
    numbers = [fresh(write), fresh(write), fresh(write)]
    post(office, "/office/questions/accept", numbers=numbers[:2])
    assert [str(questions.get(conference.db, n).place) for n in numbers] == ["waiting", "waiting", "received"]


@pytest.mark.parametrize(
    ("move", "facts", "place"),
    [
        ("accept", {}, "waiting"), ("before", {}, "before"), ("writing", {}, "writing"),
        ("out", {"reason": "tư pháp"}, "out"), ("withdraw", {"reason": "rút"}, "withdrawn"),
        ("forward", {"reason": "khác", "refer_to": "Sở Y tế"}, "forwarded"),
    ],
)  # fmt: skip
def test_a_decision_is_made_and_taken_back(office, write, conference, move, facts, place):
    number = fresh(write)
    post(office, f"/office/questions/{number}/moves", move=move, **facts)
    assert questions.get(conference.db, number).place == place
    if place != "waiting":
        post(office, f"/office/questions/{number}/moves", move="reopen")
        assert questions.get(conference.db, number).place is Place.RECEIVED


@pytest.mark.parametrize("move", ["out", "withdraw", "forward", "merge", "call", "next", ""])
def test_what_lacks_its_reason_is_refused(office, write, conference, move):
    number = fresh(write)
    assert post(office, f"/office/questions/{number}/moves", move=move).status_code == 400
    assert questions.get(conference.db, number).place is Place.RECEIVED


COPIES = "Đề nghị hỗ trợ kinh phí chứng nhận ISO 22000, HACCP cho doanh nghiệp nhỏ."


def test_duplicates_are_proposed_merged_and_taken_apart(office, write, conference):
    one, other = fresh(write, COPIES), fresh(write, "Kính " + COPIES)
    assert f'id="pair-{one}-{other}"' in office.get("/office/questions/duplicates").text
    post(office, "/office/questions/duplicates", first=one, second=other, verdict="first")
    assert questions.get(conference.db, other).merged_into == one
    assert f'id="pair-{one}-{other}"' not in office.get("/office/questions/duplicates").text
    post(office, f"/office/questions/{other}/moves", move="reopen", back="duplicates")
    assert questions.get(conference.db, other).merged_into is None


def test_a_pair_found_different_is_not_proposed_again(office, write):
    one, other = fresh(write, COPIES), fresh(write, COPIES)
    post(office, "/office/questions/duplicates", first=one, second=other, verdict="apart")
    assert f'id="pair-{one}-{other}"' not in office.get("/office/questions/duplicates").text


def test_outside_bodies_are_listed_to_be_invited(office, write):
    number = fresh(write, unit="finance", co_units=("tdc",))
    page = office.get("/office/questions").text
    assert f'<b>Sở Tài chính</b> <span>KN <a href="/office/questions/{number}">' in page


def test_one_is_added_by_hand_for_a_known_business(office, write, conference):
    house = write.organisation("Công ty TNHH Đo Lường")
    form = {"business": "công ty tnhh đo lường", "text": "Hỏi gì đó", "asker": "Bà Ẵng", "source": "advance"}
    reply = post(office, "/office/questions", **form)
    kept = questions.get(conference.db, int(reply.location.rsplit("/", 1)[1]))
    assert (kept.organisation, kept.text, kept.place) == (house.id, "Hỏi gì đó", Place.RECEIVED)


def test_the_same_form_sent_twice_is_one_question(office, conference):
    form = {"id": str(uuid.uuid4()), "business": "Công ty A", "text": "Hỏi gì đó", "source": "advance"}
    for _ in range(2):
        office.post("/office/questions", data=form, headers={"Origin": "http://localhost"})
    assert len(questions.every(conference.db)) == 1


def test_hostile_text_is_shown_as_text(office, write):
    number = fresh(write, "<img src=x onerror=alert(1)>")
    for path in ("/office/questions", f"/office/questions/{number}", "/office/questions/duplicates"):
        assert "<img" not in office.get(path).text


def test_a_text_too_long_for_the_hall_is_said_so(office, write):
    fresh(write, "Ngắn thôi.")
    assert "lacks" in office.get("/office/questions").text
    assert "quá dài cho màn hình" not in office.get("/office/questions").text
    fresh(write, "Dài quá. " * 80)
    assert "quá dài cho màn hình" in office.get("/office/questions").text


def test_an_address_without_a_space_takes_more_room_than_words():
    assert legibility.length("Phí kiểm định cân") == 17
    assert legibility.length("a" * 20 + " " + "b" * 30) == 51 + 3


def test_a_longer_name_or_a_farther_seat_leaves_less_room(conference):
    settings = conference.settings
    assert legibility.room(settings, "A" * 120) < legibility.room(settings, "A")
    near = msgspec.structs.replace(settings, screen=msgspec.structs.replace(settings.screen, farthest_seat_m=15.0))
    assert legibility.room(near, "A") > legibility.room(settings, "A")
