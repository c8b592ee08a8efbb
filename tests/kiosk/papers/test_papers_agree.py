"""Papers made of random days, read back from Word and Excel: each pair of papers says the same number for the same thing."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from badges.guests import Guest, Organisation
from kiosk.arrivals.arrival_rows import Arrival
from kiosk.papers import bundle, figures
from kiosk.papers.record import Attendee, Matter, Owing, Ran, Record
from kiosk.settings import load as settings_file
from live.answers import Answer
from live.conclusions import Conclusion
from live.outcomes import Outcome
from live.questions import Question
from tests.conftest import SAMPLE
from tests.support import word_reader
from tests.support.voices import voice

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.whole

SEEDS = range(12)
PAGE = Path(__file__).parents[3] / "docs" / "figures.md"
OWED = (Outcome.WRITING, Outcome.LIVE, Outcome.BEFORE, Outcome.OPEN, Outcome.FORWARDED)
SENTENCE = {
    "listed": r"(\d+) đại biểu theo danh sách mời", "walk_ins": r"(\d+) đại biểu phát sinh ngoài danh sách mời",
    "companions": r"(\d+) người đi cùng", "persons": r"Hội nghị có (\d+) đại biểu tham dự",
    "businesses": r"\d+ đại biểu của (\d+) doanh nghiệp",
    "business_persons": r"trong đó có (\d+) đại biểu của", "substitutes": r"(\d+) đại biểu dự thay",
    "received": r"đã tiếp nhận (\d+) kiến nghị", "advance": r"(\d+) kiến nghị gửi trước Hội nghị",
    "hall": r"(\d+) kiến nghị tiếp nhận tại Hội nghị", "carried": r"(\d+) kiến nghị kỳ trước chuyển sang",
    "merged": r"gộp (\d+) kiến nghị trùng nội dung",
}  # fmt: skip
"""Figure → how a sentence of any paper says it."""
OUTCOMES = {
    "live": r"- Trả lời trực tiếp tại Hội nghị: (\d+)", "before": r"- Trả lời bằng văn bản trước Hội nghị: (\d+)",
    "writing": r"- Trả lời bằng văn bản sau Hội nghị: (\d+)", "forwarded": r"- Chuyển cơ quan có thẩm quyền: (\d+)",
    "out": r"- Không thuộc thẩm quyền, phạm vi Hội nghị: (\d+)", "withdrawn": r"- Doanh nghiệp đã rút: (\d+)",
    "open": r"- Chưa có kết quả: (\d+)",
}  # fmt: skip
"""Figure → its line in report, notice, portal."""
RESULTS = {
    "explained": r"- Giải trình, cung cấp thông tin: (\d+)",
    "settled": r"- Đã giải quyết xong: (\d+)", "considered": r"- Đang xem xét giải quyết: (\d+)",
    "elsewhere": r"- Đã chuyển, không thuộc thẩm quyền.*?: (\d+)", "no_result": r"- Chưa ghi kết quả xử lý: (\d+)",
}  # fmt: skip
"""Figure → its line in the report."""
ALOUD = {
    "live": r"(\d+) kiến nghị đã được trả lời trực tiếp", "writing": r"(\d+) kiến nghị sẽ được trả lời bằng văn bản",
    "before": r"(\d+) kiến nghị đã được trả lời bằng văn bản trước", "forwarded": r"(\d+) kiến nghị được chuyển cơ quan",
    "open": r"(\d+) kiến nghị đang tiếp tục", "withdrawn": r"(\d+) kiến nghị doanh nghiệp đã rút",
}  # fmt: skip


def people(chance: Random, settings: Any) -> tuple[dict[str, Organisation], tuple[Attendee, ...]]:
    """Some guests of every block; some come, some with others, some instead of others."""
    houses = {f"o{n}": Organisation(f"o{n}", f"Công ty TNHH Mẫu {n}", tax_code=f"02000000{n:02d}") for n in range(12)}
    found = []
    for n in range(chance.randrange(3, 60)):
        block = chance.choice(settings.blocks).code
        walk_in = chance.random() < 0.1
        came = walk_in or chance.random() < 0.6
        instead = came and not walk_in and chance.random() < 0.2
        guest = Guest(f"g{n}", f"o{n % 12}", f"Người Thử {n}", block=block, walk_in=walk_in,
                      rsvp=chance.choice(["none", "coming", "declined", "substitute"]),
                      cancelled="2026-04-20T00:00:00Z" if chance.random() < 0.05 else "")  # fmt: skip
        arrival = Arrival(f"g{n}", f"s{n}", "2026-04-24T06:50:00.000Z", "Bàn 1", chance.choice([1, 1, 1, 2, 3]),
                          "Người Thay" if instead else "", "Bà" if instead else "", "", instead)  # fmt: skip
        found.append(Attendee(guest, houses[guest.organisation], arrival if came else None))
    return houses, tuple(found)


def matters(chance: Random, settings: Any, houses: dict[str, Organisation]) -> tuple[Matter, ...]:
    """Questions of every outcome, source, field and unit, with every sort of promise."""
    found: list[Matter] = []
    fields, units = (
        [field.code for field in settings.fields] + [""],
        [unit.code for unit in settings.units] + ["", "Sở Lạ"],
    )
    for number in range(1, chance.randrange(2, 50)):
        kind = chance.choice(list(Outcome))
        into = chance.randrange(1, number) if number > 1 else None
        kind = Outcome.OPEN if kind is Outcome.MERGED and into is None else kind
        question = Question(
            number, f"o{chance.randrange(12)}", f"Nội dung {number}", field=chance.choice(fields), unit=chance.choice(units),
            source=chance.choice(["advance", "hall", "phone", "carried"]), withheld="1" if chance.random() < 0.1 else "",
            merged_into=into if kind is Outcome.MERGED else None, prepared=chance.choice(["", "Dự thảo."]),
            referred_to=chance.choice(["", "health", "Cục Thuế"]) if kind is Outcome.FORWARDED else "",
        )  # fmt: skip
        found.append(matter(chance, question, kind, units, houses))
    return tuple(found)


def matter(
    chance: Random, question: Question, kind: Outcome, units: list[str], houses: dict[str, Organisation]
) -> Matter:
    """A question with what the secretary noted of it."""
    given, owed = [], []
    for n in range(1, chance.choice([1, 1, 2, 3]) + 1):
        due = date(2026, 5, chance.choice([6, 8, 13])) if kind in OWED and chance.random() < 0.25 else None
        if kind is Outcome.WRITING and n == 1:
            due = due or date(2026, 5, 20)
        form = "live" if kind is Outcome.LIVE else ""
        one = voice(
            question.number, n, unit=chance.choice(units), text=chance.choice(["", "Đã trả lời."]), form=form,
            called=f"2026-04-24T0{8 + n % 2}:00:00.000Z", answerer=chance.choice(["", "Bà Trần Thị Mẫu"]),
            part=chance.choice([0, 0, 1]) if n > 1 else 0, asked="Còn phí thì sao?" if n > 1 else "",
            result=chance.choice(["", "explained", "settled", "considered"]), promised=due is not None, due=due.isoformat() if due else "",
        )  # fmt: skip
        given.append(one)
        owed += [Owing(one, due)] if due else []
    answer = Answer(question.number, tuple(given))
    called = datetime(2026, 4, 24, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(minutes=question.number)
    return Matter(
        question, answer, houses[question.organisation], kind, called if kind is Outcome.LIVE else None, tuple(owed)
    )


def random_day(seed: int) -> Record:
    """Return the record of a day made at random."""
    chance, settings = Random(seed), settings_file.load(SAMPLE)
    houses, attendees = people(chance, settings)
    tasks = tuple(
        Conclusion(f"c{n}", "Chủ trì", chance.choice(["tdc", "", "Sở Lạ"]), f"Việc {n}")
        for n in range(chance.randrange(4))
    )
    made = datetime(2026, 4, 24, 17, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    programme = tuple(Ran(n, item, None, None, skipped=False) for n, item in enumerate(settings.programme))
    return Record(settings, made, attendees, houses, matters(chance, settings, houses), (), tasks, programme)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Record, dict[str, Any]]]:
    """Random days, and their papers as they are read back."""
    folder = tmp_path_factory.mktemp("none")
    found = []
    for seed in SEEDS:
        kept = random_day(seed)
        papers = {p.file: read(p.file, p.data) for p in bundle.make_all(folder, kept)}
        found.append((kept, papers))
    return found


def read(file: str, data: bytes) -> Any:
    if file.endswith(".xlsx"):
        return openpyxl.load_workbook(io.BytesIO(data))
    return word_reader.opened(data) if file.endswith(".docx") else data


def words(paper: Any) -> list[str]:
    return [p.text for p in paper.paragraphs]


def said(paper: Any, patterns: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Every figure that a paper's running text says by one of these patterns."""
    for text in words(paper):
        for name, pattern in patterns.items():
            for match in re.finditer(pattern, text):
                yield name, int(match[1])


