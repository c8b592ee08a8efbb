"""Templates: hostile text stays text, the office's own template wins, a broken one is refused with its place."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document

from kiosk import i18n
from kiosk.conference.conference import Conference
from kiosk.papers import bundle, record
from kiosk.papers.docx import fill
from kiosk.papers.docx.template_errors import Faulty
from kiosk.papers.text.wording import clean
from live import conclusions

pytestmark = pytest.mark.whole

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
    template = fill.compiled(file.getvalue(), "x.docx")
    paper = opened(fill.fill(template, {"text": clean(text)}, made=datetime.now(UTC)))
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
        ("Ông {{ range(1000000)|list }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 2**100000 }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 'x' * 1000000000 }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 'x' | format(1) }} ký", "không có bộ lọc nào tên “format”."),
        ("Ông {{ '%1000000d' % 5 }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ 'x'.ljust(10**8) }} ký", "mẫu văn bản không được phép làm việc này ("),
        ("Ông {{ copies.append('x') }} ký", "mẫu văn bản không được phép làm việc này ("),
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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def own_xml(conference: Conference, xml: str) -> None:
    """A template of the office's own whose text begins with this."""
    file = io.BytesIO()
    Document().save(file)
    source, made = zipfile.ZipFile(io.BytesIO(file.getvalue())), io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == "word/document.xml":
                data = data.decode().replace("<w:body>", "<w:body>" + xml, 1).encode()
            target.writestr(part, data)
    (conference.folder / "templates").mkdir(exist_ok=True)
    (conference.folder / "templates" / "report.docx").write_bytes(made.getvalue())


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


MARK = 'w:id="1" w:author="Người lạ" w:date="2026-01-01T00:00:00Z"'
MENDED = {
    "a tracked insertion holds one half": par(run("Gửi {{ organ"), f"<w:ins {MARK}>{run('iser }} nhé')}</w:ins>"),
    "a content control holds one half": par(run("Gửi {{ organ"), f"<w:sdt><w:sdtContent>{run('iser }} nhé')}</w:sdtContent></w:sdt>"),
    "a smart tag holds one half": par(run("Gửi {{ organ"), f'<w:smartTag w:uri="x" w:element="y">{run("iser }} nhé")}</w:smartTag>'),
    "spelling marks between the halves": par(run("Gửi {"), '<w:proofErr w:type="spellStart"/>', run("{ organiser }"), run("} nhé")),
    "a deletion between the halves": par(
        run("Gửi {{ organ"), f"<w:del {MARK}><w:r><w:delText>x</w:delText></w:r></w:del>", run("iser }} nhé")
    ),
    "a comment on it": par('<w:commentRangeStart w:id="0"/>', run("Gửi {{ organiser }} nhé"), '<w:commentRangeEnd w:id="0"/>',
                           '<w:r><w:commentReference w:id="0"/></w:r>'),
    "in a link as a whole": par(run("Gửi "), f'<w:hyperlink w:anchor="a">{run("{{ organ")}{run("iser }}")}</w:hyperlink>', run(" nhé")),
}  # fmt: skip


@pytest.mark.parametrize("what", MENDED)
def test_a_field_that_an_editor_cut_up_is_filled_and_nothing_is_lost(
    conference: Conference, opened: Any, what: str
) -> None:
    own_xml(conference, MENDED[what] + par(run("Dòng sau")))
    data = report(conference)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    words = ["".join(t.text or "" for t in p._p.iter(f"{{{WORD}}}t")) for p in opened(data).paragraphs]
    assert words[:2] == ["Gửi SỞ KHOA HỌC VÀ CÔNG NGHỆ nhé", "Dòng sau"]
    assert "Người lạ" not in xml and "comment" not in xml


