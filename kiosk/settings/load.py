"""The settings of one conference: `conference.toml` in its folder, checked before anything starts.

A wrong setting raises `Wrong`, whose sentence names the file, the line, the key and what to write instead. `docs/settings.md`
describes each key.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from badges.refusal import Refusal
from badges.vietnamese import tidy_texts
from kiosk import console
from kiosk.i18n import _
from kiosk.settings import toml_errors, value_errors
from kiosk.settings.schema import Settings
from kiosk.settings.shape_errors import MISSING, UNKNOWN, shape_errors

if TYPE_CHECKING:
    from collections.abc import Callable

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
            _("There is no conference in {folder}: {file} is missing. Make one with: {command}").format(
                folder=folder, file=FILE, command=console.quoted("kiosk", "init", str(folder))
            )
        ) from error
    except UnicodeDecodeError as error:
        raise Wrong(_("{file}: save this file as UTF-8.").format(file=path)) from error
    return parse(text, str(path))


def parse(text: str, name: str = FILE) -> Settings:
    """Check the text of a settings file. `name` is how the file is called in the refusal, which names every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, cure = toml_errors.syntax(text, error)
        raise Wrong(_said(name, line, cure)) from error
    if key := toml_errors.controlled(raw):
        raise Wrong(_said_of(text, name, key, toml_errors.backslash(toml_errors.line_of(text, key).value)))
    found = faults(raw, lambda key: toml_errors.line_of(text, key).value)
    if found:
        found.sort(key=lambda fault: toml_errors.line_of(text, fault[0]).number or len(text))
        raise Wrong("\n".join(_said_of(text, name, *fault) for fault in found))
    return msgspec.convert(tidy_texts(raw), Settings, strict=True)


def faults(raw: dict[str, Any], value_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return every fault of settings as (key, what to write instead); empty where they can be used.

    `value_of`: how the value of a key is written. What contradicts another setting is judged once all have their right type.
    """
    tidy = tidy_texts(raw)
    found = [(key, _cure(message, key, value_of(key))) for key, message in shape_errors(tidy, Settings)]
    return found or _faults(msgspec.convert(tidy, Settings, strict=True))


def _cure(message: str, key: str, value: str) -> str:
    if message == UNKNOWN:
        return _("there is no such setting; remove it or correct its name.")
    if message == MISSING:
        return _("this setting is missing; write it.")
    return value_errors.cure(message, key, value)


def _said(name: str, line: toml_errors.Line, cure: str) -> str:
    """Return file, line, what stands there, and what to write instead."""
    if not line.number:
        return f"{name}: {cure}"
    return _("{file}, line {line}: {text}").format(file=name, line=line.number, text=line.text) + f"\n→ {cure}"


def _said_of(text: str, name: str, key: str, cure: str) -> str:
    return _said(name, toml_errors.line_of(text, key), f"{key}: {cure}")


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
        twice = _("the code {code} stands twice; make it different")
        faults += [(f"{key}[{n}].code", twice.format(code=c)) for n, c in enumerate(codes) if c in codes[:n]]
    for n, handout in enumerate(settings.handouts):
        if bool(handout.url) == bool(handout.file):
            faults.append((f"handouts[{n}]", _("write either url or file, not both")))
        elif handout.url and not re.match(r"https?://[^\s]+$", handout.url):
            faults.append((f"handouts[{n}].url", _("write a whole address, like “https://…”")))
        elif handout.file and not re.fullmatch(r"[^/\\:]*[^/\\:.]", handout.file):
            faults.append((f"handouts[{n}].file", _("write the bare name of a file in the folder “handouts”")))
    if settings.public_address and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?", settings.public_address):
        faults.append(("public_address", _('write only scheme and host, like "https://hoinghi.example.vn"')))
    second = settings.backup.second
    if second and not (PurePosixPath(second).is_absolute() or PureWindowsPath(second).is_absolute()):
        whole = _(
            'write the whole path, with / or between single quotes, like "E:/kiosk", \'E:\\kiosk\' or "/media/usb/kiosk"'
        )
        faults.append(("backup.second", whole))
    if settings.questions_until and settings.questions_until > settings.date + dt.timedelta(days=30):
        faults.append(("questions_until", _("lies after the conference; write an earlier date")))
    return faults


__all__ = ["FILE", "Settings", "Wrong", "load", "parse"]
