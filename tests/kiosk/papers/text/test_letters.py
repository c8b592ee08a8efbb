"""One letter for each business with all its questions; referral slips; minutes; what is not there yet."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.conference.conference import Conference
from kiosk.papers import bundle, record
from kiosk.papers.record import Record
from kiosk.papers.text import floor, letters, questions
from live import conclusions
from live.conclusions import Conclusion
from live.outcomes import Outcome
from live.questions import Question
from live.queue import Move, Place


def texts(paper: Any) -> list[str]:
    return [p.text for p in paper.paragraphs if p.text]


def test_every_business_that_asked_has_one_letter_with_all_its_questions(kept: Record) -> None:
    written = letters.every(kept)
    numbers = sorted(int(q["number"]) for letter in written for q in letter["questions"])
    withdrawn = [m.number for m in kept.matters if m.outcome is Outcome.WITHDRAWN]
    assert numbers == sorted({m.number for m in kept.matters} - set(withdrawn))
    assert len({letter["to"] for letter in written}) == len(written) == 12


def test_a_merged_question_is_answered_in_its_own_business_letter(kept: Record) -> None:
    merged = next(m for m in kept.matters if m.outcome is Outcome.MERGED)
    carrier = kept.carrier(merged)
    shown = letters.question(kept, merged, 1)
    assert shown["quoted"] == questions.clause(merged.question.text)
    assert shown["answer"] == questions.answer(kept, carrier) != questions.answer(kept, merged)


def test_a_chain_of_merged_questions_ends_at_the_one_that_is_answered(kept: Record) -> None:
    def put(number: int, into: int | None) -> record.Matter:
        place = Place.MERGED if into else Place.ANSWERED
        question = Question(number, "", "?", place=place, merged_into=into)
        kind = Outcome.MERGED if into else Outcome.LIVE
        return record.Matter(question, record.Answer(number), record.NOBODY, kind)

    chain = replace(kept, matters=(put(1, 2), put(2, 3), put(3, None)))
    circle = replace(kept, matters=(put(1, 2), put(2, 1)))
    assert chain.carrier(chain.matters[0]).number == 3
    assert circle.carrier(circle.matters[0]).number == 2


def test_a_business_whose_questions_were_withdrawn_gets_no_letter(conference: Conference, write: Any) -> None:
    write.question("Rút", place=Place.WITHDRAWN)
    assert letters.every(record.gather(conference)) == []


def test_the_letter_has_the_two_headings_for_each_question(papers: dict[str, bytes], opened: Any) -> None:
    file = next(name for name in papers if name.startswith("cong-van-tra-loi/kn-001"))
    headings = [t for t in texts(opened(papers[file])) if t[:2] in ("1.", "2.", "I.", "II", "IV")]
    two = ["1. Nội dung kiến nghị", "2. Kết quả nghiên cứu, giải quyết và trả lời kiến nghị"]
    assert headings == [
        "I. Kiến nghị số 1", *two, "II. Kiến nghị số 13", *two, "III. Kiến nghị số 25", *two, "IV. Kiến nghị số 37", *two,
    ]  # fmt: skip


def test_what_is_not_answered_yet_is_a_place_to_fill_in(kept: Record) -> None:
    owed = next(
        m for m in kept.matters if m.outcome is Outcome.WRITING and not m.question.prepared and not m.answer.due
    )
    assert (
        questions.answer(kept, owed)
        == "[Chi cục Tiêu chuẩn Đo lường Chất lượng bổ sung nội dung trả lời; thời hạn 13/5/2026]"
    )


def test_referral_slips_by_receiving_body(papers: dict[str, bytes], kept: Record, opened: Any) -> None:
    assert [slip["to"] for slip in letters.referrals(kept)] == ["Sở Y tế", "Sở Xây dựng"]
    table = opened(papers["phieu-chuyen/01-so-y-te.docx"]).tables[1]
    assert [cell.text for cell in table.rows[1].cells][1:] == [
        "Công ty Cổ phần Xi măng Tràng Kênh\nMST: 0200000010\nSố 11 đường Trần Kiên, thành phố Hải Phòng",
        f"KN số 23. {kept.matters[22].question.text}\nLý do chuyển: thuộc lĩnh vực an toàn thực phẩm.",
    ]


def test_the_minutes_tell_the_day_by_its_hours(papers: dict[str, bytes], opened: Any) -> None:
    said = texts(opened(papers["bien-ban.docx"]))
    assert [t for t in said if " giờ " in t and t.endswith(".") and "Từ" in t] == [
        "Từ 14 giờ 02 phút đến 14 giờ 12 phút: Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình Hội nghị.",
        "Từ 14 giờ 12 phút đến 14 giờ 21 phút: Phát biểu khai mạc Hội nghị.",
        "Từ 14 giờ 21 phút đến 14 giờ 50 phút: Phổ biến một số nội dung, quy định mới trong lĩnh vực tiêu chuẩn đo lường chất lượng.",
        "Từ 14 giờ 50 phút đến 16 giờ 31 phút: Đối thoại với Doanh nghiệp.",
        "Từ 16 giờ 31 phút đến 16 giờ 47 phút: Phát biểu của lãnh đạo UBND thành phố.",
        "Từ 16 giờ 47 phút đến 17 giờ 02 phút: Phát biểu bế mạc Hội nghị.",
    ]
    assert [t for t in said if ": KN số 22 - " in t] == [
        "16 giờ 15 phút: KN số 22 - Công ty TNHH Thiết bị y tế Lê Chân."
    ]
    absent = "Đại diện doanh nghiệp không có mặt tại thời điểm mời phát biểu; kiến nghị được lùi lại."
    assert said.count(absent) == 1


def test_papers_that_have_nothing_to_tell_are_sound(conference: Conference, opened: Any) -> None:
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    assert sorted(file for file in made if file.endswith((".docx", ".xlsx"))) == [
        "bao-cao.docx", "bien-ban.docx", "cong-thong-tin.docx", "cong-thong-tin.xlsx", "danh-sach-gui.xlsx", "thong-bao-ket-luan.docx",
        "thong-tin-bao-chi.docx", "tong-hop.xlsx",
    ]  # fmt: skip
    for file, data in made.items():
        if file.endswith(".docx"):
            said = texts(opened(data))
            assert [t for t in said if "None" in t or "{" in t or " ." in t or ": ." in t or "()" in t] == []


def test_the_notice_without_conclusions(conference: Conference, opened: Any) -> None:
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    said = texts(opened(made["thong-bao-ket-luan.docx"]))
    assert "theo thời hạn đã thông báo tại Hội nghị." in "".join(said)
    assert len(opened(made["thong-bao-ket-luan.docx"]).tables) == 2


DRAFT = "Dự thảo chưa ai nói."


def called(drive: Any, number: int, **facts: Any) -> None:
    drive.move("14:51", Move.NEXT, number)
    if facts:
        drive.answer("14:52", number, unit="tdc", **facts)
    drive.move("14:53", Move.ANSWERED, number)


def draft_in(conference: Conference, opened: Any) -> list[str]:
    """The papers in which the prepared answer stands."""
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    return [
        name.split("/")[0] for name, data in made.items() if name.endswith(".docx") and DRAFT in whole(opened(data))
    ]


def whole(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*texts(paper), *cells])


@pytest.mark.parametrize(
    ("facts", "papers", "said"),
    [
        ({}, [], "[Thư ký bổ sung nội dung đã trả lời tại Hội nghị]"),
        ({"form": "writing"}, ["cong-van-tra-loi"], "Kiến nghị được trả lời bằng văn bản sau Hội nghị."),
        (
            {"form": "before"}, ["bao-cao.docx", "cong-van-tra-loi", "cong-thong-tin.docx"],
            "Kiến nghị đã được trả lời bằng văn bản trước Hội nghị.",
        ),
        ({"form": "out"}, [], "Kiến nghị không thuộc thẩm quyền giải quyết hoặc phạm vi Hội nghị."),
        ({"form": "live", "text": "Đã nói"}, [], "Đã nói."),
    ],
)  # fmt: skip
def test_a_prepared_answer_is_never_told_as_said(
    conference: Conference, write: Any, drive: Any, opened: Any, facts: Any, papers: Any, said: str
) -> None:
    write.question("Hỏi", prepared=DRAFT, basis="Luật Đo lường", unit="tdc", place=Place.WAITING)
    called(drive, 1, **facts)
    kept = record.gather(conference)
    assert [turn["said"] for turn in floor.course(kept)] == [said]
    assert draft_in(conference, opened) == papers
    assert (questions.basis(kept, kept.matters[0]) != "") == (facts == {"form": "before"})


def test_a_twin_is_sent_the_draft_that_its_carrier_has(conference: Conference, write: Any, drive: Any) -> None:
    write.question("Hỏi", prepared=DRAFT, basis="Luật Đo lường.", place=Place.WAITING)
    write.question("Cũng hỏi", place=Place.MERGED, merged_into=1)
    drive.move("14:50", Move.WRITING, 1)
    shown = [q for letter in letters.every(record.gather(conference)) for q in letter["questions"]]
    missing = "[Chi cục Tiêu chuẩn Đo lường Chất lượng bổ sung nội dung trả lời; thời hạn 13/5/2026]"
    marked = f"[Dự thảo chưa được duyệt: {DRAFT} Căn cứ: Luật Đo lường.]"
    assert [(q["answer"], q["basis"], q["draft"], q["live"]) for q in shown] == [(missing, "", marked, False)] * 2


def test_a_letter_says_what_was_promised_and_leaves_room_for_it(
    conference: Conference, write: Any, drive: Any, opened: Any
) -> None:
    """Answered on the floor and promised in writing: the same day as in notice and report, and still owed."""
    write.question("Hỏi", place=Place.WAITING, unit="tdc")
    called(drive, 1, form="live", text="Chi cục ghi nhận.", promised=True, due="2026-05-15")
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    said = texts(opened(next(data for file, data in made.items() if file.startswith("cong-van"))))
    unit = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
    assert (
        f"Tại Hội nghị, {unit} hẹn trả lời bổ sung bằng văn bản chậm nhất ngày 15/5/2026. "
        f"[{unit} bổ sung nội dung trả lời; thời hạn 15/5/2026]" in said
    )


def test_a_body_that_a_question_was_sent_to_gets_a_copy(
    conference: Conference, write: Any, drive: Any, opened: Any
) -> None:
    write.question("Hỏi", place=Place.WAITING, unit="tdc")
    drive.move("14:51", Move.FORWARD, 1, reason="thuộc thẩm quyền", refer_to="health")
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    paper = opened(next(data for file, data in made.items() if file.startswith("cong-van")))
    assert "- Sở Y tế (để giải quyết);" in whole(paper)
    told = "Sở Khoa học và Công nghệ đã chuyển kiến nghị đến Sở Y tế để xem xét, trả lời theo thẩm quyền."
    assert told in texts(paper)


def test_what_is_not_settled_is_told_with_reason_and_date(
    conference: Conference, write: Any, drive: Any, opened: Any
) -> None:
    """Whatever owes a written reply or is under consideration, answered at the microphone or not."""
    for n in range(7):
        write.question(f"Câu {n + 1}", place=Place.WAITING, unit="tdc")
    called(drive, 1, form="live", text="Đang xem", result="considered", detail="no_means")
    called(drive, 2, form="live", text="Sẽ gửi", promised=True, due="2026-05-08", basis="Luật Đo lường.")
    called(drive, 3, form="live", text="Xong", result="settled")
    drive.move("15:00", Move.CALL, 4)
    drive.move("15:01", Move.ABSENT, 4)
    drive.move("15:02", Move.WITHDRAW, 5, reason="đã rõ")
    drive.answer("15:03", 5, result="considered", unit="tdc")
    drive.move("15:04", Move.WRITING, 6)
    paper = next(
        p.data for p in bundle.make_all(conference.folder, record.gather(conference)) if p.file == "bao-cao.docx"
    )
    said = [t.split("): ")[1] for t in texts(opened(paper)) if t.startswith("- KN số") and "đơn vị trả lời:" in t]
    unit = "đơn vị trả lời: Chi cục Tiêu chuẩn Đo lường Chất lượng"
    assert said == [
        f"trả lời trực tiếp tại Hội nghị; kết quả: đang xem xét giải quyết (chưa có nguồn lực); {unit}.",
        f"trả lời trực tiếp tại Hội nghị; {unit}; thời hạn trả lời bằng văn bản: 08/5/2026.",
        f"chưa có kết quả; lý do: đại diện doanh nghiệp vắng khi được mời phát biểu; {unit}.",
        f"trả lời bằng văn bản sau Hội nghị; {unit}; thời hạn trả lời bằng văn bản: 13/5/2026.",
        f"chưa có kết quả; lý do: chưa đến lượt trả lời tại Hội nghị; {unit}.",
    ]


def test_the_minutes_tell_basis_and_promise(conference: Conference, write: Any, drive: Any, opened: Any) -> None:
    write.question("Hỏi", place=Place.WAITING, unit="tdc")
    write.question("Hỏi nữa", place=Place.WAITING, unit="tdc", basis="Luật khác")
    drive.move("14:40", Move.CALL, 1)
    drive.move("14:41", Move.LATER, 1)
    called(drive, 1, form="live", text="Sẽ gửi", promised=True, due="2026-05-08", basis="Luật Đo lường.")
    called(drive, 2, form="live", text="Đã rõ")
    paper = next(
        p.data for p in bundle.make_all(conference.folder, record.gather(conference)) if p.file == "bien-ban.docx"
    )
    wanted = ["Căn cứ: Luật Đo lường.", "Thời hạn trả lời bằng văn bản: chậm nhất ngày 08/5/2026."]
    assert [t for t in texts(opened(paper)) if t.startswith(("Căn cứ", "Thời hạn"))] == wanted


def test_a_summary_ends_as_a_sentence_does(conference: Conference, write: Any, drive: Any, opened: Any) -> None:
    write.question("Hỏi dài", summary="đề nghị công bố tổ chức được chỉ định", place=Place.WAITING)
    called(drive, 1, form="live", text="Đã rõ")
    made = {
        p.file: texts(opened(p.data))
        for p in bundle.make_all(conference.folder, record.gather(conference))
        if p.file[:2] in ("bi", "ba")
    }
    told = [t for said in made.values() for t in said if "tổ chức được chỉ định" in t]
    assert len(told) == 2 and all(t.endswith("được chỉ định.") for t in told)


def test_a_task_ends_with_one_full_stop(conference: Conference, opened: Any) -> None:
    with conference.db.writing(conference.clock.stamp(), by="Thư ký") as writing:
        conclusions.write(writing, Conclusion("c1", "Chủ tọa", "it", "Đăng trên Cổng thông tin điện tử."))
    for paper in bundle.make_all(conference.folder, record.gather(conference)):
        if paper.file.endswith(".docx"):
            assert ".." not in whole(opened(paper.data))


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (["advance"], "01 kiến nghị của Công ty A gửi trước Hội nghị (KN số 1)"),
        (["carried"], "01 kiến nghị của Công ty A từ kỳ trước chuyển sang (KN số 1)"),
        (
            ["hall", "phone"],
            "02 kiến nghị của Công ty A, gồm 01 kiến nghị nêu tại Hội nghị (KN số 1) và 01 kiến nghị gửi qua điện thoại "
            "tại Hội nghị (KN số 2)",
        ),
        (
            ["hall", "advance", "advance"],
            "03 kiến nghị của Công ty A, gồm 02 kiến nghị gửi trước Hội nghị (KN số 2 và 3) và 01 kiến nghị nêu tại "
            "Hội nghị (KN số 1)",
        ),
    ],
)
def test_a_letter_opens_with_when_each_question_came(
    conference: Conference, write: Any, opened: Any, sources: list[str], told: str
) -> None:
    house = write.organisation("Công ty A")
    for n, source in enumerate(sources):
        write.question(f"Câu {n}", house, source=source)
    made = [
        p.data for p in bundle.make_all(conference.folder, record.gather(conference)) if p.file.startswith("cong-van")
    ]
    (opening,) = [t for t in texts(opened(made[0])) if t.startswith("Trong khuôn khổ")]
    assert opening.split(" đã tiếp nhận ")[1].split(". Sau khi nghiên cứu")[0] == told
