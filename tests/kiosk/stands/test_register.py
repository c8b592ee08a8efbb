"""The public form: taken until the day of the notice, with limits, and shown back to nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from kiosk.guests import registrations
from kiosk.guests.registrations import MOST_WAITING, Asked, Person, Registration

GOOD = {
    "name": "Công ty TNHH Cơ khí Hải Long", "tax_code": "0200000014", "address": "Số 1 đường Trần Phú",
    "activity": "Cơ khí", "person-0-honorific": "Bà", "person-0-name": "Lê Thu Hà", "person-0-position": "Giám đốc",
    "person-0-phone": "0912.345.678", "person-0-email": "ha@hailong.example", "question-0-text": "Thủ tục kiểm định cân thế nào?",
    "question-0-field": "metrology", "agreed": "1",
}  # fmt: skip


@pytest.fixture
def client(app, conference):
    """A stranger, ten days before the conference."""
    conference.clock.shift -= timedelta(days=10)
    return app.test_client()


def send(client, address="127.0.0.1", **more):
    form = GOOD | {"id": str(uuid4())} | {key.replace("__", "-"): value for key, value in more.items()}
    return client.post("/register", data=form, environ_base={"REMOTE_ADDR": address})


def fault(answer):
    return re.findall(r'<p class="fault"[^>]*>(.*?)</p>', answer.text)


def sent(conference):
    return [registrations.body(row) for row in registrations.every(conference.db)]


def test_a_registration_arrives_and_counts_for_nothing_yet(client, conference):
    answer = send(client, publish="1", speak="1", person__1__name="Trần An", person__1__position="Kế toán",
                  person__1__phone="0225 3821 234")  # fmt: skip
    assert (answer.status_code, answer.headers["Location"][:24]) == (303, "/register/thanks?number=")
    (found,) = sent(conference)
    assert found.people == (
        Person("Lê Thu Hà", "Giám đốc", "0912345678", "ha@hailong.example", "Bà"),
        Person("Trần An", "Kế toán", "02253821234"),
    )
    assert found.questions == (Asked("Thủ tục kiểm định cân thế nào?", "metrology"),)
    assert (found.tax_code, found.coming, found.speak, found.publish) == ("0200000014", True, True, True)
    assert [list(conference.db.query(f"select * from {table}")) for table in ("guest", "organisation", "question")] == [
        [],
        [],
        [],
    ]


def test_what_was_sent_is_shown_to_nobody(client, conference):
    location = send(client).headers["Location"]
    seen = "".join(client.get(path).text for path in (location, "/register", "/", "/register/thanks"))
    assert [word for word in ("Hải Long", "Lê Thu Hà", "0912345678", "0200000014") if word in seen] == []


def test_no_box_is_ticked_beforehand(client):
    assert re.findall(r"<input[^>]*checkbox[^>]*checked", client.get("/register").text) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": " "}, "Hãy ghi tên doanh nghiệp."),
        ({"tax_code": "12"}, "Hãy ghi mã số thuế: 10 chữ số; chi nhánh 13 chữ số, hộ kinh doanh 12 chữ số."),
        ({"person__0__name": ""}, "Hãy ghi họ và tên của người này."),
        ({"person__0__position": ""}, "Hãy ghi chức vụ của Lê Thu Hà."),
        ({"person__0__phone": "12345"}, "Hãy ghi một số điện thoại của Lê Thu Hà, ví dụ 0912 345 678."),
        ({"person__0__email": "x"}, "Hãy ghi một địa chỉ thư điện tử của Lê Thu Hà hoặc để trống."),
        ({"question__0__text": "Ngắn"}, "Hãy viết kiến nghị dài từ 10 đến 2000 ký tự."),
        ({"question__0__text": "", "only_questions": "1"}, "Hãy ghi kiến nghị hoặc ghi người tham dự."),
        ({"agreed": ""}, "Hãy đọc thông báo xử lý dữ liệu cá nhân và đánh dấu đồng ý."),
        ({"website": "https://spam.example"}, "Chưa gửi được: hãy để trống ô “Trang web” rồi gửi lại."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, conference, more, sentence):
    answer = send(client, activity="Cơ khí chính xác", **more)
    assert (answer.status_code, fault(answer), sent(conference)) == (400, [sentence], [])
    assert 'value="Cơ khí chính xác"' in answer.text


def test_a_tax_code_whose_check_digit_does_not_fit_is_asked_about_once(client, conference):
    asked = send(client, tax_code="0200000015")
    assert (asked.status_code, "không khớp" in fault(asked)[0]) == (400, True)
    assert 'name="confirmed" value="0200000015"' in asked.text
    assert send(client, tax_code="0200000016", confirmed="0200000015").status_code == 400
    assert send(client, tax_code="0200000015", confirmed="0200000015").status_code == 303
    assert [found.tax_code for found in sent(conference)] == ["0200000015"]


def test_sending_twice_is_harmless(client, conference):
    key = str(uuid4())
    assert {send(client, id=key).status_code for _ in range(2)} == {303}
    assert len(sent(conference)) == 1


def test_after_the_day_of_the_notice_it_is_closed(client, conference):
    assert "Doanh nghiệp đăng ký tham dự" in client.get("/").text
    conference.clock.shift += timedelta(days=7)
    page = client.get("/register")
    assert fault(page) == ["Đã hết thời hạn đăng ký và gửi kiến nghị (đến hết ngày 20/4/2026)."]
    assert "<form" not in page.text
    assert (send(client).status_code, sent(conference)) == (400, [])
    assert "Doanh nghiệp đăng ký tham dự" not in client.get("/").text


def test_one_address_sends_twenty_in_an_hour(client, conference):
    codes = [send(client, "203.0.113.9").status_code for _ in range(21)]
    assert codes == [303] * 20 + [429]
    assert send(client, "203.0.113.10").status_code == 303


def test_a_flood_stops_where_nobody_could_look_at_it(client, conference, write):
    with write.writing() as writing:
        for n in range(MOST_WAITING):
            registrations.keep(writing, f"{n}", Registration("Công ty", "0200000014"))
    assert (send(client).status_code, len(sent(conference))) == (429, MOST_WAITING)


def test_a_text_is_never_longer_than_it_may_be(client, conference):
    answer = send(client, question__0__text="x" * 2001)
    assert (answer.status_code, sent(conference)) == (400, [])
    send(client, name="Đ" * 5000, activity="x" * 5000)
    assert [len(part) for part in (sent(conference)[0].name, sent(conference)[0].activity)] == [200, 200]
    assert client.post("/register", data={"name": "x" * 300_000}).status_code == 413


def test_a_form_can_be_filled_in_from_what_was_sent(client, conference):
    send(client)
    (found,) = sent(conference)
    assert registrations.read(conference, registrations.written(found)) == found
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found


def test_all_addresses_together_send_three_hundred_in_an_hour(client, conference, app):
    assert send(client).status_code == 303
    _here, in_all = app.extensions["register"]
    assert in_all.times == 300
    for _ in range(299):
        in_all.count()
    assert send(client, "203.0.113.77").status_code == 429
