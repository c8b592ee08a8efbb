"""What a stranger's tools make of a PDF of ours: its text, its fonts, its sizes, its pages as pictures (poppler)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from kiosk.papers.pdf.sheet import Sheet


class Printed:
    """One PDF file as poppler reads it."""

    def __init__(self, sheet: Sheet, folder: Path) -> None:
        self.folder = Path(mkdtemp(dir=folder))
        self.path = self.folder / "printed.pdf"
        self.path.write_bytes(sheet.output())

    def _said(self, *command: str) -> str:
        return subprocess.run([*command], check=True, capture_output=True, text=True).stdout

    def pages(self, *options: str) -> list[str]:
        """The text of each page, its words separated by single spaces."""
        text = self._said("pdftotext", "-enc", "UTF-8", *options, str(self.path), "-")
        return [" ".join(page.split()) for page in text.split("\f")[:-1]]

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in mm."""
        said = self._said("pdfinfo", "-f", "1", "-l", "9999", str(self.path))
        found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", said)
        return [(round(float(w) / 72 * 25.4, 1), round(float(h) / 72 * 25.4, 1)) for w, h in found]

    def fonts(self) -> list[tuple[str, str, str]]:
        """(embedded, a subset, with Unicode) of each font."""
        rows = self._said("pdffonts", str(self.path)).splitlines()[2:]
        return [tuple(row.split()[-5:-2]) for row in rows]  # type: ignore[misc]

    def words(self, page: int = 1) -> list[tuple[str, float, float, float, float]]:
        """Each word of a page and where it stands: left, top, right, bottom in mm."""
        said = self._said("pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(self.path), "-")
        found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', said)
        return [(word, *(float(n) / 72 * 25.4 for n in place)) for *place, word in found]  # type: ignore[misc]

    def pictures(self, dots: int = 200) -> list[Image.Image]:
        """Each page as it prints at so many dots per inch."""
        subprocess.run(["pdftoppm", "-r", str(dots), "-gray", str(self.path), str(self.folder / "page")], check=True)
        return [Image.open(path) for path in sorted(self.folder.glob("page*.pgm"))]

    def codes(self, dots: int = 200) -> list[str]:
        """What the squares of all pages say."""
        return [found.text for picture in self.pictures(dots) for found in zxingcpp.read_barcodes(picture)]
