"""Fonts as PDFs need them, beside fontTools: letters, widths, and subsets that draw the same shapes."""

import io

import pytest
from fontTools.ttLib import TTFont

from kiosk import assets
from kiosk.papers.pdf import truetype

FILES = sorted(assets.font().parent.glob("*.ttf"))
WORDS = "Nguyễn Văn Ẳ Ệ ỵ Đặng “–” 김민수 田中さん 王明"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_letters_and_widths_are_those_of_the_file(path):
    ours, theirs = truetype.face(path), TTFont(path)
    names = theirs.getGlyphOrder()
    assert {code: names[glyph] for code, glyph in ours.glyphs.items()} == theirs.getBestCmap()
    scale = 1000 / theirs["head"].unitsPerEm
    assert list(ours.widths) == [round(theirs["hmtx"][name][0] * scale) for name in names]
    assert (ours.ascent, ours.weight) == (round(theirs["hhea"].ascent * scale), theirs["OS/2"].usWeightClass)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_subset_is_a_sound_font_that_draws_the_same_shapes(path):
    face, whole = truetype.face(path), TTFont(path)
    used = {face.glyphs[ord(letter)] for letter in WORDS if ord(letter) in face.glyphs}
    small = TTFont(io.BytesIO(face.subset(used)), checkChecksums=2)
    order = whole.getGlyphOrder()
    for glyph in used:
        shape, name = small["glyf"][small.getGlyphOrder()[glyph]], order[glyph]
        assert shape.getCoordinates(small["glyf"])[0] == whole["glyf"][name].getCoordinates(whole["glyf"])[0]
        assert small["hmtx"][small.getGlyphOrder()[glyph]] == whole["hmtx"][name]
    assert len(face.subset(used)) < path.stat().st_size / 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_letter_is_put_together_from_others(path):
    whole = TTFont(path)
    assert [name for name in whole.getGlyphOrder() if whole["glyf"][name].isComposite()] == []
