"""The square that carries a code: what is written in it, and how it is drawn.

Level Q, because glare and fingers on a card cost more codes than size does; bare digits, because they read from about
a quarter further away than any address and open nothing on a stranger's phone.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q

QUIET: Final = 4
"""Modules of white around the symbol that ISO/IEC 18004 asks for."""

_HOST = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]*[A-Z0-9])?(?::[0-9]{1,5})?")


def content(code: str, public_address: str | None = None) -> str:
    """Return what the card's square says: the bare digits, or the upper-case address of the guest's page.

    Upper case keeps the symbol in its denser alphabet; a browser lowers scheme and host by itself, and the page
    answers at /I/ as it stands. `public_address` is "https://host" or a bare host name, with a port if need be.

    Raises ValueError for an address with a path or with letters that no host name has.
    """
    if not public_address:
        return code
    address = public_address.strip().rstrip("/")
    parts = urlsplit(address if "://" in address else f"https://{address}")
    host = parts.netloc.upper()
    if parts.scheme not in {"http", "https"} or parts.path or parts.query or parts.fragment:
        raise ValueError(f"Write the public address as https:// and the host name only, not “{public_address}”.")
    if not _HOST.fullmatch(host):
        raise ValueError(f"“{parts.netloc}” is not a host name; write it with a-z, 0-9, dots and hyphens.")
    return f"{parts.scheme.upper()}://{host}/I/{code}"


MASK: Final = 0
"""The mask of every symbol. Trying all eight takes five times as long and, since codes are as good as random digits,
gains nothing: mask 0 has the lowest mean penalty of ISO/IEC 18004 (476, the best of eight each time 432), and readers
find both equally well (docs/codes.md)."""


@lru_cache(maxsize=64)
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the symbol at level Q, row by row, True for dark, without the quiet zone.

    Raises ValueError when the text is too long for any symbol.
    """
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=MASK)
    symbol.add_data(text)
    symbol.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in symbol.get_matrix())


def image(text: str, box: int = 10, border: int = QUIET) -> Image.Image:
    """Draw the symbol black on white, one module `box` pixels wide, with `border` modules of white around it."""
    rows = matrix(text)
    side = len(rows) + 2 * border
    white, edge = b"\xff" * side * border, b"\xff" * border
    lines = [edge + bytes(0 if dark else 255 for dark in row) + edge for row in rows]
    small = Image.frombytes("L", (side, side), white + b"".join(lines) + white)
    return small.resize((side * box, side * box), Image.Resampling.NEAREST)


def svg(text: str, border: int = QUIET) -> str:
    """Draw the symbol as an SVG element for a page or a print, scaling to the room it is given.

    It holds nothing from the text itself, so it is safe to put into a page, and no style that a strict
    content security policy would refuse.
    """
    rows = matrix(text)
    side = len(rows) + 2 * border
    strokes = "".join(
        f"M{start + border} {y + border}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {side} {side}" role="img" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{strokes}"/></svg>'
    )


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return (first column, length) of every unbroken run of dark modules in a row."""
    line = "".join("1" if dark else "0" for dark in row)
    return [(run.start(), len(run.group())) for run in re.finditer("1+", line)]
