"""Rows of a guest list that belong to the row above: its office or mail address, or the people of the organisation named there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.i18n import _
from kiosk.intake.reader import content, name_cell
from kiosk.intake.reader.contact_cells import email, phone
from kiosk.intake.reader.content import parted
from kiosk.intake.reader.table import GuestRow

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing


def second_row(listing: Listing, row: int, above: object) -> GuestRow | None:
    """The guest of the row above with what stands in this one, where it only goes on: an office below the name, a mail address
    below the telephone number. None where it does not."""
    ordinal = listing.mapping.get("ordinal", 0)
    if not isinstance(above, GuestRow) or not above.name or not ordinal or listing.own_texts(row).get(ordinal):
        return None
    if not listing.line(row - 1, "ordinal") or above.position:
        return None
    who = name_cell.read(listing.text(row, "name")).who
    if who.name or not who.position:
        return None
    telephone, _others = phone(listing, row)
    mail, _others = email(listing, row)
    listing.say("note", row, "name", _("This row was read as the second one of “{name}”.").format(name=above.name[:60]))
    return replace(above, position=who.position, phone=above.phone or telephone, email=above.email or mail)


def below_body(listing: Listing, row: int, made: list[GuestRow], rows: list[GuestRow]) -> list[GuestRow]:
    """Return the guests of a row, where the column of organisations holds the people of each below its name.

    "Công ty A", and in the next row without a number "Ông Phạm Văn Thử - Giám đốc". The body's row becomes its first person.
    """
    if len(made) != 1 or made[0].name or {"name", "family"} & listing.mapping.keys():
        return made
    who = name_cell.read(listing.text(row, "organisation")).who
    if not content.is_person(who.name) or not (who.honorific or _is_below_body(listing, row, rows)):
        return made
    listing.say("warning", row, "organisation", _("“{name}” was read as a person.").format(name=who.name[:60]))
    position, organisation = parted(who.position) if who.position else ("", "")
    named = replace(
        made[0], name=who.name, honorific=who.honorific, position=position or who.position, organisation=organisation
    )
    ordinal = listing.mapping.get("ordinal", 0)
    if organisation or not rows or (ordinal and listing.own_texts(row).get(ordinal)):
        return [named]
    above = rows[-1]
    shared = {name: getattr(above, name) for name in ("organisation", "short_name", "tax_code", "address", "block")}
    if above.name:
        return [replace(named, **shared)]
    rows.pop()
    kept = {name: getattr(named, name) or getattr(above, name) for name in ("phone", "email", "seat", "note")}
    return [replace(named, **shared, **kept, order=above.order)]


def _is_below_body(listing: Listing, row: int, rows: list[GuestRow]) -> bool:
    """Say whether a row without a number stands below a numbered organisation, or below one of its people."""
    ordinal = listing.mapping.get("ordinal", 0)
    if not ordinal or not rows or listing.own_texts(row).get(ordinal):
        return False
    above = rows[-1].organisation
    return content.is_organisation(above) and not content.is_person(above)
