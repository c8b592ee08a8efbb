"""What each spare laptop has: when it last held the newest copy, and up to which log row.

Kept in memory: it is true for seconds and belongs to no record. What was sent counts as held when the spare, asking
again, says so: one whose disk is full asks for the same copy for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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
