"""Invitation cards (Thẻ mời): the guest list joined with the settings and the font, drawn by `badges.card_image`."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

from badges import card_image, guests, qr
from badges.vietnamese import fold
from kiosk import assets
from kiosk.i18n.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from badges.guests import Guest, Organisation
    from kiosk.conference.conference import Conference

MANY = 50
"""From so many cards on it pays to start other processes."""
MOST_WORKERS = 8
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def invited(conference: Conference) -> list[Guest]:
    """Who gets a card: everybody on the list who was not cancelled, in the order of the list."""
    return [guest for guest in guests.every(conference.db) if not guest.cancelled]


@cache
def fonts() -> card_image.Fonts:
    """The font files of a card."""
    return card_image.Fonts(assets.font(400), assets.font(600), assets.font(700))


def time_line(conference: Conference) -> str:
    """When the conference begins, as an invitation says it: 14 giờ 00, thứ Sáu, ngày 24/4/2026."""
    first = next((i for i in conference.settings.programme if i.kind != "reception"), conference.settings.programme[0])
    hour, minute = first.start.split(":")
    date = conference.settings.date
    return f"{hour} giờ {minute}, {WEEKDAYS[date.weekday()]}, ngày {short_date(date)}"


def text(conference: Conference, guest: Guest, organisation: Organisation | None) -> card_image.CardText:
    """What the guest's card says."""
    setting = conference.settings
    return card_image.CardText(
        governing=setting.title.governing,
        organiser=setting.title.organiser,
        title="\n".join([setting.title.kind, *setting.title.lines]),
        name=guest.name,
        honorific=guest.honorific,
        position=guest.position,
        organisation=organisation.name if organisation else "",
        code=guests.code(guest, conference.key, setting.id),
        time=time_line(conference),
        place=setting.place,
        block=setting.block(guest.block).name,
        seat=guest.seat,
    )


def file_name(guest: Guest, number: int) -> str:
    """A name that no file system minds and that sorts as the list does: 007-hoang-minh-cuong.png."""
    return f"{number:03d}-{fold(guest.name).replace(' ', '-')[:60] or 'khach'}.png"


@dataclass(frozen=True, slots=True)
class _Job:
    """One card to be drawn, by this process or another."""

    said: card_image.CardText
    content: str
    colours: card_image.Colours
    path: Path


def _job(conference: Conference, guest: Guest, organisation: Organisation | None, path: Path) -> _Job:
    said = text(conference, guest, organisation)
    colours = card_image.Colours(conference.settings.block(guest.block).colour)
    return _Job(said, qr.content(said.code, conference.settings.public_address or None), colours, path)


def _draw(job: _Job) -> None:
    picture = card_image.card(job.said, job.content, job.colours, fonts())
    job.path.write_bytes(card_image.png(picture, card_image.palette(job.said, job.colours, fonts())))


def write_all(
    conference: Conference, folder: Path, chosen: Sequence[Guest], step: Callable[[int], object] = lambda _done: None,
    names: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Draw the cards of the guests chosen, many of them on all processors; `step` is called for each one done.

    `names`: guest → file name; else they are numbered in the order given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    organisations = guests.organisations(conference.db)
    called = names or {guest.id: file_name(guest, n) for n, guest in enumerate(chosen, 1)}
    jobs = [_job(conference, g, organisations.get(g.organisation), folder / called[g.id]) for g in chosen]
    if len(jobs) < MANY:
        for job in jobs:
            _draw(job)
            step(1)
        return
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for _done in pool.map(_draw, jobs, chunksize=4):
            step(1)
