"""Invitation cards (Thẻ mời) for printing: A6, four to an A4 sheet with cutting marks; they say what the pictures say.

Everything stands 5 mm inside the edge, so that any office printer can print it. The top right corner stays empty, as on
the picture (`badges.card_image`). The code is 31 mm wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from badges import codes, guests, qr
from badges.card_image import Colours, readable_on
from kiosk.guests import invitations
from kiosk.papers.pdf import ornament
from kiosk.papers.pdf.sheet import A4, GOLD, INK, QUIET, Para, Sheet, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.card_image import CardText
    from badges.guests import Guest
    from kiosk.conference.conference import Conference

WIDTH: Final = A4[0] / 2
HEIGHT: Final = A4[1] / 2
CODE: Final = 31.0
ACCENT: Final = Colours("#000000").accent
FAINT: Final = "#f4eddf"
"""Gold at 14 % on white: seen, and never in the way of a letter."""
EDGE: Final = 5.0
SIDE: Final = 9.0
FOOT: Final = 82.0
BAND: Final = 136.0


def four(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Sheet:
    """The cards of these guests, four to a sheet."""
    sheet = Sheet("Thẻ mời", conference.clock.now())
    organisations = guests.organisations(conference.db)
    for n, guest in enumerate(chosen):
        row, column = divmod(n % 4, 2)
        if not row and not column:
            sheet.add_page()
            sheet.cuts([WIDTH], [HEIGHT], reach=4)
        said = invitations.text(conference, guest, organisations.get(guest.organisation))
        content = qr.content(said.code, conference.settings.public_address or None)
        draw(sheet, said, content, conference.settings.block(guest.block).colour, column * WIDTH, row * HEIGHT)
        step(1)
    return sheet


def draw(sheet: Sheet, said: CardText, content: str, colour: str, x: float, y: float) -> None:
    """Draw one card, its corner at (x, y)."""
    sheet.path(ornament.star(), x + WIDTH / 2, y + 53, 34 / ornament.RADIUS, FAINT, "")
    inner = WIDTH - 2 * EDGE
    sheet.area((x + EDGE, y + EDGE, inner, HEIGHT - 2 * EDGE), line=GOLD, stroke=0.35)
    sheet.area((x + EDGE + 0.9, y + EDGE + 0.9, inner - 1.8, HEIGHT - 2 * EDGE - 1.8), line=GOLD, stroke=0.1)
    _head(sheet, said, x, y)
    _invitation(sheet, said, x, y)
    _code(sheet, said, content, x, y)
    _column(sheet, said, x, y)
    sheet.area((x + EDGE, y + BAND, inner, HEIGHT - EDGE - BAND), fill=colour)
    block = Para(said.block.upper(), 10, 700, readable_on(colour), lines=1)
    sheet.column([block], (x + SIDE, y + BAND, WIDTH - 2 * SIDE, HEIGHT - EDGE - BAND), "C")


def _head(sheet: Sheet, said: CardText, x: float, y: float) -> None:
    width = 56.0
    names = [Para(said.governing, 7.2, 400, lines=2), Para(said.organiser, 8, 700, lines=2)]
    end = sheet.put(sheet.stack(names, width, 12), x + SIDE, y + 8, width, "C") + 0.8
    sheet.rule(x + SIDE + width / 2 - 9, end, x + SIDE + width / 2 + 9, end, GOLD, 0.3)


def _invitation(sheet: Sheet, said: CardText, x: float, y: float) -> None:
    """What this is, between two gold lines; who is invited, to what."""
    kind = sheet.fit(Para(said.kind, 18, 700, ACCENT), WIDTH - 2 * SIDE)
    middle, top = x + WIDTH / 2, y + 20
    sheet.put([kind], x + SIDE, top, WIDTH - 2 * SIDE, "C")
    half = sheet.em(said.kind, 700) * kind.size * 25.4 / 144 + 4
    for side in (-1, 1):
        level = top + kind.height * 0.6
        sheet.rule(middle + side * half, level, middle + side * (half + 15), level, GOLD, 0.3)
    texts = [
        Para(said.greeting, 8.2, 400, QUIET), Para(said.honorific, 9.6, 400, before=0.6),
        Para(said.name, 20, 700, lines=2), Para(said.position, 8.8, 400, lines=2, before=0.2),
        Para(said.organisation, 8.8, 600, lines=3), Para(said.purpose, 8.2, 400, QUIET, before=1.2),
        Para(said.title, 9.4, 700, ACCENT, lines=3, before=0.5),
    ]  # fmt: skip
    sheet.column(texts, (x + SIDE, y + 29, WIDTH - 2 * SIDE, FOOT - 30), "C")


def _code(sheet: Sheet, said: CardText, content: str, x: float, y: float) -> None:
    """The square, and under it the digits for whoever must type them."""
    white = quiet(content, CODE)
    width, left, top = CODE + 2 * white, x + SIDE - 1.5, y + FOOT
    sheet.area((left, top, width, BAND - FOOT - 2), fill="#ffffff", line=GOLD, stroke=0.2, round_=1.6)
    sheet.square(content, left + white, top + white, CODE)
    under = top + CODE + 1.55 * white
    under = sheet.say(Para(said.code_label, 6.4, 400, QUIET), left, under, width, "C")
    cell = (width - 3) / 5
    for n, group in enumerate(codes.groups(said.code)):
        row, column = divmod(n, 5)
        sheet.say(Para(group, 6.2, 600, leading=1.3), left + 1.5 + column * cell, under + row * 3.2, cell, "C")


def _column(sheet: Sheet, said: CardText, x: float, y: float) -> None:
    """When and where, the seat, what to do with the card, what the hall records."""
    pairs = [(said.time_label, said.time), (said.place_label, said.place), (said.seat_label, said.seat)]
    texts = [
        text
        for label, value in pairs
        if value
        for text in (Para(label, 6.2, 700, ACCENT, before=1.3), Para(value, 8, 600, INK, lines=6, phrases=True))
    ]
    texts.append(Para(said.hint, 7, 400, INK, lines=4, before=2))
    texts.append(Para(said.notice, 6.6, 400, QUIET, lines=4, before=1))
    left = 54.5
    sheet.column(texts, (x + left, y + FOOT, WIDTH - left - SIDE + 1, BAND - FOOT - 2))
