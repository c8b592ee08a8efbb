"""Whose column is whose: lists with several people in a row, and with people who are only to be contacted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from badges import person_names as people
from badges.positions import office
from badges.vietnamese import fold
from kiosk.intake.reader.column_roles import Head, candidates, role
from kiosk.intake.reader.content import Look
from kiosk.intake.reader.rsvp import understood

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.table import Rsvp

OF_A_PERSON: Final = ("position", "phone", "email", "honorific")
LONGEST_STATE: Final = 40
SAMPLED: Final = 60
"""Rows that are looked at."""
Columns = dict[str, list[int]]


@dataclass(slots=True)
class Roles:
    """The columns of whoever is invited first, of further people in the same row, and of those only to be contacted.

    `ticks`: columns that are ticked for one answer to the invitation. `flags`: columns that are ticked for an office.
    `sexes`: columns that are filled for men or for women, with the honorific. `offices`: columns of names below an office.
    """

    main: Columns = field(default_factory=dict)
    further: list[Columns] = field(default_factory=list)
    contacts: list[int] = field(default_factory=list)
    ticks: dict[int, Rsvp] = field(default_factory=dict)
    flags: dict[int, str] = field(default_factory=dict)
    sexes: dict[int, str] = field(default_factory=dict)
    offices: dict[int, str] = field(default_factory=dict)
    unnamed: list[int] = field(default_factory=list)
    """Of the contacts, those whose heading says nothing of what they are."""

    @property
    def columns(self) -> set[int]:
        """All columns that are read because of this."""
        groups = [self.main, *self.further]
        own = {column for group in groups for columns in group.values() for column in columns}
        return own | set(self.contacts) | self.ticks.keys() | self.flags.keys() | self.sexes.keys()


def roles(listing: Listing) -> Roles:
    """Return whose column is whose in a list of guests."""
    found = Roles()
    first = listing.mapping.get("name")
    names = listing.columns("name") if first else []
    heads = {column: listing.header.heads.get(column, Head("")) for column in range(1, listing.grid.width + 1)}
    own_role = role(heads[first], "name") if first else 1
    names = [column for column in names if column == first or not _repeats_names(listing, first or 0, column)]
    invited = [column for column in names if column == first or _is_person_too(listing, column, own_role, heads)]
    found.contacts += [column for column in names if column not in invited]
    found.contacts += listing.columns("contact")
    owners = sorted({*invited, *found.contacts})
    groups: dict[int, Columns] = {owner: {} for owner in owners}
    for name in OF_A_PERSON:
        for column in listing.columns(name):
            owner = _owner(column, name, owners, heads, found.contacts)
            (groups.get(owner, found.main)).setdefault(name, []).append(column)
    _share(found, groups, first, invited)
    _mark_ticks(listing, found, heads)
    found.offices = {
        column: listing.heading_text(column)
        for column in invited
        if not any(match.field == "name" for match in candidates(heads[column], "guests"))
        and _is_office(listing.heading_text(column))
    }
    found.unnamed = [column for column in found.contacts if _is_unexplained(heads[column])]
    return found


def _repeats_names(listing: Listing, first: int, column: int) -> bool:
    """Say whether a further column of names says the same people once more, without marks or in capitals."""
    pairs = [(fold(listing.at(row, first)), fold(listing.at(row, column))) for row in listing.all_rows[:SAMPLED]]
    both = [(one, other) for one, other in pairs if one and other]
    return len(both) > 0 and 2 * sum(one == other for one, other in both) > len(both)


def _is_unexplained(head: Head) -> bool:
    return not any(match.field in ("name", "contact") for match in candidates(head, "guests"))


def _is_person_too(listing: Listing, column: int, own_role: int, heads: dict[int, Head]) -> bool:
    """Say whether a further column of names is of people who are invited as well: the same part in the heading's words."""
    seen = listing.header.profiles.get(column)
    if seen is not None and not seen.filled:
        return False
    if heads[column].text and _is_unexplained(heads[column]):
        return False  # names below words that say nothing of attending: asked, not invited
    return role(heads[column], "name") == own_role and own_role >= 0


