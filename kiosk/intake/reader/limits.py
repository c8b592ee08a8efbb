"""The limits above which a file is not opened at all, and the refusals that more than one reader has.

A workbook is a zip: what it claims to unpack to is checked before anything is
unpacked, and its markup is counted before anything is parsed, which stops a million rows in a tenth of a second.
"""

from __future__ import annotations

import zipfile
from functools import partial
from typing import TYPE_CHECKING, Final

from kiosk.i18n import N_
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MEGABYTE: Final = 2**20
MOST_BYTES: Final = 5 * MEGABYTE
MOST_UNPACKED: Final = 50 * MEGABYTE
MOST_MEMBERS: Final = 200
"""Parts with markup; pictures are not unpacked and may be many."""
MOST_ENTRIES: Final = 5000
MOST_RATIO: Final = 100
MOST_TAGS: Final = 1_000_000
"""Marks "<" in one part of a workbook: 5,000 rows of 30 texts written out in full have 900,000."""
LONGEST_MARK: Final = MEGABYTE // 4
"""Bytes between two marks "<" in a part: a cell holds 32,767 characters at most."""
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 100
MOST_CHARACTERS: Final = 5_000_000
"""Characters in all cells of a sheet together; one text may be used by many cells."""
LONGEST_CELL: Final = 32_767
"""Characters of one cell, by the rules of Excel."""

LONGEST_PLAIN: Final = 200_000
"""Characters looked at to tell what a file of text is."""

_PLAIN_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def content(file: Path | bytes) -> bytes:
    """Return the bytes of a file. Raises `Unreadable` for one that is empty, missing or too large."""
    try:
        data = file if isinstance(file, bytes) else _read(file)
    except OSError as fault:
        raise Unreadable("The file cannot be opened. Check its name and whether another program holds it.") from fault
    if not data:
        raise Unreadable("The file is empty.")
    if len(data) > MOST_BYTES:
        text = "The file is larger than {most} MB. Remove pictures and other sheets from it, keep only the list."
        raise Unreadable(text, most=MOST_BYTES // MEGABYTE)
    return data


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def check_archive(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse a workbook or Word file that would unpack to too much, in bytes, in parts or in markup.

    Only parts with markup are ever unpacked, so that pictures count nothing.
    """
    everything = archive.infolist()
    infos = [info for info in everything if info.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(info.file_size for info in infos)
    if len(everything) > MOST_ENTRIES or len(infos) > MOST_MEMBERS:
        raise too_large()
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(size, 10_000):
        raise too_large()
    if any(info.flag_bits & 1 for info in infos):
        raise locked()
    if any(info.compress_type not in _PLAIN_METHODS for info in infos):
        raise damaged()
    for info in infos:
        _check_markup(archive, info)


def _check_markup(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    tags = 0
    with archive.open(info) as part:
        for chunk in iter(lambda: part.read(MEGABYTE), b""):
            found = chunk.count(b"<")
            tags += found
            # The longest stretch between two marks is looked for only where the marks are too few to exclude it.
            if tags > MOST_TAGS or (len(chunk) > LONGEST_MARK and max(map(len, chunk.split(b"<"))) > LONGEST_MARK):
                raise too_large()


def locked() -> Unreadable:
    """The refusal of a file that only opens with a password."""
    return Unreadable("The file is locked with a password. Open it, remove the password, save it and try again.")


def too_large() -> Unreadable:
    """The refusal of a file with more in it than any list of guests has."""
    return Unreadable(
        "The workbook unpacks to more than a list can hold (formatting down to the last row is the usual reason). "
        "Copy the list, without whole columns, to a new workbook and save that."
    )


def outside(cell: str) -> Unreadable:
    """The refusal of a sheet with something written beyond the area that is read."""
    text = N_(
        "Cell {cell} lies outside the {rows} rows and {columns} columns that are read. "
        "Delete what is there, or split the list into several files."
    )
    return Unreadable(text, cell=cell, rows=MOST_ROWS, columns=MOST_COLUMNS)


def add_text(total: int, cell: Callable[[], str], text: str, times: int = 1) -> int:
    """Return the characters of a sheet so far with those of one more cell. Raises `Unreadable` above the limits."""
    length = len(text)
    if length > LONGEST_CELL:
        words = "Cell {cell} holds {length} characters: a quotation mark is probably missing somewhere before it."
        raise Unreadable(words, cell=cell(), length=length)
    total += length * times
    if total > MOST_CHARACTERS:
        raise too_large()
    return total


def check_texts(texts: Iterable[tuple[int, int, str]], address: Callable[[int, int], str]) -> None:
    """Refuse a sheet, given as rows, columns and texts, that holds more text than lists do. Raises `Unreadable`."""
    total = 0
    for row, column, text in texts:
        total = add_text(total, partial(address, row, column), text)


def damaged() -> Unreadable:
    """The refusal of a file that breaks its reader."""
    return Unreadable("The file is damaged. Open it in Excel, save it under a new name and try again.")
