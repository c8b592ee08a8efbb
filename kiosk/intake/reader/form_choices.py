"""Choices of a form in one cell, each with a box: "☑ Có ☐ Không", "Có [ ] Không [x]"."""

from __future__ import annotations

import re
from typing import Final

_BOX: Final = re.compile(r"[☐□▢◻⬜☑☒✓✔✅🗹■◼⬛]|\[\s*[xXvV✓✔]?\s*\]|\(\s*[xXvV✓✔]?\s*\)")
_EMPTY_BOX: Final = re.compile(r"[☐□▢◻⬜\s()\[\]]+")


def ticked_choices(text: str) -> list[str] | None:
    """Return the choices that are ticked where a form prints each with a box; None for any other text."""
    boxes = list(_BOX.finditer(text))
    if len(boxes) < 2:
        return None
    is_before = boxes[0].start() == 0
    edges = [*(box.start() for box in boxes[1:]), len(text)] if is_before else [0, *(box.end() for box in boxes[:-1])]
    labels = [
        (text[box.end() : edge] if is_before else text[edge : box.start()]).strip(" ,;:/|-–")
        for box, edge in zip(boxes, edges, strict=True)
    ]
    if not all(labels):
        return None
    return [label for box, label in zip(boxes, labels, strict=True) if not _EMPTY_BOX.fullmatch(box[0])]
