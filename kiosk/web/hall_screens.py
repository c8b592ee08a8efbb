"""The hall's screens: those that were enrolled as such, one by one, and how many other pages look at the hall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from live import hall_mode

if TYPE_CHECKING:
    from kiosk.web.pictures import Screens


class BigScreen(NamedTuple):
    """A page of an enrolled screen: which picture it shows, whether that is the newest, on what it alone is held."""

    name: str
    number: int | None
    right: bool
    device: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class BigScreens:
    """The screens that were enrolled; `others`: guests' phones, for instance, as the page is public; `expected`: whether a
    screen was ever enrolled, so that one is missed when none is there."""

    named: list[BigScreen]
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
    views = [name for name, stand in screens.stands.items() if stand.folder == "hall"]
    pages = [page for view in views for page in screens.watching(view)]
    held = hall_mode.screens(conference.db)
    # A page that has not reported yet has no number, and None cannot be compared with one.
    named = sorted(
        (
            BigScreen(names[device], number, right, device, str(held.get(device, "")))
            for device, number, right in pages
            if device in names
        ),
        key=lambda page: (page.name, page.number or 0, page.right),
    )
    expected = next(conference.db.query("select 1 from device where role = ? limit 1", (Role.HALL,)), None) is not None
    return BigScreens(named, len(pages) - len(named), expected)
