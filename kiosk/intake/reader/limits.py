"""What a file is, by its first bytes and never by its name, and the limits above which it is not opened at all.

The limits are those of trust.md S12. A workbook is a zip: what it claims to unpack to is checked before anything is
unpacked, and its markup is counted before anything is parsed, which stops a million rows in a tenth of a second.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final, Literal

from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEGABYTE: Final = 2**20
MOST_BYTES: Final = 5 * MEGABYTE
MOST_UNPACKED: Final = 50 * MEGABYTE
MOST_MEMBERS: Final = 200
MOST_RATIO: Final = 100
MOST_TAGS: Final = 1_000_000
"""Marks "<" in one part of a workbook: 5,000 rows of 30 texts written out in full have 900,000."""
LONGEST_MARK: Final = MEGABYTE // 4
"""Bytes between two marks "<" in a part: a cell holds 32,767 characters at most."""
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 30
MOST_CHARACTERS: Final = 5_000_000
"""Characters in all cells of a sheet together; one text may be used by many cells."""
LONGEST_CELL: Final = 32_767
"""Characters of one cell, by the rules of Excel."""

Kind = Literal["xlsx", "xls", "text"]

_OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
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


def kind(data: bytes) -> Kind:
    """Return what reader a file needs. Raises `Unreadable`, saying what the file is, where there is none."""
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLD_OFFICE):
        return _kind_of_old_office(data)
    _refuse_others(data)
    return "text"


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
            if "xl/workbook.xml" in names:
                _check_archive(archive, len(data))
                return "xlsx"
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, IndexError) as fault:
        raise damaged() from fault
    if any(name.startswith("word/") for name in names):
        raise Unreadable("This is a Word document. Copy its table into Excel and save it as .xlsx.")
    raise Unreadable("This kind of file is not read. Open it in Excel and save it as “Excel Workbook (*.xlsx)”.")


def _kind_of_old_office(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("The file is locked with a password. Open it, remove the password, save it and try again.")
    if "WordDocument".encode("utf-16-le") in data:
        raise Unreadable("This is a Word document. Copy its table into Excel and save it as .xlsx.")
    return "xls"


def _refuse_others(data: bytes) -> None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf")):
        raise Unreadable("This is not a spreadsheet. Send the list as .xlsx, .xls or .csv.")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<style", b"mime-version")):
        raise Unreadable(
            "The file is a web page under the name of a spreadsheet. Open it in Excel and save it as .xlsx."
        )


def _check_archive(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse a workbook that would unpack to too much, in bytes, in members or in markup."""
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(size, 10_000):
        raise too_large()
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("The file is locked with a password. Open it, remove the password, save it and try again.")
    if any(info.compress_type not in _PLAIN_METHODS for info in infos):
        raise damaged()
    for info in infos:
        if info.filename.lower().endswith((".xml", ".rels")):
            _check_markup(archive, info)


def _check_markup(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    tags = 0
    with archive.open(info) as part:
        for chunk in iter(lambda: part.read(MEGABYTE), b""):
            tags += chunk.count(b"<")
            if tags > MOST_TAGS or max(map(len, chunk.split(b"<"))) > LONGEST_MARK:
                raise too_large()


def too_large() -> Unreadable:
    """The refusal of a file with more in it than any list of guests has."""
    return Unreadable(
        "The workbook unpacks to more than a list can hold (formatting down to the last row is the usual reason). "
        "Copy the list, without whole columns, to a new workbook and save that."
    )


def outside(cell: str) -> Unreadable:
    """The refusal of a sheet with something written beyond the area that is read."""
    text = (
        "Cell {cell} lies outside the {rows} rows and {columns} columns that are read. "
        "Delete what is there, or split the list into several files."
    )
    return Unreadable(text, cell=cell, rows=MOST_ROWS, columns=MOST_COLUMNS)


def check_texts(texts: Iterable[tuple[str, str]]) -> None:
    """Refuse a sheet, given as addresses and texts, that holds more text than lists do. Raises `Unreadable`."""
    total = 0
    for cell, text in texts:
        total += len(text)
        if len(text) > LONGEST_CELL:
            words = "Cell {cell} holds {length} characters: a quotation mark is probably missing somewhere before it."
            raise Unreadable(words, cell=cell, length=len(text))
        if total > MOST_CHARACTERS:
            raise too_large()


def damaged() -> Unreadable:
    """The refusal of a file that breaks its reader."""
    return Unreadable("The file is damaged. Open it in Excel, save it under a new name and try again.")
