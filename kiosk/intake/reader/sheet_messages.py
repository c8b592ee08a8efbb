"""What has to be said about a sheet as a whole, and what only the eye sees of its cells."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kiosk.i18n import _
from kiosk.intake.reader import cells, content
from kiosk.intake.reader.column_roles import candidates
from kiosk.intake.reader.columns import assign
from kiosk.intake.reader.fields import FIELDS, label
from kiosk.intake.reader.letters import lost
from kiosk.intake.reader.question_rows import NOTED
from kiosk.intake.reader.table import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.intake.reader.attendees import Roles
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept

MOST_NAMED: Final = 8
"""Cells that one message names."""
_COLOURED: Final = 0.4
"""Share of the rows from which on a colour is decoration."""


def remarks(listing: Listing, kept: list[Kept], rows: list[Any], found: Roles) -> Iterator[Message]:
    """Yield the messages about a table that belong to no single row of it."""
    yield from _of_columns(listing, kept)
    yield from _hidden(listing, kept)
    yield from _seen(listing, kept)
    yield from _unwanted(listing)
    yield from _of_years(listing)
    yield from lost(listing, kept)
    if listing.kind == "guests":
        yield from _of_guests(listing, rows)
        yield from _of_people(listing, kept, found)
        yield from _of_signs(listing)
    else:
        yield from _of_questions(listing, rows)


def _of_columns(listing: Listing, kept: list[Kept]) -> Iterator[Message]:
    """Columns that were taken for what their cells show."""
    if not listing.header.rows and listing.header.heads:
        text = _("No headings stand above this table: it was read as the continuation of the one before it.")
        yield Message("note", listing.head_cell, text)
    elif not listing.header.rows and not listing.grid.known:
        yield Message(
            "warning",
            listing.head_cell,
            _(
                "No headings stand above this list: its columns were known by what their cells hold. Check each of them."
            ),
        )
        return
    for column, name in listing.header.assigned.odd.items():
        if name and listing.mapping.get(name) == column and name in FIELDS[listing.kind]:
            text = _("Column {letter}, “{heading}”, was read as “{field}” because of what its cells hold. Check it.")
            heading = listing.heading(column) or "–"
            yield Message(
                "warning" if listing.heading(column) else "note", listing.column_cell(column),
                text.format(letter=listing.grid.letter(column), heading=heading[:60], field=label(name, listing.kind)),
            )  # fmt: skip
        elif not name and listing.heading(column):
            text = _("Column {letter}, “{heading}”, was not read: its cells are not what its heading says. Check it.")
            yield Message(
                "warning", listing.column_cell(column),
                text.format(letter=listing.grid.letter(column), heading=listing.heading(column)[:60]),
            )  # fmt: skip


def _hidden(listing: Listing, kept: list[Kept]) -> Iterator[Message]:
    marks = listing.grid.marks
    hidden = [row for row in marks.hidden_rows if listing.first <= row <= listing.last]
    hidden = [row for row in hidden if row <= len(listing.grid.rows)]
    if hidden:
        text = _("{count} rows are hidden in the file; they were read as well.")
        yield Message("note", listing.grid.address(hidden[0], 1), text.format(count=len(hidden)))
    columns = [column for column in marks.hidden_columns if any(listing.at(data.row, column) for data in kept)]
    if columns:
        text = _("Columns that are hidden in the file were looked at as well: {letters}.")
        letters = ", ".join(listing.grid.letter(column) for column in columns)
        yield Message("note", listing.column_cell(columns[0]), text.format(letters=letters))


def _seen(listing: Listing, kept: list[Kept]) -> Iterator[Message]:
    """What only the eye sees: struck-through cells, texts taken out inside cells, comments, colours."""
    marks = listing.grid.marks
    rows = {data.row for data in kept}
    inside = set(range(listing.left, listing.right + 1))
    for place in sorted(marks.struck):
        if place[0] in rows and place[1] in inside and place[1] in _of_names(listing):
            text = _(
                "“{text}” is struck through: probably withdrawn. It was read all the same; delete the row if it is."
            )
            yield Message(
                "warning", listing.grid.address(*place), text.format(text=cells.line(listing.at(*place))[:60])
            )
    for place, removed in sorted(marks.removed.items()):
        is_whole = listing.first <= place[0] <= listing.last + 1 and not listing.own_texts(place[0])
        if (place[0] in rows or is_whole) and place[1] in inside:
            text = _("“{text}” is struck through or deleted in the file and was left out.")
            yield Message("warning", listing.grid.address(*place), text.format(text=removed[:80]))
    for row, removed in marks.dropped:
        if listing.first <= row <= listing.last + 1 and removed:
            text = _("“{text}” is struck through or deleted in the file and was left out.")
            yield Message("warning", listing.grid.address(row, 1), text.format(text=removed.replace(" | ", " ")[:80]))
    for place, comment in sorted(marks.comments.items()):
        if listing.first <= place[0] <= listing.last and place[1] in inside:
            text = _("A comment stands at this cell and was not read: “{text}”")
            yield Message("warning", listing.grid.address(*place), text.format(text=cells.line(comment)[:200]))
    yield from _repeated(listing, rows)
    yield from _colours(listing, kept)


def _repeated(listing: Listing, rows: set[int]) -> Iterator[Message]:
    """Cells that say "as above"."""
    known = set(listing.mapping.values())
    places = [place for place in sorted(listing.repeated) if place[0] in rows and place[1] in known]
    if places:
        text = _("{count} cells say “as above” and were read like the cell above them: {cells}.")
        named = ", ".join(listing.grid.address(*place) for place in places[:MOST_NAMED])
        yield Message("note", listing.grid.address(*places[0]), text.format(count=len(places), cells=named))


def _of_names(listing: Listing) -> set[int]:
    """The columns by which a row is known."""
    names = ("name", "family", "given", "organisation", "text", "asker")
    return {column for name in names for column in listing.columns(name)}


def _colours(listing: Listing, kept: list[Kept]) -> Iterator[Message]:
    """Colours that some rows have and most have not: probably a status that nothing else says."""
    column = next(
        (listing.mapping[name] for name in ("name", "family", "organisation", "text") if name in listing.mapping), 0
    )
    fills = {data.row: listing.grid.marks.fills.get((data.row, column), "") for data in kept}
    counted = Counter(fill for fill in fills.values() if fill)
    rare = {fill for fill, count in counted.items() if count <= max(1, _COLOURED * len(kept))}
    coloured = [row for row, fill in fills.items() if fill in rare]
    if coloured and len(coloured) <= _COLOURED * len(kept):
        text = _(
            "{count} rows have a colour of their own ({cells}). If it says something, such as “confirmed”, write it into a column."
        )
        named = ", ".join(listing.grid.address(row, column) for row in coloured[:MOST_NAMED])
        yield Message("note", listing.grid.address(coloured[0], column), text.format(count=len(coloured), cells=named))


def _unwanted(listing: Listing) -> Iterator[Message]:
    column = listing.mapping.get("birth")
    if column:
        text = _("Dates of birth and identity numbers are not needed and were not read.")
        yield Message("note", listing.column_cell(column), text)


_YEAR: Final = re.compile(r"\b20\d\d\b")


def _of_years(listing: Listing) -> Iterator[Message]:
    """Answers or questions below a heading that speaks of a year: they may be those of an earlier conference."""
    columns = listing.columns("rsvp") if listing.kind == "guests" else listing.columns("text")
    if listing.kind == "questions" and len(columns) < 2:
        return
    for column in columns:
        heading = listing.heading(column)
        if _YEAR.search(heading):
            text = _("Column {letter}, “{heading}”, speaks of a year: check whether it belongs to this conference.")
            yield Message(
                "warning",
                listing.column_cell(column),
                text.format(letter=listing.grid.letter(column), heading=heading[:60]),
            )


def _of_guests(listing: Listing, rows: list[Any]) -> Iterator[Message]:
    heads = listing.header.heads
    asked = assign(heads, "questions")
    if {"text", "unit"} <= asked.keys():
        yield Message("warning", "", _("This looks like a list of questions, not of guests."))
    elif "asked" in listing.mapping or ("text" in asked and candidates(heads[asked["text"]], "questions")[0].exact):
        column = listing.mapping.get("asked") or asked["text"]
        text = _("This column holds questions: read the file once more as a list of questions.")
        yield Message("note", listing.column_cell(column), text)
    if rows and not {"name", "family"} & listing.mapping.keys():
        if "contact" in listing.mapping:
            text = _(
                "The list names contact persons and nobody who attends: they went into the note. If they are the guests, read "
                "that column as “{field}”."
            )
            yield Message(
                "warning", listing.column_cell(listing.mapping["contact"]), text.format(field=label("name", "guests"))
            )
        else:
            yield Message("warning", "", _("The list names no persons: the organisations are invited without one."))
    if "organisation" not in listing.mapping and not listing.grid.known and "position" in listing.mapping:
        count = sum(bool(row.organisation and row.position) for row in rows)
        if count:
            text = _("Position and organisation stood in one column and were parted in {count} rows. Check them.")
            yield Message("warning", listing.column_cell(listing.mapping["position"]), text.format(count=count))
    if listing.parted and "organisation" in listing.mapping:
        text = _("Position and organisation stood in one column and were parted in {count} rows. Check them.")
        yield Message(
            "warning", listing.column_cell(listing.mapping["organisation"]), text.format(count=listing.parted)
        )
    if rows and not any(row.organisation for row in rows):
        text = _("The list names no organisations. If one column holds position and organisation, part it in two.")
        yield Message("warning", "", text)


_SIGNS: Final = frozenset(["x", "v", "k", "c", "o", "p"])


def _of_signs(listing: Listing) -> Iterator[Message]:
    """Two different signs in one column of answers: one of them may mean the opposite."""
    signs = sorted({value.strip().lower() for value in listing.answers} & _SIGNS)
    if len(signs) > 1 and "rsvp" in listing.mapping:
        text = _(
            "Different signs stand in this column ({signs}). Check what each of them means, as “v” may mean “vắng”."
        )
        yield Message(
            "warning",
            listing.column_cell(listing.mapping["rsvp"]),
            text.format(signs=", ".join(f"“{sign}”" for sign in signs)),
        )


def _of_people(listing: Listing, kept: list[Kept], found: Roles) -> Iterator[Message]:
    """Columns of further people: those invited as well, and those who went into the note."""
    first = listing.mapping.get("name")
    further = [columns["name"][0] for columns in found.further]
    for column in (*further, *(column for column in found.contacts if first)):
        count = sum(content.is_person(cells.line(listing.at(data.row, column))) for data in kept)
        if not count:
            continue
        if column in further:
            text = _("Column {letter}, “{heading}”: the {count} people there are invited as well.")
        else:
            text = _("Column {letter}, “{heading}”: the {count} people there are not invited; they went into the note.")
        yield Message(
            "warning" if column in found.unnamed else "note", listing.column_cell(column),
            text.format(letter=listing.grid.letter(column), heading=listing.heading(column)[:60] or "–", count=count),
        )  # fmt: skip


def _of_questions(listing: Listing, rows: list[Any]) -> Iterator[Message]:
    for name in NOTED:
        said = f"{label(name, 'questions')}: "
        count = sum(said in row.note for row in rows) if name in listing.mapping else 0
        if count:
            text = _(
                "Column “{field}” went into the internal note of {count} questions: it decides and promises nothing."
            )
            yield Message(
                "note",
                listing.column_cell(listing.mapping[name]),
                text.format(field=label(name, "questions"), count=count),
            )
