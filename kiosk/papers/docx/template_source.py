"""A checked story as text for Jinja: fields that stand for a paragraph, a row or a cell take its place."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from kiosk.papers.docx.package import W
from kiosk.papers.docx.template_check import BLOCK, FIELD

if TYPE_CHECKING:
    from lxml.etree import _Element

_RARE: Final = re.compile(r"\{%-|-%\}|\{[{%]r\s|\{%\s*(?:colspan|cellbg|vm|hm)\b")
"""What docxtpl knows besides fields: its own code puts it in order."""
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""What a word processor makes of the quotes and blanks inside a field."""


def source(tree: _Element) -> str:
    """Return the story as a template, each paragraph on a line of its own, so that a fault's line is a place."""
    from lxml import etree

    text = etree.tostring(tree, encoding="unicode")
    if _RARE.search(text):
        from docxtpl import DocxTemplate

        text = DocxTemplate.patch_xml(None, text)
    else:
        for paragraph in list(tree.iter(f"{W}p")):
            _lift(paragraph)
        text = FIELD.sub(_plain, etree.tostring(tree, encoding="unicode"))
    return re.sub(r"<w:p(?=[ >/])", "\n<w:p", text)


def _lift(paragraph: _Element) -> None:
    """Put the field of a paragraph, row or cell in the place of that element."""
    words = "".join(element.text or "" for element in paragraph.iter(f"{W}t"))
    for found in FIELD.finditer(words):
        if kind := BLOCK.match(found[0]):
            element = paragraph if kind["kind"] == "p" else next(paragraph.iterancestors(W + kind["kind"]))
            _replace(element, BLOCK.sub(lambda one: one[0][:2] + " ", found[0]))
            return


def _replace(element: _Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        parent.text = (parent.text or "") + text + (element.tail or "")
    else:
        before.tail = (before.tail or "") + text + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _plain(found: re.Match[str]) -> str:
    return html.unescape(found[0]).translate(_QUOTES)