def test_every_figure_is_the_sum_of_its_parts(days: list[tuple[Record, Any]]) -> None:
    for kept, _ in days:
        known = figures.values(kept)
        wrong = [f.name for f in figures.FIGURES if f.parts and figures.summed(f, known) != known[f.name]]
        assert wrong == []


@pytest.mark.parametrize(
    ("file", "patterns"),
    [
        ("bao-cao.docx", SENTENCE | OUTCOMES | RESULTS), ("bien-ban.docx", SENTENCE), ("thong-bao-ket-luan.docx", SENTENCE | OUTCOMES),
        ("thong-tin-bao-chi.docx", SENTENCE | ALOUD), ("cong-thong-tin.docx", SENTENCE | OUTCOMES),
    ],
)  # fmt: skip
def test_a_paper_says_the_figures_of_the_record(
    days: list[tuple[Record, Any]], file: str, patterns: dict[str, str]
) -> None:
    told: set[str] = set()
    for kept, papers in days:
        known = figures.values(kept)
        for name, number in said(papers[file], patterns):
            told.add(name)
            assert (name, number) == (name, known[name])
    assert len(told) >= len(patterns) - 3, "the patterns do not find what they look for"


def test_the_workbook_says_every_figure(days: list[tuple[Record, Any]]) -> None:
    for kept, papers in days:
        rows = {row[0]: row[1] for row in papers["tong-hop.xlsx"]["Thống kê"].iter_rows(min_row=2, values_only=True)}
        known = figures.values(kept)
        assert {f.label: int(rows[f.label]) for f in figures.FIGURES} == {
            f.label: known[f.name] for f in figures.FIGURES
        }


