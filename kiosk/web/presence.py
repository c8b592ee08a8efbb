"""Who is at work on which question at this moment. Kept in memory: it is true for seconds and belongs to no record."""

from __future__ import annotations

import time
from dataclasses import dataclass

GONE_SECONDS = 12.0
"""A page says every few seconds that it is still there; after this long without a word it is gone."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One open page. `name` is its device's name."""

    page: str
    name: str
    question: int
    seen: float


class AtWork:
    """The pages that are open on a question now."""

    def __init__(self) -> None:
        self._pages: dict[str, Worker] = {}

    def says(self, page: str, name: str, question: int | None, now: float | None = None) -> bool:
        """A page says which question it has open, or None. Returns whether anything is different now."""
        now = time.monotonic() if now is None else now
        before = self.by_question()
        self._pages = {key: worker for key, worker in self._pages.items() if now - worker.seen < GONE_SECONDS}
        self._pages.pop(page, None)
        if question is not None:
            self._pages[page] = Worker(page, name, question, now)
        return self.by_question() != before

    def by_question(self) -> dict[int, list[tuple[str, str]]]:
        """Question → (page, device name) of all that have it open."""
        found: dict[int, list[tuple[str, str]]] = {}
        for worker in sorted(self._pages.values(), key=lambda worker: worker.page):
            found.setdefault(worker.question, []).append((worker.page, worker.name))
        return found
