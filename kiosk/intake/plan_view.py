"""A plan as people read it: fields and values by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from badges import guests
from kiosk.conference import units
from kiosk.i18n import _, labels
from kiosk.intake.reader.encodings import Encoding
from kiosk.intake.reader.fields import label

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.intake.changes import Change
    from kiosk.intake.memory import Difference
    from kiosk.intake.plan import Plan

_LISTED_AS = {"invitation": "invitation_number", "asker_phone": "phone", "document": "document_number"} | dict.fromkeys(
    guests.SUBSTITUTE, "substitute"
)
"""Field on record → the column it is read from, where these have two names."""


class Said(NamedTuple):
    """A field that differs, in words."""

    field: str
    before: str
    after: str


class Words:
    """Says what the fields and values of one plan are called."""

    def __init__(self, conference: Conference, plan: Plan) -> None:
        self.settings, self.kind = conference.settings, plan.kind
        self.organisations = {key: one.name for key, one in guests.organisations(conference.db).items()}
        self.organisations |= {one.id: one.name for one in plan.organisations}

    def differences(self, change: Change) -> list[Said]:
        """What would change."""
        return [self._said(difference) for difference in change.differences]

    def kept(self, change: Change) -> list[Said]:
        """What stays as people wrote it, and what the list says instead."""
        return [self._said(difference) for difference in change.kept]

    def _said(self, difference: Difference) -> Said:
        name = difference.field
        return Said(
            label(_LISTED_AS.get(name, name), self.kind),
            self.value(name, difference.before),
            self.value(name, difference.after),
        )

    def value(self, field: str, value: Any) -> str:
        """A value by its name; an empty one as a dash."""
        settings = self.settings
        if field == "co_units":
            return ", ".join(units.short(settings, unit) for unit in value) or "–"
        known: dict[str, str] = {
            "organisation": self.organisations.get(str(value), ""),
            "block": settings.block(str(value)).name,
            "unit": units.name(settings, str(value)),
            "field": found.name if (found := settings.field(str(value))) else str(value),
            "rsvp": rsvp(str(value)),
        }
        return (known[field] if field in known and value else str(value)) or "–"

    def about(self, change: Change) -> str:
        """What stands under a row's name: position and organisation, or the business that asks."""
        if self.kind == "questions":
            return change.organisation
        return ", ".join(filter(None, (change.what.position, change.organisation)))

    def group(self, change: Change) -> str:
        """The guest's block, or where the question goes."""
        if self.kind == "guests":
            return self.settings.block(change.what.block).name
        return labels.place(change.what.place)


def rsvp(code: str) -> str:
    """An answer to the invitation."""
    named = {
        "none": _("Not answered"), "coming": _("Coming"), "substitute": _("Sends a substitute"),
        "declined": _("Not coming"),
    }  # fmt: skip
    return named.get(code, code)


def encoding(code: str) -> str:
    """What people call a way of writing Vietnamese letters; empty for the usual one."""
    named: dict[str, str] = {
        Encoding.TCVN3: _("TCVN3 (fonts .VnTime)"), Encoding.VNI: _("VNI (fonts VNI-Times)"),
        Encoding.UTF8_TWICE: _("UTF-8 encoded twice"),
    }  # fmt: skip
    return named.get(code, "")
