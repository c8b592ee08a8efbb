"""The fields of a template, put in order before it is compiled; what cannot be filled whole is refused with its place.

A word processor cuts a field into runs wherever it likes, and an editor may leave half of one in a link: the filler would
drop the markup between the halves and lose what followed. So every field is joined in its first run here, and a field that
no run can hold is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kiosk.papers.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

FIELD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
OPEN: Final = re.compile(r"\{\{|\{%|\{#")
CLOSE: Final = re.compile(r"\}\}|%\}|#\}")
BLOCK: Final = re.compile(r"^(?:\{\{|\{%|\{#)(?P<kind>p|tr|tc)\s")
INLINE: Final = ("hyperlink", "fldSimple", "dir", "bdo")
"""Elements of a paragraph that hold runs of their own."""


class Misplaced(NamedTuple):
    """A fault of a template: which, and the text near it."""

    kind: str
    place: str


class _Letters(NamedTuple):
    text: str
    homes: list[_Element]
    """For each character the `w:t` that holds it."""


def check(tree: _Element) -> Misplaced | None:
    """Join the fields of a story, each in its first run; return the first fault, or None."""
    for paragraph in tree.iter(f"{W}p"):
        letters = _letters(paragraph)
        if not OPEN.search(letters.text) and not CLOSE.search(letters.text):
            continue
        fault = _join(paragraph, letters) or _alone(paragraph)
        if fault:
            return fault
    return None


def _own(paragraph: _Element) -> Iterator[_Element]:
    """The `w:t` of a paragraph itself, not those of a text box in it."""
    for element in paragraph.iter(f"{W}t"):
        if next(element.iterancestors(f"{W}p")) is paragraph:
            yield element


def _letters(paragraph: _Element) -> _Letters:
    text, homes = "", []
    for element in _own(paragraph):
        text += element.text or ""
        homes += [element] * len(element.text or "")
    return _Letters(text, homes)


def _place(text: str, at: int = 0) -> str:
    return " ".join(text[max(0, at - 60) : at + 60].split())


def _join(paragraph: _Element, letters: _Letters) -> Misplaced | None:
    rest = FIELD.sub(lambda found: " " * len(found[0]), letters.text)
    if stray := OPEN.search(rest) or CLOSE.search(rest):
        return Misplaced("torn", _place(letters.text, stray.start()))
    for found in FIELD.finditer(letters.text):
        homes = letters.homes[found.start() : found.end()]
        if len({_holder(home, paragraph) for home in homes}) > 1:
            return Misplaced("crossing", _place(letters.text, found.start()))
    for found in FIELD.finditer(letters.text):
        letters.homes[found.start() : found.end()] = [letters.homes[found.start()]] * len(found[0])
    texts: dict[_Element, str] = dict.fromkeys(_own(paragraph), "")
    for character, home in zip(letters.text, letters.homes, strict=True):
        texts[home] += character
    for element, text in texts.items():
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return None


def _holder(home: _Element, paragraph: _Element) -> _Element:
    return next(a for a in home.iterancestors() if a is paragraph or a.tag in {W + name for name in INLINE})


def _alone(paragraph: _Element) -> Misplaced | None:
    """A field of a paragraph, row or cell takes all of it away with it: nothing else may stand there."""
    text = _letters(paragraph).text
    for found in FIELD.finditer(text):
        kind = BLOCK.match(found[0])
        if kind is None:
            continue
        around = paragraph if kind["kind"] == "p" else next(paragraph.iterancestors(W + kind["kind"]), None)
        if around is None:
            return Misplaced("outside", _place(text, found.start()))
        words = "".join(element.text or "" for element in around.iter(f"{W}t"))
        if words.replace(found[0], "", 1).strip() or any(
            next(around.iter(W + name), None) is not None for name in ("drawing", "pict", "object")
        ):
            return Misplaced("beside", _place(text, found.start()))
        if kind["kind"] != "p" and next(around.iter(f"{W}tbl"), None) is not None:
            return Misplaced("beside", _place(text, found.start()))
    return None


def paragraphs_left(tree: _Element) -> int:
    """Return how many paragraphs there are that no field of a paragraph, row or cell takes away."""
    every = list(tree.iter(f"{W}p"))
    gone: set[_Element] = set()
    for paragraph in every:
        for found in FIELD.finditer(_letters(paragraph).text):
            if kind := BLOCK.match(found[0]):
                around = paragraph if kind["kind"] == "p" else next(paragraph.iterancestors(W + kind["kind"]))
                gone.update(around.iter(f"{W}p"))
    return len(every) - len(gone)
