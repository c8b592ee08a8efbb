"""Badges (Thẻ đại biểu): several on an A4 sheet with cutting marks, or one to a label.

The block is told by its name and by its colour, never by colour alone. Press and staff carry another word and another
frame, so that they are told apart across a room, and on a black and white print too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges import guests, qr
from badges.card_image import readable_on
from badges.refusal import Refusal
from kiosk.papers.pdf.sheet import A4, PT, QUIET, Para, Sheet, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest, Organisation
    from kiosk.conference.conference import Conference

Box = tuple[float, float, float, float]

KINDS: Final = {"press": "BÁO CHÍ", "staff": "BAN TỔ CHỨC"}
DELEGATE: Final = "ĐẠI BIỂU"
BLACK: Final = "#000000"
NAME: Final = 25.0
"""Points: capitals 6.5 mm high, 11 minutes of arc at 2 m."""
LEAST_CODE: Final = 20.0
"""mm: what a handheld scanner and a phone both read at arm's length (docs/codes.md)."""
LEAST: Final = (70, 45)


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says. `kind`: of its block; `colour`: of its block, or black for a label printer."""

    name: str
    title: str
    organisation: str
    block: str
    kind: str
    colour: str
    content: str
    seat: str
    event: str


def sheets(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Sheet:
    """Badges of `door.badge_mm` on A4, as many as fit, with cutting marks."""
    width, height = _size(conference.settings.door.badge_mm)
    across, down = int((A4[0] - 10) // width), int((A4[1] - 10) // height)
    if not across or not down:
        raise Refusal("A badge of {width} × {height} mm does not fit on A4. Change door.badge_mm.", width=width, height=height)  # fmt: skip
    sheet = Sheet("Thẻ đại biểu", conference.clock.now())
    left, top = (A4[0] - across * width) / 2, (A4[1] - down * height) / 2
    for n, badge in enumerate(_badges(conference, chosen)):
        row, column = divmod(n % (across * down), across)
        if not row and not column:
            sheet.add_page()
            xs = [left + k * width for k in range(across + 1)]
            sheet.cuts(xs, [top + k * height for k in range(down + 1)], reach=min(5, left, top) or 5)
        draw(sheet, badge, (left + column * width, top + row * height, width, height))
        step(1)
    return sheet


def labels(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Sheet:
    """Badges for a label printer: one to a page of `door.label_mm`, in black."""
    width, height = _size(conference.settings.door.label_mm)
    sheet = Sheet("Nhãn thẻ đại biểu", conference.clock.now(), (width, height))
    for badge in _badges(conference, chosen, BLACK):
        sheet.add_page()
        draw(sheet, badge, (0, 0, width, height))
        step(1)
    return sheet


def _size(wanted: tuple[int, int]) -> tuple[float, float]:
    """The size in mm; raises `Refusal` where name and code would not both be readable."""
    if min(wanted) < LEAST[1] or max(wanted) < LEAST[0]:
        raise Refusal("A badge needs at least {width} × {height} mm, so that name and code can be read.",
                      width=LEAST[0], height=LEAST[1])  # fmt: skip
    return float(wanted[0]), float(wanted[1])


def _badges(conference: Conference, chosen: Sequence[Guest], colour: str = "") -> list[Badge]:
    organisations = guests.organisations(conference.db)
    return [_badge(conference, guest, organisations.get(guest.organisation), colour) for guest in chosen]


def _badge(conference: Conference, guest: Guest, organisation: Organisation | None, colour: str) -> Badge:
    block, title = conference.settings.block(guest.block), conference.settings.title
    code = guests.code(guest, conference.key, conference.settings.id)
    return Badge(
        guest.name, guest.position, organisation.name if organisation else "", block.name, block.kind, colour or block.colour,
        qr.content(code, conference.settings.public_address or None), guest.seat, f"{title.kind} " + "\n".join(title.lines),
    )  # fmt: skip


def draw(sheet: Sheet, badge: Badge, box: Box) -> None:
    """Draw one badge: band, then name and code beside it, or above it where the badge is higher than wide."""
    x, y, width, height = box
    unit = min(width / 90, height / 55) if width > height else min(width / 60, height / 85)
    inset = 2.5 * unit
    inner = (x + inset, y + inset, width - 2 * inset, height - 2 * inset)
    foot = _frame(sheet, badge, inner, unit)
    top = y + inset + 11 * unit
    room = (inner[0], top, inner[2], y + height - inset - foot - top)
    if width > height:
        _beside(sheet, badge, room, unit)
    else:
        _above(sheet, badge, room, unit)


def _frame(sheet: Sheet, badge: Badge, inner: Box, unit: float) -> float:
    """The band with kind and block, the event at the foot, and what only press and staff have; return the foot's height."""
    x, y, width, height = inner
    colour, on = badge.colour, readable_on(badge.colour)
    framed = badge.kind in KINDS
    if framed:
        sheet.area((x, y, width, height), line=colour, stroke=0.9 * unit, round_=1.6 * unit)
    sheet.area((x, y, width, 9.5 * unit), fill=colour, round_=1.6 * unit)
    kind = Para(KINDS.get(badge.kind, DELEGATE), 15 * unit, 700, on)
    side = sheet.em(kind.words, 700) * kind.size * PT + 6 * unit
    sheet.column([kind], (x + 3 * unit, y, side, 9.5 * unit))
    block = Para(badge.block, 10 * unit, 600, on, lines=2, leading=1.3)
    sheet.column([block], (x + side, y + 0.4 * unit, width - side - 3 * unit, 8.7 * unit), "R")
    foot = (7 if framed else 6.2) * unit
    if badge.kind == "staff":
        sheet.area((x, y + height - foot, width, foot), fill=colour, round_=1.6 * unit)
    event = Para(badge.event, 5.6 * unit, 600, on if badge.kind == "staff" else QUIET, lines=2, leading=1.35)
    sheet.column([event], (x + 2 * unit, y + height - foot + 0.2 * unit, width - 4 * unit, 5.8 * unit), "C")
    return foot


