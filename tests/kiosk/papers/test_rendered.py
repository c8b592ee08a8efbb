"""LibreOffice opens every paper: pages, page numbers and text with all marks come out of it."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
PAGES = {
    "bao-cao": range(12, 22), "bien-ban": range(5, 12), "thong-bao-ket-luan": range(2, 4), "kn-001": range(2, 4),
    "01-so-y-te": range(1, 2), "cong-thong-tin": range(9, 18), "thong-tin-bao-chi": range(3, 7),
}  # fmt: skip
"""How many pages each has; fonts differ between machines."""


@pytest.fixture(scope="module")
def pdfs(papers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The driven day's papers as PDF: one of each kind."""
    folder = tmp_path_factory.mktemp("pdf")
    shown = {name: next(f for f in papers if Path(f).name.startswith(name) and f.endswith(".docx")) for name in PAGES}
    for name, file in shown.items():
        (folder / f"{name}.docx").write_bytes(papers[file])
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("No LibreOffice on this machine: run make test, which installs it.")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in PAGES}


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return unicodedata.normalize("NFC", done.stdout.decode()).split("\f")[:-1]


def lines(pdf: Path) -> list[str]:
    """The lines of each page but its number, in the order in which they are read, a page break between pages."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    return unicodedata.normalize("NFC", done.stdout.decode()).split("\n")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_papers_have_as_many_pages_as_they_should(pdfs: dict[str, Path]) -> None:
    counts = {name: len(pages(pdf)) for name, pdf in pdfs.items()}
    assert {name: n for name, n in counts.items() if n not in PAGES[name]} == {}


def test_the_report_reads_with_all_its_marks(pdfs: dict[str, Path]) -> None:
    text = words(" ".join(pages(pdfs["bao-cao"])))
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng",
        "III. KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT KIẾN NGHỊ", "Sau khi phân loại, gộp 02 kiến nghị trùng nội dung, còn 38 kiến nghị.",
    ):  # fmt: skip
        assert sentence in text


def test_the_first_page_has_no_number_and_annexes_begin_anew(pdfs: dict[str, Path]) -> None:
    heads = [page.strip().split("\n")[0].strip() for page in pages(pdfs["bao-cao"])]
    starts = [n for n, head in enumerate(heads) if not head.isdigit()]
    assert len(starts) == 3
    assert [heads[n].split()[0] for n in starts] == ["UBND", "Phụ", "Phụ"]
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
        assert heads[start + 1 : end] == [str(n) for n in range(2, end - start + 1)]


def test_the_annex_shows_its_header_on_every_page(pdfs: dict[str, Path]) -> None:
    texts = pages(pdfs["bao-cao"])
    starts = [n for n, page in enumerate(texts) if page.strip().startswith("Phụ lục")]
    assert [("Nội dung kiến nghị" in page) for page in texts[starts[0] : starts[1]]] == [True] * (starts[1] - starts[0])


def test_every_question_number_is_in_the_annex(pdfs: dict[str, Path]) -> None:
    text = " ".join(pages(pdfs["bao-cao"]))
    assert [n for n in range(1, 41) if f"KN số {n}." not in text] == []


def test_no_page_holds_its_number_alone(pdfs: dict[str, Path]) -> None:
    assert [
        (name, n)
        for name, pdf in pdfs.items()
        for n, page in enumerate(pages(pdf), 1)
        if not words(page).strip("0123456789 ")
    ] == []


TORN = re.compile(
    r"(?i)(?:^|\s)(?:(?:ngày|tháng|năm|số|điều|khoản|lúc) ?\n\d|(?:ông|bà) ?\n[A-ZĐ]|\d+ ?\n(?:giờ|phút)\b|-\n(?:CP|TT|SKHCN)\b)"
)


def test_no_date_number_or_name_is_torn_between_two_lines(pdfs: dict[str, Path]) -> None:
    assert {name: found for name, pdf in pdfs.items() if (found := TORN.findall("\n".join(lines(pdf))))} == {}


def test_no_heading_stands_alone_at_the_foot_of_a_page(
    pdfs: dict[str, Path], papers: dict[str, bytes], opened: Any
) -> None:
    alone = []
    for name, pdf in pdfs.items():
        paper = opened(next(data for file, data in papers.items() if Path(file).name.startswith(name)))
        bold = {p.text for p in paper.paragraphs if p.runs and all(run.bold for run in p.runs if run.text.strip())}
        bold |= {p.text for p in paper.paragraphs if p.style.name.startswith("Heading")}
        ends = [page.strip().split("\n")[-1] for page in "\n".join(lines(pdf)).split("\f") if page.strip()]
        alone += [(name, end) for end in ends[:-1] if words(end).strip() in {words(text) for text in bold}]
    assert alone == []
