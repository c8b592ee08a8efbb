"""What the moderator's page sends, over HTTP: once only, never on an old picture, with a sentence when it is refused."""

import uuid
from datetime import timedelta
from sqlite3 import IntegrityError

import pytest

from kiosk.conference.devices import Role
from kiosk.storage.verify import faults
from live import hall_mode, programme, questions
from live.hall_mode import Mode
from live.queue import Place
from tests.support.race import at_once


@pytest.fixture
def lan(enrolled):
    """The first moderator."""
    return Console(enrolled(Role.MODERATOR, "Bà Lan"))


@pytest.fixture
def minh(enrolled):
    """A second one."""
    return Console(enrolled(Role.MODERATOR, "Ông Minh"))


class Console:
    """A moderator's page, as far as it talks to the server."""

    def __init__(self, client):
        self.client = client
        self.seen = 0
        self.look()

    def look(self):
        """Take the newest picture."""
        picture = self.client.get("/moderator/picture").json
        self.seen = picture["number"]
        return picture["html"]

    def send(self, path="turns", id=None, seen=None, **body):
        """Send a command; → status and answer."""
        sent = {"id": id or str(uuid.uuid4()), "seen": self.seen if seen is None else seen, **body}
        answer = self.client.post(f"/moderator/{path}", json=sent)
        return answer.status_code, answer.json

    def do(self, path="turns", **body):
        """Look, send, and hope for the best; → the answer."""
        self.look()
        status, answer = self.send(path, **body)
        assert status == 200, answer
        return answer


def places(conference):
    """Where each question stands."""
    return [str(question.place) for question in questions.every(conference.db)]


def test_a_move_answers_with_the_logs_new_number(conference, lan, write):
    write.question()
    lan.look()
    status, answer = lan.send(question=1, move="call")
    assert (status, answer) == (200, {"number": conference.db.seq, "questions": [1], "replay": False})
    assert places(conference) == ["floor"]


def test_the_same_id_again_gets_the_same_answer_and_does_nothing(conference, lan, write):
    for _ in range(3):
        write.question()
    lan.look()
    first = lan.send(id="11111111-aaaa", move="next")
    assert lan.send(id="11111111-aaaa", move="next") == (200, first[1] | {"replay": True})
    assert lan.send(id="11111111-aaaa", move="next", seen=conference.db.seq) == (200, first[1] | {"replay": True})
    assert places(conference) == ["floor", "waiting", "waiting"]


def test_the_same_id_for_something_else_is_refused(lan, write):
    write.question()
    lan.look()
    lan.send(id="11111111-aaaa", question=1, move="call")
    lan.look()
    assert lan.send(id="11111111-aaaa", question=1, move="answered")[0] == 409


def test_whoever_comes_second_hears_who_was_first(conference, lan, minh, write):
    for _ in range(12):
        write.question()
    lan.look(), minh.look()
    conference.clock.shift += timedelta(minutes=73)
    lan.send(question=12, move="call")
    status, answer = minh.send(question=3, move="call")
    assert (status, answer) == (409, {"error": "Bà Lan đã mời KN số 12 lúc 14h58."})
    assert places(conference).count("floor") == 1


DID = [
    ({"move": "pause"}, "Bà Lan đã tạm dừng đồng hồ lúc 13h45."),
    ({"move": "writing", "question": 2}, "Bà Lan đã chuyển KN số 2 sang trả lời bằng văn bản lúc 13h45."),
    ({"move": "order", "question": 2}, "Bà Lan đã đổi vị trí KN số 2 lúc 13h45."),
    ({"move": "undo"}, "Bà Lan đã hoàn tác thao tác cuối lúc 13h45."),
    ({"move": "next"}, "Bà Lan đã mời KN số 2 lúc 13h45."),
    ({"move": "merge", "question": 2, "merge_into": 3}, "Bà Lan đã gộp KN số 2 lúc 13h45."),
]


