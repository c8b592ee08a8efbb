#!/usr/bin/env bash
# Python 3.11: docxtpl 0.20.2, python-docx 1.2.0, lxml 6.1.3, jinja2 3.1.6.
#
# One expects a Word template to be filled whole or refused. Where the second half of a field ({{ na|me }}) was typed with "track changes"
# on, Word keeps it in an insertion (w:ins). docxtpl joins a field that is split over runs by taking out the markup between its braces:
# here it takes the beginning of the insertion and leaves its end. The XML is then mended by lxml's recovering parser, without a word:
# the field is filled, and everything after that paragraph is gone from the document (seen 1 Dec 2026: 14 paragraphs become 2).
# So whoever lets an office bring its own templates compares the paragraphs of template and result, and parses strictly.
#
# Prints the paragraphs of the filled document without and with the insertion. Exits 0 while the rest is lost, 1 when that changes.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install -q docxtpl==0.20.2 python-docx==1.2.0 lxml==6.1.3 jinja2==3.1.6
cat >"$place/try.py" <<'PY'
import pathlib
import sys

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

place = pathlib.Path(sys.argv[1])


def filled(tracked):
    document = Document()
    document.add_paragraph("First.")
    paragraph = document.add_paragraph("Dear {{ na")
    run = paragraph.add_run("me }}, welcome.")
    if tracked:
        insertion = OxmlElement("w:ins")
        for name, value in (("w:id", "1"), ("w:author", "Author"), ("w:date", "2026-01-01T00:00:00Z")):
            insertion.set(qn(name), value)
        paragraph._p.replace(run._r, insertion)
        insertion.append(run._r)
    for number in range(12):
        document.add_paragraph(f"Paragraph {number}.")
    document.save(place / "template.docx")
    template = DocxTemplate(place / "template.docx")
    template.render({"name": "Lan"})
    template.save(place / "filled.docx")
    return [paragraph.text for paragraph in Document(place / "filled.docx").paragraphs]


plain, tracked = filled(False), filled(True)
print("plain field:", len(plain), "paragraphs; half in an insertion:", len(tracked), tracked)
sys.exit(0 if len(plain) == 14 and len(tracked) < 14 and "Dear Lan, welcome." in tracked else 1)
PY
if "$place/venv/bin/python" "$place/try.py" "$place"; then echo "as stated above"; else echo "changed"; exit 1; fi
