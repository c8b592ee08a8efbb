"""Taking lists in: all of it or nothing, and the same list again changes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from badges import codes, guests
from badges.refusal import Refusal, Stale
from kiosk.arrivals.admission import Entry, admit_digest
from kiosk.cli.main import main
from kiosk.intake import plan, undo
from kiosk.storage.verify import faults
from live import outcomes, questions
from live.queue import Place

SAMPLE = Path(__file__).parents[3] / "examples" / "haiphong-2026"
HEADS = ["STT", "Họ và tên", "Chức vụ", "Doanh nghiệp", "Mã số thuế", "Điện thoại", "Ghi chú"]
AN = [1, "Ông Nguyễn Văn An", "Giám đốc", "Công ty TNHH Cân Hải Phòng", "0200000014", "0912000001", ""]
BINH = [2, "Bà Trần Thị Bình", "Trưởng phòng", "Công ty TNHH Cân Hải Phòng", "0200000014", "0912000002", ""]


def book(*rows: list, heads: list | None = None) -> bytes:
    """A workbook as a clerk sends it."""
    workbook = Workbook()
    for row in [heads or HEADS, *rows]:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def take(conference, file: bytes, kind: str = "guests") -> dict:
    """Plan and carry out."""
    return plan.carry_out(conference, plan.from_file(conference, kind, file, name="list.xlsx"))


@pytest.mark.whole
def test_the_sample_comes_in_and_again_changes_nothing(conference):
    for kind in ("guests", "questions"):
        file = SAMPLE / f"{kind}.xlsx"
        added = plan.carry_out(conference, plan.from_file(conference, kind, file))["added"]
        seq = conference.db.seq
        again = plan.from_file(conference, kind, file)
        assert (again.of("added"), again.of("changed"), again.organisations) == ([], [], [])
        assert plan.carry_out(conference, again) == {"added": 0, "changed": 0, "unchanged": added}
        assert conference.db.seq == seq
    assert list(faults(conference.db)) == []


def test_two_people_of_one_business_share_it(conference):
    assert take(conference, book(AN, BINH)) == {"added": 2, "changed": 0, "unchanged": 0}
    assert [o.name for o in guests.organisations(conference.db).values()] == ["Công ty TNHH Cân Hải Phòng"]
    assert [guest.called for guest in guests.every(conference.db)] == ["Ông Nguyễn Văn An", "Bà Trần Thị Bình"]


def test_a_new_position_is_a_change_of_the_same_guest_with_the_same_code(conference, write):
    take(conference, book(AN))
    before = guests.every(conference.db)[0]
    again = plan.from_file(conference, "guests", book([1, "Nguyễn Văn An", "Chủ tịch", *AN[3:]]))
    assert [(change.state, change.fields) for change in again.changes] == [("changed", ("position",))]
    plan.carry_out(conference, again)
    after = guests.every(conference.db)[0]
    assert (after.id, after.code_digest, after.position) == (before.id, before.code_digest, "Chủ tịch")


def test_an_empty_cell_takes_nothing_away(conference):
    take(conference, book(AN))
    assert plan.from_file(conference, "guests", book([1, "Nguyễn Văn An", "", *AN[3:5], "", ""])).of("changed") == []


def test_what_may_be_a_duplicate_is_said_and_not_merged(conference):
    take(conference, book(AN))
    found = plan.from_file(conference, "guests", book([1, "Lê Văn Cường", "Phó Giám đốc", *AN[3:5], AN[5], ""]))
    assert [change.doubt for change in found.doubts] == [
        "Trùng số điện thoại với Ông Nguyễn Văn An: có phải cùng một người?"
    ]
    assert plan.carry_out(conference, found)["added"] == 1


def test_two_tax_codes_are_two_businesses_however_alike_their_names(conference):
    take(conference, book(AN, [2, "Trần Thị Bình", "Giám đốc", AN[3], "0200000021", "", ""]))
    assert [o.tax_code for o in guests.organisations(conference.db).values()] == ["0200000014", "0200000021"]


def test_the_last_import_can_be_taken_back_until_a_guest_of_it_arrives(conference, write):
    take(conference, book(AN))
    take(conference, book(AN, BINH))
    assert undo.undo(conference, "undo-1") == {"removed": 1, "restored": 0}
    assert [guest.name for guest in guests.every(conference.db)] == ["Nguyễn Văn An"]
    guest = guests.every(conference.db)[0]
    with write.writing() as writing:
        admit_digest(writing, Entry("scan-1", "wedge", writing.at), codes.digest_in(write.code(guest)))
    with pytest.raises(Refusal, match="has arrived"):
        undo.undo(conference, "undo-2")
    assert list(faults(conference.db)) == []


def test_a_prepared_list_waits_and_an_unsorted_one_is_screened(conference):
    heads = ["STT", "Doanh nghiệp", "Lĩnh vực", "Nội dung kiến nghị", "Đơn vị trả lời"]
    rows = [
        [1, "Công ty A", "Đo lường", "Đề nghị hướng dẫn kiểm định cân ô tô.", "Chi cục TĐC"],
        [2, "Công ty B", "", "Đề nghị xem xét việc cấp đất.", ""],
        [3, "Công ty C", "Khác", "Đề nghị hoàn thuế giá trị gia tăng.", "Sở Tài chính"],
    ]
    take(conference, book(*rows, heads=heads), "questions")
    assert [(q.number, str(q.place), q.field, q.unit) for q in questions.every(conference.db)] == [
        (1, "waiting", "metrology", "tdc"),
        (2, "received", "", ""),
        (3, "received", "other", "finance"),
    ]


def test_a_file_that_cannot_be_read_changes_nothing(conference):
    seq = conference.db.seq
    with pytest.raises(Refusal):
        take(conference, b"PK\x03\x04 not a workbook")
    assert conference.db.seq == seq


def test_a_list_with_an_error_says_where_and_changes_nothing(conference):
    seq = conference.db.seq
    with pytest.raises(Refusal, match="D2"):
        take(conference, book([1, "Nguyễn Văn An", "", "#REF!", "", "", ""]))
    assert conference.db.seq == seq


def test_what_people_did_meanwhile_stays(conference, write):
    heads = [*HEADS, "Vị trí ngồi", "Xác báo"]
    take(conference, book([*AN, "C7", ""], heads=heads))
    guest = guests.every(conference.db)[0]
    with write.writing() as writing:
        guests.change(writing, guest.id, "guest.written", seat="A1", cancelled=writing.at)
        guests.answer(writing, guest.id, "declined", {"reason": "Đi công tác"})
    again = plan.from_file(conference, "guests", book([*AN, "C7", "x"], heads=heads))
    assert [(c.state, c.fields, sorted(d.field for d in c.kept)) for c in again.changes] == [
        ("unchanged", (), ["rsvp", "rsvp_reason", "seat"])
    ]
    assert [message.text for message in again.messages] == ["Đại biểu này đã bị hủy mời; giữ nguyên như vậy."]
    moved = plan.from_file(conference, "guests", book([*AN, "D9", ""], heads=heads))
    assert [change.differences for change in moved.changes] == [(("seat", "A1", "D9"),)]


def test_who_is_said_to_be_the_same_is_changed_and_remembered(conference):
    take(conference, book(AN))
    guest = guests.every(conference.db)[0]
    file = book([1, "Nguyễn Văn Ân Em", "Giám đốc", *AN[3:]])
    asked = plan.from_file(conference, "guests", file)
    assert [doubt.candidates[0][0] for doubt in asked.changes[0].doubts] == [guest.id]
    same = plan.from_file(conference, "guests", file, choices={"B2": guest.id})
    assert plan.carry_out(conference, same) == {"added": 0, "changed": 1, "unchanged": 0}
    assert [(g.id, g.name) for g in guests.every(conference.db)] == [(guest.id, "Nguyễn Văn Ân Em")]
    again = plan.from_file(conference, "guests", file)
    assert ([c.state for c in again.changes], again.doubts) == (["unchanged"], [])


def test_two_rows_of_one_name_are_asked_about_and_are_two_people_unless_said_otherwise(conference):
    file = book(AN, [2, *AN[1:]])
    found = plan.from_file(conference, "guests", file)
    assert [[doubt.candidates[0][0] for doubt in change.doubts] for change in found.changes] == [[], ["B2"]]
    one = plan.from_file(conference, "guests", file, choices={"B3": "B2"})
    assert one.counts == {"added": 1, "changed": 0, "unchanged": 1}
    plan.carry_out(conference, found)
    assert len(guests.every(conference.db)) == 2
    assert plan.from_file(conference, "guests", file).counts == {"added": 0, "changed": 0, "unchanged": 2}


def test_a_business_whose_name_is_only_alike_is_asked_about(conference):
    take(conference, book(AN))
    house = next(iter(guests.organisations(conference.db).values()))
    file = book([1, "Phạm Thị Cúc", "Kế toán", "Công ty CP Cân Hải Phòng", "", "", ""])
    asked = plan.from_file(conference, "guests", file)
    assert ([d.key for d in asked.changes[0].doubts], len(asked.organisations)) == (["B2-house"], 1)
    same = plan.from_file(conference, "guests", file, choices={"B2-house": house.id})
    assert (same.changes[0].what.organisation, same.organisations) == (house.id, [])
    plan.carry_out(conference, same)
    assert (plan.from_file(conference, "guests", file).doubts, len(guests.organisations(conference.db))) == ([], 1)


def test_a_name_without_an_organisation_is_no_proof_where_the_telephones_differ(conference):
    take(conference, book([1, "Nguyễn Văn An", "Chuyên gia", "", "", "0912000001", ""]))
    known = guests.every(conference.db)[0]
    other = plan.from_file(conference, "guests", book([1, "Nguyễn Văn An", "Luật sư", "", "", "0912000009", ""]))
    assert (other.counts["added"], [doubt.candidates[0][0] for doubt in other.changes[0].doubts]) == (1, [known.id])
    for phone in ("0912000001", ""):
        same = plan.from_file(conference, "guests", book([1, "Nguyễn Văn An", "Luật sư", "", "", phone, ""]))
        assert (same.counts["added"], same.doubts, same.changes[0].what.id) == (0, [], known.id)


def test_names_in_other_letters_are_different_people_and_bodies(conference):
    first = (
        [1, "田中 太郎", "Giám đốc", "株式会社テスト", "", "", ""],
        [2, "山田花子", "Kế toán", "有限会社サンプル", "", "", ""],
    )
    take(conference, book(*first))
    take(
        conference,
        book(
            [1, "佐藤 次郎", "Giám đốc", "株式会社テスト", "", "", ""],
            [2, "김민수", "Giám đốc", "주식회사 테스트", "", "", ""],
        ),
    )
    assert {guest.name for guest in guests.every(conference.db)} == {"田中 太郎", "山田花子", "佐藤 次郎", "김민수"}
    bodies = {body.name for body in guests.organisations(conference.db).values()}
    assert bodies == {"株式会社テスト", "有限会社サンプル", "주식회사 테스트"}
    assert take(conference, book(*first)) == {"added": 0, "changed": 0, "unchanged": 2}


@pytest.mark.parametrize("again", ["NGUYỄN VĂN AN", "Nguyen Van An"])
def test_a_plainer_spelling_of_a_name_overwrites_nothing(conference, again):
    take(conference, book(AN))
    assert take(conference, book([1, again, *AN[2:]])) == {"added": 0, "changed": 0, "unchanged": 1}
    assert [guest.name for guest in guests.every(conference.db)] == ["Nguyễn Văn An"]


def test_a_name_that_two_organisations_bear_is_asked_about(conference):
    other = [2, "Trần Thị Bình", "Trưởng phòng", AN[3], "0200000022", "0912000002", ""]
    take(conference, book(AN, other))
    known = set(guests.organisations(conference.db))
    third = book([1, "Lê Văn Cường", "Kế toán", AN[3], "", "0912000003", ""])
    asked = plan.from_file(conference, "guests", third)
    assert {reference for reference, _text in asked.changes[0].doubts[0].candidates} == known
    assert asked.changes[0].what.organisation not in known


def test_an_organisation_without_a_person_is_invited_by_its_representative_until_it_names_one(conference):
    take(conference, book([1, "", "", *AN[3:5], "", ""]))
    guest = guests.every(conference.db)[0]
    assert (guest.name, guest.block) == ("Đại diện lãnh đạo", "business")
    named = plan.from_file(conference, "guests", book(AN), choices={"B2": guest.id})
    plan.carry_out(conference, named)
    assert [(g.id, g.name) for g in guests.every(conference.db)] == [(guest.id, "Nguyễn Văn An")]


def test_a_person_without_an_organisation_makes_none(conference):
    take(conference, book([1, "Nguyễn Văn An", "Chuyên gia", "", "", "0912000001", ""]))
    assert (guests.organisations(conference.db), guests.every(conference.db)[0].organisation) == ({}, "")


def test_undo_gives_back_what_was_changed_but_not_what_people_wrote_since(conference, write):
    take(conference, book(AN))
    take(conference, book([1, "Nguyễn Văn An", "Chủ tịch", *AN[3:5], "0912000009", ""]))
    guest = guests.every(conference.db)[0]
    with write.writing() as writing:
        guests.change(writing, guest.id, "guest.written", phone="0912000010")
    assert undo.undo(conference, "undo-1") == {"removed": 0, "restored": 1}
    after = guests.get(conference.db, guest.id)
    assert (after.position, after.phone) == ("Giám đốc", "0912000010")
    assert undo.undo(conference, "undo-2") == {"removed": 2, "restored": 0}
    assert (
        guests.every(conference.db),
        guests.organisations(conference.db),
        list(conference.db.query("select * from listed")),
    ) == (
        [],
        {},
        [],
    )
    assert list(faults(conference.db)) == []


def test_a_plan_that_is_no_longer_true_is_not_carried_out(conference, write):
    looked_at = plan.from_file(conference, "guests", book(AN)).fingerprint
    take(conference, book(AN))
    with pytest.raises(Stale):
        plan.carry_out(conference, plan.from_file(conference, "guests", book(AN)), seen=looked_at)


def test_words_that_the_conference_does_not_know_are_told(conference):
    heads = [*HEADS, "Khối"]
    found = plan.from_file(conference, "guests", book([*AN, "Khối hành tinh"], heads=heads))
    assert [m.text for m in found.messages] == [
        "“Khối hành tinh” không phải khối đại biểu của Hội nghị; xếp vào: Doanh nghiệp."
    ]


def test_what_somebody_writes_between_comparing_and_taking_in_is_not_lost(conference, write):
    take(conference, book(AN))
    found = plan.from_file(conference, "guests", book([1, "Nguyễn Văn An", "Chủ tịch", *AN[3:]]))
    guest = guests.every(conference.db)[0]
    with write.writing() as writing:
        guests.answer(writing, guest.id, "coming", {"by": "Văn phòng", "channel": "phone"})
    with pytest.raises(Stale):
        plan.carry_out(conference, found)
    assert (guests.get(conference.db, guest.id).rsvp, guests.get(conference.db, guest.id).position) == (
        "coming",
        "Giám đốc",
    )


def test_people_without_an_organisation_make_no_business_present(conference, write):
    from kiosk.arrivals import heads

    take(conference, book([1, "Nguyễn Văn An", "Chuyên gia", "", "", "0912000001", ""]))
    write.arrive(guests.every(conference.db)[0])
    assert heads.presence(conference.db) == {}


def command(conference, tmp_path, rows: list[list], *options: str) -> str:
    """What `kiosk import guests` says, once the conference is closed."""
    file = tmp_path / "list.xlsx"
    file.write_bytes(book(*rows[1:], heads=rows[0]))
    conference.db.close()
    done = CliRunner().invoke(main, ["--conference", str(conference.folder), "import", "guests", str(file), *options])
    return done.output + (f"{done.exit_code}" if done.exit_code else "")


def test_the_command_line_says_what_a_column_is(conference, tmp_path):
    rows = [["Số", "Người", "Tổ", "Nơi"], [1, "Lê An", "Giám đốc", "Công ty A"]]
    columns = ("b=name", "D=Đơn vị, doanh nghiệp", "C=position")
    said = command(
        conference, tmp_path, rows, "--header", "1", *(word for one in columns for word in ("--column", one))
    )
    lines = [line.strip() for line in said.splitlines()]
    assert lines[1:5] == [
        "A  Số  →  Số thứ tự", "B  Người  →  Họ và tên", "C  Tổ  →  Chức vụ",
        "D  Nơi  →  Đơn vị, doanh nghiệp",
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("Thêm mới")] == [
        "Thêm mới 1, thay đổi 0, không đổi 0, cần xem lại 0",
    ]  # fmt: skip


DOUBTFUL = [
    ["Họ và tên", "Đơn vị", "Email"],
    ["Lê An", "Công ty A", "0912000001"],
    ["Vũ Bình", "Công ty B", "0912000002"],
]


def test_the_command_line_asks_before_it_takes_in_what_is_doubtful(conference, tmp_path):
    said = command(conference, tmp_path, DOUBTFUL)
    assert "[y/N]" in said
    assert "Aborted" in said  # nobody answered


def test_yes_answers_for_scripts(conference, tmp_path):
    said = command(conference, tmp_path, DOUBTFUL, "--yes")
    assert "[y/N]" not in said
    assert "  + A2  Lê An; Công ty A; Doanh nghiệp; 0912000001" in said.splitlines()


def test_a_column_named_by_hand_is_no_remark(conference, tmp_path):
    said = command(conference, tmp_path, DOUBTFUL, "--column", "C=phone")
    assert "nội dung các ô" not in said
    assert "[y/N]" not in said


def test_the_command_line_tells_every_row_left_out(conference, tmp_path):
    said = command(conference, tmp_path, [HEADS, AN, ["Tổng cộng", None, None, 1], [None, "Trang 1/1"]], "--dry-run")
    assert [line for line in said.splitlines() if line.startswith("Dòng ")] == [
        "Dòng 3: dòng tổng cộng: Tổng cộng | 1", "Dòng 4: số trang hoặc dòng hết danh sách: Trang 1/1",
    ]  # fmt: skip


def test_a_list_of_questions_sent_as_guests_is_refused(conference, tmp_path):
    said = command(conference, tmp_path, [["STT", *ASKED[:4]], [1, *TOLD[:4]]], "--yes")
    assert "[y/N]" not in said and said.endswith("\n1")
    assert "--anyway" in said


def test_what_no_column_can_be_is_refused_with_what_it_can_be(conference, tmp_path):
    said = command(conference, tmp_path, [HEADS, AN], "--column", "B=tên gì")
    assert said.startswith(
        "Danh sách này không có loại cột “tên gì”. Hãy ghi một trong các tên sau: name (Họ và tên), "
    )
    assert said.endswith("\n1")


ASKED = [
    "Doanh nghiệp",
    "Nội dung kiến nghị",
    "Lĩnh vực",
    "Đơn vị trả lời",
    "Nội dung trả lời",
    "Trạng thái",
    "Thời hạn",
]
TOLD = [
    "Công ty A",
    "Đề nghị hướng dẫn",
    "Đo lường",
    "Chi cục TĐC",
    "Theo quy định…",
    "Đã trả lời bằng văn bản",
    "15/4/2026",
]


def test_what_was_answered_in_writing_arrives_so_and_counts_so(conference):
    file = book(TOLD, ["Công ty B", "Đề nghị miễn phí", *TOLD[2:5], "Đang xem xét", ""], heads=ASKED)
    found = plan.from_file(conference, "questions", file, name="list.xlsx")
    assert [(message.level, message.cell) for message in found.messages] == [("note", "B2")]
    assert plan.carry_out(conference, found)["added"] == 2
    first, second = questions.every(conference.db)
    assert (first.place, first.prepared, first.note) == (Place.BEFORE, "Theo quy định…", "Thời hạn: 15/04/2026")
    assert (second.place, second.note) == (Place.WAITING, "Kết quả: Đang xem xét")
    assert outcomes.totals([first, second], {}).outcomes[outcomes.Outcome.BEFORE] == 1
    again = plan.from_file(conference, "questions", file)
    assert (again.empty, again.messages, undo.undo(conference, "undo-1")) == (True, [], {"removed": 4, "restored": 0})
    assert (questions.every(conference.db), list(faults(conference.db))) == ([], [])


def test_a_list_decides_nothing_about_a_question_on_record(conference):
    take(conference, book([*TOLD[:4], "", "", ""], heads=ASKED), "questions")
    later = plan.from_file(conference, "questions", book(TOLD, heads=ASKED))
    assert [(message.level, message.cell) for message in later.messages] == [("warning", "B2")]
    plan.carry_out(conference, later)
    assert [(question.place, question.prepared) for question in questions.every(conference.db)] == [
        (Place.WAITING, "Theo quy định…")
    ]


def test_a_business_is_known_by_its_tax_code_under_another_name(conference):
    take(conference, book(AN))
    renamed = [*BINH[:3], "Công ty Cổ phần Đo lường Sao Mai", *BINH[4:]]
    take(conference, book(renamed))
    assert [o.tax_code for o in guests.organisations(conference.db).values()] == ["0200000014"]
    assert len({guest.organisation for guest in guests.every(conference.db)}) == 1


def test_an_equal_text_of_one_business_is_the_same_question(conference):
    for _ in range(2):
        take(conference, book(["Công ty B", "Đề nghị miễn phí", *TOLD[2:4], "", "", ""], heads=ASKED), "questions")
    later = book(["Công ty B", "Đề nghị  miễn phí.", *TOLD[2:4], "", "", ""], heads=ASKED)
    take(conference, later, "questions")
    assert len(questions.every(conference.db)) == 1