def _texts(badge: Badge, unit: float, lines: int) -> list[Para]:
    return [
        Para(badge.name, NAME * unit, 700, lines=lines, leading=1.42),
        Para(badge.title, 9 * unit, 400, lines=2, before=0.6 * unit, leading=1.42),
        Para(badge.organisation, 9 * unit, 600, lines=3, leading=1.42),
    ]


def _beside(sheet: Sheet, badge: Badge, room: Box, unit: float) -> None:
    """Name at the left, code at the right with the seat under it."""
    x, y, width, height = room
    seat = 4.6 * unit if badge.seat else 0
    side = max(LEAST_CODE, min(24 * unit, height - seat - 3 * unit))
    white = quiet(badge.content, side)
    right = x + width - side - max(white, 2 * unit)
    rise = max((height - side - seat) / 2, 0)
    sheet.square(badge.content, right, y + rise, side)
    if badge.seat:
        seating = Para(badge.seat, 9 * unit, 700, lines=2, leading=1.3)
        sheet.column([seating], (right - white, y + rise + side + 0.6 * unit, side + 2 * white, height - rise - side), "C")  # fmt: skip
    sheet.column(_texts(badge, unit, 2), (x + 2 * unit, y, right - white - x - 2.5 * unit, height))


def _above(sheet: Sheet, badge: Badge, room: Box, unit: float) -> None:
    """Name above, code below it with the seat at its side."""
    x, y, width, height = room
    side = max(LEAST_CODE, min(26 * unit, height * 0.4))
    white = quiet(badge.content, side)
    sheet.square(badge.content, x + (width - side) / 2, y + height - side - white, side)
    if badge.seat:
        seating = Para(badge.seat, 11 * unit, 700, lines=2, leading=1.3)
        beside = (width - side) / 2 - white - unit
        sheet.column([seating], (x + (width + side) / 2 + white, y + height - side - white, beside, side), "C")
    texts = _texts(badge, unit * 1.05, 2)
    sheet.column(texts, (x + 2 * unit, y, width - 4 * unit, height - side - 2 * white), "C")
