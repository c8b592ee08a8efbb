"""Legal bases as parts: whole at the first mention, short after it; a number or a day that is not on the list is told."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.papers.text import legal_basis
from kiosk.papers.text.legal_basis import Citations, Fault
from kiosk.settings.schema import LegalBasis

DECREE = LegalBasis(
    kind="Nghị định", number="36/2026/NĐ-CP", date=dt.date(2026, 1, 23), issuer="Chính phủ", subject="quy định chi tiết Luật Đo lường"
)  # fmt: skip
FULL = "Nghị định số 36/2026/NĐ-CP ngày 23 tháng 01 năm 2026 của Chính phủ quy định chi tiết Luật Đo lường"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nghị định số 36/2026/NĐ-CP", "Nghị định số 36/2026/NĐ-CP"), ("Nghị định 36/2026/NĐ-CP", "Nghị định số 36/2026/NĐ-CP"),
        ("Nghị định số 36/2026/NĐ-CP ngày 23/01/2026", "Nghị định số 36/2026/NĐ-CP"),
    ],
)  # fmt: skip
def test_the_first_mention_is_whole_and_later_ones_are_short(first: str, second: str) -> None:
    cite = Citations([DECREE])
    assert cite.write(f"Khoản 2 Điều 12 {first}.") == f"Khoản 2 Điều 12 {FULL}."
    assert cite.write(f"Theo {first}.") == f"Theo {second}."


def test_what_is_not_on_the_list_stays_as_it_was_written() -> None:
    text = "Thông tư số 15/2025/TT-BKHCN và Nghị định số 36/2026/NĐ-CP ngày 24/01/2026"
    assert Citations([DECREE]).write(text) == text
    assert Citations([]).write(text) == text


def test_a_strange_number_and_a_strange_day_are_told() -> None:
    text = "Thông tư số 15/2025/TT-BKHCN; Nghị định số 36/2026/NĐ-CP ngày 24/01/2026; Nghị định số 36/2026/NĐ-CP"
    assert list(legal_basis.check([DECREE], text)) == [
        Fault("Thông tư số 15/2025/TT-BKHCN", "unknown"), Fault("Nghị định số 36/2026/NĐ-CP ngày 24/01/2026", "date", "23/01/2026"),
    ]  # fmt: skip
    assert list(legal_basis.check([], text)) == []


def test_a_table_names_each_basis_whole_once() -> None:
    rows = [{"answer": "Theo Nghị định số 36/2026/NĐ-CP.", "basis": "Nghị định số 36/2026/NĐ-CP"}]
    bands = legal_basis.in_bands([{"rows": rows}, {"rows": rows}], [DECREE])
    told = [row[part] for band in bands for row in band["rows"] for part in ("answer", "basis")]
    assert [FULL in text for text in told] == [True, False, False, False]
