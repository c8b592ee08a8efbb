"""Carry-over: what is still open after a conference becomes a question of the next one (kiến nghị kỳ trước chuyển sang)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from badges import guests, organisations
from badges.guests import Organisation
from badges.refusal import Refusal
from kiosk.papers import follow_up, record
from live import questions
from live.outcomes import Outcome
from live.questions import Question
from live.queue import OPEN, Place

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.papers.record import Matter, Record
    from kiosk.storage.database import Writing


def open_matters(conference: Conference) -> list[Matter]:
    """What is not settled: questions without a result, and written replies that are due and not sent.

    What was merged into another is open as long as its own business waits. Those that carry others come first.
    """
    kept = record.gather(conference)
    unsent = {follow_up.addressed(kept, one.matter) for one in follow_up.board(conference) if not one.sent}
    left = [
        m for m in kept.matters if kept.carrier(m).outcome is Outcome.OPEN or follow_up.addressed(kept, m) in unsent
    ]  # fmt: skip
    return sorted(left, key=lambda m: kept.carrier(m) is not m)


def source(kept: Record, matter: Matter) -> str:
    """Where a carried question comes from, in words; also by what a second carrying knows it."""
    return f"{kept.settings.id}, KN số {matter.number}"


def carry(conference: Conference, into: Conference) -> tuple[int, int]:
    """Write all that is open into the next conference's folder; returns how many were new and how many were there already.

    All of it or nothing. Businesses are known again by their tax code, or by their name.
    """
    if conference.settings.id == into.settings.id:
        raise Refusal(
            "Both folders have the same id “{id}”. Change the id of the next conference, in {file}, and do it again.",
            id=conference.settings.id, file=into.folder / "conference.toml",
        )  # fmt: skip
    kept, left = record.gather(conference), open_matters(conference)
    known = {question.carried_from for question in questions.every(into.db)}
    fresh = [matter for matter in left if source(kept, matter) not in known]
    if fresh:
        with into.db.writing(into.clock.stamp(), by="carry-over") as writing:
            there = list(guests.organisations(writing).values())
            for matter in fresh:
                _take_in(writing, into, kept, matter, _organisation(writing, matter.organisation, there))
    return len(fresh), len(left) - len(fresh)


def _take_in(writing: Writing, into: Conference, kept: Record, matter: Matter, organisation: str) -> None:
    asked, settings, answer = matter.question, into.settings, kept.carrier(matter).answer
    given = kept.carrier(matter).question
    questions.add(
        writing,
        Question(
            0, organisation, asked.text, asker=asked.asker, proposal=asked.proposal, summary=asked.summary,
            field=asked.field if settings.field(asked.field) else "", unit=asked.unit if settings.unit(asked.unit) else "",
            co_units=tuple(unit for unit in asked.co_units if settings.unit(unit)),
            prepared=answer.text or given.prepared, basis=answer.basis or given.basis, source="carried",
            carried_from=source(kept, matter), withheld=asked.withheld, **_merged(writing, kept, matter),
        ),
        "question.carried",
    )  # fmt: skip


def _merged(writing: Writing, kept: Record, matter: Matter) -> dict[str, Any]:
    """What was merged stays merged, where the question that carries it goes along and is still to be treated."""
    carrier = kept.carrier(matter)
    if carrier is matter:
        return {}
    there = {question.carried_from: question for question in questions.every(writing)}.get(source(kept, carrier))
    if there is None or there.place not in OPEN:
        return {}
    return {"place": Place.MERGED, "merged_into": there.number, "reason": matter.question.reason}


def _organisation(writing: Writing, wanted: Organisation, there: list[Organisation]) -> str:
    """The same business in the next conference, made there where it is not yet. Empty for a question without one."""
    if not wanted.id:
        return ""
    free = [one for one in there if not (wanted.tax_code and one.tax_code) or wanted.tax_code == one.tax_code]
    found = organisations.find(free, replace(wanted, id=""))
    if found is None:
        found = guests.put_organisation(
            writing, replace(wanted, id=str(uuid.uuid4()), batch=""), "organisation.carried"
        )
        there.append(found)
    return found.id
