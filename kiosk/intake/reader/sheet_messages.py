"""What has to be said about a sheet as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from kiosk.i18n import _
from kiosk.intake.reader.columns import assign, candidates
from kiosk.intake.reader.fields import label
from kiosk.intake.reader.question_rows import NOTED
from kiosk.intake.reader.table import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.table import Sheet


def remarks(listing: Listing, sheets: tuple[Sheet, ...], chosen: Sheet, rows: list[Any]) -> Iterator[Message]:
    """Yield the messages about a list that belong to no single row of it."""
    if not rows and not any(message.level == "error" for message in listing.messages):
        yield Message("error", "", _("There are no rows below the headings. Choose another sheet."))
    others = [sheet.name for sheet in sheets if sheet is not chosen and sheet.headings]
    if others:
        text = _("Other sheets look like lists too and are read one at a time: {names}.")
        yield Message("note", "", text.format(names=", ".join(others)))
    if chosen.hidden:
        yield Message("note", "", _("The sheet “{sheet}” is hidden in the file.").format(sheet=chosen.name))
    yield from _hidden_rows(listing)
    yield from _unwanted(listing)
    if listing.kind == "guests":
        yield from _of_guests(listing, rows)
    else:
        yield from _of_questions(listing, rows)


def _hidden_rows(listing: Listing) -> Iterator[Message]:
    hidden = [row for row in listing.grid.hidden_rows if listing.first <= row <= len(listing.grid.rows)]
    if hidden:
        text = _("{count} rows are hidden in the file; they were read as well.")
        yield Message("note", f"A{hidden[0]}", text.format(count=len(hidden)))


def _unwanted(listing: Listing) -> Iterator[Message]:
    column = listing.mapping.get("birth")
    if column:
        text = _("Dates of birth and identity numbers are not needed and were not read.")
        yield Message("note", f"{get_column_letter(column)}{listing.header.rows[-1]}", text)


def _of_guests(listing: Listing, rows: list[Any]) -> Iterator[Message]:
    heads = listing.header.heads
    asked = assign(heads, "questions")
    if {"text", "unit"} <= asked.keys():
        yield Message("warning", "", _("This looks like a list of questions, not of guests."))
    elif "text" in asked and candidates(heads[asked["text"]], "questions")[0].exact:
        cell = f"{get_column_letter(asked['text'])}{listing.header.rows[-1]}"
        yield Message("note", cell, _("This column holds questions: read the file once more as a list of questions."))
    if rows and not {"name", "family"} & listing.mapping.keys():
        yield Message("warning", "", _("The list names no persons: the organisations are invited without one."))
    if rows and not any(row.organisation for row in rows):
        text = _("The list names no organisations. If one column holds position and organisation, part it in two.")
        yield Message("warning", "", text)


def _of_questions(listing: Listing, rows: list[Any]) -> Iterator[Message]:
    for name in NOTED:
        said = f"{label(name, 'questions')}: "
        count = sum(said in row.note for row in rows) if name in listing.mapping else 0
        if count:
            text = _(
                "Column “{field}” went into the internal note of {count} questions: it decides and promises nothing."
            )
            cell = f"{get_column_letter(listing.mapping[name])}{listing.header.rows[-1]}"
            yield Message("note", cell, text.format(field=label(name, "questions"), count=count))