@pytest.mark.parametrize(("move", "sentence"), DID)
def test_every_step_is_told_to_who_comes_second(lan, minh, write, move, sentence):
    for _ in range(3):
        write.question()
    lan.do(move="writing", question=1)
    minh.look()
    lan.do(**move)
    assert minh.send(question=3, move="call") == (409, {"error": sentence})


def test_a_new_question_makes_an_old_picture_old_but_polished_words_do_not(conference, lan, write):
    write.question()
    lan.look()
    with write.writing() as writing:
        questions.edit(writing, 1, summary="Kiểm định cân ô tô")
    assert lan.send(question=1, move="call")[0] == 200
    lan.look()
    write.question()
    assert lan.send(question=1, move="answered") == (409, {"error": "KN số 2 mới được ghi nhận lúc 13h45."})


def test_a_guest_who_arrives_makes_no_picture_old(lan, write):
    write.question()
    lan.look()
    write.arrive(write.guest())
    assert lan.send(question=1, move="call")[0] == 200


def eight_clicks(app, lan, write, body):
    """Nine questions wait, and eight tabs of one browser send this in the same moment."""
    for _ in range(9):
        write.question()
    lan.look()
    cookie = lan.client.get_cookie("kiosk")

    def click(client):
        client.set_cookie(cookie.key, cookie.value)
        return client.post("/moderator/turns", json=body() | {"move": "next", "seen": lan.seen})

    return at_once(click, [app.test_client() for _ in range(8)])


def test_of_many_double_clicks_at_once_one_is_done(conference, app, lan, write):
    answers = eight_clicks(app, lan, write, lambda: {"id": str(uuid.uuid4())})
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert places(conference) == ["floor"] + ["waiting"] * 8
    assert list(faults(conference.db)) == []


def test_the_same_command_sent_by_eight_at_once_is_done_once_and_answered_eight_times(conference, app, lan, write):
    answers = [answer.json for answer in eight_clicks(app, lan, write, lambda: {"id": "22222222-bbbb"})]
    assert sorted(answer.pop("replay") for answer in answers) == [False] + [True] * 7
    assert answers == [answers[0]] * 8
    assert places(conference) == ["floor"] + ["waiting"] * 8


def test_the_database_itself_holds_one_on_the_floor_at_most(write):
    write.question(place=Place.FLOOR)
    with pytest.raises(IntegrityError):
        write.question(place=Place.FLOOR)


