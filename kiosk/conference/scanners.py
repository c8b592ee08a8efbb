"""The scanner of each device: what trying it showed, and the setting with which its pages read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges.ports import first

if TYPE_CHECKING:
    from badges.ports import Row, Writing
    from badges.scanner_check import ScannerCheck
    from kiosk.conference.conference import Conference
    from kiosk.conference.devices import Device


@dataclass(frozen=True, slots=True)
class TriedScanner:
    """The last trial of a device's scanner. `gap` (ms) and `prefix` are its setting; `advice`: what is left to change."""

    device: str
    at: str
    good: bool
    longest_gap: int
    layout: str
    ending: str
    gap: int
    prefix: str
    advice: tuple[str, ...]


def save(writing: Writing, device: Device, check: ScannerCheck) -> Row:
    """Store what a trial showed; the setting holds from now on."""
    row = {
        "device": device.id, "at": writing.at, "good": int(check.good), "longest_gap": check.longest_gap,
        "layout": str(check.layout), "ending": str(check.ending), "gap": check.gap, "prefix": check.prefix,
        "advice": " ".join(check.advice),
    }  # fmt: skip
    writing.put("scanner.tried", "scanner", row)
    return row


def tried(conference: Conference, device: str) -> TriedScanner | None:
    """Return the last trial of a device's scanner, or None."""
    row = first(conference.db.query("select * from scanner where device = ?", (device,)))
    return TriedScanner(**row | {"good": bool(row["good"]), "advice": tuple(row["advice"].split())}) if row else None


def setting(conference: Conference, device: Device | None) -> tuple[int, str]:
    """Return the gap (ms) and the prefix for a device: of its own trial, otherwise of conference.toml."""
    own = tried(conference, device.id) if device else None
    door = conference.settings.door
    return (own.gap, own.prefix or door.scanner_prefix) if own else (door.scanner_gap_ms, door.scanner_prefix)
