"""Slips of the pen in a settings file: the line where it went wrong, and what to write there instead.

What the parser says is English and of no help to a clerk; the line itself tells nearly always what was meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiosk.i18n import _

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

LONGEST: Final = 100
"""Characters of a line that are shown."""
PATHS: Final = re.compile(r"backup\.second|tls\.(?:cert|key)|handouts\[\d+\]\.file")
"""Settings that name a file or folder: not even a tab or a line's end belongs there."""
_WHERE: Final = re.compile(r"at line (\d+), column \d+")
_TABLE: Final = re.compile(r"\s*\[(?P<array>\[)?\s*(?P<name>[\w.-]+)\s*\]")
_KEY: Final = re.compile(r"\s*(?P<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_LAST: Final = re.compile(r"(?:\.?[^.\[\]]+|\[[^\]]*\])$")
_DAY: Final = re.compile(r"[\"']?\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\s*[\"']?")
_QUOTES: Final = re.compile("[“”„‟‘’«»]")


class Line(NamedTuple):
    """A line of the file: its number from 1, or 0 for none, and its text."""

    number: int
    text: str

    @property
    def value(self) -> str:
        """What stands behind the equals sign, without a remark."""
        return re.sub(r"\s+#[^\"']*$", "", self.text.partition("=")[2]).strip()


def line_of(text: str, key: str) -> Line:
    """The line in which a setting such as "programme[1].start" stands, or the table or list around it."""
    found: dict[str, int] = {}
    times: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened := _TABLE.match(line):
            table = _opened(opened["name"], bool(opened["array"]), times)
            found.setdefault(table, number)
        elif said := _KEY.match(line):
            found.setdefault(".".join(filter(None, (table, re.sub(r"\s", "", said["name"])))), number)
    while key and key not in found:
        key = _LAST.sub("", key) if _LAST.search(key) else ""
    return _line(text, found.get(key, 0))


def _opened(name: str, is_array: bool, times: dict[str, int]) -> str:
    """The full name of a table: of `[[programme]]`, met for the second time, programme[1]."""
    *outer, last = name.split(".")
    path = ""
    for part in (*outer, last):
        path = f"{path}.{part}".strip(".")
        if is_array and part is last:
            times[path] = times.get(path, -1) + 1
        if path in times:
            path = f"{path}[{times[path]}]"
    return path


def _line(text: str, number: int) -> Line:
    lines = text.splitlines()
    return Line(number, lines[number - 1].strip()[:LONGEST]) if 0 < number <= len(lines) else Line(0, "")


def syntax(text: str, error: TOMLDecodeError) -> tuple[Line, str]:
    """The line that the parser did not understand, and what to write there instead."""
    fault = str(error)
    lines = text.splitlines()
    found = _WHERE.search(fault)
    number = int(found[1]) if found else max((n for n, line in enumerate(lines, 1) if line.strip()), default=0)
    if "Unclosed array" in fault:
        opened = (n for n, line in enumerate(lines[:number], 1) if line.count("[") > line.count("]"))
        number = max(opened, default=number)
    elif not found and text.count('"""') % 2:
        number = max(n for n, line in enumerate(lines, 1) if '"""' in line)
    line = _line(text, number)
    return line, _cure(line, fault)


def _cure(line: Line, fault: str) -> str:
    value = line.value
    if '"' in value and "\\" in value:
        return backslash(value)
    if "Unclosed array" in fault:
        return _("the list that begins here is not closed, or a comma is missing in it; write ] at its end")
    if "overwrite" in fault:
        return _("this setting stands twice; remove one of the two")
    if "Cannot declare" in fault:
        return _("this table stands twice; put its settings together under one heading")
    if line.text.startswith("["):
        return _("write the heading of a table like [backup], with both brackets and nothing behind them")
    if "=" not in line.text:
        return _('write a setting like name = "value"; a remark begins with #')
    return _of_value(value)


def _of_value(value: str) -> str:
    """What to write behind the equals sign."""
    if _QUOTES.search(value):
        return _('write straight quotation marks "…" in place of curly ones')
    if value.count('"') % 2 or ('"' not in value and value.count("'") % 2):
        return _('a quotation mark is missing; write the text as "…", on one line')
    if day := iso(value):
        return _("write the date as {date}").format(date=day)
    if _DAY.fullmatch(value) or re.match(r"\d{4}-\d+-\d+", value):
        return _("there is no such day; write a date like 2026-04-24")
    if hour := re.fullmatch(r"(\d{1,2})[:hHg](\d{2})?", value):
        return _("write the hour in quotation marks: {hour}").format(hour=f'"{int(hour[1]):02}:{hour[2] or "00"}"')
    if re.fullmatch(r"-?\d+,\d+", value):
        return _("write the number with a point: {number}").format(number=value.replace(",", "."))
    if value.lower() in ("true", "false"):
        return _("write {value} in small letters").format(value=value.lower())
    if not value:
        return _("nothing stands behind the equals sign; write the value there")
    if re.match(r"[^\W\d_]", value):
        return _("write a text in quotation marks: {text}").format(text=f'"{value[:LONGEST]}"')
    return _("this value cannot be read; write a text in quotation marks, a number or a date as docs/settings.md shows")


def iso(text: str) -> str:
    """A day written 20-04-2026 or "20/4/2026" as settings want it, 2026-04-20; empty for what is no such day."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else ""
    except ValueError:
        return ""


def backslash(value: str) -> str:
    """What to write for a path with backslashes in quotation marks."""
    bare = value.strip().strip("\"'")
    path = ("\\" if bare.startswith("\\\\") else "") + re.sub(r"\\+", lambda _run: "\\", bare)
    text = _("between quotation marks a backslash is no plain character; write {slashes} or {plain}")
    return text.format(slashes=f'"{path}"'.replace("\\", "/"), plain=f"'{path}'")


def controlled(value: Any, key: str = "") -> str:
    """The name of the first setting with a character in it that nobody can see, as "E:\\\\backup" has one; or nothing."""
    if isinstance(value, str):
        allowed = "" if PATHS.fullmatch(key) else "\n\r\t"
        return key if any(ord(char) < 32 and char not in allowed for char in value) else ""
    parts: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        parts = [(f"{key}.{name}".strip("."), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{key}[{n}]", part) for n, part in enumerate(value)]
    return next((found for name, part in parts if (found := controlled(part, name))), "")
