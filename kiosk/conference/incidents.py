"""Incidents: noted in the log of the record, for the office and the report."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.conference.conference import Day


def incident(day: Day, kind: str, text: str) -> None:
    """Log what befell the server itself."""
    row = {"id": str(uuid.uuid4()), "kind": kind, "at": day.clock.stamp(), "text": text}
    with day.db.writing(row["at"], by="server") as writing:
        writing.put(f"incident.{kind}", "incident", row)
