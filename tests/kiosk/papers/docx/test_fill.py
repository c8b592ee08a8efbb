"""Templates: hostile text stays text, the office's own template wins, a broken one is refused with its place."""

import io
from typing import Any

import pytest
from docx import Document

from kiosk import i18n
from kiosk.conference.conference import Day
from kiosk.papers import bundle, record
from kiosk.papers.docx import fill
from kiosk.papers.docx.template_errors import Faulty
from kiosk.papers.text.wording import clean

HOSTILE = [
    "{{ 1 + 1 }} {% for x in y %} {# no #}", "{_{ a }_} {_% b %_}", "<w:p/> & <b>đậm</b> ]]> \"'", "=1+1",
    "một\nhai\x00\x0bba", "nửa \ud83d ký tự", "\ufffe\uffff", "tab\tgiữa", "á" * 4000,
]  # fmt: skip
SAFE = [
    "{{ 1 + 1 }} {% for x in y %} {# no #}", "{_{ a }_} {_% b %_}", "<w:p/> & <b>đậm</b> ]]> \"'", "=1+1",
    "một\nhai\nba", "nửa \ufffd ký tự", "\ufffd\ufffd", "tab\tgiữa", "á" * 4000,
]  # fmt: skip


def report(day: Day) -> bytes:
    return next(p.data for p in bundle.make_all(day.folder, record.gather(day)) if p.file == "bao-cao.docx")


@pytest.mark.parametrize(("text", "safe"), list(zip(HOSTILE, SAFE, strict=True)))
def test_hostile_text_goes_through_unharmed(text: str, safe: str, opened: Any) -> None:
    template = Document()
    template.add_paragraph("[{{ text }}]")
    file = io.BytesIO()
    template.save(file)
    paper = opened(fill.fill((file.getvalue(), "x.docx"), {"text": clean(text)}))
    assert "\n".join(p.text for p in paper.paragraphs) == f"[{safe}]"


@pytest.mark.parametrize("text", ["{{ 1 + 1 }}", "{_{ a }_}", "<w:p/> & ]]>"])
def test_a_hostile_question_stands_in_the_report(day: Day, write: Any, text: str, opened: Any) -> None:
    write.question(text)
    table = opened(report(day)).tables[3]
    assert table.rows[2].cells[2].text == f"KN số 1. {text}"


def own(day: Day, *paragraphs: str) -> None:
    template = Document()
    for text in paragraphs:
        template.add_paragraph(text)
    (day.folder / "templates").mkdir(exist_ok=True)
    template.save(str(day.folder / "templates" / "report.docx"))


def test_the_offices_own_template_wins(day: Day, opened: Any) -> None:
    own(day, "Mẫu riêng của {{ organiser_name }}")
    assert [p.text for p in opened(report(day)).paragraphs] == ["Mẫu riêng của Sở Khoa học và Công nghệ"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ông {{ nobody }} ký", "không có trường nào tên “nobody”."),
        ("Ông {{ signers.nobody }} ký", "không có trường nào tên “nobody”."),
        ("Ông {{ copies[99] }} ký", "không có trường nào tên “99”."),
        ("Ông {{ organiser | nothing }} ký", "không có bộ lọc nào tên “nothing”."),
        ("Ông {% if organiser %} ký", "đoạn mở bằng “if” chưa được đóng lại."),
        ("Ông {% for x in copies %}{% endif %} ký", "“endif” không có hoặc đặt sai chỗ."),
        ("Ông {% unless x %} ký", "“unless” không có hoặc đặt sai chỗ."),
        ("Ông {{ organiser +* }} ký", "không đọc được trường này: hãy xem lại dấu ngoặc, dấu nháy (unexpected '*')."),
        ("Ông {% for x in 5 %}{{ x }}{% endfor %} ký", "không điền được trường này ('int' object is not iterable)."),
        ("Ông {{ ''.__class__ }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 1/0 }} ký", "không điền được trường này (division by zero)."),
        ("Ông {{ range(10**9) }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ range(1000000)|list }} ký", "không điền được trường này (Range too big."),
        ("Ông {{ 2**100000 }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 'x' * 1000000000 }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ '%d' | format('x') }} ký", "không điền được trường này ("),
        ("Ông {% macro a() %}{{ a() }}{% endmacro %}{{ a() }} ký", "không điền được trường này (maximum recursion"),
    ],
)
def test_a_broken_template_is_refused_with_its_place(day: Day, text: str, fault: str) -> None:
    own(day, "Dòng đầu", text, "Dòng cuối")
    with pytest.raises(Faulty) as refusal:
        report(day)
    said = i18n.sentence(refusal.value)
    assert fault in said and "gần “Ông" in said and str(day.folder) in said
    assert said.endswith("Hãy sửa trong Word, hoặc xóa tệp để dùng mẫu kèm phần mềm.")


def test_numbers_may_be_multiplied(day: Day, opened: Any) -> None:
    own(day, "{{ 6 * 7 }}")
    assert [p.text for p in opened(report(day)).paragraphs] == ["42"]


@pytest.mark.parametrize("data", [b"", b"not a document", b"PK\x03\x04"])
def test_what_is_no_document_is_refused(day: Day, data: bytes) -> None:
    (day.folder / "templates").mkdir()
    (day.folder / "templates" / "report.docx").write_bytes(data)
    with pytest.raises(Faulty, match="is not a Word document"):
        report(day)


def test_nothing_is_written_when_one_paper_fails(day: Day) -> None:
    own(day, "{{ nobody }}")
    with pytest.raises(Faulty):
        bundle.write_all(day, day.folder / "out")
    assert not (day.folder / "out").exists()
