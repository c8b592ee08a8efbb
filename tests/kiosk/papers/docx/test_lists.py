"""Lists as Word files: the same persons as the PDF, in Times New Roman, headings on every page, pages numbered anew."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from badges.refusal import Refusal
from kiosk.papers import word_lists
from kiosk.papers.pdf import catalogue, selection
from tests.support.pdf_reader import Printed

NAMES = ("Vũ Đình Ẩn", "Trần Thị An", "{{ 7 * 7 }} {% if %}", "김민수", "<w:p/> & ]]>")


@pytest.fixture
def word(conference, opened):
    """word("roll") → the Word file, read back."""
    return lambda name: opened(word_lists.make(conference, catalogue.find(name), selection.choose(conference)))


@pytest.fixture
def came(write):
    house = write.organisation("Công ty TNHH Thép Sông Cấm")
    for name in NAMES:
        write.arrive(write.guest(name, house, position="Giám đốc"), party=2)
    write.guest("Lê Vắng", house, rsvp="declined", rsvp_reason="Ốm")


def rows(document):
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


@pytest.mark.parametrize("name", ["invited", "sign-in", "roll"])
def test_the_word_file_says_what_the_pdf_says(conference, came, word, tmp_path, name):
    pdf = catalogue.draw(conference, catalogue.find(name), selection.choose(conference))
    printed = "".join("".join(Printed(pdf, tmp_path).pages("-raw")).split())
    document = word(name)
    said = [p.text for p in document.paragraphs] + [
        text for row in rows(document) for cell in row for text in cell.split("\n")
    ]
    assert [text for text in said if "".join(text.split()) not in printed] == []
    assert [guest for guest in NAMES if not any(guest in text for text in said)] == []


def test_a_list_is_in_times_new_roman_with_its_heading_on_every_page(came, word):
    document = word("roll")
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert [section.page_width.mm for section in document.sections] == pytest.approx([210.0, 210.0], abs=0.1)
    heads = [
        t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for t in document.tables
        if "STT" in t.rows[0].cells[0].text
    ]
    assert heads == [True, True]
    assert all(
        row._tr.trPr.find(qn("w:cantSplit")) is not None
        for t in document.tables
        if "STT" in t.rows[0].cells[0].text
        for row in t.rows
    )


def test_what_is_no_list_is_refused_as_word(conference):
    with pytest.raises(Refusal, match="PDF only"):
        word_lists.make(conference, catalogue.find("badges"), [])
