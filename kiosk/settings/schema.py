"""What `conference.toml` holds, table by table. `kiosk.settings.load` reads it and checks it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, max_length=500)]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,30}$")]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]
Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Language = Literal["vi", "en"]


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
    """Who signs a document: authority line, position, name."""

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
    contact: str = ""
    """Whom a business asks about its letter: Chi cục …, điện thoại 0225 …; it stands in letters and on the portal."""
    public_numbers: list[Text] = []
    """Telephone numbers and e-mail addresses of the office itself, which are published as they are."""
    colour: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")] = "#a3161c"
    """Of headings on the portal's page."""
    notice_published: dt.date | None = None


class LegalBasis(_Part, frozen=True, kw_only=True):
    """A legal document that answers rest on, in its parts."""

    kind: Text
    """Nghị định, Luật, Thông tư …"""
    number: Text
    """36/2026/NĐ-CP."""
    date: dt.date
    issuer: str = ""
    """Chính phủ; empty where the kind says it."""
    subject: str = ""
    """quy định chi tiết một số điều của Luật …"""


class Door(_Part, frozen=True, kw_only=True):
    """The reception desks."""

    desks: Annotated[list[Text], Meta(min_length=1, max_length=80)] = msgspec.field(
        default_factory=lambda: [f"Bàn {n}" for n in (1, 2, 3, 4)]
    )
    help_desk: str = ""
    """Where the unattended stand sends whoever it does not know; empty: the first desk."""
    label_mm: tuple[int, int] = (90, 55)
    badge_mm: tuple[int, int] = (90, 55)
    handouts: list[Text] = []
    """What every guest is given at the desk."""
    scanner_gap_ms: Annotated[int, Meta(ge=10, le=200)] = 40
    """Keys that follow each other faster are a scanner's and not a person's."""
    scanner_prefix: str = ""
    """What the scanners type in front of a code, where they were set to."""


class Screen(_Part, frozen=True, kw_only=True):
    """The hall, for the size of type."""

    picture_height_m: Annotated[float, Meta(gt=0.3, le=30)] = 3.0
    farthest_seat_m: Annotated[float, Meta(gt=1, le=200)] = 30.0
    theme: Literal["dark", "light"] = "dark"


class Dialogue(_Part, frozen=True, kw_only=True):
    """The dialogue's own figures."""

    soft_limit_minutes: Annotated[float, Meta(gt=0, le=60)] = 4.0
    warn_units_ahead: Annotated[int, Meta(ge=1, le=5)] = 2


class Handout(_Part, frozen=True, kw_only=True):
    """A document for the guests: an address, or a file of the folder `handouts` beside `conference.toml`."""

    title: Text
    url: str = ""
    file: str = ""


class Data(_Part, frozen=True, kw_only=True):
    """Personal data: who keeps them, and until when (Luật 91/2025/QH15)."""

    controller: Text
    contact: Text
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 90


class Backup(_Part, frozen=True, kw_only=True):
    """Copies while the conference runs: every ten seconds in its folder, and in a second place."""

    second: Annotated[str, Meta(max_length=500)] = ""
    """A folder on another disk, for instance "E:/kiosk"; empty: none."""


class Recording(_Part, frozen=True, kw_only=True):
    """The hall's sound: recorded only where this says so."""

    on: bool = False
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 30
    """Days after the conference; never longer than personal data."""
    copies: bool = False
    """Whether the second place and the spare get the sound too: 115 MB an hour."""


class Tls(_Part, frozen=True, kw_only=True):
    """A certificate of the department's own, for `kiosk run --tls`; without one, the one that `kiosk tls` made."""

    cert: Annotated[str, Meta(max_length=500)] = ""
    """PEM file with the certificate and its chain; beside conference.toml, or with its whole path."""
    key: Annotated[str, Meta(max_length=500)] = ""


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
    hosts: Annotated[list[Text], Meta(max_length=20)] = []
    """Names under which the server is reached, besides its own, those of its certificate and of `public_address`."""
    reply_working_days: Annotated[int, Meta(ge=1, le=120)] = 10
    holidays: list[dt.date] = []
    working_weekends: list[dt.date] = []
    questions_until: dt.date | None = None
    programme: Annotated[list[Item], Meta(min_length=1, max_length=60)]
    blocks: Annotated[list[Block], Meta(min_length=1, max_length=40)]
    fields: Annotated[list[Field], Meta(min_length=1, max_length=20)]
    units: Annotated[list[Unit], Meta(min_length=1, max_length=100)]
    documents: Documents
    legal_bases: Annotated[list[LegalBasis], Meta(max_length=300)] = []
    """What answers rest on: named in full at first and checked in all papers."""
    handouts: Annotated[list[Handout], Meta(max_length=60)] = []
    data: Data
    door: Door = Door()
    screen: Screen = Screen()
    dialogue: Dialogue = Dialogue()
    backup: Backup = Backup()
    recording: Recording = Recording()
    tls: Tls = Tls()

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

    @property
    def kept_until(self) -> dt.date:
        """Return the last day on which personal data are kept."""
        return self.date + dt.timedelta(days=self.data.keep_days)

    @property
    def sound_until(self) -> dt.date:
        """Return the last day on which the hall's sound is kept."""
        return min(self.kept_until, self.date + dt.timedelta(days=self.recording.keep_days))

    def dialogue_item(self) -> int | None:
        """The place of the dialogue in the programme, or None where there is none."""
        return next((n for n, item in enumerate(self.programme) if item.kind == "dialogue"), None)
