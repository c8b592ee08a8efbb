"""The fields that a column can be read as, in the order a person looks for them, with the words for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.intake.reader.table import Kind

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "guests": (
        "name", "family", "middle", "given", "honorific", "gender", "position", "organisation", "agency", "short_name",
        "tax_code", "address", "commune", "phone", "email", "block", "seats", "seat", "rsvp", "rsvp_reason",
        "substitute", "invitation_number", "contact", "note", "ordinal",
    ),
    "questions": (
        "number", "organisation", "tax_code", "address", "asker", "phone", "text", "summary", "proposal", "field", "unit",
        "co_units", "prepared", "basis", "form", "result", "due", "source", "document_number", "publish", "note", "ordinal",
    ),
}  # fmt: skip


def named(text: str, kind: Kind) -> str:
    """The field that a person names, by its own name or by what screens call it: "name", "Họ và tên". Raises `Unreadable`."""
    for field in FIELDS[kind]:
        if text.strip() == field or fold(text) == fold(label(field, kind)):
            return field
    known = ", ".join(f"{field} ({label(field, kind)})" for field in FIELDS[kind])
    raise Unreadable(
        "“{field}” is nothing that a column of this list can be. Write one of these: {known}", field=text, known=known
    )


def mapping(columns: Iterable[tuple[str, str]], kind: Kind) -> dict[str, str]:
    """Field → letter of its column, from pairs such as ("C", "name") as a person says them. Raises `Unreadable`."""
    found: dict[str, str] = {}
    for letter, text in columns:
        field = named(text, kind)
        if field in found:
            twice = "Columns {first} and {second} are both read as “{field}”. Choose one of them."
            raise Unreadable(twice, first=found[field], second=letter, field=label(field, kind))
        found[field] = letter
    return found


def label(field: str, kind: Kind) -> str:
    """What a field is called on a screen."""
    names = {
        "name": _("Full name"),
        "family": _("Family and middle name"),
        "middle": _("Middle name"),
        "given": _("Given name"),
        "honorific": _("Honorific"),
        "gender": _("Sex"),
        "position": _("Position"),
        "organisation": _("Organisation, business") if kind == "guests" else _("Business"),
        "agency": _("Second organisation column"),
        "short_name": _("Short business name"),
        "tax_code": _("Tax code"),
        "address": _("Address"),
        "commune": _("Commune, ward"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "block": _("Block of delegates"),
        "seats": _("Number of people"),
        "seat": _("Seat"),
        "rsvp": _("RSVP"),
        "rsvp_reason": _("Reason for absence"),
        "substitute": _("Who comes instead"),
        "invitation_number": _("Invitation number"),
        "contact": _("Contact person"),
        "note": _("Note"),
        "ordinal": _("Ordinal number"),
        "number": _("Question number"),
        "asker": _("Asker"),
        "text": _("Text of the question"),
        "summary": _("Summary"),
        "proposal": _("What the business proposes"),
        "field": _("Field"),
        "unit": _("Answering unit"),
        "co_units": _("Co-ordinating units"),
        "prepared": _("Prepared answer"),
        "basis": _("Legal basis"),
        "form": _("Form of answer"),
        "result": _("Result"),
        "due": _("Due date"),
        "source": _("Source"),
        "document_number": _("Document number"),
        "publish": _("May be published"),
    }
    return names[field]