@pytest.mark.parametrize(
    "body",
    [
        {}, {"move": "call"}, {"id": "x", "seen": 1, "move": "call"}, {"id": "11111111-aaaa", "seen": "1", "move": "call"},
        {"id": "11111111-aaaa", "seen": 1, "move": "fly"}, {"id": "11111111-aaaa", "seen": 1, "move": "call", "more": 1},
        {"id": "11111111-aaaa", "seen": 1, "move": "call", "question": 0}, [], "x",
        {"id": "11111111-aaaa", "seen": 1, "move": "out", "question": 1, "reason": "x" * 301},
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_refused_and_nothing_happens(conference, lan, write, body):
    write.question()
    before = conference.db.seq
    assert lan.client.post("/moderator/turns", json=body).status_code == 400
    assert conference.db.seq == before


@pytest.mark.parametrize("role", [None, Role.OFFICE, Role.CHAIR, Role.SECRETARY, Role.HALL])
def test_nobody_else_may_send_commands(app, enrolled, role):
    client = enrolled(role) if role else app.test_client()
    for path in ("turns", "questions", "programme", "hall"):
        answer = client.post(f"/moderator/{path}", json={"id": "11111111-aaaa", "seen": 0})
        assert answer.status_code == (403 if role else 401)


def test_a_question_raised_in_the_hall_stands_at_the_end(conference, lan, write):
    house = write.organisation("Công ty Cổ phần Xi măng Hải Phòng")
    write.question()
    answer = lan.do("questions", organisation=house.id, text="Bao giờ có quy chuẩn mới?", field="quality", unit="tdc")
    question = questions.get(conference.db, answer["question"])
    assert (question.number, question.organisation, question.source, question.place) == (
        2,
        house.id,
        "hall",
        Place.WAITING,
    )
    assert [q.number for q in questions.line(questions.every(conference.db))] == [1, 2]


def test_or_as_the_next_one_or_straight_on_the_floor(conference, lan, write):
    write.question()
    write.question()
    lan.do("questions", business="Hợp tác xã Vĩnh Bảo", text="Hỏi về mã vạch", place="next")
    assert [q.number for q in questions.line(questions.every(conference.db))] == [3, 1, 2]
    lan.do("questions", business="Hợp tác xã Vĩnh Bảo", text="Hỏi thêm", place="floor")
    assert places(conference) == ["waiting", "waiting", "waiting", "floor"]


def test_a_business_nobody_knew_is_taken_in_once(conference, lan):
    for spelling in ("Công ty TNHH Đặng Ệ", "CÔNG TY TNHH ĐẶNG Ệ"):
        lan.do("questions", business=spelling, text="Hỏi về nhãn hàng hóa")
    assert [row["name"] for row in conference.db.query("select name from organisation")] == ["Công ty TNHH Đặng Ệ"]


def test_a_few_letters_that_fit_known_businesses_make_no_new_one_unless_somebody_says_so(conference, lan, write):
    for name in ("Công ty TNHH Hoa Mai", "Hợp tác xã Hòa Bình"):
        write.organisation(name)
    lan.look()
    sentence = "Hãy chọn trong danh sách, hoặc chọn «Ghi là doanh nghiệp mới»."
    assert lan.send("questions", business="hoa", text="Hỏi về nhãn hàng hóa") == (400, {"error": sentence})
    taken = lan.do("questions", business="Hoa", new=True, text="Hỏi về nhãn hàng hóa")["question"]
    again = lan.do("questions", business="hoa", text="Hỏi thêm")["question"]
    houses = [questions.get(conference.db, number).organisation for number in (taken, again)]
    assert houses[0] == houses[1]
    assert lan.client.get("/moderator/businesses?q=hoa").json["businesses"][0]["name"] == "Hoa"


def test_on_the_floor_only_when_it_is_free_and_then_nothing_is_taken_in(conference, lan, write):
    write.question(place=Place.FLOOR)
    lan.look()
    status, answer = lan.send("questions", business="Công ty A", text="Hỏi thêm", place="floor")
    said = "KN số 1 đang được trả lời. Hãy kết thúc trước, hoặc bấm «Đã trả lời, mời tiếp theo»."
    assert (status, answer["error"]) == (400, said)
    assert (places(conference), list(conference.db.query("select * from organisation where name = 'Công ty A'"))) == (
        ["floor"],
        [],
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"business": "Công ty A", "text": " "}, "Hãy ghi vắn tắt nội dung doanh nghiệp kiến nghị."),
        ({"business": " ", "text": "Hỏi thêm"}, "Hãy chọn doanh nghiệp hoặc ghi tên doanh nghiệp."),
        (
            {"organisation": "gone", "text": "Hỏi thêm"},
            "Doanh nghiệp này không còn trong danh sách. Hãy tải lại trang.",
        ),
        ({"business": "Công ty A", "text": "Hỏi", "unit": "nasa"}, "Hãy chọn lĩnh vực và đơn vị trong danh sách."),
    ],
)
def test_a_question_that_lacks_something_says_what(lan, body, sentence):
    assert lan.send("questions", **body) == (400, {"error": sentence})


def test_words_field_and_unit_are_put_right_at_the_stand(conference, lan, write):
    sent = write.question("Nguyên văn doanh nghiệp gửi", unit="")
    raised = lan.do("questions", business="Công ty A", text="Hỏi về mã vach")["question"]
    lan.do("wording", question=raised, text="Mã vạch?", full="Hỏi về mã vạch", asker="Bà Lan", field="quality")
    lan.do("wording", question=sent.number, text="Tóm tắt", unit="tdc")
    own, other = questions.get(conference.db, raised), questions.get(conference.db, sent.number)
    assert (own.text, own.summary, own.asker, own.field, own.unit) == (
        "Hỏi về mã vạch",
        "Mã vạch?",
        "Bà Lan",
        "quality",
        "",
    )
    assert (other.text, other.summary, other.unit) == ("Nguyên văn doanh nghiệp gửi", "Tóm tắt", "tdc")


