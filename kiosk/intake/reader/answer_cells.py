"""The answer to the invitation of one row, from however many columns it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import numbers
from badges import person_names as people
from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells, content, name_cell, rsvp

if TYPE_CHECKING:
    from kiosk.intake.reader.attendees import Roles
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.table import Rsvp


def joined(*parts: str) -> str:
    """The parts of a note that say something, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def is_ticked(listing: Listing, row: int, column: int) -> bool:
    """Say whether a box is ticked."""
    written = listing.at(row, column)
    raw = listing.grid.at(*listing.origin(row, column))
    return (
        bool(written.strip(" -–"))
        and not cells.is_unticked(raw, written)
        and fold(written) not in ("khong", "0", "o", "no")
    )


def answer(listing: Listing, row: int, found: Roles) -> tuple[Rsvp, people.Person, str, str]:
    """RSVP, substitute, reason for absence, and what of the RSVP cell fits none of these."""
    answer, written, column = _given(listing, row, found)
    state, rest = answer.state, answer.rest
    substitute = name_cell.read(numbers.take_out(listing.text(row, "substitute"))[0]).who
    if substitute.name and not substitute.position:
        office = next((cells.line(text) for _column, text in listing.every(row, "instead_position")), "")
        substitute = substitute._replace(position=office)
    reason = listing.line(row, "rsvp_reason")
    if state == "substitute" and rest and not substitute.name:
        substitute, rest = _sent(rest)
    rest = joined(rest, answer.beside)
    if state == "declined":
        reason, rest = reason or rest, "" if not reason or fold(reason) == fold(rest) else rest
    if state == "none" and reason and not rest and "rsvp" in listing.mapping and not written.strip():
        state = "declined"
        text = _("A reason for absence stands here and no answer: it was taken for a refusal.")
        listing.say("warning", row, "rsvp_reason", text)
    if state == "substitute" or (substitute.name and state != "declined"):
        return "substitute", substitute, reason, rest
    if state == "none" and not answer.is_sure and rest and column:
        text = _("“{value}” was not understood as an RSVP. It was put into the note.")
        listing.say_at("warning", row, column, text.format(value=written[:60]))
    return state, substitute, reason, rest


def _sent(rest: str) -> tuple[people.Person, str]:
    """Who comes instead, and the words where nobody is named: "cấp phó"."""
    if rsvp.is_nobody_sent(rest):
        return people.Person(""), rest
    cell = name_cell.read(rest)
    return (cell.who, "") if cell.who.name else (people.Person(""), rest)


def _given(listing: Listing, row: int, found: Roles) -> tuple[rsvp.Answer, str, int]:
    """The answer of a row, as written, and its column: the ticked one, otherwise the last that says something."""
    ticked = [column for column in found.ticks if is_ticked(listing, row, column)]
    for column, state in found.ticks.items():
        if column in ticked:
            written = cells.line(listing.at(row, column))
            rest = "" if content.look(written) is content.Look.TICK else written
            return rsvp.Answer(state, rest), listing.heading_text(column), column
    said: list[tuple[rsvp.Answer, str, int]] = []
    for column, text in listing.every(row, "rsvp"):
        if column in found.ticks:
            continue
        raw = listing.grid.at(*listing.origin(row, column))
        written = cells.line(text)
        answer = _meant(listing, written) if not cells.is_unticked(raw, text) else rsvp.Answer("none")
        said.append((answer, written, column))
        listing.answers.setdefault(written, []).append(answer.state)
    sure = [one for one in said if one[0].state != "none"]
    if len({one[0].state for one in sure}) > 1:
        text = _("Two columns of answers differ here; the last one was taken: “{value}”.")
        listing.say_at("warning", row, sure[-1][2], text.format(value=max(sure, key=lambda one: one[2])[1][:60]))
    chosen = max(sure, key=lambda one: one[2]) if sure else (said[0] if said else (rsvp.Answer("none"), "", 0))
    others = [one[1] for one in said if one is not chosen and one[0].rest]
    if others:
        answer = chosen[0]._replace(rest=joined(chosen[0].rest, *others))
        return answer, chosen[1], chosen[2]
    return chosen


def _meant(listing: Listing, written: str) -> rsvp.Answer:
    """What an answer means: as a person has said, otherwise by its words."""
    state = listing.meanings.get(fold(written) or written)
    if state in rsvp.STATES:
        return rsvp.Answer(state, written if content.look(written) is content.Look.WORDS else "")
    return rsvp.understood(written)
