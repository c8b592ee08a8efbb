"""How somebody is reached: telephone numbers, mail and postal addresses, tax code, from whatever columns hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers
from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.fields import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.intake.reader.listing import Listing


MOST_SEATS: Final = 50


EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


def tax_code(listing: Listing, row: int, beside: str = "") -> str:
    """The tax code of a row, or what stands beside the organisation, brought to one form; a warning where it is none or its
    check digit does not fit."""
    written = listing.line(row, "tax_code") or beside
    if not written or not re.search(r"\d", written):
        return ""
    code = numbers.tax_code(written)
    if code is None:
        text = _("“{code}” is no tax code: 10 digits, 13 for a branch, 12 for a household business. It was left out.")
        listing.say("warning", row, "tax_code", text.format(code=written[:40]))
        return ""
    if not numbers.is_sound_tax_code(code):
        text = _("The check digit of tax code {code} does not fit: a digit is probably mistyped.")
        listing.say("warning", row, "tax_code", text.format(code=code))
    return code


def phone(listing: Listing, row: int, aside: Iterable[str] = (), columns: list[int] | None = None) -> tuple[str, str]:
    """The telephone number to use, a mobile if there is one, and as a note the others and whatever was said of them.

    `aside`: the numbers that stood in the cell of the name. `columns`: where to look, by default all columns of numbers;
    where these hold none, the notes are looked through.
    """
    places = listing.columns("phone") if columns is None else columns
    texts = [(column, text) for column in places if (text := listing.at(row, column))]
    own: list[str] = []
    odd: list[str] = []
    for column, text in texts:
        found = numbers.phones(text)
        own += found
        if not found and re.search(r"\d{3}", text) and not EMAIL.search(text):
            words = _("“{number}” is no telephone number of Viet Nam. It was put into the note.")
            listing.say_at("warning", row, column, words.format(number=cells.line(text)[:40]))
        if (re.search(r"\d", text) and (not found or _has_words(text))) or (not found and _says_something(text)):
            odd.append(cells.line(text))
    if (not own and columns is None) or (not own and places) or (not places and columns is None):
        own += [number for _column, text in listing.every(row, "note") for number in numbers.take_out(text)[1]]
    found_all = list(dict.fromkeys((*own, *aside)))
    chosen = next((number for number in found_all if not number.startswith("02")), next(iter(found_all), ""))
    others = [number for number in found_all if number != chosen]
    in_note = fold(" ".join(text for _column, text in listing.every(row, "note")))
    if odd:
        said = [*odd, *(number for number in others if not any(number in numbers.phones(text) for text in odd))]
    else:
        said = [number for number in others if fold(number) not in in_note]
    return chosen, _("Tel.: {numbers}").format(numbers=", ".join(dict.fromkeys(said))) if said else ""


def _says_something(text: str) -> bool:
    """Say whether words in a column of numbers are worth a note: "hỏi văn phòng" is, "chưa có" is not."""
    is_empty = re.match(r"(?:chua|khong|ko|dang|n a|x|none|null)\b", fold(text))
    return re.search(r"[^\W\d_]{2}", text) is not None and not is_empty and not EMAIL.search(text)


def _has_words(text: str) -> bool:
    """Say whether words stand beside the numbers of a cell."""
    return re.search(r"[^\W\d_]", EMAIL.sub("", numbers.take_out(text)[0])) is not None


def email(listing: Listing, row: int, columns: list[int] | None = None, *, only: bool = False) -> tuple[str, str]:
    """The mail address to use, and as a note the others. Where its columns hold none, others are looked through."""
    found: list[str] = []
    for column in listing.columns("email") if columns is None else columns:
        written = re.sub(r"\s*@\s*", "@", cells.line(listing.at(row, column)))
        here = [one.rstrip(".").lower() for one in EMAIL.findall(written[:300])]
        if written and not here and re.search(r"[a-z@]", written.lower()) and fold(written) != "anonymous":
            text = _("“{address}” is no e-mail address. It was left out.")
            listing.say_at("warning", row, column, text.format(address=written[:60]))
        found += here
    if not found and not only:
        beside = [
            text
            for name in ("phone", "note", "name", "contact", "address", "organisation")
            for _c, text in listing.every(row, name)
        ]
        found = [one.rstrip(".").lower() for text in beside if "@" in text for one in EMAIL.findall(text[:500])]
    found = list(dict.fromkeys(found))
    return (found[0], ", ".join(found[1:])) if found else ("", "")


def address(listing: Listing, row: int) -> str:
    street, commune = listing.line(row, "address"), listing.line(row, "commune")
    return street if fold(commune) in fold(street) else ", ".join(part for part in (street, commune) if part)


def _parts_of_seats(listing: Listing) -> list[int]:
    """The columns that count people below one wider heading: "Lãnh đạo | Chuyên viên" below "Số lượng mời"."""
    heads = listing.header.heads
    first = listing.mapping.get("seats", 0)
    parent = heads[first].parent if first in heads else ""
    return [column for column in listing.columns("seats") if parent and heads[column].parent == parent] or [first]


def seats(listing: Listing, row: int, state: str = "none") -> int:
    """How many come. `state`: the answer to the invitation; who declined may come with 0 people."""
    written = listing.line(row, "seats")
    column = listing.mapping.get("seats", 0)
    if not written or set(written) <= set("-–.") or listing.origin(row, column) != (row, column):
        return 1
    counts = [cells.count(cells.line(listing.at(row, one))) for one in _parts_of_seats(listing)]
    count = sum(filter(None, counts)) if len(counts) > 1 else cells.count(written)
    if count == 0 and state == "declined":
        return 1
    shared = listing.rows_of(row, column) - 1  # further people of the same merged number
    count = count if count is None else max(min(count, 1), count - shared)
    if count is None or not 1 <= count <= MOST_SEATS:
        text = _("{field}: “{value}” is no number from 1 to {most}.")
        called = label("seats", listing.kind)
        listing.say("error", row, "seats", text.format(field=called, value=written[:40], most=MOST_SEATS))
        return 1
    return count
