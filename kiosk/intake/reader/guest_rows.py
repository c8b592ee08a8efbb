"""Rows of a guest list: one person each, with everything around the name put where it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers, person_names
from badges.vietnamese import fold, tidy_name
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.encodings import Encoding
from kiosk.intake.reader.fields import label
from kiosk.intake.reader.table import GuestRow, Rsvp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept

MOST_SEATS: Final = 50
LONGEST_NAME: Final = 300
"""Characters that are read of a name's cell."""
_EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_DECLINED: Final = re.compile(r"(?:khong|vang|bao vang|xin vang|tu choi|ban|no|k|ko)\b(?! phep)")
_SUBSTITUTED: Final = re.compile(r"(?:cu nguoi |cu )?(?:du thay|di thay|thay)\b|cu nguoi\b|uy quyen\b")
_UNDECIDED: Final = re.compile(r"(?:chua|cho|dang|se bao|lien he lai)\b.*|-*")
_COMING: Final = re.compile(
    r"x|v|co|co mat|du|tham du|tham gia|dong y|nhat tri|ok|yes|y|di|xac nhan|xac nhan tham du|xac nhan du|da xac nhan|"
    r"(?:se|da xac nhan|co) (?:du|tham du|tham gia)|du hop|1|coming|da xac bao|(?:xac nhan )?co tham du"
)
_RSVP_BESIDE: Final = re.compile(
    r"(?:(?:xin |bao )?vang(?: mat)?$|(?:xin |bao |se )?(?:khong|vang) (?:du|tham du|tham gia|den)\b|(?:du|di) thay\b|chua xac)"
)
"""What of an answer to the invitation may stand beside a name, and is no position."""
_SENT: Final = re.compile(r"(?i)cử\s+(?P<who>\S.*?)[\s,–-]+(?:(?:tham\s)?dự|đi|họp)\s+thay\.?")
_TICKS: Final = "✓✔☑√ü"


def guest(listing: Listing, kept: Kept, order: int) -> GuestRow | None:
    """Return the guest of one row, or None where it names neither a person nor an organisation."""
    row = kept.row
    who, beside = _person(listing, row)
    organisation, aside = _organisation(listing, row)
    if "organisation" not in listing.mapping and person_names.is_organisation(kept.section):
        organisation = tidy_name(kept.section)
    if not who.name and not organisation:
        return None
    if not who.name and {"name", "family"} & listing.mapping.keys():
        listing.say("warning", row, "name", _("Nobody is named here: the organisation is invited without a person."))
    if not organisation and "organisation" in listing.mapping:
        text = _("No organisation stands here. If it is that of the row above, write it into this row too.")
        listing.say("warning", row, "organisation", text)
    position = listing.line(row, "position")
    telephone, other_numbers = phone(listing, row, beside)
    rsvp, instead, reason, rest = _rsvp(listing, row)
    is_rsvp = _RSVP_BESIDE.match(fold(who.position))
    behind, beside_name = (who.position, "") if position or is_rsvp else ("", who.position)
    return GuestRow(
        cell=listing.cell(row, "name", "family", "organisation", "agency"),
        order=order,
        name=who.name,
        honorific=who.honorific or _honorific(listing, row),
        position=position or beside_name,
        organisation=organisation,
        short_name=tidy_name(listing.line(row, "short_name")),
        tax_code=tax_code(listing, row),
        address=_address(listing, row),
        phone=telephone,
        email=_email(listing, row),
        block=listing.line(row, "block") or kept.section,
        seats=_seats(listing, row),
        seat=listing.line(row, "seat"),
        rsvp=rsvp,
        substitute=instead.name,
        substitute_honorific=instead.honorific,
        substitute_title=instead.position,
        rsvp_reason=reason,
        invitation_number=listing.line(row, "invitation_number"),
        note="; ".join(part for part in (listing.line(row, "note"), behind, aside, rest, other_numbers) if part),
    )


def _person(listing: Listing, row: int) -> tuple[person_names.Person, list[str]]:
    """Who is named, and the telephone numbers in the same cell."""
    written = listing.text(row, "name") or cells.line(f"{listing.text(row, 'family')} {listing.text(row, 'given')}")
    where = "name" if "name" in listing.mapping else "family"
    written, beside = numbers.take_out(written)
    if person_names.are_several(written):
        listing.say(
            "warning", row, where, _("This cell seems to name several people. Give each of them a row of their own.")
        )
        return person_names.Person(tidy_name(written)), beside
    written = written[:LONGEST_NAME]
    who = person_names.person(written)
    if _RSVP_BESIDE.match(fold(who.position)):
        text = _(
            "“{value}” stands beside the name. Write it into a column of its own, headed “Xác báo”. It was put into the note."
        )
        listing.say("warning", row, where, text.format(value=who.position[:60]))
    else:
        _tell_break(listing, row, where, written, who)
    if listing.encodings.get(listing.mapping.get(where, 0)) == Encoding.TCVN3:
        who = who._replace(name=_capitals(who.name))
    if re.search(r"[\d@]", who.name) or len(who.name) > 60:
        listing.say("warning", row, where, _("“{name}” does not look like a person's name.").format(name=who.name[:60]))
    return who, beside


def _honorific(listing: Listing, row: int) -> str:
    written = listing.line(row, "honorific")
    if written and not person_names.is_honorific(written):
        text = _("“{value}” is no honorific such as Ông, Bà. If the column holds something else, say what it is.")
        listing.say("warning", row, "honorific", text.format(value=written[:40]))
    return person_names.honorific(written, listing.line(row, "gender"))