def test_the_attendance_table_adds_up_and_ends_with_the_figures(days: list[tuple[Record, Any]]) -> None:
    names = ("invited", "confirmed", "absent", "walk_ins", "present", "substitutes", "companions", "persons")
    for kept, papers in days:
        table = next(t for t in papers["bao-cao.docx"].tables if len(t.columns) == 10)
        rows = [[int(cell.text or 0) for cell in row.cells[2:]] for row in table.rows[1:]]
        known = figures.values(kept)
        assert rows[-1] == [known[name] for name in names] == [sum(column) for column in zip(*rows[:-1], strict=True)]


def annex(paper: Any) -> tuple[dict[str, tuple[int, int]], list[list[str]]]:
    """Bands by name with (counted, merged), and rows as texts."""
    table = next(t for t in paper.tables if len(t.columns) == 9 and "Nội dung kiến nghị" in t.rows[0].cells[2].text)
    bands, rows = {}, []
    for row in table.rows[1:]:
        cells = [cell.text for cell in row.cells]
        match = re.match(r"[IVXLC]+\. (.+) \((\d+) kiến nghị(?: và (\d+) kiến nghị trùng đã gộp)?\)$", cells[0])
        if match and cells[0] == cells[-1]:
            bands[match[1]] = (int(match[2]), int(match[3] or 0))
        elif cells[0] != cells[-1]:
            rows.append(cells)
    return bands, rows


def listed(paper: Any, start: str) -> dict[str, int]:
    """The lines under a heading: name → its first number."""
    found: dict[str, int] = {}
    texts = iter(words(paper))
    for text in texts:
        if text.startswith(start):
            break
    for text in texts:
        match = re.match(r"- (.+?): (\d+) kiến nghị", text)
        if not match:
            break
        found[match[1]] = int(match[2])
    return found


def test_fields_are_the_same_in_report_press_and_annex(days: list[tuple[Record, Any]]) -> None:
    for kept, papers in days:
        bands, rows = annex(papers["bao-cao.docx"])
        fields = listed(papers["bao-cao.docx"], "2. Theo lĩnh vực")
        assert fields == {name: count for name, (count, _) in bands.items() if count}
        assert fields == listed(papers["thong-tin-bao-chi.docx"], "Theo lĩnh vực")
        known = figures.values(kept)
        assert sum(count for count, _ in bands.values()) == known["distinct"]
        assert sum(merged for _, merged in bands.values()) == known["merged"]
        assert len(rows) == known["received"]


def test_units_are_the_same_in_report_annex_and_workbook(days: list[tuple[Record, Any]]) -> None:
    for _, papers in days:
        counted = listed(papers["bao-cao.docx"], "3. Theo đơn vị")
        _, rows = annex(papers["bao-cao.docx"])
        named: dict[str, int] = {}
        for cells in rows:
            if "trùng" not in cells[5]:
                named[cells[4]] = named.get(cells[4], 0) + 1
        assert named == counted
        sheet = papers["tong-hop.xlsx"]["Kiến nghị"]
        heads = [cell.value for cell in sheet[1]]
        unit, form = heads.index("Đơn vị trả lời"), heads.index("Hình thức trả lời")
        inside: dict[str, int] = {}
        for row in sheet.iter_rows(min_row=2, values_only=True):
            if "trùng" not in row[form]:
                inside[row[unit]] = inside.get(row[unit], 0) + 1
        assert inside == counted


