"""Rows of a guest list: one person each, with everything around the name put where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from badges import numbers
from badges import person_names as people
from badges.vietnamese import fold, tidy_name
from kiosk.i18n import _
from kiosk.intake.reader import body_cell, cells, content, name_cell
from kiosk.intake.reader.answer_cells import answer, is_ticked, joined
from kiosk.intake.reader.attendees import contact_note
from kiosk.intake.reader.block_names import is_common
from kiosk.intake.reader.contact_cells import EMAIL, address, email, phone, seats, tax_code
from kiosk.intake.reader.content import parted
from kiosk.intake.reader.encodings import Encoding
from kiosk.intake.reader.rsvp import understood
from kiosk.intake.reader.table import GuestRow

if TYPE_CHECKING:
    from kiosk.intake.reader.attendees import Columns, Roles
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept

LONGEST_ANSWER: Final = 40
LONGEST_NAME: Final = 300
"""Characters that are read of a name's cell."""
_RSVP_BESIDE: Final = re.compile(
    r"(?:(?:xin |bao )?vang(?: mat)?$|(?:xin |bao |se )?(?:khong|vang) (?:du|tham du|tham gia|den)\b|(?:du|di) thay\b|chua xac)"
)
"""What of an answer to the invitation may stand beside a name, and is no position."""


def guests(listing: Listing, kept: Kept, order: int, found: Roles) -> list[GuestRow]:
    """Return the guests of one row: none where it names neither a person nor an organisation, several where several
    columns name people."""
    first = guest(listing, kept, order, found)
    rows = [first] if first else []
    for columns in found.further:
        further = _further(listing, kept, order + len(rows), columns, first, found)
        rows += [further] if further else []
    if first and not first.name and len(rows) > 1:
        rows = [replace(row, order=order + n) for n, row in enumerate(rows[1:])]  # only a later column names somebody
    return rows


def guest(listing: Listing, kept: Kept, order: int, found: Roles) -> GuestRow | None:
    """Return the guest of one row, or None where it names neither a person nor an organisation."""
    row = kept.row
    cell = _name_cell(listing, row)
    who = cell.who
    body, aside = _organisation(listing, row)
    organisation = body.name
    if "organisation" not in listing.mapping and people.is_organisation(kept.section) and not is_common(kept.section):
        organisation = tidy_name(kept.section)
    position = _position(listing, row, found)
    if not organisation:
        position, organisation = _organisation_beside(listing, row, position, cell.organisation)
    if not organisation and not position and who.position:
        before, after = content.parted(who.position)
        if after:
            who, organisation = who._replace(position=before), tidy_name(after)
    if not who.name and not organisation:
        return None
    position, office_note = _with_office(listing, position, who, body)
    _tell_missing(listing, row, who, organisation)
    telephone, other_numbers = phone(listing, row, [*cell.phones, *body.phones], found.main.get("phone"))
    state, instead, reason, rest = answer(listing, row, found)
    is_rsvp = _RSVP_BESIDE.match(fold(who.position))
    behind, beside_name = (who.position, "") if position or is_rsvp else ("", who.position)
    if fold(behind) == fold(position) or (behind and fold(behind) in fold(position)):
        behind = ""
    mail, other_mail = email(listing, row, found.main.get("email"))
    notes = [text for _column, text in listing.every(row, "note")]
    notes = [cells.line(text) for text in notes]
    contacts = contact_note(listing, row, found, fold(who.name))
    telephone = telephone or next((number for text in contacts for number in numbers.take_out(text)[1]), "")
    _tell_answer_in_note(listing, row)
    return GuestRow(
        cell=listing.cell(row, "name", "family", "organisation", "agency"),
        order=order,
        name=who.name,
        honorific=who.honorific or _by_sex(listing, row, found) or _honorific(listing, row),
        position=position or beside_name or (found.offices.get(listing.mapping.get("name", 0), "") if who.name else ""),
        organisation=organisation,
        short_name=tidy_name(listing.line(row, "short_name")),
        tax_code=tax_code(listing, row, body.tax_code),
        address=address(listing, row) or body.address,
        phone=telephone,
        email=mail,
        block=listing.line(row, "block") or kept.section,
        seats=seats(listing, row, state),
        seat=listing.line(row, "seat"),
        rsvp=state,
        substitute=instead.name,
        substitute_honorific=instead.honorific,
        substitute_title=instead.position,
        rsvp_reason=reason,
        invitation_number=listing.line(row, "invitation_number"),
        note=joined(
            *notes, behind, cell.note, cell.companions, cell.nobody, aside, office_note, body.note, rest, other_numbers, other_mail,
            *contacts,
        ),
    )  # fmt: skip


