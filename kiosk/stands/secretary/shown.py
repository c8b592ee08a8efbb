"""A question's voices and their editions as the secretary's page takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kiosk.conference import units
from kiosk.i18n import labels
from kiosk.i18n.dates import day_month
from live import answers, editions

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from live.voices import Voice


def tab(conference: Conference, voice: Voice) -> Row:
    """Return one voice as its tab and the form take it."""
    at = conference.clock.hour(voice.called) if voice.called else ""
    return {"id": voice.id, "kn": voice.kn, "hour": at, "fields": msgspec.to_builtins(voice)}


def history(conference: Conference, number: int) -> list[Row]:
    """Return the editions of all voices that the question ever had, oldest first, each voice by itself."""
    every = [
        one
        for identity in answers.identities(conference.db, number)
        for one in editions.history(conference.db, identity)
    ]
    return [_edition(conference, edition) for edition in every]


def _edition(conference: Conference, edition: Voice) -> Row:
    """One edition as people read it."""
    local = conference.clock.local(edition.at)
    said = [labels.form(edition.form), labels.result(edition.result), labels.detail(edition.detail)]
    return {
        "by": edition.by, "at": f"{local:%Hh%M}, {day_month(local)}", "version": edition.version, "text": edition.text,
        "answerer": edition.answerer, "unit": units.name(conference.settings, edition.unit), "basis": edition.basis,
        "said": [part for part in said if part], "due": edition.due, "complete": edition.complete,
        "voice": edition.id, "kn": edition.kn, "asked": edition.asked,
    }  # fmt: skip
