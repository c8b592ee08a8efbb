"""The last word of pages and machines, in memory: true for seconds, part of no record.

`AtWork`: the question that each secretary's page has open. `DeskStatuses`: unsent scans, saved guests and clock of each
desk; a desk that says nothing is as good as cut off. `Pulls`: the copy that each spare laptop holds; a sent copy counts
as held when the spare, asking again, names it, as a spare with a full disk asks for the same copy for ever.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.conference.devices import Device

GONE_SECONDS = 12.0
"""A page says every few seconds that it is still there; after this long without a word it is gone."""
SILENT_SECONDS = 25
CLOCK_SECONDS = 30
"""A clock that differs by more than this is worth putting right."""


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


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """The last word of one desk. `offset`: how many seconds its clock is ahead of the server's."""

    device: str
    name: str
    unsent: int
    saved: int
    offset: int
    at: datetime

    def silent(self, now: datetime) -> bool:
        """Whether the desk has said nothing for too long."""
        return (now - self.at).total_seconds() > SILENT_SECONDS

    @property
    def clock_wrong(self) -> bool:
        """Whether its clock should be put right."""
        return abs(self.offset) > CLOCK_SECONDS


class DeskStatuses:
    """The last word of every desk, by device."""

    def __init__(self) -> None:
        self.known: dict[str, DeskStatus] = {}

    def says(self, device: Device, unsent: int, saved: int, offset: float, now: datetime) -> bool:
        """Take a desk's word. Returns whether somebody who watches the desks sees a difference."""
        before = self.known.get(device.id)
        after = DeskStatus(device.id, device.name, unsent, saved, round(offset), now)
        self.known[device.id] = after
        if before is None or before.silent(now):
            return True
        return (before.unsent, before.saved, before.clock_wrong) != (unsent, saved, after.clock_wrong)

    def keep(self, devices: Iterable[str]) -> None:
        """Forget every desk that is none of these devices: one that was ended is not missed."""
        self.known = {device: self.known[device] for device in devices if device in self.known}


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that a spare holds: its last log row, and when it was the newest (seconds of the steady clock)."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class _Sent:
    chain: str
    held: Held


@dataclass
class Pulls:
    """What each spare holds, by device."""

    held: dict[str, Held] = field(default_factory=dict)
    _sent: dict[str, _Sent] = field(default_factory=dict)

    def asks(self, device: str, has: str, chain: str, number: int, now: float) -> None:
        """A spare that has the log up to the chain `has` asks for the newest copy, which ends at `chain` and `number`."""
        before = self._sent.get(device)
        if has == chain:
            self.held[device] = Held(number, now)
        elif before and has == before.chain:
            self.held[device] = before.held
        self._sent[device] = _Sent(chain, Held(number, now))