def _tell_break(listing: Listing, row: int, where: str, written: str, who: person_names.Person) -> None:
    """Say how a line break in a name's cell was read, unless a sure position follows it."""
    is_joined, is_doubtful = person_names.breaks(written)
    if is_joined:
        text = _("A line break in this cell was taken as part of the name: “{name}”. Check it.")
        listing.say("warning", row, where, text.format(name=who.name[:60]))
    if is_doubtful and who.position:
        text = _("What stands below the name was taken as the position: “{position}”. Check it.")
        listing.say("warning", row, where, text.format(position=who.position[:60]))


def _capitals(name: str) -> str:
    """A name out of TCVN3, which has no toned capitals: "Lê Ngọc ánh" is Lê Ngọc Ánh."""
    return " ".join(word if word.isascii() else word[:1].upper() + word[1:] for word in name.split())


def _organisation(listing: Listing, row: int) -> tuple[str, str]:
    """The organisation, and what the second organisation column adds to it."""
    first, second = tidy_name(listing.text(row, "organisation")), tidy_name(listing.text(row, "agency"))
    if not first or fold(first) == fold(second):
        return first or second, ""
    return first, second


def tax_code(listing: Listing, row: int) -> str:
    """The tax code of a row, brought to one form; a warning where it is none or its check digit does not fit."""
    written = listing.line(row, "tax_code")
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


def phone(listing: Listing, row: int, aside: Iterable[str] = ()) -> tuple[str, str]:
    """The telephone number to use, a mobile if there is one, and as a note the others and whatever was said of them.

    `aside`: the numbers that stood in the cell of the name.
    """
    written = listing.text(row, "phone")
    own = numbers.phones(written)
    if not own and re.search(r"\d", written):
        text = _("“{number}” is no telephone number of Viet Nam. It was put into the note.")
        listing.say("warning", row, "phone", text.format(number=cells.line(written)[:40]))
    found = list(dict.fromkeys((*own, *aside)))
    chosen = next((number for number in found if not number.startswith("02")), next(iter(found), ""))
    others = [number for number in found if number != chosen]
    if re.search(r"\d", written) and (not own or re.search(r"[^\W\d_]", numbers.take_out(written)[0])):
        others = [cells.line(written), *(number for number in others if number not in own)]
    return chosen, _("Tel.: {numbers}").format(numbers=", ".join(others)) if others else ""


def _email(listing: Listing, row: int) -> str:
    written = listing.line(row, "email")
    found = _EMAIL.findall(written[:300])
    if written and not found and re.search(r"[a-z@]", written.lower()):
        text = _("“{address}” is no e-mail address. It was left out.")
        listing.say("warning", row, "email", text.format(address=written[:60]))
    return found[0].rstrip(".").lower() if found else ""


def _address(listing: Listing, row: int) -> str:
    address, commune = listing.line(row, "address"), listing.line(row, "commune")
    return address if fold(commune) in fold(address) else ", ".join(part for part in (address, commune) if part)


def _seats(listing: Listing, row: int) -> int:
    written = listing.line(row, "seats")
    if not written or set(written) <= set("-–."):
        return 1
    seats = cells.count(written)
    if seats is None or not 1 <= seats <= MOST_SEATS:
        text = _("{field}: “{value}” is no number from 1 to {most}.")
        called = label("seats", listing.kind)
        listing.say("error", row, "seats", text.format(field=called, value=written[:40], most=MOST_SEATS))
        return 1
    return seats


def _rsvp(listing: Listing, row: int) -> tuple[Rsvp, person_names.Person, str, str]:
    """RSVP, substitute, reason for absence, and what of the RSVP cell fits none of these."""
    written = listing.line(row, "rsvp")
    substitute = person_names.person(numbers.take_out(listing.text(row, "substitute"))[0])
    reason = listing.line(row, "rsvp_reason")
    state, rest = _state(written)
    if state == "substitute" and rest and not substitute.name:
        substitute, rest = person_names.person(rest), ""
    if state == "declined":
        reason, rest = reason or rest, ""
    if state == "substitute" or (substitute.name and state != "declined"):
        return "substitute", substitute, reason, rest
    if state == "none" and rest:
        text = _("“{value}” was not understood as an RSVP. It was put into the note.")
        listing.say("warning", row, "rsvp", text.format(value=written[:60]))
    return state, substitute, reason, rest


def _state(written: str) -> tuple[Rsvp, str]:
    """What an RSVP cell says, and the words beyond it."""
    folded = fold(written)
    after = re.split(r"[:(,–]|\s-\s", written, maxsplit=1)
    rest = after[1].strip(" ).") if len(after) > 1 else ""
    if (written and written in _TICKS) or _COMING.fullmatch(folded) or _COMING.fullmatch(fold(after[0])):
        return "coming", rest
    if sent := _SENT.fullmatch(written[:LONGEST_NAME]):
        return "substitute", "" if fold(sent["who"]) in ("nguoi", "can bo") else sent["who"]
    if _SUBSTITUTED.match(folded):
        return "substitute", rest or _beyond(written, _SUBSTITUTED)
    if _UNDECIDED.fullmatch(folded):
        return "none", ""
    if _DECLINED.match(folded):
        return "declined", rest
    return "none", written


def _beyond(written: str, opening: re.Pattern[str]) -> str:
    """The words that follow an opening which was found in the folded text."""
    found = opening.match(fold(written))
    return " ".join(written.split()[len(found[0].split()) :]) if found else ""
