"""The common code for the signed invitation letter: it leads everybody to the conference's public page.

It is not a card: it opens no door. It stands in the letter's notes, never at the top right nor over the seal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from badges.refusal import Refusal
from kiosk.papers.pdf.list_sheet import Paper
from kiosk.papers.pdf.sheet import QUIET, Para, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference

SIDES: Final = (20.0, 25.0, 30.0)
"""mm: the same code in three sizes, to be copied into the letter."""
SAYS: Final = "Quét mã QR để xem chương trình, tài liệu và gửi kiến nghị"


def page(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """One page with the code in three sizes and once large, for the door. Needs `public_address`."""
    address = conference.settings.public_address
    if not address:
        raise Refusal("Guests' phones cannot reach the server: fill in the public address at “Settings” first.")
    content = address.upper()  # scheme and host mean the same in capitals, and make a smaller symbol
    paper = Paper("Mã QR chung cho Giấy mời", conference)
    y = paper.titles(paper.begin(), "MÃ QR CHUNG CHO GIẤY MỜI", conference.settings.name)
    y = paper.say(Para("Đặt ở phần ghi chú của Giấy mời; không đặt ở góc trên bên phải và không đè lên con dấu. "
                       "Mã này không phải Thẻ mời, không dùng để xác nhận có mặt.", 11, lines=9),
                  paper.left, y, paper.room) + 6  # fmt: skip
    x = paper.left
    for side in SIDES:
        white = quiet(content, side)
        paper.square(content, x + white, y + white, side)
        paper.say(Para(f"{side:.0f} mm", 10, 400, QUIET), x, y + side + 1.6 * white, side + 2 * white, "C")
        x += side + 2 * white + 4
    y += 52
    side = 90.0
    paper.square(content, paper.left + (paper.room - side) / 2, y + 12, side)
    paper.column([Para(SAYS, 16, 600, lines=2), Para(address, 14, 400, QUIET, lines=2, before=2)],
                 (paper.left, y + side + 24, paper.room, 34), "C")  # fmt: skip
    step(len(chosen))
    return paper
