"""Incidents: noted in the log of the record, for the office and the report."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from badges.ports import Writing
    from kiosk.conference.conference import Conference


def incident(conference: Conference, kind: str, text: str) -> None:
    """Log what befell the server itself."""
    with conference.db.writing(conference.clock.stamp(), by="server") as writing:
        note(writing, kind, text)


def note(writing: Writing, kind: str, text: str) -> None:
    """Log an incident together with the change that it belongs to."""
    row = {"id": str(uuid.uuid4()), "kind": kind, "at": writing.at, "text": text}
    writing.put(f"incident.{kind}", "incident", row)
