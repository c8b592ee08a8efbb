"""Cards and drafts to be sent, packed by a process of its own: `python -m kiosk.guests.outbox FOLDER KIND OUT`, ids on its input.

Two hundred cards take seconds to draw, in which the door must not wait. KIND is `cards` (pictures named by person), `drafts`
(a mail draft for each guest with an address) or `merge` (one sheet for mail merge, with the cards beside it).
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from badges import guests
from badges.refusal import Refusal
from kiosk import i18n
from kiosk.guests import invitations, letters, mail
from kiosk.recovery.snapshot import open_to_read

if TYPE_CHECKING:
    from badges.guests import Guest, Organisation
    from kiosk.conference.conference import Conference

KINDS: Final = ("cards", "drafts", "merge")
MERGE_COLUMNS: Final = (
    "ho_ten",
    "xung_ho",
    "chuc_vu",
    "don_vi",
    "email",
    "dien_thoai",
    "kinh_gui",
    "noi_dung",
    "zalo",
    "tep_the",
)
"""Short headings without marks: Word's and LibreOffice's mail merge take them as field names."""
FORBIDDEN: Final = '<>:"/\\|?*'
LONGEST_NAME: Final = 120


def main(arguments: list[str]) -> int:
    """Pack what is asked; says a refusal on the error output."""
    folder, kind, out = Path(arguments[0]), arguments[1], Path(arguments[2])
    wanted = json.loads(sys.stdin.read())
    try:
        with open_to_read(folder, lambda _text: None) as conference, i18n.speaking(conference.settings.language):
            pack(conference, kind, wanted, out)
    except Refusal as refusal:
        sys.stderr.write(i18n.sentence(refusal))
        return 1
    return 0


def pack(conference: Conference, kind: str, wanted: list[str], out: Path) -> None:
    """Write the zip. Guests whose invitation was taken back get nothing."""
    if kind not in KINDS:
        raise Refusal("There is no such page.")
    ids = set(wanted)
    chosen = [guest for guest in guests.every(conference.db) if guest.id in ids and not guest.cancelled]
    if kind == "drafts":
        chosen = [guest for guest in chosen if "@" in guest.email]
    if not chosen:
        raise Refusal(
            "None of the chosen guests can be sent to: they have no e-mail address, or their invitation was taken back."
        )
    organisations = guests.organisations(conference.db)
    names = file_names(chosen, organisations)
    with TemporaryDirectory() as place, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        invitations.write_all(conference, Path(place), chosen)
        cards = {g.id: Path(place) / invitations.file_name(g, n) for n, g in enumerate(chosen, 1)}
        if kind == "drafts":
            _drafts(conference, package, chosen, organisations, names, cards)
            return
        for guest in chosen:
            package.write(cards[guest.id], f"{names[guest.id]}.png")
        if kind == "merge":
            package.writestr("tron-thu.xlsx", _sheet(conference, chosen, organisations, names))
            package.writestr("hoi-nghi.ics", mail.calendar(conference.settings, conference.clock.now()))


def file_names(chosen: list[Guest], organisations: dict[str, Organisation]) -> dict[str, str]:
    """Return guest → a file name by which a person finds it; twins are numbered."""
    taken: Counter[str] = Counter()
    found = {}
    for guest in chosen:
        organisation = organisations.get(guest.organisation)
        text = " - ".join(filter(None, (guest.name, organisation.called if organisation else "")))
        name = (
            "".join(c for c in text if c not in FORBIDDEN and ord(c) >= ord(" "))[:LONGEST_NAME].strip(" .") or "khach"
        )
        taken[name.casefold()] += 1
        found[guest.id] = name if taken[name.casefold()] == 1 else f"{name} ({taken[name.casefold()]})"
    return found


def _drafts(
    conference: Conference, package: zipfile.ZipFile, chosen: list[Guest], organisations: dict[str, Organisation], names: dict[str, str],
    cards: dict[str, Path],
) -> None:  # fmt: skip
    ics = mail.calendar(conference.settings, conference.clock.now())
    for guest in chosen:
        organisation = organisations.get(guest.organisation)
        draft = mail.Draft(
            guest.called, guest.email, letters.subject(conference), letters.letter(conference, guest, organisation),
            cards[guest.id].read_bytes(), "Thẻ mời.png",
        )  # fmt: skip
        package.writestr(f"{names[guest.id]}.eml", mail.eml(draft, ics))


def _sheet(
    conference: Conference, chosen: list[Guest], organisations: dict[str, Organisation], names: dict[str, str]
) -> bytes:
    from kiosk.papers.xlsx import workbook

    rows = []
    for guest in chosen:
        organisation = organisations.get(guest.organisation)
        rows.append([
            guest.name, guest.honorific, guest.position, organisation.name if organisation else "", guest.email, guest.phone,
            letters.addressee(guest, organisation),
            letters.letter(conference, guest, organisation), letters.short(conference, guest, organisation), f"{names[guest.id]}.png",
        ])  # fmt: skip
    widths = (28, 8, 30, 40, 28, 16, 50, 60, 60, 40)
    return workbook.write(
        [workbook.Sheet("tron_thu", tuple(zip(MERGE_COLUMNS, widths, strict=True)), rows)], "Trộn thư"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