REFUSED = {
    "half in a link": (par(run("Gửi {{ organ"), f'<w:hyperlink w:anchor="a">{run("iser }}")}</w:hyperlink>'), "nằm trong một liên kết"),
    "over two paragraphs": (par(run("Gửi {{ organiser")) + par(run("}} nhé")), "không có chỗ kết thúc"),
    "an end alone": (par(run("Gửi organiser }} nhé")), "không có chỗ kết thúc"),
    "words before a paragraph's tag": (par(run("Gửi: {%p if talks %}")) + par(run("a")) + par(run("{%p endif %}")), "phải đứng một mình"),
    "words behind a paragraph's tag": (par(run("{%p if talks %}")) + par(run("a")) + par(run("{%p endif %} Gửi")), "phải đứng một mình"),
    "two tags in a paragraph": (par(run("{%p if talks %}{%p endif %} Gửi")), "phải đứng một mình"),
    "a row's tag outside a table": (par(run("Gửi {%tr for t in tasks %}")) + par(run("{%tr endfor %}")), "ngoài bảng"),
    "words beside a row's tag": (
        "<w:tbl><w:tr><w:tc>" + par(run("{%tr for t in tasks %}")) + "</w:tc><w:tc>" + par(run("Gửi")) + "</w:tc></w:tr><w:tr><w:tc>"
        + par(run("{{ t.task }}")) + "</w:tc></w:tr><w:tr><w:tc>" + par(run("{%tr endfor %}")) + "</w:tc></w:tr></w:tbl>",
        "phải đứng một mình",
    ),
    "a loop from a cell to the outside": (
        "<w:tbl><w:tr><w:tc>" + par(run("Gửi {% for t in copies %}")) + "</w:tc></w:tr></w:tbl>"
        + par(run("x {% endfor %}{% for t in copies %}"))
        + par(run("{% endfor %}")), "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_would_be_lost_is_refused_with_its_place(conference: Conference, what: str) -> None:
    xml, why = REFUSED[what]
    own_xml(conference, xml + par(run("Dòng sau")))
    with pytest.raises(Faulty) as refusal:
        report(conference)
    said = i18n.sentence(refusal.value)
    assert why in said and str(conference.folder) in said


def test_a_merged_column_beside_a_loop_is_filled(conference: Conference, drive: Any, opened: Any) -> None:
    with drive.at("16:40") as writing:
        for n in range(3):
            conclusions.write(writing, conclusions.Conclusion(f"c{n}", "Chủ trì", "tdc", f"Việc {n}"))
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    cells = [(start, "{%tr for task in tasks %}", ""), (on, "", "{{ task.task }}"), (on, "{%tr endfor %}", "")]
    rows = [
        f"<w:tr><w:tc><w:tcPr>{mark}</w:tcPr>{par(run(left))}</w:tc><w:tc>{par(run(right))}</w:tc></w:tr>"
        for mark, left, right in cells
    ]
    own_xml(
        conference,
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>" + "".join(rows) + "</w:tbl>" + par(),
    )
    table = opened(report(conference)).tables[0]
    assert [row.cells[1].text for row in table.rows] == ["Việc 0", "Việc 1", "Việc 2"]
    assert len({id(row.cells[0]._tc) for row in table.rows}) == 1 or table.rows[0].cells[0]._tc is not None


@pytest.mark.parametrize(
    "name", ["Report.docx", "bao-cao.docx", "report.docm", "report.doc", "letter (1).docx", "notise.dotx"]
)
def test_a_file_that_is_no_templates_name_is_told(conference: Conference, name: str) -> None:
    (conference.folder / "templates").mkdir(exist_ok=True)
    (conference.folder / "templates" / name).write_bytes(b"x")
    with pytest.raises(Faulty) as refusal:
        report(conference)
    assert name in i18n.sentence(refusal.value)


def test_a_lock_of_a_word_processor_is_no_template(conference: Conference) -> None:
    (conference.folder / "templates").mkdir(exist_ok=True)
    for name in ("~$report.docx", ".hidden.docx", "ghi-chu.txt"):
        (conference.folder / "templates" / name).write_bytes(b"x")
    assert report(conference)


def test_an_endless_template_is_stopped(conference: Conference) -> None:
    own(
        conference,
        "Ông {% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}"
        "xxxxxxxxxx{{ a }}{% endfor %}{% endfor %}{% endfor %}",
    )
    with pytest.raises(Faulty):
        report(conference)


def test_papers_tell_who_made_them_and_of_what(conference: Conference, opened: Any) -> None:
    data = report(conference)
    told = opened(data).core_properties
    assert (told.author, told.language) == ("Sở Khoa học và Công nghệ", "vi-VN")
    assert told.title.startswith("Báo cáo kết quả giải quyết kiến nghị - Hội nghị")
    assert told.created.date() == conference.clock.local().date()
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert [name for name in names if "thumbnail" in name or "theme" in name or "comments" in name] == []
    assert len(data) < 15_000


def test_headings_are_headings_and_today_is_words_mode(conference: Conference, opened: Any) -> None:
    paper = opened(report(conference))
    named = {p.style.name: p.text for p in paper.paragraphs if p.style.name.startswith(("Heading", "Title"))}
    assert {"Heading 1", "Heading 2", "Title"} <= set(named)
    mode = [c.get(f"{{{WORD}}}val") for c in paper.settings.element.iter(f"{{{WORD}}}compatSetting")
            if c.get(f"{{{WORD}}}name") == "compatibilityMode"]  # fmt: skip
    assert mode == ["15"]
    assert paper.styles.element.find(f".//{{{WORD}}}docDefaults//{{{WORD}}}lang").get(f"{{{WORD}}}val") == "vi-VN"
    for paragraph in paper.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            assert paragraph.paragraph_format.keep_with_next
