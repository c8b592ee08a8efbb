"""What a file is, by its first bytes and never by its name; what is no list is refused by its own name with the way out."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, Literal

from kiosk.i18n import N_
from kiosk.intake.reader import limits
from kiosk.intake.reader.table import Unreadable

FileKind = Literal["xlsx", "xls", "docx", "ods", "html", "xml", "text"]

_OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_HTML: Final = (
    b"<!doctype",
    b"<html",
    b"<table",
    b"<meta",
    b"<head",
    b"<style",
    b"<body",
    b"<div",
    b"<center",
    b"<title",
    b"<tr",
    b"<p>",
    b"<p ",
    b"<span",
    b"<ol",
    b"<ul",
    b"<br",
)
_PHOTO: Final = N_(
    "This is a photo or a scanned picture of a list; nothing can be read from it for sure. Ask the sender for the Word or "
    "Excel file, or type the list into the template of this page."
)
_PDF: Final = N_(
    "This is a PDF file. Ask the sender for the Word or Excel file; or select the table in the PDF, copy it and paste it "
    "into the box on this page."
)
_MAIL: Final = N_("This is a saved e-mail. Open it, save the list that is attached to it, and send that file.")
_ARCHIVE: Final = N_("This is a compressed folder. Open it, take the list out of it, and send that file.")
_SLIDES: Final = N_("This is a presentation. Copy its table into Excel and save it as .xlsx.")
_WORD: Final = N_(
    "This is an old Word document (.doc). Open it in Word and save it as .docx, or copy its table and paste it into "
    "the box on this page."
)
_DATA: Final = N_("This is a data file of a program (JSON). Ask for the list as .xlsx or .csv.")
_CARDS: Final = N_("These are contact cards or a calendar (.vcf, .ics). Ask for the list as .xlsx or .csv.")
_RICH: Final = N_("This is a rich text document (.rtf). Open it in Word and save it as .docx.")
_OTHER: Final = N_("This kind of file is not read. Open it in Excel and save it as “Excel Workbook (*.xlsx)”.")
_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PHOTO), (b"\xff\xd8\xff", _PHOTO), (b"GIF8", _PHOTO), (b"BM", _PHOTO), (b"II*\0", _PHOTO),
    (b"MM\0*", _PHOTO),
    (b"{\\rtf", _RICH),
    (b"Rar!", _ARCHIVE), (b"7z\xbc\xaf", _ARCHIVE), (b"\x1f\x8b", _ARCHIVE),
    (b"SQLite format 3", _OTHER), (b"MZ", _OTHER), (b"\x7fELF", _OTHER),
)  # fmt: skip
_PICTURES: Final = frozenset([b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"])
_OLE: Final[tuple[tuple[str, str], ...]] = (
    ("WordDocument", _WORD),
    ("PowerPoint Document", _SLIDES),
    ("__properties_version1", _MAIL),
    ("__nameid_version1", _MAIL),
)
_MAIL_HEAD: Final = re.compile(
    rb"(?im)^(?:from|to|subject|date|return-path|received|message-id|delivered-to|x-[\w-]+|mime-version|thread-topic):"
)
_STREAMS: Final = ("Workbook", "Book")


def kind(data: bytes) -> FileKind:
    """Return what reader a file needs. Raises `Unreadable`, saying what the file is, where there is none."""
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLD_OFFICE):
        return _kind_of_old_office(data)
    for beginning, sentence in _BEGINNINGS:
        if data.startswith(beginning) and (beginning not in (b"BM", b"MZ") or b"\0" in data[:64]):
            raise Unreadable(sentence)
    if data[4:8] == b"ftyp" and data[8:12] not in _PICTURES:
        raise Unreadable(_OTHER)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise Unreadable(_PHOTO)
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> FileKind:
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="ignore").encode()
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower()
    if lower.startswith(b"mime-version") and b"multipart/related" in lower:
        raise Unreadable("This is a web archive (.mht). Open it in Excel or Word and save it as .xlsx or .docx.")
    if len(_MAIL_HEAD.findall(start[:2048].split(b"\n\n")[0].split(b"\r\n\r\n")[0])) >= 2 and _MAIL_HEAD.match(start):
        raise Unreadable(_MAIL)
    if lower.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in data[:8192]:
        return "xml"
    if lower.startswith(_HTML) or (lower.startswith((b"<?xml", b"<!--")) and re.search(rb"<(?:html|table)\b", lower)):
        return "html"
    if lower.startswith(b"<") and not lower.startswith(b"<?xml") and re.search(rb"<(?:table|tr|td)\b", lower):
        return "html"  # what a web page puts on the clipboard
    if lower.startswith(b"<?xml") or (lower.startswith(b"<") and b"<workbook" in lower):
        raise Unreadable("The file is XML and no spreadsheet. Open it in Excel and save it as .xlsx.")
    if re.match(rb'\s*\{\s*"(?:doc_id|url)"', start):
        raise Unreadable("This is only a link to a Google sheet. Open it and download it as Microsoft Excel (.xlsx).")
    if re.match(rb'[\[{]\s*[\[{"]', start) and b'":' in start:
        raise Unreadable(_DATA)
    if lower.startswith((b"begin:vcard", b"begin:vcalendar")):
        raise Unreadable(_CARDS)
    return "text"


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename.replace("\\", "/").lstrip("/").lower() for info in archive.infolist()}
            found = _kind_of_names(names, archive)
            if found:
                limits.check_archive(archive, len(data))
                return found
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, IndexError) as fault:
        raise limits.damaged() from fault
    raise Unreadable(_other_zip(names))


def _kind_of_names(names: set[str], archive: zipfile.ZipFile) -> FileKind | None:
    if "xl/workbook.xml" in names or (
        any(n.startswith("xl/worksheets/") for n in names) and "xl/workbook.bin" not in names
    ):
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        declared = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
        if b"spreadsheet" in declared:
            if b"<manifest:encryption-data" in _manifest(archive):
                raise limits.locked()
            return "ods"
    return None


def _manifest(archive: zipfile.ZipFile) -> bytes:
    name = "META-INF/manifest.xml"
    if name not in archive.namelist() or archive.getinfo(name).file_size > limits.MEGABYTE:
        return b""
    return archive.read(name)


def _other_zip(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "This is a binary workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (*.xlsx)”."
    if any(name.startswith("ppt/") for name in names):
        return _SLIDES
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names) or "index.zip" in names:
        return "This is a file of Apple Numbers or Pages. Export it from there as Excel (.xlsx)."
    if "content.xml" in names and "mimetype" in names:
        return "This is an OpenDocument text. Open it in LibreOffice and save it as .docx."
    if "content.xml" in names or any(name.startswith(("xl/", "word/")) for name in names):
        return _OTHER
    return _ARCHIVE if any("." in name.rpartition("/")[2] for name in names) else _OTHER


def _kind_of_old_office(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise limits.locked()
    if any(_holds(data, stream) for stream in _STREAMS) and "WordDocument".encode("utf-16-le") not in data:
        return "xls"
    for stream, sentence in _OLE:
        if stream.encode("utf-16-le") in data:
            raise Unreadable(sentence)
    return "xls"


def _holds(data: bytes, stream: str) -> bool:
    """Say whether a compound file has a stream of this name: its directory holds the name in UTF-16."""
    return stream.encode("utf-16-le") + b"\0\0" in data
