"""Invented guests of invented businesses: conferences of any size, for measurements."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming
from kiosk.conference import conference as conferences
from tests.support.drive import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.conference.conference import Conference

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Hồng", "Ngọc", "Xuân", "Hữu")
GIVEN = (
    "An", "Bình", "Cường", "Dũng", "Đông", "Giang", "Hà", "Hòa", "Khánh", "Lan", "Mai", "Nam", "Phúc", "Quân", "Sơn", "Thủy",
)  # fmt: skip


def name(n: int) -> str:
    """The n-th name. They repeat, as names do, but never one after the other."""
    return f"{FAMILY[n % 10]} {MIDDLE[n // 10 % 10]} {GIVEN[n // 100 % 16]}"


@contextmanager
def conference(folder: Path) -> Iterator[Conference]:
    """A new conference with the sample's settings, open."""
    conferences.make(folder, SAMPLE)
    conference = conferences.open_conference(folder)
    try:
        yield conference
    finally:
        conference.db.close()


def fill(conference: Conference, count: int, houses: int, *, arrived: bool = False) -> list[str]:
    """Put so many guests of so many businesses on the list, or in the hall; returns the codes of their cards."""
    at = conference.clock.stamp()
    with conference.db.writing(at, by="Bàn 1") as writing:
        for n in range(houses):
            title = f"Công ty TNHH Thương mại và Dịch vụ số {n}"
            guests.put_organisation(writing, Organisation(f"o{n}", title, tax_code=f"02{n:08d}", kind="business"))
        listed = [
            guests.put(
                writing,
                Guest(f"g{n}", f"o{n % houses}", name(n), "Ông", "Giám đốc", "business", seat=f"A-{n}"),
                conference.key,
                conference.settings.id,
            )
            for n in range(count)
        ]
        for guest in listed if arrived else ():
            admission.admit_guest(writing, f"s{guest.id}", guest.id, "search", at, Coming())
    return [guests.code(guest, conference.key, conference.settings.id) for guest in listed]


def cards(folder: Path, count: int) -> list[str]:
    """A conference whose guests stand before the door; returns the codes of their cards."""
    with conference(folder) as day:
        return fill(day, count, 100)
