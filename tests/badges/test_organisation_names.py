"""The table of spellings that the desk's own copy runs too."""

import json
from pathlib import Path

import pytest

from badges import numbers, organisation_names
from badges.guests import Organisation

TABLE = json.loads(Path(__file__).with_name("organisation_names.json").read_text(encoding="utf-8"))
WAYS = {
    "spelled": organisation_names.spelled,
    "business_key": organisation_names.business_key,
    "tax_code": numbers.tax_code,
    "is_nameless": organisation_names.is_nameless,
}
HOUSES = [Organisation(h["id"], h["name"], h["short"], h["tax"]) for h in TABLE["houses"]]


@pytest.mark.parametrize(("kind", "text", "wanted"), [(kind, *row) for kind in WAYS for row in TABLE[kind]])
def test_of_a_business(kind: str, text: str, wanted: object) -> None:
    assert WAYS[kind](text) == wanted


@pytest.mark.parametrize(("name", "tax", "wanted"), TABLE["meant"])
def test_the_house_that_is_meant_by(name: str, tax: str, wanted: str | None) -> None:
    found = organisation_names.meant(HOUSES, name, tax)
    assert (found.id if found else None) == wanted
