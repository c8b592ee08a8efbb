"""The figures of Nghị định 30/2020/NĐ-CP, read from the papers themselves, to the millimetre and the point."""

from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Length, Pt

FONTS = [qn(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")]
LETTER = "cong-van-tra-loi/kn-001-cong-ty-co-phan-can-dien-tu-hai-phong.docx"
HEADED = ["bao-cao.docx", "bien-ban.docx", "thong-bao-ket-luan.docx", "phieu-chuyen/01-so-y-te.docx", LETTER]


@pytest.fixture(scope="module")
def papers(papers: dict[str, bytes], opened: Any) -> dict[str, Any]:
    """All Word papers of the driven day, opened."""
    return {file: opened(data) for file, data in papers.items() if file.endswith(".docx")}


def mm(length: Length | None) -> float:
    assert length is not None
    return round(length.mm, 1)


def find(paper: Any, text: str) -> Any:
    """The first paragraph, in the text or in a table, that holds this."""
    cells = [p for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return next(p for p in [*paper.paragraphs, *cells] if text in p.text)


def look(paragraph: Any) -> tuple[float, bool, bool]:
    """Size, bold, italic."""
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def rule_mm(paragraph: Any, room: float) -> float:
    """The length of the rule that a paragraph's top border draws."""
    assert paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:top")).get(qn("w:val")) == "single"
    return room - paragraph.paragraph_format.left_indent.mm - paragraph.paragraph_format.right_indent.mm


def test_pages_are_a4_with_the_decrees_margins(papers: dict[str, Any]) -> None:
    for paper in papers.values():
        for section in paper.sections:
            assert sorted((mm(section.page_width), mm(section.page_height))) == [210.0, 297.0]
            sides = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
            assert [mm(side) for side in sides] == [20.0, 20.0, 30.0, 15.0]


def test_all_type_is_times_new_roman_14_in_every_script(papers: dict[str, Any]) -> None:
    for paper in papers.values():
        style = paper.styles["Normal"]
        fonts = style.element.rPr.rFonts
        assert [fonts.get(name) for name in FONTS] == ["Times New Roman"] * 4
        assert style.font.size.pt == 14.0
        assert style.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_page_numbers_stand_at_the_top_and_begin_anew_in_each_annex(papers: dict[str, Any]) -> None:
    for paper in papers.values():
        for section in paper.sections:
            assert section.different_first_page_header_footer
            assert "".join(p.text for p in section.first_page_header.paragraphs) == ""
            number = section.header.paragraphs[0]
            assert number.alignment == 1
            assert {run.font.size.pt for run in number.runs} == {14.0}
            assert [code.text for code in number._p.iter(qn("w:instrText"))] == [" PAGE "]
            assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_report_has_two_annexes_of_which_the_first_lies_across(papers: dict[str, Any]) -> None:
    widths = [mm(section.page_width) for section in papers["bao-cao.docx"].sections]
    assert widths == [210.0, 297.0, 210.0]


@pytest.mark.parametrize("file", HEADED)
def test_the_head(papers: dict[str, Any], file: str) -> None:
    paper = papers[file]
    head = paper.tables[0]
    assert [mm(column.width) for column in head.columns] == [70.0, 95.0]
    borders = head._tbl.tblPr.find(qn("w:tblBorders"))
    assert {border.get(qn("w:val")) for border in borders} == {"nil"}
    assert look(find(paper, "UBND THÀNH PHỐ HẢI PHÒNG")) == (12.0, False, False)
    assert look(find(paper, "SỞ KHOA HỌC VÀ CÔNG NGHỆ")) == (12.0, True, False)
    assert look(find(paper, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) == (12.0, True, False)
    assert look(find(paper, "Độc lập - Tự do - Hạnh phúc")) == (13.0, True, False)
    left, right = (cell.paragraphs[2] for cell in head.rows[0].cells)
    assert 64.8 / 3 <= rule_mm(left, 66.2) <= 64.8 / 2
    assert rule_mm(right, 91.2) == pytest.approx(56.1, abs=0.1)


def test_the_reports_number_and_day_are_left_blank(papers: dict[str, Any]) -> None:
    paper = papers["bao-cao.docx"]
    blank = "\u00a0" * 5
    number, day = find(paper, "Số:"), find(paper, "Hải Phòng, ngày")
    assert (number.text, look(number)) == (f"Số: {blank}/BC-SKHCN", (13.0, False, False))
    assert (day.text, look(day)) == (f"Hải Phòng, ngày{blank}tháng{blank}năm 2026", (13.0, False, True))


def test_the_reports_name_and_subject(papers: dict[str, Any]) -> None:
    paper = papers["bao-cao.docx"]
    name = find(paper, "BÁO CÁO")
    assert (name.text, name.alignment, look(name)) == ("BÁO CÁO", 1, (14.0, True, False))
    at = [p.text for p in paper.paragraphs].index("BÁO CÁO")
    subject, rule = paper.paragraphs[at + 1 : at + 3]
    assert (subject.alignment, look(subject)) == (1, (14.0, True, False))
    assert 165 / 3 <= rule_mm(rule, 165) <= 165 / 2


@pytest.mark.parametrize("file", ["bao-cao.docx", "cong-thong-tin.docx", "thong-tin-bao-chi.docx", LETTER])
def test_what_stands_behind_a_last_table_takes_no_room(papers: dict[str, Any], file: str) -> None:
    """Otherwise a table that fills its page leaves a blank one behind it."""
    body = papers[file].element.body
    behind = [
        p for p in papers[file].paragraphs if p._p.getprevious() is not None and p._p.getprevious().tag == qn("w:tbl")
    ]
    ends = [
        p
        for p in behind
        if not p.text and (p._p.find(f".//{qn('w:sectPr')}") is not None or p._p.getnext().tag == qn("w:sectPr"))
    ]
    assert {p.paragraph_format.line_spacing for p in ends} == {Pt(0.05)} and body[-2].tag == qn("w:p")


def test_a_table_does_not_leave_its_last_row(papers: dict[str, Any]) -> None:
    for table in papers["bao-cao.docx"].tables:
        assert all(p.paragraph_format.keep_with_next for cell in table.rows[-1].cells for p in cell.paragraphs)


def test_running_text(papers: dict[str, Any]) -> None:
    text = find(papers["bao-cao.docx"], "báo cáo kết quả như sau")
    shape = text.paragraph_format
    assert (text.alignment, look(text)) == (3, (14.0, False, False))
    assert (mm(shape.first_line_indent), shape.space_before.pt, shape.line_spacing) == (12.7, 6.0, 1.0)


def test_headings_of_the_report(papers: dict[str, Any]) -> None:
    assert look(find(papers["bao-cao.docx"], "I. CÔNG TÁC CHUẨN BỊ")) == (14.0, True, False)
    assert look(find(papers["bao-cao.docx"], "1. Thời gian, địa điểm")) == (14.0, True, False)


def test_recipients_and_signature(papers: dict[str, Any]) -> None:
    paper = papers["bao-cao.docx"]
    left, right = paper.tables[2].rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:", "- Như trên;", "- PCT UBND TP Hoàng Minh Cường;", "- VP UBND TP;",
        "- GĐ, các PGĐ Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, CCTĐC.",
    ]  # fmt: skip
    assert look(left.paragraphs[0]) == (12.0, True, True)
    assert {look(p) for p in left.paragraphs[1:]} == {(11.0, False, False)}
    assert [(p.text, p.alignment, look(p)) for p in right.paragraphs] == [
        ("GIÁM ĐỐC", 1, (14.0, True, False)), ("Nguyễn Cao Thắng", 1, (14.0, True, False)),
    ]  # fmt: skip


def test_the_text_ends_with_its_mark(papers: dict[str, Any]) -> None:
    assert find(papers["bao-cao.docx"], "Trên đây là báo cáo").text.endswith("./.")


def test_the_annex_table(papers: dict[str, Any]) -> None:
    paper = papers["bao-cao.docx"]
    title, name, belongs = (find(paper, text) for text in ("Phụ lục II", "BẢNG TỔNG HỢP", "(Kèm theo Báo cáo"))
    assert [look(p) for p in (title, name, belongs)] == [(14.0, True, False), (14.0, True, False), (14.0, False, True)]
    table = paper.tables[3]
    header = table.rows[0]
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert {run.font.size.pt for cell in header.cells for p in cell.paragraphs for run in p.runs} == {12.0}
    bands = [row.cells[0].text for row in table.rows if len({id(cell._tc) for cell in row.cells}) == 1]
    assert bands == [
        "I. Tiêu chuẩn (08 kiến nghị)", "II. Đo lường (07 kiến nghị và 01 kiến nghị trùng đã gộp)",
        "III. Chất lượng (15 kiến nghị và 01 kiến nghị trùng đã gộp)",
        "IV. Chính sách hỗ trợ (08 kiến nghị)",
    ]  # fmt: skip
    assert len(table.rows) == 1 + 4 + 40
    assert sum(round(column.width.mm) for column in table.columns) == 252


@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("bien-ban.docx", "/BB-SKHCN"), ("thong-bao-ket-luan.docx", "/TB-SKHCN"), ("phieu-chuyen/01-so-y-te.docx", "/PC-SKHCN"),
        (LETTER, "/SKHCN-CCTĐC"),
    ],
)  # fmt: skip
def test_every_paper_has_its_symbol_and_a_blank_number(papers: dict[str, Any], file: str, number: str) -> None:
    blank = "\u00a0" * 5
    assert find(papers[file], "Số:").text == f"Số: {blank}{number}"


def test_only_the_minutes_have_no_day_in_the_head(papers: dict[str, Any]) -> None:
    dated = {file: "Hải Phòng, ngày\u00a0" in papers[file].tables[0].rows[1].cells[1].text for file in HEADED}
    assert [file for file, there in dated.items() if not there] == ["bien-ban.docx"]


def test_a_letter_says_what_it_is_about_under_its_number(papers: dict[str, Any]) -> None:
    about = find(papers[LETTER], "V/v")
    assert (about.text, about.alignment, look(about)) == (
        "V/v trả lời kiến nghị của Công ty Cổ phần Cân điện tử Hải Phòng", 1, (12.0, False, False),
    )  # fmt: skip
    assert about.paragraph_format.space_before.pt == 6.0


def test_the_addressee(papers: dict[str, Any]) -> None:
    to = find(papers[LETTER], "Kính gửi")
    assert (to.text, look(to)) == ("Kính gửi: Công ty Cổ phần Cân điện tử Hải Phòng", (14.0, False, False))


def test_the_minutes_are_signed_by_secretary_and_chair(papers: dict[str, Any]) -> None:
    left, right = papers["bien-ban.docx"].tables[-1].rows[0].cells
    assert [[p.text for p in cell.paragraphs] for cell in (left, right)] == [
        ["THƯ KÝ", "…"],
        ["CHỦ TỌA", "Nguyễn Cao Thắng"],
    ]


@pytest.mark.parametrize("file", HEADED)
def test_every_text_ends_with_its_mark(papers: dict[str, Any], file: str) -> None:
    assert sum(p.text.endswith("./.") for p in papers[file].paragraphs) == (2 if file == "bao-cao.docx" else 1)
