"""What each desk last said of itself: how much it has not sent yet, how many guests it has saved, what its clock shows.

Kept in memory: it is true for seconds and belongs to no record. A desk that says nothing is as good as cut off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.devices import Device

SILENT_SECONDS = 25
CLOCK_SECONDS = 30
"""A clock that differs by more than this is worth putting right."""


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
