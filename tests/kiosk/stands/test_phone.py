"""A guest's own page behind the digits of his card, the public page, and the documents."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time as hour_of_day
from uuid import uuid4

import pytest

from badges import guests
from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.guests import own_page
from kiosk.settings import load as settings_file
from live import questions
from live.queue import Move, Place


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def card(write):
    """The address of a guest's own page, and the guest."""
    guest = write.guest("Lê Thu Hà", honorific="Bà", position="Giám đốc", seat="C7", phone="0912345678")
    return f"/I/{write.code(guest)}", guest


def at(conference, hour):
    conference.clock.shift = Clock.at(
        conference.settings.timezone, conference.settings.date, hour_of_day.fromisoformat(hour)
    ).shift
    conference.watched = conference.clock.now()


def rsvp(client, address, answer, **said):
    return client.post(f"{address}/rsvp", data={"id": uuid4().hex, "rsvp": answer, **said})


def ask(client, address, text="Đề nghị hướng dẫn thủ tục kiểm định cân.", **said):
    return client.post(f"{address}/questions", data={"id": uuid4().hex, "text": text, **said})


def test_the_page_greets_its_owner_in_either_case(client, card):
    address, _guest = card
    for path in (address, address.replace("/I/", "/i/")):
        page = client.get(path)
        assert page.status_code == 200
        assert re.findall(r"Bà Lê Thu Hà|C7|Doanh nghiệp</span>|Chương trình", page.text)[:3] == [
            "Bà Lê Thu Hà", "C7", "Doanh nghiệp</span>",
        ]  # fmt: skip
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "0912345678" not in page.text


def test_wrong_unknown_withdrawn_and_cancelled_codes_get_one_answer(client, card, conference, write):
    address, guest = card
    cancelled = write.guest("Bị Hủy", cancelled="2026-04-20T01:00:00.000Z")
    with write.writing() as writing:
        guests.put(writing, replace(guest, generation=2), conference.key, conference.settings.id)
    addresses = [address, f"/I/{write.code(cancelled)}", "/I/" + "1" * 41, "/I/abc", "/I/" + "0" * 41]
    answers = {(page.status_code, page.text) for page in map(client.get, addresses)}
    assert len(answers) == 1
    ((status, text),) = answers
    assert status == 404
    assert "Mã này không mở được trang nào." in text


def test_a_typed_code_opens_the_page(client, card, write):
    address, guest = card
    typed = " ".join(re.findall(r"\d{1,4}", write.code(guest)))
    assert client.post("/I", data={"code": typed}).headers["Location"] == address
    assert client.post("/I", data={"code": "xin chào"}).headers["Location"] == "/I/0"


@pytest.mark.parametrize(
    ("answer", "said", "kept"),
    [
        ("coming", {}, ("coming", "", "", "")),
        (
            "substitute",
            {"substitute": "Trần An", "honorific": "Ông", "title": "Phó Giám đốc"},
            ("substitute", "Ông Trần An", "Phó Giám đốc", ""),
        ),
        (
            "substitute",
            {"substitute": "bà Trần An – Phó Giám đốc"},
            ("substitute", "Bà Trần An", "Phó Giám đốc", ""),
        ),
        ("declined", {"reason": "Đi công tác"}, ("declined", "", "", "Đi công tác")),
    ],
)
def test_a_guest_answers_the_invitation(client, card, conference, answer, said, kept):
    address, guest = card
    assert rsvp(client, address, answer, **said).headers["Location"] == f"{address}?said=rsvp#rsvp"
    now = guests.get(conference.db, guest.id)
    assert (now.rsvp, now.substitute_called, now.substitute_title, now.rsvp_reason) == kept
    assert (now.rsvp_by, now.rsvp_channel) == ("Bà Lê Thu Hà", "card")


@pytest.mark.parametrize(
    ("answer", "said", "sentence"),
    [
        ("declined", {"reason": "  "}, "Hãy ghi lý do."),
        ("maybe", {}, "Hãy chọn một trong ba câu trả lời."),
    ],
)
def test_a_wrong_answer_is_shown_again_with_what_to_do(client, card, conference, answer, said, sentence):
    address, guest = card
    page = rsvp(client, address, answer, **said)
    assert (page.status_code, sentence in page.text) == (400, True)
    assert guests.get(conference.db, guest.id).rsvp == "none"


def test_who_is_in_cannot_stay_away_any_more(client, card, write, conference):
    address, guest = card
    write.arrive(guest)
    assert rsvp(client, address, "declined", reason="x").status_code == 400
    assert "Có mặt" in client.get(address).text
    assert guests.get(conference.db, guest.id).rsvp == "none"


def test_a_question_waits_for_screening_and_is_shown_nowhere_before(client, card, conference):
    address, guest = card
    assert ask(client, address, field="metrology").status_code == 303
    (question,) = questions.every(conference.db)
    assert (question.place, question.source, question.guest) == (Place.RECEIVED, "phone", guest.id)
    assert (question.asker, question.field) == ("Bà Lê Thu Hà", "metrology")
    assert "Đã tiếp nhận, đang xem xét" in client.get(address).text
    at(conference, "15:00")
    for public in ("/hall/picture", "/phone/picture"):
        assert "kiểm định cân" not in client.get(public).json["html"]


