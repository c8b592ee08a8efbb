"""The settings of one conference: `conference.toml` in its folder, checked before anything starts.

A wrong setting raises `Wrong`, whose sentence names the file, the key and what to write instead. `docs/settings.md`
describes each key.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta, Struct

from badges.refusal import Refusal
from kiosk.words import _

if TYPE_CHECKING:
    from pathlib import Path

FILE = "conference.toml"

Text = Annotated[str, Meta(min_length=1, max_length=500)]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,30}$")]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]
Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Language = Literal["vi", "en"]


class Wrong(Refusal):
    """A setting is wrong."""


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Title(_Part, frozen=True, kw_only=True):
    """The lines of the backdrop, in the order and the capitals of the plan."""

    governing: Text
    """Governing body: ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG."""
    organiser: Text
    kind: Text
    """HỘI NGHỊ."""
    lines: Annotated[list[Text], Meta(min_length=1, max_length=4)]
    place_and_date: Text


class Person(_Part, frozen=True, kw_only=True):
    """Somebody named in the programme or who signs."""

    name: Text
    honorific: str = ""
    position: str = ""


class Part(_Part, frozen=True, kw_only=True):
    """One of several talks inside a programme item."""

    title: Text
    presenter: str = ""
    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None


class Item(_Part, frozen=True, kw_only=True):
    """One item of the programme."""

    start: Hour
    end: Hour
    title: Text
    kind: Literal["reception", "introduction", "opening", "talk", "dialogue", "break", "direction", "closing"]
    presenters: list[Person] = []
    presenter_note: str = ""
    """Who presents, where it is no one person: "Các đại biểu tham dự Hội nghị"."""
    parts: list[Part] = []
    details: list[Text] = []


class Block(_Part, frozen=True, kw_only=True):
    """A block of delegates (khối)."""

    code: Code
    name: Text
    rank: Annotated[int, Meta(ge=1, le=99)]
    """Order of introduction; the hosts come last."""
    colour: Colour
    kind: Literal["leader", "official", "association", "business", "press", "host", "staff"]
    vip: bool = False
    short: str = ""


class Field(_Part, frozen=True, kw_only=True):
    """A field of questions."""

    code: Code
    name: Text


class Unit(_Part, frozen=True, kw_only=True):
    """A body that answers."""

    code: Code
    name: Text
    short: str = ""
    leader: str = ""
    others: list[Text] = []
    """Other ways in which lists write its name."""
    outside: bool = False
    """Outside the department: to be invited when its matter is raised."""


class Signer(_Part, frozen=True, kw_only=True):
    """Who signs a document: authority line, position, name (documents.md 1.6)."""

    authority: str = ""
    position: Text
    name: Text


class Documents(_Part, frozen=True, kw_only=True):
    """Symbols, addressees and parties of the official papers."""

    governing_short: Text
    """In the header of papers: UBND THÀNH PHỐ HẢI PHÒNG."""
    organiser: Text
    organiser_name: Text
    """In running text: Sở Khoa học và Công nghệ."""
    place: Text
    symbol: Text
    """SKHCN, as in 15/BC-SKHCN."""
    drafter: Text
    """Who drafts, as in "Lưu: VT, CCTĐC"."""
    superior: Text
    """Addressee of the report."""
    plan: Text
    """The plan that is carried out, as first mentioned in the report."""
    report: Signer
    letters: Signer
    notice: Signer
    chair: Signer
    secretary: Signer
    copies: list[Text] = []
    notice_published: dt.date | None = None


class Door(_Part, frozen=True, kw_only=True):
    """The reception desks."""

    desks: Annotated[list[Text], Meta(min_length=1, max_length=80)] = msgspec.field(
        default_factory=lambda: [f"Bàn {n}" for n in (1, 2, 3, 4)]
    )
    help_desk: str = ""
    """Where the unattended stand sends whoever it does not know; empty: the first desk."""
    label_mm: tuple[int, int] = (90, 55)


class Screen(_Part, frozen=True, kw_only=True):
    """The hall, for the size of type (browser.md 5.4)."""

    picture_height_m: Annotated[float, Meta(gt=0.3, le=30)] = 3.0
    farthest_seat_m: Annotated[float, Meta(gt=1, le=200)] = 30.0
    theme: Literal["dark", "light"] = "dark"


class Dialogue(_Part, frozen=True, kw_only=True):
    """The dialogue's own figures."""

    soft_limit_minutes: Annotated[float, Meta(gt=0, le=60)] = 4.0
    warn_units_ahead: Annotated[int, Meta(ge=1, le=5)] = 2


