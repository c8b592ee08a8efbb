"""What can be printed before the conference and on its day: one PDF each, by name, for all or for some guests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.papers.pdf.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Print:
    """One paper. `title` and `about` are English source strings."""

    name: str
    title: str
    about: str
    choosable: bool = True
    """Whether it may be narrowed to blocks and guests."""
    word: bool = False
    """Whether it is also made as a Word file in Times New Roman, as the annex of a signed paper."""


PRINTS = (
    Print("invited", "List of the invited", "To go with the signed invitation.", word=True),
    Print("letter-code", "Code for the letter", "The common QR for the signed invitation.", choosable=False),
    Print("cards", "Invitation cards", "A6, four to an A4 sheet with cutting marks."),
    Print("calls", "Call list", "Who has not answered the invitation, with room for notes."),
    Print("badges", "Badges", "On A4 sheets with cutting marks, in the colour of each block."),
    Print("labels", "Badges as labels", "One to a label, in black, for a label printer."),
    Print("nameplates", "Name plates", "Folded A4, the name on both sides; leaders if nobody is chosen."),
    Print("seating", "Seating list", "Row by row who sits where."),
    Print("sign-in", "Sign-in sheet", "Everybody invited, to be signed at the desks.", word=True),
    Print("roll", "Sign-in roll", "Who came, to be signed, for the accounts; who stayed away.", word=True),
    Print(
        "in-hall",
        "Who is in the hall now",
        "Row by row, to be ticked should the hall be cleared; who went out is not on it.",
    ),
    Print("introduction", "Introduction list", "Who is here, in protocol order, as of now."),
    Print("speaking", "Order of speaking", "The queue with who speaks and where he sits.", choosable=False),
)


def _drawers() -> dict[str, Callable[..., Sheet]]:
    """Return the function that draws each paper. Imported here: a server that prints nothing loads no PDF library."""
    from kiosk.papers.pdf import badges, cards, introduction, invitation_qr, nameplates, order_of_speaking, rosters
    from kiosk.papers.pdf.sign_in_roll import roll, sign_in

    return {
        "invited": rosters.invited, "letter-code": invitation_qr.page, "cards": cards.four, "calls": rosters.calls,
        "badges": badges.sheets, "labels": badges.labels, "nameplates": nameplates.plates, "seating": rosters.seating,
        "in-hall": rosters.in_hall,
        "sign-in": sign_in, "roll": roll, "introduction": introduction.introduction,
        "speaking": order_of_speaking.speaking,
    }  # fmt: skip


def find(name: str) -> Print:
    """The paper of this name; raises `Refusal`."""
    found = next((paper for paper in PRINTS if paper.name == name), None)
    if found is None:
        raise Refusal("Choose one of the papers of the list.")
    return found


def draw(
    conference: Conference, paper: Print, chosen: Sequence[Guest], step: Callable[[int], object] = lambda _done: None
) -> Sheet:
    """Draw a paper; `step` is called with the number of guests done since the last call. Raises `Refusal`."""
    made = _drawers()[paper.name](conference, chosen, step)
    if not made.pages:
        raise Refusal("There is nobody to print this for yet.")
    return made
