"""Every text a person sees is translated: nothing missing, nothing left over, and the same braces in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from badges import refusal
from kiosk import i18n

ROOT = Path(__file__).parent.parent
REFUSALS = {name for name, thing in vars(refusal).items() if isinstance(thing, type) and issubclass(thing, Exception)}
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "Section": (3,)} | dict.fromkeys(
    REFUSALS | {"Busy", "Unreadable"}, None
)
ONLY_FACTS = {"{sentence}", "fault", "move"}
"""Refusals that hand another sentence on, and names of keyword arguments that the extractor takes for texts."""


def used() -> set[str]:
    """All source strings that stand in a call, and those that stand in a table."""
    from kiosk.settings.value_errors import SHAPES
    from live.queue import REFUSED

    found: set[str] = {*SHAPES.values(), *REFUSED.values()}
    for folder in ("kiosk", "live", "badges", "templates"):
        pattern, method = ("**.html", "jinja2") if folder == "templates" else ("**.py", "python")
        options = {"**.html": {"newstyle_gettext": "true", "silent": "false"}} if folder == "templates" else {}
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, [(pattern, method)], options, KEYWORDS
        ):
            found.add(message[-1] if isinstance(message, tuple) else message)
    return found - ONLY_FACTS


def sources() -> str:
    """All code and templates, with texts that are written over several lines put together."""
    files = [p for folder in ("kiosk", "live", "badges") for p in sorted((ROOT / folder).rglob("*.py"))]
    files += sorted((ROOT / "templates").rglob("*.html"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return re.sub(r'"\s*\n\s*"', "", text).replace('\\"', '"')


def entries() -> list[tuple[str, str, str]]:
    """(file, source, translation) of all catalogues."""
    found = []
    for path in sorted((ROOT / "kiosk/i18n/vi").glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, str(m.id), str(m.string)) for m in read_po(file) if m.id]
    return found


def test_every_text_has_its_vietnamese():
    known = {source for _file, source, text in entries() if text}
    assert sorted(used() - known) == []


def test_no_translation_is_left_over():
    text, called = sources(), used()
    assert (
        sorted((file, source) for file, source, _text in entries() if source not in called and source not in text) == []
    )


@pytest.mark.parametrize("file", sorted({file for file, _source, _text in entries()}))
def test_both_languages_fill_the_same_braces(file):
    pattern = r"%\(\w+\)s|\{\w*\}"
    uneven = [
        source
        for name, source, text in entries()
        if name == file and set(re.findall(pattern, source)) != set(re.findall(pattern, text))
    ]
    assert uneven == []


def test_one_source_has_one_translation():
    found: dict[str, set[str]] = {}
    for _file, source, text in entries():
        found.setdefault(source, set()).add(text)
    assert {source: texts for source, texts in found.items() if len(texts) > 1} == {}


def test_what_is_not_translated_is_shown_as_it_is():
    assert (i18n.gettext("no such text"), i18n.catalogue("en")) == ("no such text", {})
