"""The contract of docs/contract.md, as somebody outside would use it."""

from __future__ import annotations

import uuid

import pytest

from kiosk.conference.devices import Role


def new_id():
    return str(uuid.uuid4())


AT = "2026-04-24T06:52:00.000Z"


def scan(client, code, **more):
    return client.post("/desk/scans", json={"id": new_id(), "code": code, "at": AT, "way": "wedge", **more})


def test_anybody_may_ask_whether_the_server_is_up(app):
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json["ok"], answer.json["conference"]) == (200, True, "haiphong-2026")


def test_a_scan_without_a_device_is_refused(app):
    assert scan(app.test_client(), "1" * 41).status_code == 401


def test_a_guest_is_welcome_once_and_a_resend_is_the_same_answer(enrolled, write):
    desk, guest = enrolled(Role.DESK, "Bàn 1"), write.guest()
    body = {"id": new_id(), "code": write.code(guest), "at": AT, "way": "wedge"}
    first = desk.post("/desk/scans", json=body).json
    again = desk.post("/desk/scans", json=body).json
    other = scan(enrolled(Role.DESK, "Bàn 2"), write.code(guest)).json
    assert (first["outcome"], first["replay"], first["guest"]["name"]) == ("welcome", False, "Nguyễn Văn An")
    assert again == first | {"replay": True}
    assert (other["outcome"], other["first"]["desk"]) == ("already_in", "Bàn 1")


def test_the_same_id_with_another_body_is_refused(enrolled, write):
    desk, guest = enrolled(Role.DESK), write.guest()
    body = {"id": new_id(), "code": write.code(guest), "at": AT, "way": "wedge"}
    desk.post("/desk/scans", json=body)
    answer = desk.post("/desk/scans", json=body | {"way": "camera"})
    assert (answer.status_code, set(answer.json)) == (409, {"error"})


@pytest.mark.parametrize(("code", "outcome"), [("9" * 41, "unreadable"), ("rubbish", "unreadable"), ("", "unreadable")])
def test_what_is_no_code_is_unreadable_and_never_an_error(enrolled, code, outcome):
    answer = scan(enrolled(Role.DESK), code)
    assert (answer.status_code, answer.json["outcome"], answer.json["guest"]) == (200, outcome, None)


def test_a_card_of_another_conference_is_unknown_and_a_cancelled_one_is_cancelled(enrolled, write, conference):
    from badges import codes, guests

    desk = enrolled(Role.DESK)
    guest = write.guest()
    with write.writing() as writing:
        guests.change(writing, guest.id, "guest.cancelled", cancelled="Mời nhầm")
    assert scan(desk, write.code(guest)).json["outcome"] == "cancelled"
    assert scan(desk, codes.derive(conference.key, "another", guest.id, 1)).json["outcome"] == "unknown"


@pytest.mark.parametrize("stand", ["hall", "desk", "moderator", "secretary"])
def test_every_stand_has_a_picture(enrolled, stand):
    picture = enrolled(Role(stand)).get(f"/{stand}/picture").json
    assert (picture["stand"], {"number", "html"} <= set(picture)) == (stand, True)


def turn(client, move, question, seen):
    return client.post("/moderator/turns", json={"id": new_id(), "question": question, "move": move, "seen": seen})


def test_a_turn_needs_the_newest_picture_and_answers_with_the_new_number(enrolled, write):
    first, second = write.question(), write.question("Còn câu hỏi khác?")
    moderator = enrolled(Role.MODERATOR)
    seen = moderator.get("/moderator/picture").json["number"]
    called = turn(moderator, "call", first.number, seen)
    late = turn(moderator, "call", second.number, seen)
    assert (called.status_code, called.json["number"] > seen) == (200, True)
    assert (late.status_code, set(late.json)) == (409, {"error"})
    assert turn(moderator, "next", None, called.json["number"]).status_code == 200


def test_an_arrival_does_not_make_the_moderators_picture_old(enrolled, write):
    question, guest = write.question(), write.guest()
    moderator = enrolled(Role.MODERATOR)
    seen = moderator.get("/moderator/picture").json["number"]
    scan(enrolled(Role.DESK), write.code(guest))
    assert turn(moderator, "call", question.number, seen).status_code == 200


def test_an_answer_names_the_version_it_saw(enrolled, write):
    question = write.question()
    body = {"question": question.number, "answerer": "Bà Ngọc", "unit": "tdc", "text": "Đã rõ.", "basis": "Luật Đo lường",
            "form": "live", "result": "explained", "promised": False, "due": ""}  # fmt: skip
    secretary = enrolled(Role.SECRETARY, "Thư ký 1")
    first = secretary.post("/secretary/answers", json=body | {"id": new_id(), "seen": 0})
    late = enrolled(Role.SECRETARY, "Thư ký 2").post(
        "/secretary/answers", json=body | {"id": new_id(), "seen": 0, "text": "Khác"}
    )
    second = secretary.post(
        "/secretary/answers", json=body | {"id": new_id(), "seen": first.json["version"], "text": "Rõ hơn"}
    )
    assert (first.status_code, first.json["version"]) == (200, 1)
    assert (late.status_code, "Thư ký 1" in late.json["error"]) == (409, True)
    assert (second.status_code, second.json["version"]) == (200, 2)