def test_portal_and_press_lack_only_what_is_withheld(days: list[tuple[Record, Any]]) -> None:
    for kept, papers in days:
        known = figures.values(kept)
        _, rows = annex(papers["cong-thong-tin.docx"])
        assert len(rows) == known["received"] - known["withheld"]
        sheet = papers["cong-thong-tin.xlsx"]["Kiến nghị"]
        assert sheet.max_row - 1 == len(rows)
        press = papers["thong-tin-bao-chi.docx"]
        shown = sum(len(table.rows) - 1 for table in press.tables)
        left = [int(m[1]) for text in words(press) if (m := re.search(r"Không liệt kê (\d+)", text))]
        assert shown + sum(left) == known["live"]


def short(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"


def test_due_days_are_the_same_in_report_and_notice_and_none_is_later(days: list[tuple[Record, Any]]) -> None:
    for kept, papers in days:
        notice = [t for t in words(papers["thong-bao-ket-luan.docx"]) if "chậm nhất" in t]
        report = [t for t in words(papers["bao-cao.docx"]) if "chậm nhất" in t and "trả lời bằng văn bản" in t]
        found: set[tuple[str, str]] = set()
        for text in notice:
            numbers, day = re.search(r"KN số ([\d., và]+)\).*chậm nhất (\S+?)\.?$", text).groups()  # type: ignore[union-attr]
            found |= {(number, day) for number in re.findall(r"\d+(?:\.\d)?", numbers)}
        assert found == {(one.voice.kn, short(one.due)) for m in kept.matters for one in m.owed}
        assert len(report) == len(notice)


def test_every_promise_stands_in_the_letter_of_its_question(days: list[tuple[Record, Any]]) -> None:
    """Each day that was named has its place there, whichever voice named it, and no letter names another day."""
    for kept, papers in days:
        for name, paper in papers.items():
            if not name.startswith(bundle.LETTERS):
                continue
            texts = words(paper)
            numbers = {
                int(number)
                for number in re.findall(r"\d+", " ".join(re.findall(r"KN số ([\d, và]+)", " ".join(texts))))
            }
            group = [kept.carrier(m) for m in kept.matters if m.number in numbers]
            promised = {
                short(one.due) for m in group if m.outcome is not Outcome.OPEN or m.answer.text for one in m.owed
                if m.outcome is not Outcome.WRITING or not one.voice.text
            }  # fmt: skip
            named = {day for text in texts for day in re.findall(r"(?:thời hạn|chậm nhất ngày) (\d\d/\d+/\d{4})", text)}
            assert promised <= named <= {short(one.due) for m in group for one in m.owed}, name


def test_results_are_the_same_in_report_and_annex(days: list[tuple[Record, Any]]) -> None:
    for _, papers in days:
        _, rows = annex(papers["bao-cao.docx"])
        for name, label in (
            ("settled", "Đã giải quyết xong"),
            ("explained", "Giải trình"),
            ("considered", "Đang xem xét"),
        ):
            lines = [number for key, number in said(papers["bao-cao.docx"], RESULTS) if key == name]
            assert sum(lines) == sum(cells[6].startswith(label) for cells in rows)


def test_the_promised_of_the_notice_are_those_of_the_workbook(days: list[tuple[Record, Any]]) -> None:
    for kept, papers in days:
        _, rows = annex(papers["bao-cao.docx"])
        dated = {re.search(r"KN số (\d+)", cells[2])[1] for cells in rows if cells[7] and "trùng" not in cells[5]}  # type: ignore[index]
        assert len(dated) == figures.values(kept)["promised"]
        portal = {cells[2]: cells[7] for cells in annex(papers["cong-thong-tin.docx"])[1]}
        report = {cells[2]: cells[7] for cells in rows}
        assert portal.items() <= report.items()


def test_nothing_settled_is_listed_as_not_settled(days: list[tuple[Record, Any]]) -> None:
    for _, papers in days:
        texts = words(papers["bao-cao.docx"])
        start = texts.index("5. Kiến nghị chưa giải quyết xong, lý do, thời hạn")
        assert [t for t in texts[start:] if t.startswith("- KN số") and "Đã giải quyết xong" in t] == []


def test_the_page_lists_every_figure_with_its_definition() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for figure in figures.FIGURES:
        assert f"| `{figure.name}` | {figure.label} | {figure.definition}" in page
    assert set(re.findall(r"^\| `([a-z_]+)` \|", page, re.M)) == {figure.name for figure in figures.FIGURES}