def test_words_that_somebody_else_put_right_meanwhile_are_not_overwritten(conference, lan, write):
    write.question()
    lan.look()
    with write.writing() as writing:
        questions.edit(writing, 1, summary="Kiểm định cân ô tô")
    sentence = "Nội dung KN số 1 vừa được người khác sửa. Hãy đọc lại trước khi sửa."
    assert lan.send("wording", question=1, text="Cân") == (409, {"error": sentence})
    assert lan.send("wording", question=1, seen=conference.db.seq, text=" ")[0] == 400
    assert lan.send("wording", question=1, seen=conference.db.seq, unit="nasa")[0] == 400
    assert lan.send("wording", question=9, seen=conference.db.seq, unit="tdc")[0] == 404


def test_businesses_are_found_by_any_part_of_the_name_those_in_the_hall_first(lan, write):
    away = write.organisation("Công ty TNHH Cân Đông Hải")
    here = write.organisation("Công ty Cổ phần Đông Á Hải Phòng", tax_code="0200123456")
    write.arrive(write.guest("Đặng Thị Ẵng", here, honorific="Bà"))
    found = lan.client.get("/moderator/businesses?q=hai dong").json["businesses"]
    assert found == [
        {"id": here.id, "name": here.name, "present": True, "person": "Bà Đặng Thị Ẵng"},
        {"id": away.id, "name": away.name, "present": False, "person": ""},
    ]
    assert [one["id"] for one in lan.client.get("/moderator/businesses?q=0200123").json["businesses"]] == [here.id]
    assert lan.client.get("/moderator/businesses?q=").json == {"businesses": []}


def test_items_are_started_ended_moved_skipped_and_given_back(conference, lan):
    lan.do("programme", item=4, do="start")
    assert conference.on() == 4
    lan.do("programme", item=4, do="extend", minutes=10)
    lan.do("programme", item=5, do="skip")
    lan.do("programme", item=4, do="end")
    ran = programme.runs(conference.db)
    assert (ran[4].until, bool(ran[4].ended), ran[5].skipped) == ("2026-04-24T09:40:00.000Z", True, True)
    lan.do("programme", item=5, do="restore")
    lan.do("programme", item=3, do="part", part=2)
    ran = programme.runs(conference.db)
    assert (ran[5].skipped, ran[3].part) == (False, 2)


def watched_from(conference, minutes):
    """So many minutes later the server is started, and the hall is looked at."""
    conference.clock.shift += timedelta(minutes=minutes)
    conference.watched = conference.clock.now()


START = '<button type="button" data-item="4" data-do="start">'
LEAVES = "KN số 1 đang được trả lời: sau thao tác này"
UNSEEN = "không phải phần đối thoại: hội trường sẽ không thấy"


def test_an_item_that_is_on_by_its_hours_is_started_when_it_really_starts(conference, lan, write):
    write.question()
    watched_from(conference, 70)
    assert conference.on() == 4
    assert START in lan.look()
    lan.do("programme", item=4, do="start")
    assert programme.runs(conference.db)[4].started[:16] == "2026-04-24T07:55"
    assert START not in lan.look()


def test_what_takes_a_question_off_the_hall_is_asked_first_and_so_is_a_call_that_the_hall_would_not_see(
    conference, lan, write
):
    write.question()
    write.question()
    watched_from(conference, 70)
    assert (UNSEEN in lan.look(), LEAVES in lan.look()) == (False, False)
    lan.do(move="next")
    assert (UNSEEN in lan.look(), LEAVES in lan.look()) == (False, True)
    lan.do("programme", item=4, do="end")
    assert (UNSEEN in lan.look(), LEAVES in lan.look()) == (True, False)
    lan.do("programme", item=4, do="start")
    lan.do("hall", mode="pause")
    assert UNSEEN in lan.look()
    lan.do("hall", mode="dialogue")
    assert UNSEEN not in lan.look()


