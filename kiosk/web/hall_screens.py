"""The hall's screens: those that were enrolled as such, one by one, and how many other pages look at the hall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.conference import enrolment
from kiosk.conference.devices import Role

if TYPE_CHECKING:
    from kiosk.web.pictures import Screens


@dataclass(frozen=True, slots=True)
class BigScreens:
    """`named`: name, number of the picture it shows, whether it is the newest; `others`: guests' phones, for instance,
    as the page is public; `expected`: whether a screen was ever enrolled, so that one is missed when none is there."""

    named: list[tuple[str, int | None, bool]]
    others: int
    expected: bool

    @property
    def missed(self) -> bool:
        """Whether nothing that counts shows the hall's picture."""
        return not self.named and (self.expected or not self.others)


def connected(screens: Screens) -> BigScreens:
    """Who looks at the hall's picture now."""
    conference = screens.conference
    names = {device.id: device.name for device in enrolment.devices(conference) if device.role is Role.HALL}
    pages = screens.watching("hall")
    # A page that has not reported yet has no number, and None cannot be compared with one.
    named = sorted(
        ((names[device], number, right) for device, number, right in pages if device in names),
        key=lambda page: (page[0], page[1] or 0, page[2]),
    )
    expected = next(conference.db.query("select 1 from device where role = ? limit 1", (Role.HALL,)), None) is not None
    return BigScreens(named, len(pages) - len(named), expected)
