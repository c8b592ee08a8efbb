"""Which rows of a list are people, organisations and questions that are on record already."""

from __future__ import annotations

import uuid
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from badges import guests
from badges.fold import business_key, fold
from badges.guests import Guest, Organisation
from kiosk.intake.blocks import guess_block, match_block
from kiosk.words import _
from live import questions
from live.questions import Question
from live.queue import Place

if TYPE_CHECKING:
    from badges.store import Store
    from kiosk.intake.table import GuestRow, QuestionRow
    from kiosk.settings import Settings

ALIKE = 92
"""Of 100: from here on two names of one organisation, or two texts of one business, may be the same."""

TAKEN_OVER = ("honorific", "position", "seat", "phone", "email", "note")


class People:
    """Organisations and guests on record, and those that the list adds."""

    def __init__(self, db: Store, settings: Settings) -> None:
        self.settings = settings
        self.touched: list[Organisation] = []
        self._codes: dict[str, Organisation] = {}
        self._names: dict[str, Organisation] = {}
        self._guests: dict[tuple[str, str], Guest] = {}
        self._phones: dict[str, Guest] = {}
        for organisation in guests.organisations(db).values():
            self._index(organisation)
        for guest in guests.every(db):
            self.remember(guest)

    def _index(self, organisation: Organisation) -> None:
        if organisation.tax_code:
            self._codes[organisation.tax_code] = organisation
        for name in (organisation.name, organisation.short_name):
            if name:
                self._names.setdefault(_key(name), organisation)

    def organisation(self, row: GuestRow | QuestionRow) -> Organisation:
        """The row's organisation, by tax code first and by name then; a new one where neither is known.

        Two tax codes are two organisations, however alike their names.
        """
        by_name = self._names.get(_key(row.organisation)) if row.organisation else None
        known = self._codes.get(row.tax_code) if row.tax_code else None
        if known is None and by_name and not (row.tax_code and by_name.tax_code and by_name.tax_code != row.tax_code):
            known = by_name
        wanted = known or Organisation(str(uuid.uuid4()), row.organisation)
        facts = {
            "tax_code": row.tax_code,
            "short_name": getattr(row, "short_name", ""),
            "address": getattr(row, "address", ""),
        }
        wanted = replace(
            wanted, **{name: value for name, value in facts.items() if value and not getattr(wanted, name)}
        )
        if not wanted.kind and hasattr(row, "block"):
            wanted = replace(wanted, kind=self.settings.block(self._block(row)).kind)
        if wanted != known:
            self.touched = [o for o in self.touched if o.id != wanted.id] + [wanted]
            self._index(wanted)
            if known:
                self._replace(known, wanted)
        return wanted

    def _replace(self, old: Organisation, new: Organisation) -> None:
        for index in (self._codes, self._names):
            for key in [key for key, value in index.items() if value is old]:
                index[key] = new

    def _block(self, row: Any) -> str:
        """The block that the row names, or the one that its organisation's name speaks of; businesses otherwise."""
        blocks = self.settings.blocks
        kinds = {block.kind: block.code for block in blocks}
        found = match_block(row.block, blocks) if row.block else ""
        return found or guess_block(row.organisation, blocks) or kinds.get("business", blocks[-1].code)

    def guest(self, row: GuestRow, organisation: Organisation) -> tuple[Guest | None, str]:
        """The guest on record whom the row means, or None; and what the row may repeat."""
        exact = self._guests.get((organisation.id, fold(row.name)))
        if exact:
            return exact, ""
        sharing = self._phones.get(row.phone) if row.phone else None
        if sharing:
            return None, _("{name} has the same phone: the same person?").format(name=sharing.called)
        for (house, name), guest in self._guests.items():
            if house == organisation.id and name and fuzz.ratio(name, fold(row.name)) >= ALIKE:
                return None, _("{name} of the same organisation has nearly this name: the same person?").format(
                    name=guest.called
                )
        return None, ""

    def wanted(self, row: GuestRow, organisation: Organisation, known: Guest | None) -> Guest:
        """The guest as the row wants it; an empty cell takes nothing away."""
        guest = known or Guest(str(uuid.uuid4()), organisation.id, row.name, rank=row.order)
        facts: dict[str, Any] = {name: getattr(row, name) for name in TAKEN_OVER if getattr(row, name)}
        facts["block"] = self._block(row) if row.block or not guest.block else guest.block
        if row.seats > 1 or not known:
            facts["seats"] = row.seats
        if row.invitation_number:
            facts["invitation"] = row.invitation_number
        if row.rsvp != "none" and (not known or not known.rsvp_at):
            facts |= {"rsvp": row.rsvp, "substitute": row.substitute, "rsvp_reason": row.rsvp_reason}
        return replace(guest, **facts)

    def differences(self, known: Guest | None, wanted: Guest) -> tuple[str, ...]:
        """The fields in which the row differs from who is on record."""
        return _differences(known, wanted, ("fold", "code_digest", "batch"))

    def remember(self, guest: Guest) -> None:
        """From now on the guest is known, so that a repetition inside the list is seen."""
        self._guests[guest.organisation, fold(guest.name)] = guest
        if guest.phone:
            self._phones[guest.phone] = guest


