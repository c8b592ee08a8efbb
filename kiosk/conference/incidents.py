"""Incidents: noted in the log of the record, for the office and the report."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference


def incident(conference: Conference, kind: str, text: str) -> None:
    """Log what befell the server itself."""
    row = {"id": str(uuid.uuid4()), "kind": kind, "at": conference.clock.stamp(), "text": text}
    with conference.db.writing(row["at"], by="server") as writing:
        writing.put(f"incident.{kind}", "incident", row)
