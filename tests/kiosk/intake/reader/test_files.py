"""Files by what they are and not by what they are called: .xlsx, old .xls, .csv and .tsv of every kind."""

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
import xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook, load_workbook

from kiosk.intake.reader.csv import text_of
from kiosk.intake.reader.table import Unreadable

HEADS = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"]
AN = ["1", "Nguyễn Văn An", "Giám đốc", "Công ty TNHH An Phú", "0912345678"]
BINH = ["2", "Trần Thị Bình", "Kế toán trưởng", "Công ty CP Bạch Đằng", "0987654321"]


def old_book(rows: list[list], merged: list[tuple[int, int, int, int]] = (), hidden: bool = False) -> bytes:
    """A real .xls. Merged ranges as first and last row, first and last column, from 0."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("DS cũ")
    heads = {(top, left): (bottom, right) for top, bottom, left, right in merged}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            style = xlwt.easyxf(num_format_str="DD/MM/YYYY") if isinstance(value, date) else xlwt.Style.default_style
            if (row, column) in heads:
                bottom, right = heads[row, column]
                sheet.write_merge(row, bottom, column, right, value, style)
            elif value is not None:
                sheet.write(row, column, value, style)
    if hidden:
        sheet.row(1).hidden = True
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def csv(separator: str, *rows: list[str]) -> str:
    return "\r\n".join(separator.join(row) for row in rows) + "\r\n"


def people(table) -> list[tuple[str, str, str]]:
    return [(row.name, row.organisation, row.phone) for row in table.rows]


BOTH = [("Nguyễn Văn An", "Công ty TNHH An Phú", "0912345678"), ("Trần Thị Bình", "Công ty CP Bạch Đằng", "0987654321")]


def test_an_old_workbook_is_read_with_merged_ranges_and_numbers(read) -> None:
    rows = [["DANH SÁCH"], HEADS, [1.0, "Lê An", "GĐ", "Công ty A", 912345678.0], [2.0, "Vũ Bình", "KT", None, None]]
    table = read(old_book(rows, [(0, 0, 0, 4), (2, 3, 3, 3)]))
    assert people(table) == [("Lê An", "Công ty A", "0912345678"), ("Vũ Bình", "Công ty A", "")]
    assert (table.sheet, table.messages) == ("DS cũ", ())


def test_an_old_workbook_keeps_its_dates_hidden_rows_and_letters(read) -> None:
    rows = [["Doanh nghiệp", "Nội dung kiến nghị", "Thời hạn"], ["Công ty A", "Đề nghị hướng dẫn", date(2026, 5, 15)]]
    table = read(old_book(rows, hidden=True), "questions")
    assert (table.rows[0].note, table.rows[0].text) == ("Thời hạn: 15/05/2026", "Đề nghị hướng dẫn")
    assert [(message.level, message.cell) for message in table.messages] == [("note", "C1"), ("note", "A2")]


def test_tcvn3_in_an_old_workbook_is_read(read) -> None:
    rows = [["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"], [1, "NguyÔn V¨n §øc", "Gi¸m ®èc", "C«ng ty TNHH H¶i Long"]]
    table = read(old_book(rows))
    assert people(table) == [("Nguyễn Văn Đức", "Công ty TNHH Hải Long", "")]
    assert [column.encoding for column in table.columns] == ["tcvn3"] * 4
    assert [column.heading for column in table.columns] == ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]


def test_the_first_bytes_decide_whatever_the_name_says(xlsx, tmp_path) -> None:
    from kiosk.intake.sandbox import read

    false = tmp_path / "danh sách.xls"
    false.write_bytes(xlsx([HEADS, AN, BINH]))
    assert people(read(false, "guests")) == BOTH
    real = tmp_path / "danh sách.xlsx"
    real.write_bytes(old_book([HEADS, AN, BINH]))
    assert people(read(real, "guests")) == BOTH


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_any_separator_with_or_without_a_mark(read, separator: str, codec: str) -> None:
    assert people(read(csv(separator, HEADS, AN, BINH).encode(codec))) == BOTH


def test_text_with_titles_quotes_breaks_and_a_hint(read) -> None:
    quoted = ["1", '"Nguyễn Văn An"', '"Giám đốc;\nChủ tịch"', '"Công ty ""An Phú"""', "0912345678"]
    table = read(("sep=;\r\n" + csv(";", ["DANH SÁCH"], [], HEADS, quoted, BINH)).encode())
    assert [(row.cell, row.organisation, row.position) for row in table.rows] == [
        ("B4", 'Công ty "An Phú"', "Giám đốc; Chủ tịch"), ("B5", "Công ty CP Bạch Đằng", "Kế toán trưởng"),
    ]  # fmt: skip


