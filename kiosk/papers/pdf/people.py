"""Who comes on a card: the guest, or the substitute under his own name; and in which order papers list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges import guests, text_image
from badges.vietnamese import sort_key
from kiosk import assets
from kiosk.arrivals import admission, introductions
from kiosk.guests import guest_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from badges.guests import Guest, Organisation
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Block


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a paper names him. `instead_of`: honorific and name of whoever was invited, for a substitute."""

    guest: Guest
    honorific: str
    name: str
    position: str
    organisation: str
    instead_of: str = ""
    arrival: Arrival | None = None

    @property
    def called(self) -> str:
        """Honorific and name."""
        return f"{self.honorific} {self.name}".strip()

    @property
    def written(self) -> str:
        """The name, and under it in whose place he comes."""
        return f"{self.name}\n(dự thay {self.instead_of})" if self.instead_of else self.name

    @property
    def title(self) -> str:
        """Position and unit in one line."""
        return introductions.title(self.position, self.organisation)


def person(guest: Guest, organisation: Organisation | None, arrival: Arrival | None) -> Person:
    """Who came on this card, or who will come as far as is known."""
    unit = organisation.name if organisation else ""
    if arrival and arrival.substitute:
        return Person(guest, arrival.came_honorific, arrival.came_name, arrival.came_title, unit, guest.called, arrival)
    if not arrival and guest.rsvp == "substitute":
        return Person(guest, guest.substitute_honorific, guest.substitute, guest.substitute_title, unit, guest.called)
    return Person(guest, guest.honorific, guest.name, guest.position, unit, "", arrival)


def people(conference: Conference, chosen: Iterable[Guest]) -> list[Person]:
    """The persons of these guests, in the same order."""
    organisations, there = guests.organisations(conference.db), admission.everyone(conference.db)
    return [person(guest, organisations.get(guest.organisation), there.get(guest.id)) for guest in chosen]


def undrawn(conference: Conference) -> dict[str, str]:
    """Return the letters in texts of the invited that no font holds, each with a guest in whose texts it stands."""
    invited = [entry for entry in guest_list.entries(conference) if not entry.guest.cancelled]
    named = [person(entry.guest, entry.organisation, entry.arrival) for entry in invited]
    texts = {
        one.called: f"{one.name} {one.position} {one.organisation} {one.instead_of} {one.guest.seat}" for one in named
    }
    odd = sorted(letter for letter in set().union(*texts.values()) if text_image.unknown(letter, assets.font()))
    return {letter: next(name for name, text in texts.items() if letter in text) for letter in odd}


def blocks(conference: Conference) -> list[Block]:
    """All blocks as papers order them: guests before hosts, staff last."""
    introduced = introductions.order(conference.settings)
    return [*introduced, *(block for block in conference.settings.blocks if block not in introduced)]


def by_block(conference: Conference, chosen: Sequence[Person]) -> list[tuple[Block, list[Person]]]:
    """The persons of each block that has any."""
    found = [
        (b, [p for p in chosen if conference.settings.block(p.guest.block).code == b.code]) for b in blocks(conference)
    ]
    return [(block, persons) for block, persons in found if persons]


def by_name(persons: Iterable[Person]) -> list[Person]:
    """In the order of Vietnamese lists: by given name, then by family and middle names."""
    return sorted(persons, key=lambda one: sort_key(one.name))


def by_protocol(conference: Conference, persons: Sequence[Person]) -> list[Person]:
    """One block's persons as they are introduced."""
    there = admission.everyone(conference.db)
    order = {g.id: n for n, g in enumerate(introductions.standing([p.guest for p in persons], there))}
    return sorted(persons, key=lambda one: order[one.guest.id])
