"""The .xlsx reader: each part parsed once, as leniently as the programs that show the file.

Styles are needed for dates, strike-through and fills only, so that a workbook whose styles are broken is read without
them; parts are found whatever the case of their names. What a sheet declares of its extent is ignored.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits, markup
from kiosk.intake.reader.grid import Grid, place_of
from kiosk.intake.reader.xlsx_sheet import SheetReader, settled
from kiosk.intake.reader.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from kiosk.intake.reader.grid import Place

MOST_SHEETS: Final = 100
LONGEST_COMMENT: Final = 2000
Shared = list[tuple[str, str]]
"""Texts that cells share, each with what of it is struck through and left out."""


class Workbook:
    """An opened .xlsx. `names` are its sheets, each with whether it is hidden."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in reversed(self._archive.namelist())}
        self._main = self._find_main()
        root = markup.tree(self._read(self._main))
        links = self._links(self._main)
        self._shared = self._shared_texts(links)
        properties = next(root.iter("workbookPr"), None)
        is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self._styles = self._read_styles(links, is_1904)
        self._sheets: list[str] = []
        self.names: list[tuple[str, bool]] = []
        for sheet in list(root.iter("sheet"))[:MOST_SHEETS]:
            part, kind = links.get(sheet.get("id", ""), ("", ""))
            if kind != "chartsheet" and part.lower() in self._parts:
                self._sheets.append(part)
                self.names.append((sheet.get("name", ""), sheet.get("state", "visible") != "visible"))

    def _find_main(self) -> str:
        """The workbook's part: as the package's relations name it, otherwise where everybody puts it."""
        for part, kind in self._links("").values():
            if kind == "officeDocument" and part.lower() in self._parts:
                return part
        return "xl/workbook.xml"

    def _read(self, part: str) -> bytes:
        return self._archive.read(self._parts[part.lower()])

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """Id of a relation of a part → the part that it names, and its kind."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels").lstrip("/").lower()
        if where not in self._parts:
            return {}
        found = {}
        for link in markup.tree(self._read(where)).iter("Relationship"):
            target = link.get("Target", "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[link.get("Id", "")] = whole, link.get("Type", "").rpartition("/")[2]
        return found

    def _shared_texts(self, links: dict[str, tuple[str, str]]) -> Shared:
        """The texts that cells share. A part that is declared and missing holds none: cells have their texts inline."""
        part = next((part for part, kind in links.values() if kind == "sharedStrings"), "xl/sharedStrings.xml")
        if part.lower() not in self._parts:
            return []
        reader = _SharedTexts()
        markup.parse(self._read(part), reader.start, reader.end, reader.text)
        return reader.texts

    def _read_styles(self, links: dict[str, tuple[str, str]], is_1904: bool) -> Styles:
        part = next((part for part, kind in links.values() if kind == "styles"), "xl/styles.xml")
        try:
            return Styles(markup.tree(self._read(part)), is_1904)
        except Exception:  # a list is worth more than its colours
            return Styles(None, is_1904)

    def whole(self, index: int) -> Grid:
        """All of a sheet. Raises `Unreadable` where it is larger than what is read."""
        part = self._sheets[index]
        reader = SheetReader(self._shared, self._styles)
        data = self._read(part)
        markup.parse(data, reader.start, reader.end, reader.text)
        grid = reader.grid()
        grid.marks.comments.update(self._comments(part))
        return grid

    def _comments(self, part: str) -> dict[Place, str]:
        """The comments of cells, without the author's name in front."""
        found: dict[Place, str] = {}
        for target, kind in self._links(part).values():
            if kind == "comments" and target.lower() in self._parts:
                found.update(_comments_in(markup.tree(self._read(target))))
        return found


def _comments_in(root: Element) -> Iterator[tuple[Place, str]]:
    authors = {(author.text or "").strip() for author in root.iter("author")}
    for comment in root.iter("comment"):
        place = place_of(comment.get("ref", ""))
        text = "".join(part.text or "" for part in comment.iter("t")).strip()
        first, colon, rest = text.partition(":")
        if colon and first.strip() in authors:
            text = rest.strip()
        if place and text and place[0] <= limits.MOST_ROWS and place[1] <= limits.MOST_COLUMNS:
            yield place, text[:LONGEST_COMMENT]


class _SharedTexts:
    """Gathers the shared texts: all runs of an item but its phonetic ones."""

    def __init__(self) -> None:
        self.texts: Shared = []
        self._kept: list[str] = []
        self._struck: list[str] = []
        self._in_text = self._is_struck = self._is_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._is_phonetic
        elif name == "si":
            self._kept, self._struck = [], []
        elif name == "r":
            self._is_struck = False
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in {"0", "false"}
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "si":
            self.texts.append(settled("".join(self._kept), "".join(self._struck)))
        elif name == "r":
            self._is_struck = False
        elif name == "rPh":
            self._is_phonetic = False

    def text(self, data: str) -> None:
        if self._in_text:
            (self._struck if self._is_struck else self._kept).append(data)
