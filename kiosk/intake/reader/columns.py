"""Which column of a list is which field: headings propose, cells confirm, and what no field takes is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader.column_roles import (
    PEOPLE_FIELDS,
    ROLE_ONLY,
    Heads,
    candidates,
    earlier,
    role,
    without_substitutes,
)
from kiosk.intake.reader.content import Look, Profile
from kiosk.intake.reader.heading_synonyms import is_asked

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

NEEDED: Final[dict[str, set[str]]] = {"guests": {"name", "organisation", "family", "called"}, "questions": {"text"}}
"""Of these at least one must be among the headings."""

FEWEST: Final = 2
"""So many headings make a heading row."""


Mapping = dict[str, int]
Profiles = dict[int, Profile]


@dataclass(slots=True)
class Assigned:
    """What the columns are. `more`: further columns of a field, in their order. `odd`: columns whose cells are something
    else than their heading says, with the field that they were taken for, or none."""

    mapping: Mapping = field(default_factory=dict)
    more: dict[str, list[int]] = field(default_factory=dict)
    odd: dict[int, str] = field(default_factory=dict)

    def odd_column(self, column: int, name: str) -> int:
        """Remember that a column is something else than its heading says, and return it."""
        self.odd[column] = name
        return column

    def columns(self, name: str) -> list[int]:
        """All columns of a field, the chosen one first."""
        chosen = [self.mapping[name]] if name in self.mapping else []
        return chosen + [column for column in self.more.get(name, []) if column not in chosen]


_AGAINST: Final[dict[str, frozenset[Look]]] = {
    field_: frozenset(looks)
    for fields, looks in (
        (
            ("name", "family", "given", "middle", "asker", "substitute", "called"),
            (Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.ORGANISATION, Look.DATE, Look.NUMBER, Look.TICK),
        ),
        (
            ("organisation", "business", "agency", "either"),
            (Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.PERSON, Look.DATE, Look.TICK, Look.NUMBER, Look.HONORIFIC),
        ),
        (("position", "title"), (Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.DATE, Look.PERSON, Look.TICK)),
        (("phone",), (Look.EMAIL, Look.PERSON, Look.ORGANISATION, Look.POSITION, Look.TICK, Look.DATE)),
        (("email",), (Look.PHONE, Look.PERSON, Look.ORGANISATION, Look.POSITION, Look.TICK, Look.DATE, Look.TAX_CODE)),
        (("tax_code",), (Look.EMAIL, Look.PERSON, Look.ORGANISATION, Look.POSITION, Look.TICK, Look.DATE)),
        (("address", "commune"), (Look.PHONE, Look.EMAIL, Look.TICK, Look.DATE, Look.NUMBER, Look.PERSON)),
        (("rsvp",), (Look.PHONE, Look.EMAIL, Look.PERSON, Look.ORGANISATION, Look.DATE, Look.TAX_CODE)),
        (("seats",), (Look.PHONE, Look.EMAIL, Look.PERSON, Look.ORGANISATION, Look.POSITION, Look.DATE)),
        (("block", "field", "unit", "co_units"), (Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.DATE)),
        (("ordinal",), (Look.PERSON, Look.ORGANISATION, Look.EMAIL, Look.LONG)),
        (("text", "summary"), (Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.PERSON, Look.NUMBER, Look.DATE, Look.TICK)),
        (("honorific", "gender"), (Look.PHONE, Look.EMAIL, Look.ORGANISATION, Look.TAX_CODE, Look.DATE)),
    )
    for field_ in fields
}
"""What nearly all cells of a column must not look like, if it is to be this field."""

_SHOWN_BY: Final[tuple[tuple[str, tuple[Look, ...]], ...]] = (
    ("email", (Look.EMAIL,)),
    ("phone", (Look.PHONE,)),
    ("tax_code", (Look.TAX_CODE,)),
    ("name", (Look.PERSON,)),
    ("organisation", (Look.ORGANISATION,)),
    ("position", (Look.POSITION,)),
)
"""Field → what shows it, whatever stands above the column; the surest first."""


def contradicts(name: str, seen: Profile | None) -> bool:
    """Say whether the cells of a column are surely something else than this field."""
    if seen is None or not seen.filled or name not in _AGAINST:
        return False
    return any(seen.looks.get(one, 0) >= 0.7 * seen.filled for one in _AGAINST[name])


def shown(seen: Profile | None, kind: Kind) -> str:
    """The field that the cells of a column show by themselves, or nothing."""
    if seen is None or not seen.filled:
        return ""
    for name, looks in _SHOWN_BY:
        if seen.is_surely(*looks):
            return "asker" if name == "name" and kind == "questions" else name
    return ""


def assign(heads: Heads, kind: Kind, seen: Profiles | None = None) -> Mapping:
    """Return field → column. Every field gets the column whose heading says it best and whose cells do not deny it."""
    return assign_all(heads, kind, seen).mapping


def assign_all(heads: Heads, kind: Kind, seen: Profiles | None = None) -> Assigned:
    """Return what all columns are. `seen`: what the cells of each column look like, where that is known."""
    found = Assigned()
    by_heading(found, heads, kind, seen or {})
    if seen:
        _by_cells(found, heads, kind, seen)
    _join_name(found.mapping, heads, kind)
    _settle_organisation(found, kind)
    if kind == "questions":
        _settle_proposal(found, heads)
    block = found.mapping.get("block")
    if block and kind == "guests" and "organisation" not in found.mapping and seen and names_bodies(seen.get(block)):
        found.mapping["organisation"] = found.odd_column(block, "organisation")
        del found.mapping["block"]
    return found


_DIFFICULTY: Final = re.compile(r"(?:noi dung )?(?:kho khan|vuong mac|phan anh|thuc trang|noi dung(?! kien nghi))\b")
_WISH: Final = re.compile(
    r"(?:noi dung )?(?:kien nghi|de xuat|giai phap|de nghi)(?: (?:de xuat|kien nghi|giai phap|giai quyet|cu the|"
    r"cua (?:doanh nghiep|hiep hoi|hoi|don vi|cong ty)))*"
)


def _settle_proposal(found: Assigned, heads: Heads) -> None:
    """ "Khó khăn, vướng mắc" beside "Kiến nghị, đề xuất" are one question and what its business proposes, no two questions."""
    if "text" not in found.mapping or "proposal" in found.mapping:
        return
    columns = found.columns("text")
    folded = {column: fold(heads[column].text) for column in columns if column in heads}
    if len(folded) != 2 or len(columns) != 2:
        return
    text = [column for column in columns if _DIFFICULTY.match(folded[column])]
    wish = [column for column in columns if _WISH.fullmatch(folded[column])]
    if len(text) == 1 and len(wish) == 1 and text != wish:
        found.mapping |= {"text": text[0], "proposal": wish[0]}
        del found.more["text"]


def names_bodies(seen: Profile | None) -> bool:
    """Say whether the cells of a column are organisations, each another one, or their leaders: no blocks of delegates."""
    return seen is not None and seen.filled > 1 and seen.is_surely(Look.ORGANISATION, Look.LEADERS)


def by_heading(found: Assigned, heads: Heads, kind: Kind, seen: Profiles) -> None:
    """Give each column to the field that its heading names; a filled column comes before an empty one."""
    surest, others = [], []
    old = earlier(heads) if kind == "guests" else frozenset()
    heads = without_substitutes(found.more, heads, kind)
    for column, head in heads.items():
        if column in old:
            continue
        meant = [match for match in candidates(head, kind) if not contradicts(match.field, seen.get(column))]
        is_filled = column not in seen or seen[column].filled > 0
        for match in meant:
            offer = (is_filled, role(head, match.field), match.strength, -column, match.field, column)
            if match.strength == meant[0].strength:
                surest.append(offer)
            elif match.start == meant[0].start or match.exact:
                others.append(offer)
    taken: set[int] = set()
    for *_rank, name, column in [*sorted(surest, reverse=True), *sorted(others, reverse=True)]:
        if column not in taken and name not in found.mapping:
            found.mapping[name] = column
            taken.add(column)
    for column, head in heads.items():
        meant = [match for match in candidates(head, kind) if not contradicts(match.field, seen.get(column))]
        if not meant and candidates(head, kind) and column in seen and not shown(seen[column], kind):
            found.odd[column] = ""
        if meant and column not in taken:
            if column in old and meant[0].field == "rsvp":
                continue  # answers to an earlier invitation
            is_past = column in old and meant[0].field in PEOPLE_FIELDS
            found.more.setdefault("contact" if is_past else meant[0].field, []).append(column)


def _by_cells(found: Assigned, heads: Heads, kind: Kind, seen: Profiles) -> None:
    """Take columns that no heading explains for what their cells show, the surest first."""
    known = set(found.mapping.values()) | {column for columns in found.more.values() for column in columns}
    quiet = {"birth", "signature", "business_type", "activity", "received", "asked", "competence"}
    known |= {column for name, column in found.mapping.items() if name in quiet}
    for column in sorted(seen):
        if column in known:
            continue
        head = heads.get(column)
        name = shown(seen[column], kind)
        if name == "organisation" and "business" in found.mapping:
            name = "agency"
        if not name or (name == "tax_code" and seen[column].filled < 2 and head is None):
            continue
        if (
            (head is not None and ROLE_ONLY.search(fold(head.whole)))
            or name in found.mapping
            or (name == "name" and {"family", "called"} & found.mapping.keys())
        ):
            found.more.setdefault("note" if name == "position" else name, []).append(column)
        else:
            found.mapping[name] = column
            found.odd[column] = name


def _join_name(mapping: Mapping, heads: Heads, kind: Kind) -> None:
    """A family part makes "Tên" beside it, or behind a middle part, the given part; one without the other is the name."""
    column = mapping.get("name", 0)
    beside = {mapping.get("family", -9), mapping.get("middle", -9) if "family" in mapping else -9}
    if column in heads and "given" not in mapping and beside & {column - 1, column + 1}:
        means = {match.field for match in candidates(heads[column], kind)}
        mapping |= {"given": mapping.pop("name")} if "given" in means else {}
    for part in ("family", "given"):
        other = "given" if part == "family" else "family"
        if part in mapping and other not in mapping:
            column = mapping.pop(part)
            mapping.setdefault("name", column)


def _settle_organisation(found: Assigned, kind: Kind) -> None:
    """A business column is the organisation; a second one of authorities stands in where it is empty."""
    mapping = found.mapping
    if kind == "questions" and "either" in mapping:
        column = mapping.pop("either")
        mapping.setdefault("unit" if "business" in mapping else "business", column)
    if "business" in mapping:
        if "organisation" in mapping:
            mapping["agency"] = mapping["organisation"]
        mapping["organisation"] = mapping.pop("business")
    if "business" in found.more:
        found.more["organisation"] = found.more.pop("business") + found.more.get("organisation", [])


def weigh(heads: Heads, kind: Kind) -> float:
    """How much a row looks like the heading row of such a list: 0 for not at all."""
    mapping = assign(heads, kind)
    if len(mapping) < FEWEST or not NEEDED[kind] & mapping.keys():
        return 0.0
    return sum(
        max(match.coverage for match in candidates(heads[column], kind) if match.field)
        for name, column in mapping.items()
        if not is_asked(heads[column].text) or name in {"rsvp", "asked", "text"}
    )
