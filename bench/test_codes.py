"""Codes at printed sizes are still read when blurred, tilted, dark or shown on a screen (bench/codes.py has the table)."""

from __future__ import annotations

import pytest

from badges import codes, qr
from bench.codes import SPOILS, photographed, read

GENTLE = [spoil for spoil in SPOILS if not spoil.startswith("blurred 0.3") and not spoil.startswith("blurred 0.4")]


@pytest.mark.parametrize("spoil", GENTLE)
@pytest.mark.parametrize("size", [20, 31])
def test_a_spoilt_code_is_read_by_one_of_two_readers(size, spoil):
    for n in range(4):
        code = codes.derive(bytes(range(32)), "c", str(n), 1)
        zxing, zbar = read(SPOILS[spoil](photographed(code, size)))
        assert zxing | zbar == {code}


@pytest.mark.parametrize("size", [20, 25, 31])
def test_a_clean_code_is_read_by_both(size):
    code = codes.derive(bytes(range(32)), "c", "1", 1)
    assert read(photographed(code, size)) == ({code}, {code})


def test_the_pictures_here_are_drawn_with_the_mask_of_the_cards():
    code = codes.derive(bytes(range(32)), "c", "1", 1)
    assert photographed(code, 31).tobytes() == photographed(code, 31, qr.MASK).tobytes()
