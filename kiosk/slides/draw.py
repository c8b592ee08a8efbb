"""The child process that draws other people's files. Asked: one JSON line; answered: one JSON line a page.

Each page becomes `000.webp`, `001.webp` … in the folder. The parent (`kiosk.slides.decks`) has a clock for each line and
kills this process. Each upload has a process of its own, so that no file can do anything to the next one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.machine.process_limits import limit_process

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MOST_MEMORY = 1_500 * 2**20
MOST_SECONDS = 600
MOST_PAGES = 300
WIDTH, HEIGHT = 1920, 2160
"""Pixels of a page at most. Both bound it: a page that is very long in one direction would take all memory."""
MOST_PIXELS = 80_000_000
"""Of a picture that is sent in: a camera's largest, not a bomb's."""
QUALITY, METHOD = 85, 2
LOCKED = 4
"""PDFium's error code of a file that needs a password."""
FAINT = 24
"""So much lighter or darker than its corner a point of a page may be and still counts as empty."""
TEXT = 1
"""PDFium's type of a page object that is text."""
LOOKED_AT = 400
"""Text objects of a page in which fonts are looked at."""


class CannotDraw(Exception):
    """A reason for which a file is no deck: `code` is a word that the parent turns into a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pages(file: Path) -> Iterator[tuple[Image, bool]]:
    """Yield the pages of a PDF, or the one page of a picture; and whether a font is missing in it. Raises `CannotDraw`."""
    with file.open("rb") as opened:
        head = opened.read(1024)
    if b"%PDF-" in head:
        yield from _pdf_pages(file)
    else:
        yield _picture(file), False


def _pdf_pages(file: Path) -> Iterator[tuple[Image, bool]]:
    import pypdfium2

    try:
        deck = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise CannotDraw("locked" if getattr(error, "err_code", 0) == LOCKED else "unreadable") from error
    if not len(deck):
        raise CannotDraw("unreadable")
    if len(deck) > MOST_PAGES:
        raise CannotDraw("many")
    for n in range(len(deck)):
        page = deck[n]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise CannotDraw("unreadable")
        picture = page.render(scale=min(WIDTH / width, HEIGHT / height), draw_annots=False).to_pil().convert("RGB")
        yield picture, _lacks_font(page)
        page.close()


def _lacks_font(page: object) -> bool:
    """Return whether some text has a font that the file does not bring: its Vietnamese letters may be blank."""
    import pypdfium2.raw as raw

    for n, thing in enumerate(page.get_objects(filter=[TEXT])):  # type: ignore[attr-defined]
        if n >= LOOKED_AT:
            return False
        font = raw.FPDFTextObj_GetFont(thing.raw)
        if font and raw.FPDFFont_GetIsEmbedded(font) == 0:
            return True
    return False


def _picture(file: Path) -> Image:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(file, formats=("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise CannotDraw("pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except CannotDraw:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotDraw("pixels") from error
    except Exception as error:
        raise CannotDraw("unreadable") from error
    upright.thumbnail((WIDTH, HEIGHT))
    return upright


def trimmed(picture: Image) -> Image:
    """Return an extract without its empty margins, so that its letters are larger on the screen."""
    from PIL import Image, ImageChops

    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    box = ImageChops.difference(picture, ground).convert("L").point(lambda value: 255 if value > FAINT else 0).getbbox()
    if not box:
        return picture
    rim = picture.width // 50
    left, top, right, bottom = box
    return picture.crop(
        (max(0, left - rim), max(0, top - rim), min(picture.width, right + rim), min(picture.height, bottom + rim))
    )


def main() -> int:
    """Draw all pages of all files, one line each; the last line of a refusal is {"error": code}."""
    limit_process(MOST_MEMORY, MOST_SECONDS)
    asked = json.loads(sys.stdin.readline())
    folder, files = Path(asked["folder"]), map(Path, asked["files"])
    n = 0
    try:
        for file in files:
            for picture, lacks in pages(file):
                if n >= MOST_PAGES:
                    raise CannotDraw("many")
                if asked["trim"]:
                    picture = trimmed(picture)
                picture.save(folder / f"{n:03}.webp", quality=QUALITY, method=METHOD)
                print(json.dumps({"page": n, "font": lacks}), flush=True)
                n += 1
    except CannotDraw as refusal:
        print(json.dumps({"error": refusal.code}), flush=True)
    except MemoryError:
        print(json.dumps({"error": "pixels"}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
