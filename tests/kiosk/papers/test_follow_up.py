"""The follow-up board: every written reply that is due, with its working days, until it is sent."""

import io
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from badges.refusal import Refusal, Stale
from kiosk.closing import carry_over
from kiosk.conference.clock import Clock
from kiosk.conference.conference import Conference
from kiosk.conference.devices import Role
from kiosk.conference.units import due
from kiosk.papers import follow_up, record
from kiosk.papers.text import context
from kiosk.settings import load as settings_file
from live import replies
from live.outcomes import Outcome
from live.queue import Move, Place
from live.replies import Reply

ORIGIN = {"Origin": "http://localhost"}
SETTINGS = settings_file.load(Path(__file__).parents[3] / "examples" / "haiphong-2026")
TABLE = {1: (28, 4), 3: (4, 5), 5: (6, 5), 7: (8, 5), 10: (13, 5), 15: (20, 5), 20: (27, 5), 30: (10, 6)}


@pytest.mark.parametrize(("days", "wanted"), TABLE.items())
def test_due_days_know_the_holidays(days: int, wanted: tuple[int, int]) -> None:
    assert due(SETTINGS, days) == date(2026, wanted[1], wanted[0])


def at(conference: Conference, when: date) -> Conference:
    conference.clock = Clock.at("Asia/Ho_Chi_Minh", when, time(9, 0))
    return conference


def note(conference: Conference, reply: Reply) -> Reply:
    with conference.db.writing(conference.clock.stamp(), by="Văn phòng") as writing:
        return replies.note(writing, reply)


def test_the_board_of_the_driven_day(driven: Conference) -> None:
    owed = follow_up.board(at(driven, date(2026, 5, 12)))
    assert [one.matter.number for one in owed] == [28, 29, 30, 31, 32, 33, 34, 35, 37]
    assert [(one.due, one.left, one.overdue, one.soon) for one in owed[:2]] == [
        (date(2026, 5, 8), -2, True, False), (date(2026, 5, 13), 1, False, True),
    ]  # fmt: skip
    assert [follow_up.words(one) for one in owed[:2]] == ["quá hạn 02 ngày làm việc", "còn 01 ngày làm việc"]


def test_on_a_day_off_a_reply_of_friday_is_late(driven: Conference) -> None:
    one = follow_up.board(at(driven, date(2026, 5, 9)))[0]
    assert (one.due, one.left, one.overdue, follow_up.words(one)) == (date(2026, 5, 8), 0, True, "quá hạn")


@pytest.mark.parametrize(
    ("today", "left", "overdue", "soon"),
    [
        ("2026-05-04", 4, False, False),
        ("2026-05-05", 3, False, True),
        ("2026-05-08", 0, False, True),
        ("2026-05-09", 0, True, False),
    ],
)
def test_a_reply_is_close_from_three_working_days_before_its_day_and_late_only_after_it(
    driven: Conference, today: str, left: int, overdue: bool, soon: bool
) -> None:
    one = follow_up.board(at(driven, date.fromisoformat(today)))[0]
    assert (one.due, one.left, one.overdue, one.soon) == (date(2026, 5, 8), left, overdue, soon)


def test_the_unit_with_the_most_overdue_replies_stands_first() -> None:
    def owed(unit: str, past: bool) -> follow_up.Owed:
        return follow_up.Owed(None, None, None, "", unit, date(2026, 5, 8), past, 0, Reply("1", 1))  # type: ignore[arg-type]

    rows = follow_up.by_unit([owed("A", False), owed("A", False), owed("A", False), owed("B", True), owed("C", False)])
    assert [(row.name, row.overdue, row.total) for row in rows] == [("B", 1, 1), ("A", 0, 3), ("C", 0, 1)]


def test_what_is_sent_goes_to_the_end_and_is_not_late(driven: Conference) -> None:
    at(driven, date(2026, 5, 12))
    note(driven, Reply("28", 28, "sent", "15/SKHCN-CCTĐC", "2026-05-11"))
    owed = follow_up.board(driven)
    assert owed[-1].matter.number == 28
    assert not any(one.overdue for one in owed)
    assert follow_up.by_unit(owed) == [follow_up.Unit("Chi cục Tiêu chuẩn Đo lường Chất lượng", 9, 0, 8, 0, 1)]


@pytest.mark.parametrize(
    ("move", "facts"),
    [
        (Move.WITHDRAW, {"reason": "doanh nghiệp rút"}), (Move.OUT, {"reason": "tòa án"}),
        (Move.MERGE, {"reason": "trùng", "merge_into": 2}),
    ],
)  # fmt: skip
def test_what_ended_without_a_reply_owes_none(
    conference: Conference, write: Any, drive: Any, move: Move, facts: Any
) -> None:
    """Whatever date was noted before: no unit, no paper, no board and no sentence waits for it."""
    house = write.organisation("Công ty A")
    for text in ("Một", "Hai"):
        write.question(text, house, unit="tdc", place=Place.WAITING)
    drive.move("14:50", Move.WRITING, 1)
    drive.answer("14:51", 1, unit="tdc", promised=True, due="2026-05-08", text="Sẽ trả lời", form="writing")
    drive.move("14:52", move, 1, **facts)
    kept = record.gather(conference)
    told = context.of(kept)
    assert [m.due for m in kept.matters] == [None, None]
    assert (told["due_units"], told["numbers"]["promised"]) == ([], "0")
    assert [line for line in told["sentences"]["aloud"] if "được hẹn" in line] == []
    assert follow_up.board(conference) == []
    assert 1 not in [m.number for m in carry_over.open_matters(conference) if m.outcome is not Outcome.MERGED]


