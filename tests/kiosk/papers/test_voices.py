"""Several voices in every paper: each its own line, its own hour, its own reply; a question answered again keeps both."""

from datetime import date
from typing import Any

import pytest

from kiosk.closing import carry_over
from kiosk.conference.conference import Conference
from kiosk.papers import bundle, follow_up, public, record
from kiosk.papers.text import context, letters, questions
from live import answers, replies
from live.queue import Move, Place
from tests.support.voices import voice

DONE = {"form": "live", "result": "explained", "complete": True}


@pytest.fixture
def discussed(conference: Conference, write: Any, drive: Any) -> Conference:
    """KN 1: two persons at the first call, one of whom promises, then a further question; called and answered again."""
    house = write.organisation("Công ty A")
    write.question("Hỏi về cân?", house, unit="tdc", place=Place.WAITING)
    drive.move("14:50", Move.CALL, 1)
    drive.move("14:55", Move.ANSWERED, 1)
    first = {"answerer": "Bà Ngọc", "unit": "tdc", "text": "Cân phải kiểm định", "basis": "Luật Đo lường", **DONE}
    drive.answer("14:56", 1, **first)
    with drive.at("14:57", "Thư ký") as writing:
        answers.write(
            writing,
            voice(
                1, 2, answerer="Ông Bình", unit="it", text="Sẽ trả lời thêm", promised=True, due="2026-05-08", **DONE
            ),
        )
        further = {"part": 1, "asked": "Phí bao nhiêu?", "asker": "Bà Lan"}
        answers.write(writing, voice(1, 3, unit="finance", text="Phí do Sở quy định", **further, **DONE))
    drive.move("15:30", Move.REOPEN, 1)
    drive.move("15:31", Move.CALL, 1)
    drive.move("15:33", Move.ANSWERED, 1)
    drive.answer(
        "15:34", 1, answerer="Ông Giám đốc", text="Đính chính: 12 tháng", promised=True, due="2026-05-13", **DONE
    )
    return conference


LINES = [
    "(14 giờ 50 phút) Bà Ngọc - Chi cục Tiêu chuẩn Đo lường Chất lượng: Cân phải kiểm định.",
    "(14 giờ 50 phút) Ông Bình - it: Sẽ trả lời thêm.",
    "KN số 1.1 (hỏi thêm): Phí bao nhiêu? (14 giờ 50 phút) Sở Tài chính: Phí do Sở quy định.",
    "(15 giờ 31 phút) Ông Giám đốc: Đính chính: 12 tháng.",
]


def test_the_annex_has_a_line_for_each_voice(discussed: Conference) -> None:
    kept = record.gather(discussed)
    row = questions.row(kept, kept.matters[0], 1)
    assert row["answer"].split("\n") == [line.replace("it:", f"{kept.unit('it')}:") for line in LINES]
    assert row["due"] == "08/5/2026 và 13/5/2026"
    assert [one["kn"] for one in row["voices"]] == ["1", "1", "1.1", "1"]


def test_the_letter_answers_with_all_of_them(discussed: Conference) -> None:
    kept = record.gather(discussed)
    (letter,) = letters.every(kept)
    assert letter["questions"][0]["answer"] == questions.row(kept, kept.matters[0], 1)["answer"]
    promised = letter["questions"][0]["promise"].split("\n")
    assert [day for line in promised for day in ("08/5/2026", "13/5/2026") if f"chậm nhất ngày {day}" in line] == [
        "08/5/2026", "13/5/2026",
    ]  # fmt: skip


def test_the_minutes_tell_each_call_with_what_was_said_at_it(discussed: Conference) -> None:
    first, second = context.of(record.gather(discussed))["floor"]
    assert (first["hour"], first["promised"], "Đính chính" in first["said"]) == ("14 giờ 50 phút", "08/5/2026", False)
    assert (second["hour"], second["answerer"], second["said"]) == (
        "15 giờ 31 phút",
        "Ông Giám đốc",
        "Đính chính: 12 tháng.",
    )
    assert second["promised"] == "13/5/2026"


