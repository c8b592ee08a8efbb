"""Papers of random days read as sentences: full stops, blanks, capitals, brackets; who is named in one paper is named so in another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest

from kiosk.papers import bundle
from kiosk.papers.text.wording import inside
from live.outcomes import Outcome
from tests.kiosk.papers.test_papers_agree import random_day, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.papers.record import Record

pytestmark = pytest.mark.whole

SEEDS: Final = range(20, 26)
FAULTS: Final = {
    "two blanks": re.compile(r"\S {2,}\S"), "a blank before a mark": re.compile(r" [,;:.)](?!\.)"),
    "nothing in brackets": re.compile(r"\(\s*\)|\[\s*\]|“\s*”"),
    "two full stops": re.compile(r"(?<!\.)\.\.(?!\.)|\.;|;\.|,\.|:\."),
    "a capital behind a semicolon": re.compile(r"; (?:Trả lời|Chuyển|Không|Doanh nghiệp|Chưa|Giải trình|Đã|Đang|Bằng) "),
    "nothing behind a colon": re.compile(r"(?:Ban|Sở|Chi cục|Bà|Ông)[^:\n]*(?<!như sau)(?<!gồm)(?<!có): *$"),
    "none of something": re.compile(r"^(?![IVXLC]+\.).*(?<![\d.,])0 (?:đại biểu|kiến nghị) (?!theo)"),
    "somebody nameless": re.compile(r"^- (?:giao|:)|(?<!\w)None(?!\w)"),
    "a small letter at the beginning": re.compile(r"^- [a-zđ]"),
    "a word of English": re.compile(r"(?i)(?<!\w)(?:the|and|of|none|true|false|unknown|question)(?!\w)"),
}  # fmt: skip
ENDS: Final = re.compile(r"(?:[.;:!?…”\])]|/\.)$")


def days() -> Iterator[Record]:
    """Random days, and days on which nobody came, nothing was asked, or all of one kind."""
    for seed in SEEDS:
        yield random_day(seed)
    whole = random_day(30)
    yield replace(whole, attendees=(), matters=(), conclusions=())
    for kind in (Outcome.WRITING, Outcome.FORWARDED, Outcome.WITHDRAWN, Outcome.OUT):
        yield replace(whole, matters=tuple(m for m in whole.matters if m.outcome is kind), conclusions=())


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("none")
    return [
        {made.file: read(made.file, made.data) for made in bundle.make_all(folder, day) if made.file.endswith(".docx")}
        for day in days()
    ]


def paragraphs(paper: Any) -> Iterator[str]:
    """Every paragraph in running text and in tables, as it is read."""
    for part in paper.paragraphs:
        yield part.text
    for table in paper.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.text.split("\n")


def test_no_sentence_is_left_half(papers: list[dict[str, Any]]) -> None:
    found = {
        (name, file.split("/")[0], text)
        for day in papers
        for file, paper in day.items()
        for text in paragraphs(paper)
        for name, fault in FAULTS.items()
        if fault.search(text.replace("\u00a0", " ").replace(" " * 5, "…"))
    }
    assert not found, sorted(found)


def test_running_text_ends_with_a_mark(papers: list[dict[str, Any]]) -> None:
    found = {
        (file.split("/")[0], part.text)
        for day in papers
        for file, paper in day.items()
        for part in paper.paragraphs
        if part.text.strip() and part.style.name in ("Normal", "List Bullet") and part.alignment != 1
        and part.text.startswith("- ") and not ENDS.search(part.text.rstrip())
    }  # fmt: skip
    assert not found, sorted(found)


def test_the_minutes_count_persons_as_the_report_does(papers: list[dict[str, Any]]) -> None:
    """Companions are persons of their block in both."""
    for day in papers:
        table = next(t for t in day["bao-cao.docx"].tables if len(t.columns) == 10)
        persons = {row.cells[1].text: int(row.cells[9].text) for row in table.rows[1:-1]}
        told = {
            match[1]: int(match[2])
            for part in day["bien-ban.docx"].paragraphs
            if (match := re.match(r"- (.+): (\d+) đại biểu(?:\.|, gồm:|, trong đó có:)$", part.text))
        }
        assert told == {name: count for name, count in persons.items() if count}


def test_who_owes_a_reply_is_sent_the_notice(papers: list[dict[str, Any]]) -> None:
    for day in papers:
        notice = day["thong-bao-ket-luan.docx"]
        owing = {m[1] for part in notice.paragraphs if (m := re.match(r"- (.+): \d+ kiến nghị \(KN số", part.text))}
        sent = {text[2:].removesuffix(" (để thực hiện);") for text in paragraphs(notice) if "để thực hiện" in text}
        assert owing <= sent and not any("Chưa phân công" in text for text in owing | sent)


def test_what_is_promised_is_one_figure_in_report_notice_and_press(papers: list[dict[str, Any]]) -> None:
    for day in papers:
        told = [
            {p.text for p in day[file].paragraphs if re.search(r"^(?:Có|Tổng cộng) .*theo thời hạn đã thông báo", p.text)}
            for file in ("bao-cao.docx", "thong-bao-ket-luan.docx", "thong-tin-bao-chi.docx")
        ]  # fmt: skip
        assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Không thuộc lĩnh vực.", "không thuộc lĩnh vực"), ("Sở Công Thương giải quyết", "Sở Công Thương giải quyết"),
        ("Doanh nghiệp rút;", "doanh nghiệp rút"), ("", ""), ("Cốc vại", "Cốc vại"),
    ],
)  # fmt: skip
def test_a_reason_stands_inside_a_sentence(given: str, told: str) -> None:
    assert inside(given) == told
