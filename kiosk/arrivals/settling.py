"""What the office does about an open matter of the door once somebody has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges.refusal import Refusal, Unknown
from kiosk.arrivals import admission, corrections, merging, open_matters
from kiosk.arrivals.admission import Entry
from kiosk.arrivals.open_matters import FINDINGS, NOT_HERE, Finding, MatterKind

if TYPE_CHECKING:
    from badges.ports import Row, Writing
    from kiosk.arrivals.open_matters import Matter


def settle(writing: Writing, matter: str, finding: str) -> Row:
    """Store what a person found out of an open matter, and do what follows from it. Raises `Unknown`, `Refusal`."""
    asked = next((one for one in open_matters.all_open(writing) if one.id == matter), None)
    if asked is None:
        raise Unknown("This matter is settled already.")
    if finding not in FINDINGS[asked.kind]:
        raise Refusal("Choose one of the findings of the list.")
    found = Finding(finding)
    open_matters.close(writing, asked, found)
    if asked.kind is MatterKind.TURNED_AWAY:
        _settle_turned_away(writing, asked, found)
    elif found is Finding.ABSENT:
        corrections.undo(writing, f"undo.{asked.id}", asked.scan, NOT_HERE, writing.at)
    if found is Finding.SAME and asked.kind is MatterKind.TWIN:
        merging.merge(writing, asked.guest, asked.other)
    return {"matter": matter}


def _settle_turned_away(writing: Writing, matter: Matter, found: Finding) -> None:
    """Somebody was told at a desk that his card was not good. Either he came in all the same, or he did not."""
    arrival = admission.of(writing, matter.guest)
    if found is Finding.HERE and arrival is None:
        admission.admit_known(writing, Entry(f"here.{matter.id}", "search", writing.at), matter.guest)
    if found is Finding.ABSENT and arrival and arrival.scan == matter.scan:
        corrections.undo(writing, f"undo.{matter.id}", matter.scan, NOT_HERE, writing.at)