def test_each_voice_owes_its_own_reply(discussed: Conference) -> None:
    owed = follow_up.board(discussed)
    assert [(one.reply.id, one.due, one.unit == record.gather(discussed).unit("it")) for one in owed] == [
        ("1:2", date(2026, 5, 8), True), ("1:4", date(2026, 5, 13), False),
    ]  # fmt: skip
    with discussed.db.writing(discussed.clock.stamp(), by="Văn phòng") as writing:
        replies.note(writing, replies.Reply("1:2", 1, "sent", "15/SKHCN", "2026-05-08"))
    assert [(one.reply.id, one.sent) for one in follow_up.board(discussed)] == [("1:4", False), ("1:2", True)]
    assert [m.number for m in carry_over.open_matters(discussed)] == [1]


def test_each_unit_is_told_what_it_owes(discussed: Conference) -> None:
    told = context.of(record.gather(discussed))["due_units"]
    assert [(one["count"], one["numbers"], one["due"]) for one in told] == [
        ("01", "1", "08/5/2026"), ("01", "1", "13/5/2026"),
    ]  # fmt: skip


def test_a_merged_question_waits_for_the_same_voices(discussed: Conference, write: Any, drive: Any) -> None:
    write.question("Như trên?", write.organisation("Công ty B"), unit="tdc", place=Place.WAITING)
    drive.move("16:00", Move.MERGE, 2, merge_into=1, reason="trùng nội dung")
    assert [one.reply.id for one in follow_up.board(discussed)] == ["1:2", "2:2", "1:4", "2:4"]


def test_nobody_who_answered_or_asked_further_is_published(discussed: Conference) -> None:
    text = str(public.of(record.gather(discussed)))
    assert [name for name in ("Bà Lan", "Giám đốc") if name in text and name != "Giám đốc"] == []


def test_all_papers_are_made_and_each_tells_both_answers(discussed: Conference, tmp_path: Any, opened: Any) -> None:
    made = {paper.file: paper.data for paper in bundle.make_all(tmp_path, record.gather(discussed))}
    for name in ("bien-ban.docx", "bao-cao.docx"):
        paper = opened(made[name])
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        whole = "\n".join([*(p.text for p in paper.paragraphs), *cells])
        assert "Cân phải kiểm định" in whole, name
        assert "Đính chính: 12 tháng" in whole, name


def test_a_question_sent_to_writing_and_then_answered_aloud_owes_nothing(
    conference: Conference, write: Any, drive: Any
) -> None:
    write.question("Hỏi?", write.organisation("Công ty A"), unit="tdc", place=Place.WAITING)
    drive.move("14:50", Move.WRITING, 1)
    drive.answer("14:51", 1, form="writing", promised=True, due="2026-05-08")
    drive.move("15:00", Move.REOPEN, 1)
    drive.move("15:01", Move.CALL, 1)
    drive.move("15:02", Move.ANSWERED, 1)
    with drive.at("15:03", "Thư ký") as writing:
        answers.write(writing, voice(1, 2, text="Đã rõ", **DONE))
    assert follow_up.board(conference) == []
    (matter,) = record.gather(conference).matters
    assert (matter.outcome, matter.due) == ("live", None)


@pytest.mark.parametrize(
    ("answerer", "unit", "wanted"),
    [
        ("Bà A, Chi cục trưởng; Ông B", "tdc; it", "Bà A, Chi cục trưởng - {tdc}; Ông B - {it}"),
        ("Bà A; Ông B", "tdc", "Bà A; Ông B - {tdc}"), ("Bà A", "tdc", "Bà A - {tdc}"), ("", "tdc", "{tdc}"), ("", "", ""),
    ],
)  # fmt: skip
def test_each_person_stands_with_his_own_body(conference: Conference, answerer: str, unit: str, wanted: str) -> None:
    from kiosk.papers.text import voices

    kept = record.gather(conference)
    names = {code: kept.unit(code) for code in ("tdc", "it")}
    assert voices.who(kept, voice(1, answerer=answerer, unit=unit)) == wanted.format(**names)