def test_before_its_hour_a_call_brings_the_dialogue_onto_the_hall(lan, write):
    write.question()
    assert UNSEEN not in lan.look()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"item": 40, "do": "start"}, "Chương trình không có mục 40."),
        ({"item": 40, "do": "part", "part": 0}, "Chương trình không có mục 40."),
        ({"item": 3, "do": "part", "part": 4}, "Mục này có 3 nội dung."),
        ({"item": 2, "do": "extend", "minutes": -10}, "Hãy chọn giờ kết thúc sau giờ bắt đầu của mục."),
    ],
)
def test_what_the_programme_cannot_do_is_told(lan, body, sentence):
    assert lan.send("programme", **body) == (400, {"error": sentence})


def test_the_hall_is_held_on_one_thing_and_let_go(conference, lan):
    lan.do("hall", mode="pause", message="Nghỉ 10 phút")
    assert (hall_mode.held(conference.db).mode, hall_mode.held(conference.db).by) == (Mode.PAUSE, "Bà Lan")
    lan.do("hall", mode="auto")
    assert hall_mode.held(conference.db).mode is Mode.AUTO
    assert lan.send("hall", mode="disco")[0] == 400


def test_the_page_shows_presence_as_it_is_at_the_desk(lan, write):
    house = write.organisation("Công ty Cổ phần Xi măng Hải Phòng")
    write.arrive(write.guest("Vũ Văn Đức", house), name="Lê Thị Vân", honorific="Bà", title="Phó Giám đốc")
    write.question(organisation=house)
    away = write.organisation("Công ty TNHH Đến Muộn")
    write.guest("Trần Văn Chậm", away)
    write.question(organisation=away)
    write.question()
    text = " ".join(lan.look().split())
    assert "có mặt từ 13h45, Bàn 1, Bà Lê Thị Vân (dự thay)" in text
    assert (text.count("chưa đến"), text.count("không có trong danh sách mời")) == (1, 1)


def test_a_merged_business_that_is_in_speaks_for_the_question(lan, enrolled, write):
    house, other = write.organisation("Công ty A"), write.organisation("Công ty B")
    write.arrive(write.guest("Đặng Thị Ẵng", other, honorific="Bà"))
    write.question(organisation=house)
    write.question(organisation=other)
    lan.do(move="merge", question=2, merge_into=1)
    text = " ".join(lan.look().split())
    assert "có mặt từ 13h45, Bàn 1, Bà Đặng Thị Ẵng – Công ty B" in text
    assert ('data-present="yes"' in text, "chưa đến" in text) == (True, False)
    chair = enrolled(Role.CHAIR)
    shown = chair.get("/chair/picture").json["html"]
    assert ("Công ty B" in shown, "Chưa đến" in shown) == (True, False)
    lan.do(move="next")
    shown = " ".join(chair.get("/chair/picture").json["html"].split())
    assert ("<b>Bà Đặng Thị Ẵng</b> <span>Công ty B</span>" in shown, "Chưa đến" in shown) == (True, False)


def test_a_screen_says_which_picture_it_shows_and_only_open_sockets_are_believed(app):
    client = app.test_client()
    assert client.post("/hall/shown", json={"socket": "nobody", "number": 3}).json == {"known": False}
    screens = app.extensions["screens"]
    screens.came("sid", "hall", "vi", "")
    assert client.post("/hall/shown", json={"socket": "sid", "number": 3}).json == {"known": True}
    assert screens.watching("hall") == [("", 3, True)]
    screens.sent["hall"] = 4
    assert screens.watching("hall") == [("", 3, False)]
    screens.left("sid")
    assert screens.watching("hall") == []
