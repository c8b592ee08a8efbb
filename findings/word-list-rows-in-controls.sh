#!/usr/bin/env bash
# python-docx 1.2.0 (lxml 6.1.3), Python 3.11; a document as Word writes it when a table's row repeats in a content control.
#
# One expects `table.rows` to be the rows that Word shows. A row inside a content control (w:sdt, which Word puts around each row of a
# "repeating section", as forms of offices have it) is left out, without a warning: of three rows python-docx gives two. The same happens to a
# cell inside a control (the cells behind it move left by one) and to text that was inserted with "Track changes" (an empty cell). Word and
# LibreOffice show all of it. So a list of people read through table.rows loses whoever stands in a control: walk the XML instead.
#
# Prints what python-docx reads of a list of three people in each of the three ways. Exits 0 while something is lost, 1 when that changes.
set -eu
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"; "$place/venv/bin/pip" install -q python-docx==1.2.0 lxml==6.1.3
cat >"$place/try.py" <<'PY'
import io
import sys

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

PEOPLE = [["1", "Phạm Văn Thử", "Giám đốc"], ["2", "Lê Thị Mẫu", "Kế toán"], ["3", "Trần Văn Ví", "Chủ nhiệm"]]


def control(element):
    """Put a content control around a row or a cell."""
    outer, inner = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    element.addprevious(outer)
    outer.append(inner)
    inner.append(element)


def row(table):
    control(table.rows[1]._tr)


def cell(table):
    control(table.rows[1].cells[1]._tc)


def inserted(table):
    run = table.rows[1].cells[1].paragraphs[0].runs[0]._r
    mark = OxmlElement("w:ins")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), "A")
    run.addprevious(mark)
    mark.append(run)


def read(change):
    document = docx.Document()
    table = document.add_table(3, 3)
    for line, person in zip(table.rows, PEOPLE, strict=True):
        for one, text in zip(line.cells, person, strict=True):
            one.text = text
    change(table)
    file = io.BytesIO()
    document.save(file)
    again = docx.Document(io.BytesIO(file.getvalue()))
    return [[one.text for one in line.cells] for line in again.tables[0].rows]


lost = 0
for change in (row, cell, inserted):
    got = read(change)
    lost += got != PEOPLE
    print(f"{change.__name__:9}", got)
print(f"{lost} of 3 lose something")
sys.exit(0 if lost == 3 else 1)
PY
"$place/venv/bin/python" "$place/try.py"
