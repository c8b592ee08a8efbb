#!/usr/bin/env bash
# python-docx 1.2.0, odfpy 1.4.1, openpyxl 3.1.5, Python 3.11; a name with a phonetic guide above it (ruby), as Word, Excel and LibreOffice write
# it in Japanese: 田中 with たなか above.
#
# One expects the text of a cell to be the name that is printed in it. The three formats are read in three ways: of Word's phonetic guide
# (w:ruby) python-docx gives nothing at all, so a person's cell is empty; of LibreOffice's (text:ruby) odfpy gives the name and its reading
# run together, so the person has another name; of Excel's (rPh) openpyxl gives the name alone. No warning in any of them. So a list of
# guests loses, or renames, whoever has a reading, depending on the program it was typed in: leave out w:rt and text:ruby-text, and keep
# what is below w:rubyBase.
#
# Prints what each gives of the same name (seen: '', '田中たなか', '田中'). Exits 0 while the first is empty and the second doubled, 1 when that changes.
set -eu
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install -q python-docx==1.2.0 lxml==6.1.3 odfpy==1.4.1 openpyxl==3.1.5
cat >"$place/try.py" <<'PY'
import io
import sys
import zipfile

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import opendocument, teletype
from odf.table import TableCell

NAME, READING = "田中", "たなか"


def word():
    """A cell with Word's phonetic guide."""
    document = docx.Document()
    run = document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run()
    run._r.append(
        parse_xml(
            f'<w:ruby {nsdecls("w")}><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
            f'<w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/></w:rubyPr><w:rt><w:r><w:t>{READING}</w:t></w:r></w:rt>'
            f"<w:rubyBase><w:r><w:t>{NAME}</w:t></w:r></w:rubyBase></w:ruby>"
        )
    )
    file = io.BytesIO()
    document.save(file)
    return docx.Document(io.BytesIO(file.getvalue())).tables[0].cell(0, 0).text


def calc():
    """A cell with LibreOffice's Asian phonetic guide."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    ruby = f"<text:ruby><text:ruby-base>{NAME}</text:ruby-base><text:ruby-text>{READING}</text:ruby-text></text:ruby>"
    cell = f'<table:table-cell office:value-type="string"><text:p>{ruby}</text:p></table:table-cell>'
    sheet = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>{sheet}'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    opened = opendocument.load(io.BytesIO(file.getvalue()))
    return teletype.extractText(opened.getElementsByType(TableCell)[0])


def excel():
    """A string with Excel's reading."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = NAME
    source, file = io.BytesIO(), io.BytesIO()
    workbook.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            reading = f'{NAME}</t><rPh sb="0" eb="2"><t>{READING}</t></rPh>'
            new.writestr(part, old.read(part).replace(f"{NAME}</t>".encode(), reading.encode()))
    return openpyxl.load_workbook(io.BytesIO(file.getvalue())).active["A1"].value


found = {"Word, by python-docx": word(), "LibreOffice, by odfpy": calc(), "Excel, by openpyxl": excel()}
for source, text in found.items():
    print(f"{source}: {text!r}")
sys.exit(list(found.values()) != ["", NAME + READING, NAME])
PY
"$place/venv/bin/python" "$place/try.py"
