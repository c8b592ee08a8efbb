"""Word papers as PDF by LibreOffice, where this machine has it: made as PDF/A-2b with tags, bookmarks and language.

Nothing here proves conformance. LibreOffice ends with code 0 for a file it cannot read and for options it does not know,
so each PDF is looked at: its claim, its tags, its language.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.machine import libreoffice

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS: Final = {
    "SelectPdfVersion": ("long", "2"), "PDFUACompliance": ("boolean", "true"), "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
}  # fmt: skip
AT_ONCE: Final = 20
"""Papers that one run of LibreOffice converts."""


def check_program() -> str:
    """Return LibreOffice's program; raises `Refusal` where there is none."""
    soffice = libreoffice.program()
    if soffice is None:
        raise Refusal("LibreOffice is not on this computer: install it from libreoffice.org to make PDF files.")
    return soffice


def convert(files: Sequence[Path]) -> list[Path]:
    """Make a PDF beside each .docx; returns the PDFs. Raises `Refusal` without LibreOffice, and for one that came out wrong."""
    soffice, made = check_program(), []
    with tempfile.TemporaryDirectory(prefix="kiosk-pdf-") as work:
        for at in range(0, len(files), AT_ONCE):
            made += _convert(soffice, files[at : at + AT_ONCE], Path(work))
    return made


def _convert(soffice: str, files: Sequence[Path], work: Path) -> list[Path]:
    """Files of one name may lie in different folders: each is converted under a number of its own."""
    sources = []
    for n, file in enumerate(files):
        source = work / f"{n}.docx"
        shutil.copyfile(file, source)
        sources.append(source)
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in OPTIONS.items()})
    try:
        out = libreoffice.convert(soffice, f"pdf:writer_pdf_Export:{options}", sources, work)
    except subprocess.TimeoutExpired as late:
        raise Refusal("LibreOffice took too long and was stopped. Close its windows and try again.") from late
    made = []
    for n, file in enumerate(files):
        result, target = out / f"{n}.pdf", file.with_suffix(".pdf")
        data = result.read_bytes() if result.is_file() else b""
        if missing := lacking(data):
            raise Refusal(
                "LibreOffice made no proper PDF of {file}: {missing}.", file=file.name, missing=", ".join(missing)
            )
        atomic.write(target, data)
        made.append(target)
        result.unlink()
    return made


def lacking(data: bytes) -> list[str]:
    """Return what a PDF lacks of what was asked for: it may be made without a word of warning."""
    if not data.startswith(b"%PDF-"):
        return ["PDF"]
    text = data + b"".join(_streams(data))
    wanted = {
        "PDF/A-2b": re.search(rb"pdfaid:part[>=\"']+\s*2", text),
        "tags": re.search(rb"/StructTreeRoot\b", text) and re.search(rb"/Marked\s+true", text),
        "vi-VN": re.search(rb"/Lang\s*\(vi-VN\)", text)
        or re.search(rb"/Lang\s*<[0-9A-Fa-f]*760069002D0056004E>", text, re.I),
    }
    return [name for name, found in wanted.items() if not found]


def _streams(data: bytes) -> list[bytes]:
    """Return the compressed streams that hold objects, unpacked; pages and fonts are left out."""
    found = []
    for stream in re.finditer(rb"/Type\s*/(?:ObjStm|Metadata).{0,300}?stream\r?\n", data, re.S):
        try:
            found.append(zlib.decompressobj().decompress(data[stream.end() :], 4_000_000))
        except zlib.error:
            continue
    return found
