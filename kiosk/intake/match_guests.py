"""Which rows of a list are people and organisations that are on record already.

Only what is surely the same is taken as the same: what the same list meant last time, an equal tax code, an equal name
(in an equal organisation). Everything that merely looks alike is a `Doubt` and stays apart until a person says otherwise.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from badges import guests
from badges.guests import Guest, Organisation
from badges.organisation_names import business_key, spelled
from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.memory import Difference, Doubt, Told, key
from kiosk.intake.reader.block_names import guess_block, match_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badges.ports import Store
    from kiosk.intake.reader.table import GuestRow, QuestionRow
    from kiosk.settings.load import Settings

ALIKE = 92
"""Of 100: from here on two names in one organisation, or two texts of one business, may be the same."""
MOST_CANDIDATES = 3
REPRESENTATIVE = "Đại diện lãnh đạo"
"""Whom the card of an organisation greets that named nobody: Đại diện lãnh đạo Công ty …"""
TAKEN_OVER = ("honorific", "position", "seat", "phone", "email", "note")
ANSWERED = ("rsvp", *guests.SUBSTITUTE, "rsvp_reason")
NOBODY = Organisation("", "")
"""The organisation of people who come without one."""


class Organisations:
    """Organisations on record, and those that the list adds. `touched` are the new and the changed ones."""

    def __init__(self, db: Store, settings: Settings, told: Told, choices: Mapping[str, str]) -> None:
        self.settings, self.told, self.choices = settings, told, choices
        self.by_id: dict[str, Organisation] = {}
        self.touched: dict[str, Organisation] = {}
        self.cells: dict[str, str] = {}
        """Id of an organisation that the list adds → the cell where it stands first."""
        self._met: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, list[str]] = defaultdict(list)
        for organisation in guests.organisations(db).values():
            self._index(organisation)

    def _index(self, organisation: Organisation) -> None:
        self.by_id[organisation.id] = organisation
        if organisation.tax_code:
            self._codes[organisation.tax_code] = organisation.id
        for name in filter(None, (organisation.name, organisation.short_name)):
            for index, text in ((self._names, spelled(name)), (self._keys, business_key(name))):
                if organisation.id not in index[text]:
                    index[text].append(organisation.id)

    def of(self, row: GuestRow | QuestionRow) -> tuple[Organisation, Doubt | None]:
        """The row's organisation, a new one where none is known, and what it may be instead (said once in a list)."""
        if not (row.organisation or row.tax_code):
            return NOBODY, None
        name = identity(row)
        if name in self._met:
            return self._with_facts(self.by_id[self._met[name]], row), None
        known, doubt = self._find(name, row)
        organisation = known or Organisation(str(uuid.uuid4()), row.organisation or _nameless(row.tax_code))
        self._met[name] = organisation.id
        self.told.hear(name, organisation.id, {})
        if known is None:
            self.cells[organisation.id] = row.cell
        return self._with_facts(organisation, row), doubt

    def _find(self, name: str, row: GuestRow | QuestionRow) -> tuple[Organisation | None, Doubt | None]:
        target = self.told.target(name) or (self._codes.get(row.tax_code, "") if row.tax_code else "")
        if target in self.by_id:
            return self.by_id[target], None
        same = self._free(self._names.get(spelled(row.organisation), []), row)
        if len(same) == 1:
            return same[0], None
        alike = same or self._free(self._keys.get(business_key(row.organisation), []), row)
        if not alike:
            return None, None
        doubt = _doubt(
            f"{row.cell}-house",
            _("“{name}” may be an organisation on record.").format(name=row.organisation),
            [(self.cells.get(one.id) or one.id, _organisation(one)) for one in alike],
            self.choices,
        )
        chosen = next((one for one in alike if doubt.chosen and doubt.chosen in (one.id, self.cells.get(one.id))), None)
        return chosen, doubt

    def _free(self, ids: list[str], row: GuestRow | QuestionRow) -> list[Organisation]:
        """Those without another tax code: two tax codes are two organisations, however alike their names."""
        found = [self.by_id[one] for one in ids] if row.organisation else []
        return [one for one in found if not (row.tax_code and one.tax_code and one.tax_code != row.tax_code)]

    def _with_facts(self, organisation: Organisation, row: GuestRow | QuestionRow) -> Organisation:
        """The organisation with what the row adds to it; what is on record stays."""
        facts = {
            "tax_code": row.tax_code,
            "short_name": getattr(row, "short_name", ""),
            "address": getattr(row, "address", ""),
        }
        news = {name: value for name, value in facts.items() if value and not getattr(organisation, name)}
        if not organisation.kind and hasattr(row, "block"):
            news["kind"] = self.settings.block(self.block(row)).kind
        if news or organisation.id not in self.by_id:
            organisation = replace(organisation, **news)
            self.touched[organisation.id] = organisation
            self._index(organisation)
        return organisation

    def block(self, row: Any) -> str:
        """The block that the row names, or the one that its organisation's name speaks of; businesses otherwise."""
        blocks = self.settings.blocks
        kinds = {block.kind: block.code for block in blocks}
        found = match_block(row.block, blocks) if row.block else ""
        return found or guess_block(row.organisation, blocks) or kinds.get("business", blocks[-1].code)


