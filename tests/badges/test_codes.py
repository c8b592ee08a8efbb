"""Codes: derived alike for ever, read out of anything, and misreads caught."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import codes

KEY = bytes(range(32))
SCANS = json.loads(Path(__file__).with_name("codes.json").read_text(encoding="utf-8"))
NAMES = {"a": SCANS["a"], "b": SCANS["b"], "first": SCANS["a"][:20], "rest": SCANS["a"][20:]}

any_code = st.builds(
    codes.derive,
    st.binary(min_size=16, max_size=40),
    st.text(max_size=20),
    st.text(max_size=20),
    st.integers(min_value=0, max_value=99),
)


def fill(template: str) -> str:
    for name, value in NAMES.items():
        template = template.replace("{" + name + "}", value)
    return template


def test_a_code_never_changes_once_cards_are_printed() -> None:
    assert codes.derive(KEY, "haiphong-2026", "17", 0) == "11929317324403140691046575318652315837529"


def test_conference_guest_generation_and_key_each_make_another_code() -> None:
    made = {
        codes.derive(KEY, "haiphong-2026", "17", 0),
        codes.derive(KEY, "haiphong-2026", "17", 1),
        codes.derive(KEY, "haiphong-2026", "1", 70),
        codes.derive(KEY, "haiphong-20261", "7", 0),
        codes.derive(KEY[:-1] + b"!", "haiphong-2026", "17", 0),
    }
    assert len(made) == 5


def test_each_card_that_replaces_one_has_a_code_of_its_own() -> None:
    assert len({codes.derive(b"k" * 32, "hoi-nghi", "khach", generation) for generation in range(1, 8)}) == 7


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="15 bytes; make one of at least 16"):
        codes.derive(KEY[:15], "haiphong-2026", "17", 0)


def test_a_code_holds_more_than_128_bits_and_every_digit_is_about_as_frequent() -> None:
    assert 10**codes.DRAWN > 2**128
    counted = Counter("".join(codes.derive(KEY, "c", str(guest), 0)[: codes.DRAWN] for guest in range(2000)))
    share = {digit: count / counted.total() for digit, count in counted.items()}
    assert sorted(share) == list("0123456789")
    assert all(0.097 < part < 0.103 for part in share.values())


@given(any_code)
def test_a_derived_code_is_sound_and_reads_as_itself(code: str) -> None:
    assert len(code) == codes.LENGTH
    assert codes.is_sound(code)
    assert codes.read(code) == code


@given(any_code, st.integers(0, codes.LENGTH - 1), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(code: str, place: int, step: int) -> None:
    wrong = str((int(code[place]) + step) % 10)
    assert not codes.is_sound(code[:place] + wrong + code[place + 1 :])


@given(any_code)
def test_any_swap_of_neighbours_is_caught(code: str) -> None:
    for place in range(codes.LENGTH - 1):
        left, right = code[place : place + 2]
        if left != right:
            assert not codes.is_sound(code[:place] + right + left + code[place + 2 :])


@pytest.mark.parametrize("text", ["", "1" * 40, "1" * 42, "x" * 41, "１" * 41, "1" * 41 + "\n"])
def test_what_is_not_41_digits_is_neither_code_nor_sound(text: str) -> None:
    assert not codes.is_code(text)
    assert not codes.is_sound(text)


@pytest.mark.parametrize("case", SCANS["cases"], ids=lambda case: case["why"])
def test_a_scan_is_read_as_the_table_says(case: dict[str, str | None]) -> None:
    expected = case["read"]
    assert codes.read(fill(str(case["text"]))) == (None if expected is None else fill(expected))


@given(st.text())
def test_reading_never_raises_and_returns_a_code_or_nothing(text: str) -> None:
    found = codes.read(text)
    assert found is None or codes.is_code(found)


@given(st.text(alphabet="0123456789 -\n\u200b\ud800１x", max_size=200))
def test_reading_never_raises_on_what_looks_like_digits(text: str) -> None:
    found = codes.read(text)
    assert found is None or codes.is_code(found)


@given(st.text(max_size=40), any_code, st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=40))
def test_a_code_is_found_behind_anything_and_before_anything_without_digits(before: str, code: str, after: str) -> None:
    assert codes.read(before + code + after) == code


@given(any_code, st.sampled_from([" ", "-", " - ", "\u00a0", "\n", "–"]))
def test_the_printed_groups_typed_back_are_the_code(code: str, gap: str) -> None:
    assert codes.read(gap.join(codes.groups(code))) == code


def test_a_code_is_printed_as_two_lines_of_five_groups() -> None:
    assert [len(group) for group in codes.groups(NAMES["a"])] == [4] * 9 + [5]
    assert "".join(codes.groups(NAMES["a"])) == NAMES["a"]


def test_the_digest_is_sha_256_in_hexadecimal() -> None:
    assert codes.digest("0" * 41) == "4b7e6989a501165d819b04190841db955b6a53e0005938237c7d11cc6abc4639"


@pytest.mark.parametrize("text", ["", "0" * 40, "0" * 40 + "x", "0" * 41 + " "])
def test_only_a_code_has_a_digest(text: str) -> None:
    with pytest.raises(ValueError, match="A code is 41 digits"):
        codes.digest(text)
