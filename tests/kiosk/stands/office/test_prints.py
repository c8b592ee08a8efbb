"""The office prints: for its own device only, as of this moment, for the blocks chosen; a refusal is a sentence."""

from __future__ import annotations

import subprocess

import pytest

from kiosk.conference.devices import Role
from kiosk.papers.pdf import catalogue

pytestmark = pytest.mark.whole


def words(pdf, folder):
    """The text of a PDF that was downloaded."""
    (folder / "got.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", folder / "got.pdf", "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def test_the_page_offers_every_paper(enrolled):
    page = enrolled(Role.OFFICE).get("/office/print")
    assert page.status_code == 200
    assert [p.name for p in catalogue.PRINTS if f'formaction="/office/print/{p.name}.pdf"' not in page.text] == []


@pytest.mark.parametrize("page", ["print", "send"])
def test_the_office_is_told_of_letters_that_no_font_has(enrolled, write, page):
    office = enrolled(Role.OFFICE)
    write.guest("김민수", write.organisation("王晓明"))
    assert "Phông chữ không có" not in office.get(f"/office/{page}").text
    guest = write.guest("สมชาย")
    assert f'<span lang="und">ส</span> ({guest.called})' in office.get(f"/office/{page}").text


@pytest.mark.parametrize("path", ["/office/print", "/office/print/calls.pdf"])
def test_no_other_stand_prints(enrolled, app, path):
    assert enrolled(Role.DESK).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 401


def test_a_paper_is_as_of_this_moment_and_for_the_blocks_chosen(enrolled, write, tmp_path):
    office = enrolled(Role.OFFICE)
    write.arrive(write.guest("Lê Doanh Nhân"))
    write.arrive(write.guest("Vũ Nhà Báo", block="press"))
    got = office.get("/office/print/roll.pdf?block=press")
    assert (got.status_code, got.mimetype) == (200, "application/pdf")
    text = words(got.data, tmp_path)
    assert "Vũ Nhà Báo" in text and "Lê Doanh Nhân" not in text


def test_a_list_is_also_a_word_file(enrolled, write, opened):
    office = enrolled(Role.OFFICE)
    write.arrive(write.guest("Lê Doanh Nhân"))
    write.arrive(write.guest("Vũ Nhà Báo", block="press"))
    got = office.get("/office/print/roll.docx?block=press")
    assert (got.status_code, got.headers["Content-Disposition"]) == (200, "attachment; filename=roll.docx")
    names = [cell.text for table in opened(got.data).tables for row in table.rows for cell in row.cells]
    assert "Vũ Nhà Báo" in names and "Lê Doanh Nhân" not in names


def test_what_cannot_be_printed_is_refused_with_a_sentence(enrolled):
    office = enrolled(Role.OFFICE)
    for path in (
        "badges.docx",
        "nothing.docx",
        "roll.pdf",
        "nothing.pdf",
        "badges.pdf?block=--out",
        "badges.pdf?guest=--help",
    ):
        got = office.get(f"/office/print/{path}")
        assert got.status_code == 400, path
        assert "Traceback" not in got.text
