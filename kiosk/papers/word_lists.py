"""Which printed papers are made as Word files, too: lists that go as annexes with signed papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.papers.pdf.catalogue import Print


def make(conference: Conference, paper: Print, chosen: Sequence[Guest]) -> bytes:
    """Return a paper as a .docx. Raises `Refusal`, also for one that is made as PDF only."""
    from kiosk.papers.docx import lists
    from kiosk.papers.pdf import list_sheet, rosters, sign_in_roll

    listings = {
        "invited": rosters.invited_listings, "sign-in": sign_in_roll.sign_in_listings, "roll": sign_in_roll.roll_listings,
    }  # fmt: skip
    if not paper.word:
        raise Refusal("This paper is made as PDF only.")
    made = listings[paper.name](conference, chosen)
    return lists.write(conference.settings, made, list_sheet.dated(conference), conference.clock.now())