def test_a_business_whose_question_was_merged_has_a_reply_of_its_own(
    conference: Conference, write: Any, drive: Any
) -> None:
    """Each business has one row for one answer: its own doubles have none."""
    first, second = write.organisation("Công ty A"), write.organisation("Công ty B")
    for text, house in (("Một", first), ("Hai", second), ("Ba", second), ("Bốn", first)):
        write.question(text, house, unit="tdc", place=Place.WAITING)
    for number in (2, 3, 4):
        drive.move("14:49", Move.MERGE, number, merge_into=1, reason="trùng nội dung")
    drive.move("14:50", Move.WRITING, 1)
    owed = follow_up.board(conference)
    assert [(one.matter.number, one.carrier.number, one.business, one.due) for one in owed] == [
        (1, 1, "Công ty A", date(2026, 5, 13)), (2, 1, "Công ty B", date(2026, 5, 13)),
    ]  # fmt: skip
    assert [follow_up.merged(one) for one in owed] == ["", "Gộp vào KN số 1"]
    assert [row.total for row in follow_up.by_unit(owed)] == [2]
    assert [(u["count"], u["numbers"]) for u in context.of(record.gather(conference))["due_units"]] == [("01", "1")]
    note(conference, Reply("1", 1, "sent", "15", "2026-05-11"))
    assert [(one.matter.number, one.sent) for one in follow_up.board(conference)] == [(2, False), (1, True)]
    assert [m.number for m in carry_over.open_matters(conference)] == [2, 3]


@pytest.mark.parametrize(
    "reply",
    [
        Reply("28", 28, "sent"),
        Reply("28", 28, "sent", "15"),
        Reply("28", 28, "lost"),
        Reply("28", 28, "signed", "", "5/11"),
    ],
)
def test_what_makes_no_sense_is_refused(driven: Conference, reply: Reply) -> None:
    with pytest.raises(Refusal):
        note(driven, reply)
    assert replies.every(driven.db) == {}


def test_two_people_do_not_overwrite_each_other(driven: Conference) -> None:
    first = note(driven, Reply("28", 28, "signed"))
    with pytest.raises(Stale, match="Văn phòng noted something"):
        note(driven, Reply("28", 28, "sent", "15", "2026-05-11"))
    assert note(driven, Reply("28", 28, "sent", "15", "2026-05-11", at=first.at)).state == "sent"


def test_progress_is_noted_on_the_page(driven: Conference, enrolled: Any) -> None:
    office = enrolled(Role.OFFICE)
    facts = {"id": "abcdefgh", "seen": "", "state": "sent", "document": "15/SKHCN-CCTĐC", "date": "2026-05-08"}
    for _twice in range(2):
        noted = office.post("/office/follow-up/28", data=facts, headers=ORIGIN)
        assert (noted.status_code, noted.location) == (303, "/office/follow-up?unit=#kn-28")
    page = office.get("/office/follow-up").get_data(as_text=True)
    assert "15/SKHCN-CCTĐC" in page
    assert office.post("/office/follow-up/28", data=facts | {"id": "x" * 8}, headers=ORIGIN).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"document": ""}, 400, "Hãy ghi số và ngày của văn bản đã gửi."),
        (
            {"seen": "2026-05-08T01:00:00.000Z"},
            409,
            "vừa cập nhật mục này. Hãy so với nội dung ghi ở trên rồi lưu lại.",
        ),
    ],
)
def test_what_was_typed_stays_beside_what_is_wrong(
    driven: Conference, enrolled: Any, wrong: Any, status: int, said: str
) -> None:
    office = enrolled(Role.OFFICE)
    facts = {
        "id": "abcdefgh",
        "seen": "",
        "state": "sent",
        "document": "15",
        "date": "2026-05-08",
        "note": "Gửi bưu điện",
    }
    answer = office.post("/office/follow-up/28", data=facts | wrong, headers=ORIGIN)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, replies.every(driven.db)) == (status, {})
    row = page.split('id="kn-28"')[1].split("</article>")[0]
    assert said in row and 'value="Gửi bưu điện"' in row and 'value="sent" selected' in row and "<details open>" in row
    assert page.count("<details open>") == 1
    again = row.split('name="id" value="')[1].split('"')[0]
    assert office.post("/office/follow-up/28", data=facts | {"id": again}, headers=ORIGIN).status_code == 303
    assert replies.get(driven.db, "28").note == "Gửi bưu điện"


def test_a_question_that_owes_no_reply_is_refused_as_such(driven: Conference, enrolled: Any) -> None:
    facts = {"id": "abcdefgh", "seen": "", "state": "sent", "document": "", "date": "", "note": ""}
    answer = enrolled(Role.OFFICE).post("/office/follow-up/1", data=facts, headers=ORIGIN)
    assert answer.status_code == 400 and "article" not in answer.get_data(as_text=True)


def test_the_board_as_a_spreadsheet(driven: Conference, enrolled: Any) -> None:
    book = load_workbook(io.BytesIO(enrolled(Role.OFFICE).get("/office/follow-up.xlsx").data))
    rows = [[cell.value for cell in row] for row in book["Theo dõi trả lời kiến nghị"].iter_rows()]
    assert len(rows) == 10
    assert rows[1][:2] == ["1", "28"] and rows[1][5:8] == ["08/5/2026", "còn 07 ngày làm việc", "Dự thảo"]


def test_nothing_is_due_on_an_empty_day(conference: Conference, enrolled: Any) -> None:
    assert follow_up.board(conference) == []
    assert "Chưa có kiến nghị nào" in enrolled(Role.OFFICE).get("/office/follow-up").get_data(as_text=True)