class Data(_Part, frozen=True, kw_only=True):
    """Personal data: who keeps them, and until when (Luật 91/2025/QH15)."""

    controller: Text
    contact: Text
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 90


class Settings(_Part, frozen=True, kw_only=True):
    """All of `conference.toml`."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,60}$")]
    name: Text
    """In running text: Hội nghị đối thoại, giải quyết kiến nghị …"""
    title: Title
    place: Text
    place_short: str = ""
    date: dt.date
    timezone: Text = "Asia/Ho_Chi_Minh"
    language: Language = "vi"
    public_address: str = ""
    reply_working_days: Annotated[int, Meta(ge=1, le=120)] = 10
    holidays: list[dt.date] = []
    working_weekends: list[dt.date] = []
    questions_until: dt.date | None = None
    programme: Annotated[list[Item], Meta(min_length=1, max_length=60)]
    blocks: Annotated[list[Block], Meta(min_length=1, max_length=40)]
    fields: Annotated[list[Field], Meta(min_length=1, max_length=20)]
    units: Annotated[list[Unit], Meta(min_length=1, max_length=100)]
    documents: Documents
    data: Data
    door: Door = Door()
    screen: Screen = Screen()
    dialogue: Dialogue = Dialogue()

    def block(self, code: str) -> Block:
        """The block of this code; the last one where there is none, so that nobody stands without a block."""
        return next((block for block in self.blocks if block.code == code), self.blocks[-1])

    def field(self, code: str) -> Field | None:
        """The field of this code."""
        return next((field for field in self.fields if field.code == code), None)

    def unit(self, code: str) -> Unit | None:
        """The unit of this code."""
        return next((unit for unit in self.units if unit.code == code), None)

    def moment(self, hour: str) -> dt.datetime:
        """An hour of the programme as a moment, with its time zone."""
        return dt.datetime.combine(self.date, dt.time.fromisoformat(hour), ZoneInfo(self.timezone))

    def dialogue_item(self) -> int | None:
        """The place of the dialogue in the programme, or None where there is none."""
        return next((n for n, item in enumerate(self.programme) if item.kind == "dialogue"), None)


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
        settings = msgspec.convert(tomllib.loads(text), Settings, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise Wrong(_("{file}: not TOML: {fault}").format(file=name, fault=error)) from error
    except msgspec.ValidationError as error:
        raise Wrong(_plain(name, str(error))) from error
    for key, fault in _faults(settings):
        raise Wrong(f"{name}: {key}: {fault}")
    return settings


_EXPECTED = {
    "str": "a text in quotes", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list in brackets", "object": "a table", "date": "a date like 2026-04-24",
}  # fmt: skip


def _plain(name: str, fault: str) -> str:
    """The checker's message, turned into file, key and what to write."""
    match = re.match(r"(.*) - at `\$\.?(.*)`$", fault)
    what, key = match.groups() if match else (fault, "")
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = f"{key}.{unknown[1]}".strip(".")
        return _("{file}: {key}: there is no such setting; remove it or correct its name.").format(file=name, key=key)
    if missing := re.search(r"missing required field `(.*)`", what):
        key = f"{key}.{missing[1]}".strip(".")
        return _("{file}: {key}: this setting is missing; write it.").format(file=name, key=key)
    for kind, words in _EXPECTED.items():
        what = what.replace(f"`{kind}`", words)
    if "matching regex" in what:
        what = _SHAPES.get(what.split("'")[1], what)
    return f"{name}: {key}: {what}"


_SHAPES = {
    r"^([01]\\d|2[0-3]):[0-5]\\d$": 'write an hour like "14:50"',
    r"^#[0-9a-fA-F]{6}$": 'write a colour like "#b3261e"',
    r"^[a-z][a-z0-9_-]{0,30}$": 'write a short code of small letters, like "business"',
    r"^[a-z0-9][a-z0-9-]{2,60}$": 'write small letters, digits and hyphens, like "haiphong-2026"',
}


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
    if settings.public_address and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?", settings.public_address):
        faults.append(("public_address", _('write only scheme and host, like "https://hoinghi.example.vn"')))
    if settings.questions_until and settings.questions_until > settings.date + dt.timedelta(days=30):
        faults.append(("questions_until", _("lies after the conference; write an earlier date")))
    return faults


def _twice(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})