def test_text_from_a_mail_with_quotes_that_do_not_pair(read) -> None:
    odd = ["1", "Nguyễn Văn An", "Giám đốc", '"An Phú" Co., Ltd', "0912345678"]
    assert people(read(csv("\t", HEADS, odd, BINH).encode()))[0][1] == '"An Phú" Co., Ltd'


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_text_with_loose_marks(read, form: str) -> None:
    import unicodedata

    assert people(read(unicodedata.normalize(form, csv(",", HEADS, AN, BINH)).encode())) == BOTH


def test_bytes_of_tcvn3_are_read_where_their_words_prove_it(read) -> None:
    rows = [["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"], ["1", "NguyÔn V¨n §øc", "Gi¸m ®èc", "C«ng ty TNHH H¶i Long"]]
    assert people(read(csv(",", *rows).encode("latin-1"))) == [("Nguyễn Văn Đức", "Công ty TNHH Hải Long", "")]


def test_bytes_of_vni_are_read_where_their_words_prove_it(read) -> None:
    rows = [
        ["STT", "Hoï vaø teân", "Chöùc vuï", "Ñôn vò"],
        ["1", "Nguyeãn Vaên Ñöùc", "Giaùm ñoác", "Coâng ty TNHH Haûi Long"],
    ]
    assert people(read(csv(",", *rows).encode("latin-1"))) == [("Nguyễn Văn Đức", "Công ty TNHH Hải Long", "")]


def test_bytes_of_windows_1258_are_read_where_their_words_prove_it(read) -> None:
    text = csv(";", HEADS, AN, BINH)
    assert people(read(_half(text).encode("cp1258"))) == BOTH


def _half(text: str) -> str:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    halves = []
    for char in text:
        loose = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in loose if mark in tones)
        halves.append(unicodedata.normalize("NFC", "".join(mark for mark in loose if mark not in tones)) + tone)
    return "".join(halves)


@pytest.mark.parametrize(
    "data",
    [
        csv(",", HEADS, AN).encode("utf-16-le"),
        csv(",", HEADS, AN).encode("utf-16-be"),
        "氏名,会社\r\n山田太郎,株式会社\r\n".encode("shift-jis"),
        "Имя,Организация\r\nИван,Завод\r\n".encode("cp1251"),
        csv(",", HEADS, AN).encode()[:-3] + b"\xff\xfe\r\n",
        b"\xff\xfe" + csv(",", HEADS, AN).encode("utf-16-le")[:-1],
    ],
    ids=["utf-16-le", "utf-16-be", "shift-jis", "cp1251", "broken utf-8", "broken utf-16"],
)
def test_letters_that_would_have_to_be_guessed_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="CSV UTF-8"):
        text_of(data)


def test_columns_that_cannot_be_told_apart_are_refused(refused) -> None:
    assert refused("Danh sách\nNguyễn Văn An\n".encode()).startswith("The columns of this file")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "This is a photo"),
        (b"{\\rtf1 x}", "This is a rich text document"),
        (b"\xef\xbb\xbf\n<html><p></p>", "The file is a web page"),
        (b'<?xml version="1.0"?><Workbook>', "The file is XML"),
        (b"PK\x03\x04 cut", "The file is damaged"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
            "This is an old Word document",
        ),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "The file is damaged"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_is(data: bytes, said: str, tmp_path: Path) -> None:
    from kiosk.intake.sandbox import read

    file = tmp_path / "list.xlsx"
    file.write_bytes(data)
    with pytest.raises(Unreadable, match=said):
        read(file, "guests")


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("ppt/slides/slide1.xml", "This is a presentation"),
        ("content.xml", "This kind of file"),
        ("xl/workbook.bin", "This is a binary workbook"),
    ],
)
def test_other_archives_are_named(member: str, said: str, refused) -> None:
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "x")
    assert said in refused(file.getvalue())


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    from kiosk.intake.sandbox import read

    with pytest.raises(Unreadable, match="cannot be opened"):
        read(tmp_path / "CON", "guests")


