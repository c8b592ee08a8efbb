"""Templates: hostile text stays text, the office's own template wins, a broken one is refused with its place."""

import io
from typing import Any

import pytest
from docx import Document

from kiosk import i18n
from kiosk.conference.conference import Conference
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


def report(conference: Conference) -> bytes:
    return next(
        p.data for p in bundle.make_all(conference.folder, record.gather(conference)) if p.file == "bao-cao.docx"
    )


@pytest.mark.parametrize(("text", "safe"), list(zip(HOSTILE, SAFE, strict=True)))
def test_hostile_text_goes_through_unharmed(text: str, safe: str, opened: Any) -> None:
    template = Document()
    template.add_paragraph("[{{ text }}]")
    file = io.BytesIO()
    template.save(file)
    paper = opened(fill.fill((file.getvalue(), "x.docx"), {"text": clean(text)}))
    assert "\n".join(p.text for p in paper.paragraphs) == f"[{safe}]"


@pytest.mark.parametrize("text", ["{{ 1 + 1 }}", "{_{ a }_}", "<w:p/> & ]]>"])
def test_a_hostile_question_stands_in_the_report(conference: Conference, write: Any, text: str, opened: Any) -> None:
    write.question(text)
    table = opened(report(conference)).tables[3]
    assert table.rows[2].cells[2].text == f"KN số 1. {text}"


def own(conference: Conference, *paragraphs: str) -> None:
    template = Document()
    for text in paragraphs:
        template.add_paragraph(text)
    (conference.folder / "templates").mkdir(exist_ok=True)
    template.save(str(conference.folder / "templates" / "report.docx"))


def test_the_offices_own_template_wins(conference: Conference, opened: Any) -> None:
    own(conference, "Mẫu riêng của {{ organiser_name }}")
    assert [p.text for p in opened(report(conference)).paragraphs] == ["Mẫu riêng của Sở Khoa học và Công nghệ"]


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
def test_a_broken_template_is_refused_with_its_place(conference: Conference, text: str, fault: str) -> None:
    own(conference, "Dòng đầu", text, "Dòng cuối")
    with pytest.raises(Faulty) as refusal:
        report(conference)
    said = i18n.sentence(refusal.value)
    assert fault in said and "gần “Ông" in said and str(conference.folder) in said
    assert said.endswith("Hãy sửa trong Word, hoặc xóa tệp để dùng mẫu kèm phần mềm.")


def test_numbers_may_be_multiplied(conference: Conference, opened: Any) -> None:
    own(conference, "{{ 6 * 7 }}")
    assert [p.text for p in opened(report(conference)).paragraphs] == ["42"]


@pytest.mark.parametrize("data", [b"", b"not a document", b"PK\x03\x04"])
def test_what_is_no_document_is_refused(conference: Conference, data: bytes) -> None:
    (conference.folder / "templates").mkdir()
    (conference.folder / "templates" / "report.docx").write_bytes(data)
    with pytest.raises(Faulty, match="is not a Word document"):
        report(conference)


def test_nothing_is_written_when_one_paper_fails(conference: Conference) -> None:
    own(conference, "{{ nobody }}")
    with pytest.raises(Faulty):
        bundle.write_all(conference, conference.folder / "out")
    assert not (conference.folder / "out").exists()
