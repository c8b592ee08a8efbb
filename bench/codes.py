"""Which codes are still read: cards, badges and bare squares as they come out of a printer and in front of a camera.

`python -m bench.codes` draws squares at printed sizes, spoils them (blur, tilt, dark light, a photographed screen, too
little ink) and asks two readers that have nothing in common, zxing-cpp and ZBar; it writes docs/codes.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import qrcode
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter
from pyzbar import pyzbar
from qrcode.constants import ERROR_CORRECT_Q

from badges import codes, qr

PAGE = Path(__file__).parent.parent / "docs" / "codes.md"
SIZES = (20, 25, 31)
"""mm, printed: labels and badges, large badges, cards."""
DOTS = 8
"""Pixels of the camera to a millimetre: a phone with 1,600 pixels across sees 200 mm at once."""
ADDRESS = "https://hoinghi.skhcn.haiphong.gov.vn"


def photographed(content: str, size: float, mask: int | None = qr.MASK) -> Image.Image:
    """A square `size` mm wide on white paper as a camera sees it."""
    rows = _rows(content, mask)
    small = Image.new("L", (len(rows) + 8,) * 2, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            small.putpixel((x + 4, y + 4), 25 if dark else 235)
    side = round(size * DOTS * (len(rows) + 8) / len(rows))
    sharp = small.resize((small.width * 20,) * 2, Image.Resampling.NEAREST).resize((side, side), Image.Resampling.BOX)
    sheet = Image.new("L", (side + 120,) * 2, 200)
    sheet.paste(sharp, (60, 60))
    return sheet


def _rows(content: str, mask: int | None) -> list[list[bool]]:
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=mask)
    symbol.add_data(content)
    symbol.make(fit=True)
    return symbol.get_matrix()


def noisy(picture: Image.Image, strength: float, seed: int = 1) -> Image.Image:
    """Grain of a camera in poor light."""
    grain = np.random.default_rng(seed).normal(0, strength, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture, dtype=float) + grain, 0, 255).astype("uint8"))


def tilted(picture: Image.Image) -> Image.Image:
    """Seen from the side: the far edge is a sixth shorter."""
    w, h = picture.size
    inset = w / 10
    corners = (0, 0, -inset, h, w + inset, h, w, 0)
    return picture.transform((w, h), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=200)


def screen(picture: Image.Image) -> Image.Image:
    """A phone's screen photographed: its dot rows, a glare in one corner, a slight turn."""
    w, h = picture.size
    y, x = np.mgrid[0:h, 0:w]
    moire = 18 * np.sin(x * 1.9) * np.sin(y * 2.1)
    glare = 120 * np.exp(-((x - w * 0.2) ** 2 + (y - h * 0.2) ** 2) / (w * 0.12) ** 2)
    spoilt = np.clip(np.asarray(picture, dtype=float) + moire + glare, 0, 255).astype("uint8")
    return Image.fromarray(spoilt).rotate(7, Image.Resampling.BICUBIC, fillcolor=200)


def turned(picture: Image.Image) -> Image.Image:
    """Held slanting."""
    return picture.rotate(30, Image.Resampling.BICUBIC, fillcolor=200).filter(ImageFilter.GaussianBlur(1.6))


SPOILS = {
    "as printed": lambda p: p,
    "blurred 0.2 mm": lambda p: p.filter(ImageFilter.GaussianBlur(0.2 * DOTS)),
    "blurred 0.3 mm": lambda p: p.filter(ImageFilter.GaussianBlur(0.3 * DOTS)),
    "blurred 0.4 mm": lambda p: p.filter(ImageFilter.GaussianBlur(0.4 * DOTS)),
    "tilted": tilted,
    "turned 30°": turned,
    "dark and grainy": lambda p: noisy(ImageEnhance.Brightness(p).enhance(0.4), 6),
    "from a screen": screen,
}
"""What happens to a square between the printer and the reader."""


def read(picture: Image.Image) -> tuple[set[str], set[str]]:
    """What zxing-cpp and what ZBar find."""
    zbar = {found.data.decode() for found in pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])}
    return {found.text for found in zxingcpp.read_barcodes(picture)}, zbar


def hits(count: int, size: float, address: str, spoil: str, mask: int | None) -> tuple[int, int, int]:
    """How many of `count` codes zxing-cpp, ZBar and at least one of them read."""
    found = [0, 0, 0]
    for n in range(count):
        content = qr.content(codes.derive(bytes(range(32)), "bench", str(n), 1), address or None)
        zxing, zbar = (content in texts for texts in read(SPOILS[spoil](photographed(content, size, mask))))
        found = [found[0] + zxing, found[1] + zbar, found[2] + (zxing or zbar)]
    return found[0], found[1], found[2]


def rows(count: int) -> list[str]:
    """The rows of the page, one for each size, content and spoil; for our mask and for the best of eight."""
    lines = []
    for size in SIZES:
        for name, address in (("digits", ""), ("address", ADDRESS)):
            for spoil in SPOILS:
                both = (*hits(count, size, address, spoil, qr.MASK), *hits(count, size, address, spoil, None))
                lines.append(f"| {size} mm | {name} | {spoil} | " + " | ".join(map(str, both)) + " |")
                print(lines[-1], flush=True)
    return lines


def main() -> None:
    """Measure and write the page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    head = f"""# Which codes are read

Made by `python -m bench.codes {count}`: {count} codes each, {DOTS} camera pixels to a millimetre; hits of zxing-cpp, of ZBar, of either.
First with mask {qr.MASK}, as Kiosk draws every square, then with the best of the eight masks.
"address": the square also holds a public address of {len(ADDRESS)} letters.
The pictures are computed, not photographed; blur is the standard deviation on paper.

| printed | says | spoilt | zxing | ZBar | either | best mask: zxing | ZBar | either |
|---|---|---|---|---|---|---|---|---|
"""
    PAGE.write_text(head + "\n".join(rows(count)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