def _owner(column: int, name: str, owners: list[int], heads: dict[int, Head], contacts: list[int]) -> int:
    """The column of names that a column belongs to: by its number, by the wider heading above, or to its left."""
    head = heads[column]
    if role(head, name) == -1:
        return contacts[0] if contacts else 0
    number = _number(head)
    same = [owner for owner in owners if number and _number(heads[owner]) == number]
    under = [owner for owner in owners if head.parent and heads[owner].parent == head.parent]
    left = [owner for owner in owners if owner < column]
    if same or under:
        return (same or under)[0]
    if left:
        return left[-1]
    return owners[0] if owners else 0


def _number(head: Head) -> str:
    found = re.search(r"(\d+)\s*\)?\s*$", head.text) or re.search(r"(\d+)\s*\)?\s*$", head.parent)
    return found[1].lstrip("0") if found else ""


def _share(found: Roles, groups: dict[int, Columns], first: int | None, invited: list[int]) -> None:
    """Give each person their columns; what nobody else has stands in for the first."""
    if first is not None:
        own = groups.pop(first)
        found.main = {
            "name": [first],
            **{name: own.get(name, []) + found.main.get(name, []) for name in {*own, *found.main}},
        }
    for owner, columns in groups.items():
        if owner in invited:
            found.further.append({"name": [owner], **columns})
        else:
            for name, those in columns.items():
                if name in ("phone", "email"):
                    found.main.setdefault(name, []).extend(those)
                else:
                    found.contacts += those


def _mark_ticks(listing: Listing, found: Roles, heads: dict[int, Head]) -> None:
    """Find the columns that are ticked for an answer or for an office."""
    states: dict[int, Rsvp] = {}
    chosen = listing.mapping.get("rsvp")
    taken = {column for name, column in listing.mapping.items() if name != "rsvp"}
    sexes = {column: people.honorific("", listing.heading_text(column)) for column in heads if heads[column].text}
    sexes = {column: honorific for column, honorific in sexes.items() if honorific}
    found.sexes = sexes if len(set(sexes.values())) == 2 else {}
    for column, seen in listing.header.profiles.items():
        head = heads.get(column)
        if head is None or not head.text or column in taken or (seen.filled and not seen.is_surely(Look.TICK)):
            continue
        if len(head.text) > LONGEST_STATE or column in listing.columns("seats"):
            continue
        answer = understood(listing.heading_text(column))
        if answer.is_sure and answer.state != "none" and not head.text.strip().endswith("?"):
            states[column] = answer.state
        elif (
            _is_office(listing.heading_text(column))
            and seen.filled
            and column not in listing.header.assigned.mapping.values()
        ):
            found.flags[column] = listing.heading_text(column)
    filled = [column for column in states if listing.header.profiles[column].filled]
    if len(states) > 1 and len(set(states.values())) > 1 and filled and _are_beside(states):
        found.ticks = states
    elif len(filled) == 1 and states[filled[0]] != "coming" and chosen in (None, filled[0]):
        found.ticks = {filled[0]: states[filled[0]]}


def _is_office(heading: str) -> bool:
    """Say whether a heading names an office, which ticks below it give to people."""
    return bool(office(heading)) or re.match(r"(?:thu truong|truong|pho|lanh dao)\b(?! hop)", fold(heading)) is not None


def _are_beside(states: dict[int, Rsvp]) -> bool:
    return max(states) - min(states) < 2 * len(states)


def contact_note(listing: Listing, row: int, found: Roles, fold_of_name: str) -> list[str]:
    """Who is to be contacted, and who represents without attending, with the heading of each."""
    said = [(listing.heading_text(column), " ".join(listing.at(row, column).split())) for column in found.contacts]
    return [
        f"{heading}: {text}" for heading, text in said if text and fold(text) != fold_of_name and re.search(r"\w", text)
    ]