def _tell_answer_in_note(listing: Listing, row: int) -> None:
    """Say where a note reads like an answer to the invitation; notes are not taken for answers."""
    for column, text in listing.every(row, "note"):
        said = understood(text) if len(text) <= LONGEST_ANSWER else None
        if said and said.is_sure and said.state != "none" and content.look(text) is not content.Look.TICK:
            words = _(
                "“{value}” stands in the note and reads like an answer to the invitation. It was not taken for one."
            )
            listing.say_at("warning", row, column, words.format(value=cells.line(text)[:60]))


def _with_office(listing: Listing, position: str, who: people.Person, body: body_cell.BodyCell) -> tuple[str, str]:
    """The position, which may have stood before the organisation, and what of it goes into the note."""
    if not body.position:
        return position, ""
    listing.parted += 1
    known = position or who.position
    if not known:
        return (body.position, "") if who.name else ("", body.position)
    return position, "" if body_cell.same(known, body.position) else body.position


def _further(
    listing: Listing, kept: Kept, order: int, columns: Columns, first: GuestRow | None, found: Roles
) -> GuestRow | None:
    """The guest of a further column of names, who shares with the first what stands in the row once."""
    row, column = kept.row, columns["name"][0]
    cell = name_cell.read(numbers.take_out(listing.at(row, column))[0])
    if not cell.who.name:
        return None
    texts = {name: cells.line(_first_text(listing, row, columns.get(name, []))) for name in ("position", "honorific")}
    telephone, others = phone(listing, row, (), columns.get("phone", []))
    mail, other_mail = email(listing, row, columns.get("email", []), only=True)
    honorific = cell.who.honorific or people.honorific(texts["honorific"], "")
    own = GuestRow(
        cell=listing.grid.address(*listing.origin(row, column)), order=order, name=cell.who.name, honorific=honorific,
        position=texts["position"] or cell.who.position or found.offices.get(column, ""), phone=telephone, email=mail,
        note=joined(cell.note, others, other_mail),
    )  # fmt: skip
    if first is None:
        return own
    shared = {name: getattr(first, name) for name in ("organisation", "short_name", "tax_code", "address", "block")}
    state = (
        {name: getattr(first, name) for name in ("rsvp", "rsvp_reason")} if first.rsvp in ("coming", "declined") else {}
    )
    return replace(own, **shared, **state)


def _first_text(listing: Listing, row: int, columns: list[int]) -> str:
    return next((text for column in columns if (text := listing.at(row, column))), "")


def _tell_missing(listing: Listing, row: int, who: people.Person, organisation: str) -> None:
    if not who.name and {"name", "family"} & listing.mapping.keys():
        listing.say("warning", row, "name", _("Nobody is named here: the organisation is invited without a person."))
    if body_cell.are_several(listing.text(row, "organisation")):
        text = _("This cell seems to name several organisations. Give each of them a row of its own.")
        listing.say("warning", row, "organisation", text)
    if organisation and not re.search(r"[^\W\d_]", organisation):
        text = _("“{name}” does not look like an organisation. Check it.")
        listing.say("warning", row, "organisation", text.format(name=organisation[:60]))
    if not organisation and "organisation" in listing.mapping:
        text = _("No organisation stands here. If it is that of the row above, write it into this row too.")
        listing.say("warning", row, "organisation", text)


def _position(listing: Listing, row: int, found: Roles) -> str:
    """The position by its columns ("Chức vụ Đảng | Chức vụ chính quyền"), or by a column that is ticked for one."""
    columns = found.main.get("position", [])
    several: list[str] = []
    for text in (cells.line(listing.at(row, column)) for column in columns):
        if re.search(r"\w", text) and not any(body_cell.same(text, known) for known in several):
            several.append(text)
    written = ", ".join(several) or listing.line(row, "position")
    if not re.search(r"\w", written):
        written = ""
    ticked = [title for column, title in found.flags.items() if is_ticked(listing, row, column)]
    return written or (ticked[0] if ticked else "")


def _by_sex(listing: Listing, row: int, found: Roles) -> str:
    """The honorific by the columns "Nam" and "Nữ", where one of them is filled."""
    filled = [honorific for column, honorific in found.sexes.items() if is_ticked(listing, row, column)]
    return filled[0] if len(filled) == 1 else ""


def _organisation_beside(listing: Listing, row: int, position: str, behind: str) -> tuple[str, str]:
    """Position and organisation where no column has the latter: it stands behind the position, or behind the name."""
    if "organisation" in listing.mapping or "agency" in listing.mapping:
        return position, behind
    before, after = parted(position) if position else ("", "")
    return (before, tidy_name(after)) if before and after else (position, behind)


