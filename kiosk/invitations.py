"""Invitation cards (Thẻ mời): the guest list joined with the settings and the font, drawn by `badges.cards`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import cards, guests, qr
from badges.fold import fold
from kiosk import assets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from badges.guests import Guest, Organisation
    from kiosk.day import Day

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def invited(day: Day) -> list[Guest]:
    """Who gets a card: everybody on the list who was not cancelled, in the order of the list."""
    return [guest for guest in guests.every(day.db) if not guest.cancelled]


def fonts() -> cards.Fonts:
    """The font files of a card."""
    return cards.Fonts(assets.font(400), assets.font(600), assets.font(700))


def time_line(day: Day) -> str:
    """When the conference begins, as an invitation says it: 14 giờ 00, thứ Sáu, ngày 24/4/2026."""
    first = next((i for i in day.settings.programme if i.kind != "reception"), day.settings.programme[0])
    hour, minute = first.start.split(":")
    date = day.settings.date
    return f"{hour} giờ {minute}, {WEEKDAYS[date.weekday()]}, ngày {date.day}/{date.month}/{date.year}"


def text(day: Day, guest: Guest, organisation: Organisation | None) -> cards.CardText:
    """What the guest's card says."""
    setting = day.settings
    return cards.CardText(
        governing=setting.title.governing,
        organiser=setting.title.organiser,
        title="\n".join([setting.title.kind, *setting.title.lines]),
        name=guest.name,
        honorific=guest.honorific,
        position=guest.position,
        organisation=organisation.name if organisation else "",
        code=guests.code(guest, day.key, setting.id),
        time=time_line(day),
        place=setting.place,
        block=setting.block(guest.block).name,
        seat=guest.seat,
    )


def file_name(guest: Guest, number: int) -> str:
    """A name that no file system minds and that sorts as the list does: 007-hoang-minh-cuong.png."""
    return f"{number:03d}-{fold(guest.name).replace(' ', '-')[:60] or 'khach'}.png"


def write_card(day: Day, guest: Guest, organisation: Organisation | None, path: Path) -> None:
    """Draw one guest's card into a PNG file."""
    said = text(day, guest, organisation)
    colours = cards.Colours(day.settings.block(guest.block).colour)
    content = qr.content(said.code, day.settings.public_address or None)
    path.write_bytes(cards.png(cards.card(said, content, colours, fonts())))


def write_all(day: Day, folder: Path, chosen: Iterable[Guest]) -> None:
    """Draw the cards of the guests chosen; `chosen` may be a progress bar around the list."""
    folder.mkdir(parents=True, exist_ok=True)
    houses = guests.organisations(day.db)
    for number, guest in enumerate(chosen, 1):
        write_card(day, guest, houses.get(guest.organisation), folder / file_name(guest, number))