class People:
    """Guests on record, and those that the list adds. Each is met by one row of a list at most."""

    def __init__(self, db: Store, organisations: Organisations) -> None:
        self.organisations, self.told, self.choices = organisations, organisations.told, organisations.choices
        self._by_id: dict[str, Guest] = {}
        self._of: dict[str, dict[str, str]] = defaultdict(dict)
        """Organisation → id of each of its guests → the guest's folded name."""
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._phones: dict[str, list[str]] = defaultdict(list)
        self._taken: dict[str, str] = {}
        self._times: Counter[str] = Counter()
        for guest in guests.every(db):
            self._index(guest)

    def _index(self, guest: Guest) -> None:
        if guest.id not in self._by_id:
            folded = fold(guest.name)
            self._of[guest.organisation][guest.id] = folded
            self._named[guest.organisation, folded].append(guest.id)
            if guest.phone:
                self._phones[guest.phone].append(guest.id)
        self._by_id[guest.id] = guest

    def name(self, row: GuestRow, organisation: Organisation) -> str:
        """Under which name the row is remembered: a person of an organisation, the how-manieth of that name."""
        plain = key("guest", organisation.id, fold(row.name))
        self._times[plain] += 1
        return plain if self._times[plain] == 1 else f"{plain}-{self._times[plain]}"

    def find(self, name: str, row: GuestRow, organisation: Organisation) -> tuple[Guest | None, Doubt | None]:
        """The guest on record whom the row means, or None; and whom it may mean."""
        target = self.told.target(name)
        if target in self._by_id and target not in self._taken:
            known = self._by_id[target]
            if _may_be(known, row, organisation) or self.told.says_again(name, "phone", row.phone):
                return known, None
        wanted = fold(row.name or REPRESENTATIVE)
        same = [self._by_id[one] for one in self._named[organisation.id, wanted]]
        free = [guest for guest in same if guest.id not in self._taken and _may_be(guest, row, organisation)]
        if free:
            return max(free, key=lambda guest: (guest.phone == row.phone, guest.position == row.position)), None
        return self._look_around(row, organisation, same)

    def _look_around(
        self, row: GuestRow, organisation: Organisation, same: list[Guest]
    ) -> tuple[Guest | None, Doubt | None]:
        """Nobody is surely the same: those who may be, by name, by telephone, by a nearly equal name."""
        colleagues = self._of[organisation.id] if organisation.id and row.name else {}
        sharing = self._phones.get(row.phone, []) if row.phone else []
        near = [
            one for _name, _score, one in extract(fold(row.name), colleagues, scorer=fuzz.ratio, score_cutoff=ALIKE)
        ]
        nameless = [
            one for one in self._named[organisation.id, fold(REPRESENTATIVE)] if colleagues and one not in self._taken
        ]
        found = (
            (same, _("{name} is on the list already: the same person?")),
            (self._all(sharing), _("{name} has the same phone: the same person?")),
            (self._all(near), _("{name} of the same organisation has nearly this name: the same person?")),
            (self._all(nameless), _("This organisation was invited without a name: is this the person?")),
        )
        texts = [text.format(name=who[0].called) for who, text in found if who]
        if not texts:
            return None, None
        candidates = {guest.id: guest for who, _text in found for guest in who}
        doubt = _doubt(
            row.cell, texts[0], [(self._ref(one), self._who(one)) for one in candidates.values()], self.choices
        )
        chosen = next((one for one in candidates.values() if doubt.chosen and self._ref(one) == doubt.chosen), None)
        return chosen, doubt

    def _all(self, ids: list[str]) -> list[Guest]:
        return [self._by_id[one] for one in ids]

    def _ref(self, guest: Guest) -> str:
        """What stands for the guest in a form: his id, or the cell of this very list where he stands."""
        return self._taken.get(guest.id, guest.id)

    def _who(self, guest: Guest) -> str:
        organisation = self.organisations.by_id.get(guest.organisation)
        cell = self._taken.get(guest.id, "")
        row = _("row of {cell}").format(cell=cell) if cell else ""
        return ", ".join(filter(None, (guest.called, guest.position, organisation.name if organisation else "", row)))

    def wanted(
        self, name: str, row: GuestRow, organisation: Organisation, known: Guest | None
    ) -> tuple[Guest, tuple[Difference, ...], tuple[Difference, ...]]:
        """The guest as the row wants it, in what that differs from the record, and what stays as people wrote it."""
        cells = self._cells(row, organisation, known)
        new, kept = self.told.settle(name, known, cells)
        if known and known.rsvp_at:  # somebody noted an answer: no list takes it back
            noted = [f for f in ANSWERED if f in new and new[f] != getattr(known, f)]
            kept += tuple(Difference(f, getattr(known, f), new[f]) for f in noted)
            new = {f: value for f, value in new.items() if f not in ANSWERED}
        guest = known or Guest(
            str(uuid.uuid4()), organisation.id, row.name or REPRESENTATIVE, rank=row.order, seats=row.seats,
            block=self.organisations.block(row),
        )  # fmt: skip
        wanted = replace(guest, **new)
        differences = tuple(
            Difference(field, getattr(known, field), value)
            for field, value in new.items()
            if known and getattr(known, field) != value
        )
        self.told.hear(name, wanted.id, cells)
        self._index(wanted)
        self._taken.setdefault(wanted.id, row.cell)
        return wanted, differences, kept

    def _cells(self, row: GuestRow, organisation: Organisation, known: Guest | None) -> dict[str, Any]:
        """What the row says of the guest, empty cells left out."""
        cells: dict[str, Any] = {field: getattr(row, field) for field in TAKEN_OVER if getattr(row, field)}
        if row.name and not (known and _plainer(row.name, known.name)):
            cells["name"] = row.name
        if organisation.id:
            cells["organisation"] = organisation.id
        if row.block and (block := match_block(row.block, self.organisations.settings.blocks)):
            cells["block"] = block
        if row.seats > 1:
            cells["seats"] = row.seats
        if row.invitation_number:
            cells["invitation"] = row.invitation_number
        if row.rsvp != "none":
            cells |= {field: getattr(row, field) for field in ANSWERED}
        return cells


def identity(row: GuestRow | QuestionRow) -> str:
    """Under which name a row's organisation is remembered."""
    return key("house", row.tax_code, fold(row.organisation))


def _may_be(guest: Guest, row: GuestRow, organisation: Organisation) -> bool:
    """One name alone, without an organisation, is no proof when the telephone numbers differ."""
    return bool(organisation.id) or not (guest.phone and row.phone) or guest.phone == row.phone


def _plainer(new: str, known: str) -> bool:
    """Whether a name is the known one without its marks or in capitals only."""
    return fold(new) == fold(known) and (new.isascii() or new.isupper() or new.casefold() == known.casefold())


def _nameless(tax_code: str) -> str:
    return f"MST {tax_code}"


def _organisation(organisation: Organisation) -> str:
    code = f"MST {organisation.tax_code}" if organisation.tax_code else ""
    return ", ".join(filter(None, (organisation.name, code, organisation.address)))


def _doubt(name: str, text: str, candidates: list[tuple[str, str]], choices: Mapping[str, str]) -> Doubt:
    offered = tuple(candidates[:MOST_CANDIDATES])
    chosen = choices.get(name, "")
    return Doubt(name, text, offered, chosen if chosen in dict(offered) else "")