def test_a_card_sends_three_questions_and_not_all_at_once(client, card, conference):
    address, _guest = card
    outcomes = [ask(client, address).status_code]
    refused = ask(client, address)
    outcomes.append(refused.status_code)
    assert "Hãy chờ nửa phút" in refused.text
    for minute in (1, 2, 3):
        at(conference, f"14:0{minute}")
        outcomes.append(ask(client, address).status_code)
    assert outcomes == [303, 400, 303, 303, 400]
    assert len(questions.every(conference.db)) == 3


@pytest.mark.parametrize(("said", "withheld"), [({}, "1"), ({"publish": "1"}, "")])
def test_what_a_card_sends_is_published_only_where_its_holder_agreed(client, card, conference, said, withheld):
    ask(client, card[0], **said)
    assert [question.withheld for question in questions.every(conference.db)] == [withheld]


def test_the_same_sending_twice_is_one_question(client, card, conference):
    address, _guest = card
    sent = {"id": "one-question", "text": "Đề nghị hướng dẫn thủ tục kiểm định."}
    assert [client.post(f"{address}/questions", data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(questions.every(conference.db)) == 1


def test_officials_send_none_and_nobody_after_the_dialogue(client, card, write, conference):
    official = f"/I/{write.code(write.guest('Cán Bộ', block='agency'))}"
    assert ask(client, official).status_code == 400
    at(conference, "16:31")
    assert ask(client, card[0]).status_code == 400
    assert questions.every(conference.db) == []


def test_only_the_own_organisations_questions_are_there(client, card, write, conference):
    address, guest = card
    house = guests.organisations(conference.db)[guest.organisation]
    first = write.question("Câu hỏi của công ty khác?")
    mine = write.question("Câu hỏi của chúng tôi?", house)
    at(conference, "15:00")
    page = client.get(address).text
    assert re.findall(r'data-question="(\d+)"[^>]*>([^<]*)<', page) == [(str(mine.number), "còn 1 kiến nghị trước")]
    with write.writing() as writing:
        questions.turn(writing, "a", Move.CALL, mine.number)
    page = client.get(address).text
    assert re.findall(r'data-question="\d+"[^>]*>([^<]*)<', page) == ["Đang trả lời"]
    assert client.get(f"{address}/standing").json == {str(mine.number): "Đang trả lời"}
    assert first.number == 1


def test_a_merged_question_stands_where_its_carrier_stands(card, write, conference):
    _address, guest = card
    house = guests.organisations(conference.db)[guest.organisation]
    write.question("Đứng trước?")
    carrier = write.question("Chung một việc?")
    mine = write.question("Cũng việc ấy?", house)
    with write.writing() as writing:
        questions.turn(writing, "a", Move.MERGE, mine.number, merge_into=carrier.number)
    (own,) = own_page.own_questions(conference.db, house)
    assert (own.number, own.carrier, own.place, own.ahead) == (mine.number, carrier.number, Place.WAITING, 1)


def test_documents_come_from_the_fixed_list_only(folder, client, conference):
    (folder / "handouts").mkdir()
    (folder / "handouts" / "a.pdf").write_bytes(b"%PDF-1.4")
    (folder / "handouts" / "secret.pdf").write_bytes(b"not offered")
    text = (folder / settings_file.FILE).read_text(encoding="utf-8")
    listed = '[[handouts]]\ntitle = "Nghị định 22"\nfile = "a.pdf"\n[[handouts]]\ntitle = "Mất"\nfile = "b.pdf"\n'
    conference.settings = settings_file.parse(text + listed)
    assert [client.get(f"/handouts/{n}").status_code for n in (1, 2, 99)] == [404, 404, 404]
    with client.get("/handouts/0") as answer:
        assert answer.data == b"%PDF-1.4"
    assert client.get("/handouts/secret.pdf").status_code == 404


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('file = "../kiosk.db"', "handouts[0].file: chỉ ghi tên tệp trong thư mục “handouts”"),
        ('url = "ftp://x"', "handouts[0].url: hãy ghi địa chỉ đầy đủ, dạng “https://…”"),
        ("", "handouts[0]: chỉ ghi một trong hai: url hoặc file"),
    ],
)
def test_a_wrong_handout_is_named(folder, lines, says):
    text = (folder / settings_file.FILE).read_text(encoding="utf-8") + f'[[handouts]]\ntitle = "A"\n{lines}\n'
    with pytest.raises(settings_file.Wrong) as refusal:
        settings_file.parse(text, "f")
    assert str(refusal.value).partition("\n→ ")[2] == says


def test_the_public_page_says_what_is_on(client):
    page = client.get("/").text
    assert re.findall(r'<p class="business">([^<]*)<', page) == ["Đón tiếp đại biểu"]


def test_the_public_page_names_the_order_of_the_queue(client, conference, write):
    write.question("Câu hỏi công khai?")
    at(conference, "15:00")
    assert re.findall(r'data-line="([^"]*)" data-talking="(.)"', client.get("/phone").text) == [("1", "1")]


def test_an_enrolled_device_is_sent_to_its_stand(enrolled):
    assert enrolled(Role.PRESENTER).get("/").headers["Location"] == "/presenter"


@pytest.mark.parametrize(
    ("hour", "says"), [("13:00", "Hội nghị bắt đầu lúc 13h45 ngày"), ("14:00", ""), ("18:00", "Hội nghị đã kết thúc.")]
)
def test_the_phone_says_whether_the_conference_is_still_to_come_or_over(client, conference, hour, says):
    at(conference, hour)
    found = re.search("Hội nghị (?:bắt đầu lúc 13h45 ngày|đã kết thúc.)", client.get("/phone").text)
    assert (found[0] if found else "") == says
