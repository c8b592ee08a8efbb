"""Numbers that no database holds and hours that no calendar has are refused, or find nothing: never an error of ours."""

from __future__ import annotations

import uuid

import pytest

from badges import seats
from kiosk.conference.devices import Role

HERE = {"Origin": "http://localhost"}
HUGE = [2**63, 2**70, -(2**70)]
AGES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"]


def new():
    return str(uuid.uuid4())


@pytest.mark.parametrize("number", HUGE)
def test_a_number_that_is_too_large_for_the_database_names_nothing(enrolled, conference, number):
    secretary, office, desk = enrolled(Role.SECRETARY), enrolled(Role.OFFICE), enrolled(Role.DESK)
    assert secretary.post("/secretary/answers", json={"id": new(), "question": number, "seen": 0}).status_code == 404
    assert desk.get(f"/desk/list?since={number}&epoch={conference.epoch}").json["guests"] == []
    for path in ("/office/questions", "/secretary/questions", "/office/follow-up"):
        assert office.get(f"{path}/{number}").status_code in (404, 405)
    for path, form in {
        "/office/questions/accept": {"numbers": number},
        "/office/questions/duplicates": {"first": number, "second": 1, "verdict": "apart"},
    }.items():
        assert office.post(path, data=form | {"id": new()}, headers=HERE).status_code in (400, 404)


def test_a_question_is_edited_whatever_the_page_says_it_saw(enrolled, write):
    number = write.question().number
    for form in ({"seen": 2**70}, {"then": "9" * 5000}, {"then": "²"}):
        sent = {"id": new(), "text": f"Câu hỏi mới {form}", "seen": 0} | form
        answer = enrolled(Role.OFFICE).post(f"/office/questions/{number}", data=sent, headers=HERE)
        assert (answer.status_code, answer.location) == (303, f"/office/questions/{number}")


def test_thousands_of_digits_are_no_number(enrolled):
    form = {"id": new(), "numbers": ["9" * 5000, "²"]}
    assert enrolled(Role.OFFICE).post("/office/questions/accept", data=form, headers=HERE).status_code == 400


@pytest.mark.parametrize("at", AGES)
def test_an_hour_of_another_age_is_refused(enrolled, at):
    desk = enrolled(Role.DESK)
    scan = desk.post("/desk/scans", json={"id": new(), "at": at, "way": "wedge", "code": "1"})
    said = desk.post("/desk/status", json={"unsent": 0, "saved": 0, "at": at})
    assert (scan.status_code, said.status_code) == (400, 400)


def test_a_part_without_a_name_is_no_field(enrolled):
    body = b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--\r\n"
    kind = "multipart/form-data; boundary=a"
    for path in ("/register", "/office/lists/x", "/office/submissions/x"):
        assert enrolled(Role.OFFICE).post(path, data=body, content_type=kind, headers=HERE).status_code in (400, 404)


@pytest.mark.parametrize("seat", ["A²", "²", "9" * 5000, "٣"])
def test_a_seat_may_be_anything(seat):
    assert len(seats.seat_key(seat)) > 0


def test_what_cannot_be_seen_or_kept_never_comes_in(enrolled, write, conference):
    odd = "Bà\u200b \u202eLan\x00\x1b \ufffe\u2028Ơ" + "\u0301" * 60
    question = write.question().number
    sent = {"id": new(), "question": question, "seen": 0, "answerer": odd, "text": odd}
    assert enrolled(Role.SECRETARY).post("/secretary/answers", json=sent).status_code == 200
    form = {"id": new(), "text": odd, "note": odd}
    assert enrolled(Role.OFFICE).post(f"/office/questions/{question}", data=form, headers=HERE).status_code == 303
    seen = "Bà Lan \nỚ" + "\u0301" * 4
    answer, asked = (next(conference.db.query(f"select * from {table}")) for table in ("answer", "question"))
    assert [answer["text"], answer["answerer"], asked["text"], asked["note"]] == [seen] * 4


def test_half_a_character_is_no_json(enrolled):
    body = b'{"id": "12345678", "text": "\\ud800"}'
    answer = enrolled(Role.SECRETARY).post("/notes", data=body, content_type="application/json")
    assert (answer.status_code, set(answer.json)) == (400, {"error"})
