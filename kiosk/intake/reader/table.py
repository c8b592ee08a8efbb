"""What a list comes out as: typed rows with the cell each came from, and a sentence for everything that was not plain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from badges.refusal import Refusal

Kind = Literal["guests", "questions"]
Level = Literal["error", "warning", "note"]
Rsvp = Literal["none", "coming", "substitute", "declined"]
Source = Literal["advance", "hall", "phone", "carried"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the child process; the bytes of the file follow it.

    `mapping` is field → letter of a column, or empty for none, laid over what the headings say. `header` is the row of
    the headings if a person has named it.
    """

    kind: Kind
    sheet: str | None
    mapping: dict[str, str]
    header: int | None
    language: str
    meanings: dict[str, str] = field(default_factory=dict)
    """Folded answer to the invitation → what a person says that it means."""


class Unreadable(Refusal):
    """The file as a whole cannot be taken in. Nothing of it was read."""

    status = 422


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One invited person, or an organisation that has not named anybody yet (`name` is empty).

    `block` is the text as found, in a column or in the section heading above; `kiosk.intake.reader.block_names` matches it.
    `seats` counts the guest and whoever comes along. `order` is the place in the list, from 1. `cell` is where the row
    begins, as in "B7".
    """

    cell: str
    order: int
    name: str = ""
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    short_name: str = ""
    tax_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    block: str = ""
    seats: int = 1
    seat: str = ""
    rsvp: Rsvp = "none"
    substitute: str = ""
    substitute_honorific: str = ""
    substitute_title: str = ""
    rsvp_reason: str = ""
    invitation_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question. `number` is its KN số if the list gives one, otherwise None; `field`, `unit` are texts as found.

    `answered` says that by the list `prepared` went out in writing before the conference; whatever else stands in the
    columns of form, result and due date is in `note`.
    """

    cell: str
    order: int
    text: str
    number: int | None = None
    organisation: str = ""
    tax_code: str = ""
    asker: str = ""
    phone: str = ""
    proposal: str = ""
    summary: str = ""
    field: str = ""
    unit: str = ""
    co_units: tuple[str, ...] = ()
    prepared: str = ""
    basis: str = ""
    source: Source = "advance"
    answered: bool = False
    document_number: str = ""
    note: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about one cell. An error stops the whole import, a warning wants to be looked at, a note is for information.

    `cell` is empty where the sentence is about the whole sheet.
    """

    level: Level
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no guest and no question, and why."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook. `headings` counts the recognised ones."""

    name: str
    hidden: bool
    headings: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the chosen sheet. `field` is what it is read as, or empty; `samples` are its first three values.

    `texts` counts the rows that have anything in it; `also` says that its cells go somewhere else than into a field: into
    the note, to a further person, or where the chosen column of its kind is empty.
    """

    letter: str
    heading: str
    field: str
    encoding: str
    samples: tuple[str, ...]
    texts: int = 0
    also: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """An answer to the invitation as the list writes it, how often, and what it was taken for."""

    value: str
    count: int
    state: str


Row = TypeVar("Row", GuestRow, QuestionRow)


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A list as it was understood. Nothing may be imported from it while it has errors."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    sheet: str
    header: tuple[int, ...]
    """Numbers of the heading rows; none where the columns were known by their cells."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    messages: tuple[Message, ...]
    skipped: tuple[Skipped, ...]
    filled: int = 0
    """Rows with anything in them, of all sheets that were read."""
    read: int = 0
    """Of these, the rows that became people or questions."""
    left_out: int = 0
    answers: tuple[Meaning, ...] = ()

    @property
    def above(self) -> int:
        """Rows with titles and headings."""
        return max(0, self.filled - self.read - self.left_out)

    @property
    def unread(self) -> tuple[Column, ...]:
        """The columns of which nothing was read although something stands in them."""
        return tuple(column for column in self.columns if column.texts and not column.field and not column.also)

    @property
    def mapping(self) -> dict[str, str]:
        """Field → letter of its column."""
        return {column.field: column.letter for column in self.columns if column.field}

    @property
    def errors(self) -> tuple[Message, ...]:
        """The messages that stop the import."""
        return tuple(message for message in self.messages if message.level == "error")
