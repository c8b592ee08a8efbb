"""The settings of one conference: `conference.toml` in its folder, checked before anything starts.

A wrong setting raises `Wrong`, whose sentence names the file, the key and what to write instead. `docs/settings.md`
describes each key.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from badges.fold import tidy_texts
from badges.refusal import Refusal
from kiosk.shape import Settings
from kiosk.words import _

if TYPE_CHECKING:
    from pathlib import Path

FILE = "conference.toml"


class Wrong(Refusal):
    """A setting is wrong."""


def load(folder: Path) -> Settings:
    """Read and check a conference's settings. Raises `Wrong`."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Wrong(
            _("There is no conference in {folder}: {file} is missing. Make one with: kiosk init {folder}").format(
                folder=folder, file=FILE
            )
        ) from error
    except UnicodeDecodeError as error:
        raise Wrong(_("{file}: save this file as UTF-8.").format(file=path)) from error
    return parse(text, str(path))


def parse(text: str, name: str = FILE) -> Settings:
    """Check the text of a settings file. `name` is how the file is called in the refusal."""
    try:
        settings = msgspec.convert(tidy_texts(tomllib.loads(text)), Settings, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise Wrong(_("{file}: not TOML: {fault}").format(file=name, fault=error)) from error
    except msgspec.ValidationError as error:
        raise Wrong(_plain(name, str(error))) from error
    for key, fault in _faults(settings):
        raise Wrong(f"{name}: {key}: {fault}")
    return settings


def _kinds() -> dict[str, str]:
    """The checker's kinds of values, as a person would write them."""
    return {
        "str": _("a text in quotes"), "int": _("a whole number"), "float": _("a number"), "bool": _("true or false"),
        "array": _("a list in brackets"), "object": _("a table"), "date": _("a date like 2026-04-24"),
    }  # fmt: skip


def _plain(name: str, fault: str) -> str:
    """The checker's message, turned into file, key and what to write."""
    match = re.match(r"(.*) - at `\$\.?(.*)`$", fault)
    what, key = match.groups() if match else (fault, "")
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = f"{key}.{unknown[1]}".strip(".")
        return f"{name}: {key}: " + _("there is no such setting; remove it or correct its name.")
    if missing := re.search(r"missing required field `(.*)`", what):
        key = f"{key}.{missing[1]}".strip(".")
        return f"{name}: {key}: " + _("this setting is missing; write it.")
    return f"{name}: {key}: {_cure(what)}"


def _cure(what: str) -> str:
    """What to write instead."""
    if kind := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", what):
        wanted = _(" or ").join(_kinds().get(part.strip(), part.strip()) for part in kind[1].split("|"))
        return _("write {wanted} here, not {got}").format(wanted=wanted, got=_kinds().get(kind[2], kind[2]))
    if enum := re.match(r"Invalid enum value (.*)", what):
        return _("{value} is not one of the choices listed in docs/settings.md").format(value=enum[1])
    if shape := next((_SHAPES[known] for known in _SHAPES if known in what), None):
        return _(shape)
    return _("this value is not allowed: {fault}").format(fault=what)


_SHAPES = {
    r"\d|2[0-3]": 'write an hour like "14:50"',
    "0-9a-fA-F": 'write a colour like "#b3261e"',
    "[a-z][a-z0-9_-]": 'write a short code of small letters, like "business"',
    "[a-z0-9][a-z0-9-]": 'write small letters, digits and hyphens, like "haiphong-2026"',
}
"""Part of a pattern of `kiosk.shape` → what to write."""


def _faults(settings: Settings) -> list[tuple[str, str]]:
    """What the shape alone cannot tell: (key, what to write instead)."""
    faults: list[tuple[str, str]] = []
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(("timezone", _('there is no such time zone; write one like "Asia/Ho_Chi_Minh"')))
    for n, item in enumerate(settings.programme):
        if item.end < item.start:
            faults.append((f"programme[{n}].end", _("ends before it starts; write a later hour")))
        if n and item.start < settings.programme[n - 1].end:
            faults.append((f"programme[{n}].start", _("starts before the item above it ends; write a later hour")))
    for key in ("blocks", "fields", "units"):
        codes = [part.code for part in getattr(settings, key)]
        faults += [(key, _("the code {code} stands twice; make it different").format(code=c)) for c in _twice(codes)]
    for n, handout in enumerate(settings.handouts):
        if bool(handout.url) == bool(handout.file):
            faults.append((f"handouts[{n}]", _("write either url or file, not both")))
        elif handout.url and not re.match(r"https?://[^\s]+$", handout.url):
            faults.append((f"handouts[{n}].url", _("write a whole address, like “https://…”")))
        elif handout.file and not re.fullmatch(r"[^/\\:]*[^/\\:.]", handout.file):
            faults.append((f"handouts[{n}].file", _("write the bare name of a file in the folder “handouts”")))
    if settings.public_address and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?", settings.public_address):
        faults.append(("public_address", _('write only scheme and host, like "https://hoinghi.example.vn"')))
    if settings.questions_until and settings.questions_until > settings.date + dt.timedelta(days=30):
        faults.append(("questions_until", _("lies after the conference; write an earlier date")))
    return faults


def _twice(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})


__all__ = ["FILE", "Settings", "Wrong", "load", "parse"]
