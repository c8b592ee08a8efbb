"""What a filled story still needs: what belongs together on one line, lines as paragraphs, merged cells that begin somewhere,
cells that end with a paragraph.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from kiosk.papers.docx.package import W
from kiosk.papers.text.binding import NO_BREAK_HYPHEN, bound

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def finish(tree: _Element) -> _Element:
    """Return the story, put in order in place."""
    in_tables = {element for cell in tree.iter(f"{W}tc") for element in cell.iter(f"{W}t")}
    for element in list(tree.iter(f"{W}t")):
        element.text = bound(element.text or "", in_table=element in in_tables)
        if any(sign in element.text for sign in ("\n", *_SIGNS)):
            _lines(element)
    for table in tree.iter(f"{W}tbl"):
        _merge(table)
    for cell in tree.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            cell.append(_made(cell, "p"))
    for table in list(tree.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
        else:
            _keep_last_row(table)
    return tree


def _made(near: _Element, name: str) -> _Element:
    made: _Element = near.makeelement(W + name, nsmap=None)
    return made


def _lines(element: _Element) -> None:
    """Split a text at its line feeds: a paragraph of the same kind each, as a broken line in a justified one is stretched."""
    run = element.getparent()
    for n, text in enumerate((element.text or "").split("\n")):
        if n:
            begun = _next_paragraph(run)
            run = run if begun is None else begun
            element = _text_in(run)
        _put(element, text)


_SIGNS = {"\t": "tab", NO_BREAK_HYPHEN: "noBreakHyphen"}
"""Characters that Word writes as elements."""
_PARTED = re.compile(f"([{''.join(_SIGNS)}])")


def _put(element: _Element, text: str) -> None:
    """Write a text into a `w:t`, its tabs and no-break hyphens as elements behind it."""
    first, *others = _PARTED.split(text)
    element.text = first
    element.set(SPACE, "preserve")
    for sign, other in zip(others[::2], others[1::2], strict=True):
        mark, behind = _made(element, _SIGNS[sign]), _made(element, "t")
        behind.text = other
        behind.set(SPACE, "preserve")
        element.addnext(mark)
        mark.addnext(behind)
        element = behind


def _text_in(run: _Element) -> _Element:
    text = _made(run, "t")
    run.append(text)
    return text


def _next_paragraph(run: _Element) -> _Element | None:
    """Begin a new paragraph behind a run and return its first run; what followed goes with it. None inside a link."""
    paragraph = run.getparent()
    if paragraph.tag != f"{W}p":
        run.append(_made(run, "br"))
        return None
    following, begun = _made(paragraph, "p"), _made(run, "r")
    if (shape := paragraph.find(f"{W}pPr")) is not None:
        following.append(deepcopy(shape))
        if (section := following.find(f"{W}pPr/{W}sectPr")) is not None:
            shape.remove(shape.find(f"{W}sectPr"))
            following.find(f"{W}pPr").append(section)
    if (look := run.find(f"{W}rPr")) is not None:
        begun.append(deepcopy(look))
    following.append(begun)
    for behind in list(run.itersiblings()):
        following.append(behind)
    paragraph.addnext(following)
    return begun


def _merge(table: _Element) -> None:
    """Let a merged column begin where its first cell is: the row with its beginning may have been a field's."""
    merged: dict[int, bool] = {}
    for row in table.findall(f"{W}tr"):
        at, now = 0, {}
        for cell in row.findall(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span = properties.find(f"{W}gridSpan") if properties is not None else None
            mark = properties.find(f"{W}vMerge") if properties is not None else None
            if mark is not None:
                if mark.get(f"{W}val") in (None, "continue") and not merged.get(at):
                    mark.set(f"{W}val", "restart")
                now[at] = True
            at += int(span.get(f"{W}val", "1")) if span is not None else 1
        merged = now


_BEFORE_KEEP = (f"{W}pStyle",)


def _keep_last_row(table: _Element) -> None:
    """A table's last row stays with the paragraph behind it, which would be alone on a page where the table fills one."""
    last = table.findall(f"{W}tr")[-1]
    for paragraph in last.iterfind(f"{W}tc/{W}p"):
        shape = paragraph.find(f"{W}pPr")
        if shape is None:
            shape = _made(paragraph, "pPr")
            paragraph.insert(0, shape)
        if shape.find(f"{W}keepNext") is None:
            at = 1 if len(shape) and shape[0].tag in _BEFORE_KEEP else 0
            shape.insert(at, _made(paragraph, "keepNext"))