class Questions:
    """Questions on record, and those that the list adds."""

    def __init__(self, db: Store, settings: Settings) -> None:
        self.settings = settings
        self._known: dict[tuple[str, str], Question] = {}
        for question in questions.every(db):
            self.remember(question)

    def find(self, row: QuestionRow, organisation: Organisation) -> tuple[Question | None, str]:
        """The question on record that the row means, or None; and what the row may repeat."""
        exact = self._known.get((organisation.id, fold(row.text)))
        if exact:
            return exact, ""
        for (house, text), question in self._known.items():
            if house == organisation.id and fuzz.ratio(text, fold(row.text)) >= ALIKE:
                return None, _("KN {number} of the same business says nearly the same.").format(
                    number=question.number or "?"
                )
        return None, ""

    def wanted(self, row: QuestionRow, organisation: Organisation, known: Question | None) -> Question:
        """The question as the row wants it.

        One that comes with its field and its unit has been through the office's hands and waits; others are screened.
        """
        question = known or Question(0, organisation.id, row.text, source=row.source)
        facts = {
            "asker": row.asker, "asker_phone": row.phone, "proposal": row.proposal, "summary": row.summary,
            "field": match_named(row.field, self.settings.fields), "unit": match_named(row.unit, self.settings.units),
            "co_units": tuple(match_named(unit, self.settings.units) for unit in row.co_units),
            "prepared": row.prepared, "basis": row.basis, "note": row.note, "document": row.document_number,
        }  # fmt: skip
        facts = {name: value for name, value in facts.items() if value}
        question = replace(question, **facts)  # type: ignore[arg-type]
        known_unit = self.settings.unit(question.unit) is not None
        if known is None and question.field and known_unit and not self.settings.unit(question.unit).outside:  # type: ignore[union-attr]
            question = replace(question, place=Place.WAITING)
        return question

    def differences(self, known: Question | None, wanted: Question) -> tuple[str, ...]:
        """The fields in which the row differs from the question on record."""
        return _differences(known, wanted, ("place", "position", "batch"))

    def remember(self, question: Question) -> None:
        """From now on the question is known."""
        self._known[question.organisation, fold(question.text)] = question


def match_named(text: str, parts: list[Any]) -> str:
    """The code of the field or unit that a list names in any of its ways; the text itself where none fits."""
    wanted = fold(text)
    if not wanted:
        return ""
    for part in parts:
        names = [part.name, part.code, getattr(part, "short", ""), *getattr(part, "others", [])]
        if wanted in {fold(name) for name in names if name}:
            return str(part.code)
    close = [part for part in parts if fold(part.name) in wanted or wanted in fold(part.name)]
    return str(close[0].code) if len(close) == 1 else text


def _key(name: str) -> str:
    return business_key(name) or fold(name)


def _differences(known: Any, wanted: Any, apart_from: tuple[str, ...]) -> tuple[str, ...]:
    if known is None:
        return ()
    names = [f.name for f in fields(known) if f.name not in apart_from]
    return tuple(name for name in names if getattr(known, name) != getattr(wanted, name))