_NAMED_BESIDE: Final = re.compile(r"(?i)\b(?:cùng|kèm|với|và)\b[^:]*:?\s*(?:ông|bà|anh|chị|đ/c|đồng chí)\s+[^\W\d_]")
"""Somebody with a name who comes along: "cùng đi: bà Lê Thị Mẫu"."""


class _Found(NamedTuple):
    who: people.Person
    note: str
    nobody: str
    organisation: str
    phones: list[str]
    companions: str = ""


def _name_cell(listing: Listing, row: int) -> _Found:
    """Who is named, what else stands in that cell, and the telephone numbers in it."""
    written = listing.text(row, "name") or cells.line(
        " ".join(listing.text(row, part) for part in ("family", "middle", "given"))
    )
    where = "name" if "name" in listing.mapping else "family"
    written, beside = numbers.take_out(written)
    written = EMAIL.sub("", written) if "@" in written else written
    if people.are_several(written):
        listing.say(
            "warning", row, where, _("This cell seems to name several people. Give each of them a row of their own.")
        )
        return _Found(people.Person(tidy_name(written)), "", "", "", beside)
    written = written[:LONGEST_NAME]
    cell = name_cell.read(written)
    who = cell.who
    if _RSVP_BESIDE.match(fold(who.position)) or _RSVP_BESIDE.match(fold(cell.note)):
        text = _(
            "“{value}” stands beside the name. Write it into a column of its own, headed “Xác báo”. It was put into the note."
        )
        listing.say("warning", row, where, text.format(value=(cell.note or who.position)[:60]))
    elif not cell.nobody:
        _tell_break(listing, row, where, written, who)
    if listing.encodings.get(listing.mapping.get(where, 0)) == Encoding.TCVN3:
        who = who._replace(name=_capitals(who.name))
    _tell_odd_name(listing, row, where, who.name)
    if cell.companions:
        text = _(
            "“{value}” stands beside the name and was put into the note. If they come as well, write their number into a column."
        )
        listing.say("warning", row, where, text.format(value=cell.companions[:60]))
    if _NAMED_BESIDE.search(f"{cell.note} {cell.who.position}"):
        text = _("This cell seems to name several people. Give each of them a row of their own.")
        listing.say("warning", row, where, text)
    return _Found(who, cell.note, cell.nobody, cell.organisation, beside, cell.companions)


def _tell_odd_name(listing: Listing, row: int, where: str, name: str) -> None:
    if (
        re.search(r"[\d@]", name)
        or len(name) > 60
        or (name and content.is_organisation(name) and not content.is_person(name))
    ):
        listing.say("warning", row, where, _("“{name}” does not look like a person's name.").format(name=name[:60]))


def _honorific(listing: Listing, row: int) -> str:
    written = listing.line(row, "honorific")
    if written and not people.is_honorific(written):
        text = _("“{value}” is no honorific such as Ông, Bà. If the column holds something else, say what it is.")
        listing.say("warning", row, "honorific", text.format(value=written[:40]))
    return people.honorific(written, listing.line(row, "gender"))


def _tell_break(listing: Listing, row: int, where: str, written: str, who: people.Person) -> None:
    """Say how a line break in a name's cell was read, unless a sure position follows it."""
    is_joined, is_doubtful = people.breaks(written)
    if is_joined:
        text = _("A line break in this cell was taken as part of the name: “{name}”. Check it.")
        listing.say("warning", row, where, text.format(name=who.name[:60]))
    if is_doubtful and who.position:
        text = _("What stands below the name was taken as the position: “{position}”. Check it.")
        listing.say("warning", row, where, text.format(position=who.position[:60]))


def _capitals(name: str) -> str:
    """A name out of TCVN3, which has no toned capitals: "Lê Ngọc ánh" is Lê Ngọc Ánh."""
    return " ".join(word if word.isascii() else word[:1].upper() + word[1:] for word in name.split())


def _organisation(listing: Listing, row: int) -> tuple[body_cell.BodyCell, str]:
    """The organisation, and what the second organisation column adds to it."""
    first, second = body_cell.read(listing.text(row, "organisation")), tidy_name(listing.text(row, "agency"))
    others = [tidy_name(text) for column, text in listing.every(row, "organisation")]
    if not first.name or fold(first.name) == fold(second):
        return (first if first.name else body_cell.read(second or next(iter(others), ""))), ""
    return first, joined(
        second, *(other for other in others[1:] if fold(other) not in (fold(first.name), fold(second)))
    )
