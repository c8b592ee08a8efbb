"""`docs/papers.md` lists every field that a template can use, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.papers import public
from kiosk.papers.docx import fill
from kiosk.papers.record import Record
from kiosk.papers.text import context, letters, questions

PAGE = (Path(__file__).parents[4] / "docs" / "papers.md").read_text(encoding="utf-8")


def listed(*headings: str) -> set[str]:
    """Names in the first column of the tables under these headings."""
    parts = re.split(r"^###? ", PAGE, flags=re.M)
    found = [part for part in parts if part.split("\n")[0] in headings]
    rows = [line.split("|")[1] for part in found for line in part.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([^`]+)`", " ".join(rows)))


def names(value: Any, question: set[str], at: str = "") -> Iterator[str]:
    """Every name below a value; those of a question are one."""
    if isinstance(value, dict):
        if at and question <= set(value):
            yield at
            value = {name: inner for name, inner in value.items() if name not in question}
        for name, inner in value.items():
            yield from names(inner, question, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner, question, f"{at}[]")
    else:
        yield at


def test_every_field_is_listed_and_no_other(kept: Record) -> None:
    forwarded = next(letter for letter in letters.every(kept) if letter["copies"])
    fields = context.of(kept) | {"letter": forwarded, "referral": letters.referrals(kept)[0]}
    question = set(questions.row(kept, kept.matters[0], 1))
    assert listed("A question") == question
    assert set(names(fields, question)) == listed(
        "All papers but portal and press", "Letters only", "Referral slips only"
    )


def test_the_public_fields_are_listed(kept: Record) -> None:
    page = PAGE.split("### Portal and press")[1]
    assert {name.split("[")[0] for name in re.findall(r"`([^`]+)`", page)} == set(public.of(kept))


def test_every_template_is_listed() -> None:
    assert set(re.findall(r"`([a-z]+)\.docx` \|", PAGE)) == set(fill.NAMES)
