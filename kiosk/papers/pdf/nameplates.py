"""Name plates (biển tên) for the front row and the chair's table: A4 across, folded once, the name on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk.papers.pdf import people
from kiosk.papers.pdf.selection import choose
from kiosk.papers.pdf.sheet import GOLD, QUIET, WIDE, Para, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.papers.pdf.people import Person

LEADERS: Final = frozenset({"leader"})


def plates(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Sheet:
    """One plate for each guest chosen; where nobody was left out, only for leaders and those the programme names."""
    some = (
        [guest for guest in chosen if _sits_in_front(conference, guest)]
        if _everybody(conference, chosen)
        else list(chosen)
    )
    if not some:
        raise Refusal("There is no leader on the list yet. Choose blocks or guests.")
    sheet = Sheet("Biển tên", conference.clock.now(), WIDE)
    for block, persons in people.by_block(conference, people.people(conference, some)):
        for one in people.by_protocol(conference, persons):
            sheet.add_page()
            _plate(sheet, one, block.colour)
    step(len(chosen))
    return sheet


def _everybody(conference: Conference, chosen: Sequence[Guest]) -> bool:
    """Whether nobody was chosen in particular: all blocks are there."""
    return len(chosen) == len(choose(conference))


def _sits_in_front(conference: Conference, guest: Guest) -> bool:
    block = conference.settings.block(guest.block)
    named = {fold(person.name) for item in conference.settings.programme for person in item.presenters}
    return block.vip or block.kind in LEADERS or fold(guest.name) in named


def _plate(sheet: Sheet, one: Person, colour: str) -> None:
    """Both sides; the upper one stands on its head until the sheet is folded."""
    width, half = WIDE[0], WIDE[1] / 2
    for x in (0.0, width - 6):
        sheet.rule(x, half, x + 6, half, QUIET, 0.15)
    with sheet.rotation(180, width / 2, half / 2):
        _side(sheet, one, colour, 0)
    _side(sheet, one, colour, half)


def _side(sheet: Sheet, one: Person, colour: str, top: float) -> None:
    width, half, edge = WIDE[0], WIDE[1] / 2, 16.0
    name = Para(one.name.upper(), 66, 700, lines=1, leading=1.35)
    texts = [
        Para(one.honorific, 20, 400, QUIET), name,
        Para(one.title, 26, 600, colour, lines=2, before=1.5, leading=1.38),
    ]  # fmt: skip
    sheet.column(texts, (edge, top + 8, width - 2 * edge, half - 24), "C")
    sheet.rule(edge, top + half - 12, width - edge, top + half - 12, colour, 1.6)
    sheet.rule(edge, top + half - 10.4, width - edge, top + half - 10.4, GOLD, 0.4)
