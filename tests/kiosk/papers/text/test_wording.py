"""Numbers, dates and lists as officials write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.dates import short_date
from kiosk.papers.text import wording


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (999, "999"), (2127, "2.127"), (1000000, "1.000.000")],
)
def test_counts(number: int, text: str) -> None:
    assert wording.count(number) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(2127, 2224, "95,64%"), (1, 2, "50%"), (1, 3, "33,33%"), (1, 8, "12,5%"), (0, 0, "0%")]
)
def test_shares(part: int, whole: int, text: str) -> None:
    assert wording.percent(part, whole) == text


def test_a_share_of_questions() -> None:
    assert wording.share(2127, 2224) == "2.127 kiến nghị (chiếm\u00a095,64%)"


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (dt.date(2026, 4, 24), "ngày 24 tháng 4 năm 2026", "24/4/2026"),
        (dt.date(2026, 1, 5), "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        (dt.date(2026, 2, 10), "ngày 10 tháng 02 năm 2026", "10/02/2026"),
        (dt.date(2026, 12, 9), "ngày 09 tháng 12 năm 2026", "09/12/2026"),
    ],
)
def test_dates(day: dt.date, long: str, short: str) -> None:
    assert (wording.date(day), short_date(day)) == (long, short)


def test_hours() -> None:
    assert wording.hour(dt.time(14, 50)) == "14 giờ 50 phút"
    assert wording.short_hour(dt.time(9, 5)) == "09h05"
    assert wording.weekday(dt.date(2026, 4, 24)) == "thứ Sáu"


def test_lists() -> None:
    assert wording.joined([]) == ""
    assert wording.joined(["a"]) == "a"
    assert wording.joined(["a", "", "b", "c"]) == "a, b và c"


def test_roman_numbers() -> None:
    assert [wording.roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


def test_sentences_end_once() -> None:
    assert wording.sentence(" Đã trả lời ") == "Đã trả lời."
    assert wording.sentence("Đã trả lời./.") == "Đã trả lời./."
    assert wording.clause("Đã trả lời.; ") == "Đã trả lời"


def test_clean_text_keeps_what_can_be_kept() -> None:
    assert wording.clean("a\x00b\x0bc\r\nd\ud800e\ufffff <&> {{ x }}") == "ab\nc\nd\ufffde\ufffdf <&> {{ x }}"
    assert wording.clean("Hòa") == "Hòa"


@given(st.text(st.characters(codec=None)))
def test_clean_text_is_clean_and_stays(text: str) -> None:
    once = wording.clean(text)
    assert wording.clean(once) == once
    assert once.encode().decode() == once


def test_slugs_are_plain() -> None:
    assert wording.slug("Công ty TNHH MTV Đường Đỗ & Co.") == "cong-ty-tnhh-mtv-duong-do-co"
    assert wording.slug("…") == "khong-ten"
