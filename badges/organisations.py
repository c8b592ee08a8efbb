"""Organisations in the record: found or made from a name, a tax code or an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests, numbers
from badges.guests import Organisation
from badges.organisation_names import is_nameless, meant
from badges.refusal import Refusal
from badges.vietnamese import tidy_name

if TYPE_CHECKING:
    from badges.ports import Writing


def organisation_of(writing: Writing, asked: Organisation) -> Organisation:
    """The organisation that is meant, by id, tax code or name however spelled; a new one where there is none."""
    name, tax = tidy_name(asked.name), numbers.tax_code(asked.tax_code) or ""
    known = guests.organisations(writing)
    if found := known.get(asked.id) or meant(known.values(), name, tax):
        return found
    if not name:
        raise Refusal("Write the name of the organisation.")
    if is_nameless(name):
        raise Refusal("Write the name of the organisation, not only its number.")
    return guests.put_organisation(
        writing, Organisation(asked.id, name, tidy_name(asked.short_name), tax, kind=asked.kind)
    )
