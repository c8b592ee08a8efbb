"""The tables that are written only through the log (`kiosk.storage.writing.Writing`)."""

from __future__ import annotations

JOURNALED = {
    "organisation": "id",
    "guest": "id",
    "scan": "id",
    "arrival": "guest",
    "double_entry": "id",
    "matter": "id",
    "question": "number",
    "turn": "id",
    "answer": "id",
    "conclusion": "id",
    "apart": "id",
    "item": "number",
    "hall": "id",
    "note": "id",
    "promise": "id",
    "batch": "id",
    "listed": "id",
    "submission": "id",
    "device": "id",
    "enrolment": "digest",
    "introduction": "id",
    "incident": "id",
    "scanner": "device",
    "contact": "guest",
    "tick": "id",
    "issued": "paper",
} | {"speech": "id", "step": "op", "remark": "id", "nod": "id", "handover": "id"}
"""Table → its key."""
