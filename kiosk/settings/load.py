"""The settings of one conference: `conference.toml` in its folder, checked before anything starts.

A wrong setting raises `Wrong`, whose sentence names the file, the line, the key and what to write instead. `docs/settings.md`
describes each key.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from badges.refusal import Refusal
from badges.vietnamese import tidy_texts
from kiosk.i18n import _
from kiosk.settings import toml_errors, value_errors
from kiosk.settings.schema import Settings

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
        raw = tomllib.loads(text)
        if key := toml_errors.controlled(raw):
            raise _wrong(text, name, key, toml_errors.backslash(toml_errors.line_of(text, key).value))
        settings = msgspec.convert(tidy_texts(raw), Settings, strict=True)
    except tomllib.TOMLDecodeError as error:
        line, cure = toml_errors.syntax(text, error)
        raise Wrong(_said(name, line, cure)) from error
    except msgspec.ValidationError as error:
        raise _plain(text, name, str(error)) from error
    for key, fault in _faults(settings):
        raise _wrong(text, name, key, fault)
    return settings


def _said(name: str, line: toml_errors.Line, cure: str) -> str:
    """File, line, what stands there, and what to write instead."""
    if not line.number:
        return f"{name}: {cure}"
    return _("{file}, line {line}: {text}").format(file=name, line=line.number, text=line.text) + f"\n→ {cure}"


def _wrong(text: str, name: str, key: str, cure: str) -> Wrong:
    return Wrong(_said(name, toml_errors.line_of(text, key), f"{key}: {cure}"))


def _plain(text: str, name: str, fault: str) -> Wrong:
    """The checker's message, turned into file, line, key and what to write."""
    match = re.match(r"(.*) - at `\$\.?(.*)`$", fault)
    what, key = match.groups() if match else (fault, "")
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = f"{key}.{unknown[1]}".strip(".")
        return _wrong(text, name, key, _("there is no such setting; remove it or correct its name."))
    if missing := re.search(r"missing required field `(.*)`", what):
        key = f"{key}.{missing[1]}".strip(".")
        return _wrong(text, name, key, _("this setting is missing; write it."))
    return _wrong(text, name, key, value_errors.cure(what, key, toml_errors.line_of(text, key).value))


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
