"""What a plan says on a terminal: how the list was read, what it would change, and what became of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n import _
from kiosk.intake import plan_view
from kiosk.intake.reader.fields import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.conference.conference import Conference
    from kiosk.intake.changes import Change
    from kiosk.intake.plan import Plan

MOST_ANSWERS = 30
MOST_ADDED = 20


def lines(plan: Plan, conference: Conference) -> Iterator[str]:
    """Yield the sentences, as the office's page shows them."""
    table = plan.table
    yield _("{file}, sheet {sheet}: {count} rows").format(file=plan.file, sheet=table.sheet, count=len(table.rows))
    for column in table.columns:
        if column.field:
            letters = plan_view.encoding(column.encoding)
            yield f"  {column.letter}  {column.heading}  →  {label(column.field, plan.kind)}" + (
                f"  ({letters})" if letters else ""
            )
        elif column.heading:
            yield f"  {column.letter}  {column.heading}  →  {_('to the note') if column.also else _('not read')}"
    for meaning in table.answers[:MOST_ANSWERS]:
        yield f"  “{meaning.value}” × {meaning.count}  →  {plan_view.rsvp(meaning.state)}"
    for message in (*table.messages, *plan.messages):
        yield f"{message.cell}: {message.text}" if message.cell else message.text
    for change in plan.doubts:
        yield f"{change.cell}: {change.doubt}"
    for skip in table.skipped:
        yield _("Row {row}: {why}: {text}").format(row=skip.row, why=skip.why, text=skip.text)
    said = plan_view.Words(conference, plan)
    for change in plan.of("changed"):
        for one in said.differences(change):
            yield f"  ~ {change.cell}  {change.name}: {one.field}: {one.before} → {one.after}"
    added = plan.of("added")
    for change in added[:MOST_ADDED]:
        yield f"  + {change.cell}  " + "; ".join(filter(None, _of(change, plan, said)))
    if len(added) > MOST_ADDED:
        yield "  " + _("and {count} more").format(count=len(added) - MOST_ADDED)
    yield accounted(plan)
    if table.unread:
        yield unread(plan)
    yield plan.summary()


def _of(change: Change, plan: Plan, said: plan_view.Words) -> Iterator[str]:
    """Return the parts of a row that would be added, as the page shows them."""
    yield change.name
    yield said.about(change)
    yield said.group(change)
    if plan.kind == "guests":
        yield change.what.phone
        yield change.what.email
        yield plan_view.rsvp(change.what.rsvp) if change.what.rsvp != "none" else ""
        yield change.what.note


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
