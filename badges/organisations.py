"""Organisations in the record: the one rule by which every stand finds or makes one from what a person wrote.

Reception, office, moderator and carry-over call it, so that one business under two spellings stays one business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests, numbers
from badges.guests import Organisation
from badges.organisation_names import business_key, is_nameless, meant
from badges.refusal import Refusal
from badges.vietnamese import fold, tidy_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from badges.ports import Writing


def find(known: Collection[Organisation], asked: Organisation) -> Organisation | None:
    """Return the organisation of `known` that `asked` means: by id, tax code, or name in any spelling; else None.

    A tax code that stands in place of the name counts as the tax code.
    """
    same = next((one for one in known if asked.id and one.id == asked.id), None)
    return same or meant(known, tidy_name(asked.name), _tax_code(asked))


def find_or_create(writing: Writing, asked: Organisation, kind: str = "organisation.added") -> Organisation:
    """Return the organisation that `asked` means, made with the id of `asked` where none is known.

    `kind` names the log row of a new one. Raises `Refusal` where a new one would have no name.
    """
    if found := find(guests.organisations(writing).values(), asked):
        return found
    name = tidy_name(asked.name)
    if not name:
        raise Refusal("Write the name of the organisation.")
    if is_nameless(name):
        raise Refusal("Write the name of the organisation, not only its number.")
    made = Organisation(
        asked.id, name, tidy_name(asked.short_name), _tax_code(asked), address=asked.address, kind=asked.kind
    )
    return guests.put_organisation(writing, made, kind)


def alike(known: Iterable[Organisation], text: str) -> list[Organisation]:
    """Return those that `text` may mean: every word of it in name or tax code, or the same but for the legal form."""
    wanted, key = fold(text).split(), business_key(text)
    return [
        one
        for one in known
        if (wanted and all(word in one.fold for word in wanted))
        or (key and key in (business_key(one.name), business_key(one.short_name) if one.short_name else ""))
    ]


def _tax_code(asked: Organisation) -> str:
    return numbers.tax_code(asked.tax_code) or numbers.tax_code(asked.name) or ""
