"""What a plan says on a terminal: how the list was read, what it would change, and what became of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n import _
from kiosk.intake import plan_view
from kiosk.intake.reader.fields import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.intake.plan import Plan

MOST_ANSWERS = 30


def lines(plan: Plan) -> Iterator[str]:
    """Yield the sentences, as the office's page shows them."""
    table = plan.table
    yield _("{file}, sheet {sheet}: {count} rows").format(file=plan.file, sheet=table.sheet, count=len(table.rows))
    for column in table.columns:
        if column.field:
            yield f"  {column.letter}  {column.heading}  →  {label(column.field, plan.kind)}  ({column.encoding})"
        elif column.heading:
            yield f"  {column.letter}  {column.heading}  →  {_('to the note') if column.also else _('not read')}"
    for meaning in table.answers[:MOST_ANSWERS]:
        yield f"  “{meaning.value}” × {meaning.count}  →  {plan_view.rsvp(meaning.state)}"
    for message in (*table.messages, *plan.messages):
        yield f"{message.cell}: {message.text}" if message.cell else message.text
    for change in plan.doubts:
        yield f"{change.cell}: {change.doubt}"
    yield accounted(plan)
    if table.unread:
        yield unread(plan)
    yield plan.summary()


def accounted(plan: Plan) -> str:
    """What became of every row of the file."""
    table = plan.table
    text = _("{filled} rows with anything in them: {read} read, {left_out} left out, {above} with titles and headings")
    return text.format(filled=table.filled, read=table.read, left_out=table.left_out, above=table.above)


def unread(plan: Plan) -> str:
    """Which columns were not read, and how many cells they hold."""
    columns = plan.table.unread
    named = ", ".join(f"{column.letter} “{column.heading or '–'}” ({column.texts})" for column in columns)
    text = _("{count} columns with {texts} filled cells were not read: {names}")
    return text.format(count=len(columns), texts=sum(column.texts for column in columns), names=named)
