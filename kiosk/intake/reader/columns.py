"""Which column of a list is which field, from headings that overlap, repeat and mean two things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader.heading_synonyms import Match, matches

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

NEEDED: Final[dict[str, set[str]]] = {"guests": {"name", "organisation", "family", "called"}, "questions": {"text"}}
"""Of these at least one must be among the headings."""

FEWEST: Final = 2
"""So many headings make a heading row."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column: its own text, and that of the wider heading above it if there is one."""

    text: str
    parent: str = ""

    @property
    def whole(self) -> str:
        """Both, as one reads them."""
        return f"{self.parent} – {self.text}" if self.parent else self.text


Heads = dict[int, Head]
Mapping = dict[str, int]


def candidates(head: Head, kind: Kind) -> tuple[Match, ...]:
    """What one heading may mean, best first: "Tên" below "Doanh nghiệp" reads "Tên doanh nghiệp", then by itself."""
    own = matches(head.text, kind)
    if not head.parent:
        return own
    joined = matches(f"{head.text} {head.parent}", kind)
    if joined and joined[0].exact:
        return joined
    return own or matches(f"{head.parent} {head.text}", kind) or matches(head.parent, kind)


def assign(heads: Heads, kind: Kind) -> Mapping:
    """Return field → column. Every field gets the column whose heading says it best, the first of equals."""
    offers = [
        (match.strength, _for_participants(head), -column, match.field, column)
        for column, head in heads.items()
        for match in candidates(head, kind)
    ]
    mapping: Mapping = {}
    for *_rank, field, column in sorted(offers, reverse=True):
        if field not in mapping and column not in mapping.values():
            mapping[field] = column
    _join_name(mapping, heads, kind)
    _settle_organisation(mapping, kind)
    return mapping


def _for_participants(head: Head) -> bool:
    """Say whether a column stands below "Người tham dự": preferred to the one of the legal representative."""
    return re.search(r"\b(?:tham du|nguoi du|dai bieu)\b", fold(head.parent)) is not None


def _join_name(mapping: Mapping, heads: Heads, kind: Kind) -> None:
    """A family part makes "Tên" beside it the given part; one without the other is the name."""
    beside = mapping.get("family", -1) + 1
    if beside and mapping.get("name") == beside and "given" not in mapping:
        means = {match.field for match in candidates(heads[beside], kind)}
        mapping |= {"given": mapping.pop("name")} if "given" in means else {}
    for part in ("family", "given"):
        other = "given" if part == "family" else "family"
        if part in mapping and other not in mapping:
            column = mapping.pop(part)
            mapping.setdefault("name", column)


def _settle_organisation(mapping: Mapping, kind: Kind) -> None:
    """A business column is the organisation; a second one of authorities stands in where it is empty."""
    if kind == "questions" and "either" in mapping:
        column = mapping.pop("either")
        mapping.setdefault("unit" if "business" in mapping else "business", column)
    if "business" in mapping:
        if "organisation" in mapping:
            mapping["agency"] = mapping["organisation"]
        mapping["organisation"] = mapping.pop("business")


def weigh(heads: Heads, kind: Kind) -> float:
    """How much a row looks like the heading row of such a list: 0 for not at all."""
    mapping = assign(heads, kind)
    if len(mapping) < FEWEST or not NEEDED[kind] & mapping.keys():
        return 0.0
    return sum(max(match.coverage for match in candidates(heads[column], kind)) for column in mapping.values())
