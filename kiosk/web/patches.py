"""A picture as what changed of the one before: long pictures cross the line whole once, then by their changed lines.

A page holds the text of its picture and its `mark`. A patch names the mark that it stands on and the mark that it leads to;
a page that holds another text asks for the whole.
"""

from __future__ import annotations

import zlib
from itertools import takewhile
from typing import Any

FROM_LENGTH = 8_000
"""Characters from which on a picture is worth a patch."""
Patch = list["str | list[int]"]
"""In order: [start, end] for lines of the text before, or new text."""


def mark(html: str) -> str:
    """Return by what a text is known: its length and its checksum."""
    return f"{len(html)}-{zlib.crc32(html.encode()):08x}"


def patch(before: str, after: str) -> Patch:
    """Return how the text after is made of lines of the text before."""
    old, new = before.split("\n"), after.split("\n")
    head = sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    most = min(len(old), len(new)) - head
    ends = zip(reversed(old), reversed(new), strict=False)
    tail = min(most, sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], ends)))
    found: Patch = [[0, head]] if head else []
    found += _between(old[head : len(old) - tail], new[head : len(new) - tail], head)
    return [*found, [len(old) - tail, len(old)]] if tail else found


def _between(old: list[str], new: list[str], offset: int) -> Patch:
    """Return the same for the part in which they differ: a line that stood anywhere is not sent again."""
    places: dict[str, int] = {}
    for place, line in enumerate(old):
        places.setdefault(line, place)
    found: Patch = []
    fresh: list[str] = []
    at = 0
    while at < len(new):
        start = places.get(new[at])
        if start is None:
            fresh.append(new[at])
            at += 1
            continue
        end = start
        while end < len(old) and at < len(new) and old[end] == new[at]:
            end, at = end + 1, at + 1
        if fresh:
            found.append("\n".join(fresh))
            fresh = []
        found.append([start + offset, end + offset])
    return [*found, "\n".join(fresh)] if fresh else found


def apply(before: str, changes: Patch) -> str:
    """Return the text that a patch makes of the one before, as `static/shared/patches.js` does."""
    lines = before.split("\n")
    return "\n".join(part if isinstance(part, str) else "\n".join(lines[part[0] : part[1]]) for part in changes)


def frame(before: dict[str, Any] | None, picture: dict[str, Any]) -> dict[str, Any]:
    """Return what goes to pages that were last sent `before`: the picture, or the patch that makes it of that."""
    if before is None or len(picture["html"]) < FROM_LENGTH:
        return picture
    changes = patch(before["html"], picture["html"])
    fresh = sum(len(part) for part in changes if isinstance(part, str)) + 8 * len(changes)
    if fresh > len(picture["html"]) // 2 or apply(before["html"], changes) != picture["html"]:
        return picture
    return {key: value for key, value in picture.items() if key != "html"} | {"base": before["mark"], "patch": changes}
