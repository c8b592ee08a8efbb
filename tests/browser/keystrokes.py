"""Counting keys: what is typed as text is no key of a budget, every other key is; the budgets stand in tables of docs/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).parents[2] / "docs"


@dataclass
class Hand:
    """A person at a page."""

    page: Page
    keys: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=60)


def budget(page: str, section: str = "") -> dict[str, int]:
    """Act → the most keys beside scans and texts, as this page of docs/ says, or a section of it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    if section:
        text = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return {act: int(keys) for act, keys in re.findall(r"^\| ([a-z -]+) \| (\d) \|", text, re.M)}