def test_what_a_declared_extent_says_is_ignored(xlsx, read) -> None:
    import zipfile

    source, changed = zipfile.ZipFile(io.BytesIO(xlsx([HEADS, AN, BINH]))), io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'ref="A1:E3"', b'ref="A1:B2"'))
    assert load_workbook(io.BytesIO(changed.getvalue()), read_only=True).active.max_row == 2
    assert people(read(changed.getvalue())) == BOTH


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xls", "csv:Text - txt - csv (StarCalc):44,34,76", "xlsx"])
def test_what_libreoffice_saves_is_read(xlsx, read, tmp_path: Path, kind: str) -> None:
    heads = [*HEADS, "Ngày"]
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "list.xlsx"
    source.write_bytes(
        xlsx([["DANH SÁCH"], heads, [*AN, datetime.fromisoformat("2026-04-24")], [*BINH, None]], "A1:F1")
    )
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=180
    )
    assert people(read(next(tmp_path.glob("list.*")).read_bytes())) == BOTH


READ_ALOUD = ("田中", "たなか"), ("太郎", "たろう")
"""Parts of a name, and how each is read: what Japanese programs set above it."""


def ruby_docx() -> bytes:
    """A table of Word's with a phonetic guide."""
    document = docx.Document()
    table = document.add_table(2, 2)
    for column, text in enumerate(("Họ và tên", "Đơn vị")):
        table.cell(0, column).text = text
    table.cell(1, 1).text = "Công ty TNHH Thử"
    line = table.cell(1, 0).paragraphs[0]
    for n, (base, reading) in enumerate(READ_ALOUD):
        line.add_run(" " * n)._r.append(
            parse_xml(
                f"<w:ruby {nsdecls('w')}><w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>"
                f"<w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby>"
            )
        )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ruby_ods() -> bytes:
    """A sheet of LibreOffice's with Asian phonetic guides."""
    name = " ".join(
        f"<text:ruby><text:ruby-base>{base}</text:ruby-base><text:ruby-text>{reading}</text:ruby-text></text:ruby>"
        for base, reading in READ_ALOUD
    )
    cells = [["Họ và tên", "Đơn vị"], [name, "Công ty TNHH Thử"]]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in cells)
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return buffer.getvalue()


def ruby_html(pattern: str) -> bytes:
    """A page with ruby, its parts as `pattern` writes them."""
    name = " ".join(pattern.format(base, reading) for base, reading in READ_ALOUD)
    return f"<table><tr><th>Họ và tên<th>Đơn vị<tr><td>{name}<td>Công ty TNHH Thử</table>".encode()


def ruby_xlsx() -> bytes:
    """A workbook whose strings carry their readings, as Excel of Japan writes them."""
    workbook = Workbook()
    name = " ".join(base for base, _reading in READ_ALOUD)
    for row in (["Họ và tên", "Đơn vị"], [name, "Công ty TNHH Thử"]):
        workbook.active.append(row)
    source, buffer = io.BytesIO(), io.BytesIO()
    workbook.save(source)
    readings = "".join(f'<rPh sb="{3 * n}" eb="{3 * n + 2}"><t>{r}</t></rPh>' for n, (_b, r) in enumerate(READ_ALOUD))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            text = old.read(part).replace(f"{name}</t>".encode(), f"{name}</t>{readings}".encode())
            new.writestr(part, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        ruby_docx(), ruby_ods(), ruby_xlsx(), ruby_html("<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>"),
        ruby_html("<ruby>{}<rt>{}</ruby>"), ruby_html("<ruby><rb>{}</rb><rt><span>{}</span></rt></ruby>"),
    ],
    ids=["docx", "ods", "xlsx", "html", "html without ends", "html with spans"],
)  # fmt: skip
def test_how_a_name_is_read_is_no_part_of_it(read, file: bytes) -> None:
    assert [(row.name, row.organisation) for row in read(file).rows] == [("田中 太郎", "Công ty TNHH Thử")]
