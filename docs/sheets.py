"""Make the operators' pages into PDF, ready to be printed on A4: `make sheets`.

A stand's page is one sheet, set as wide as fits it (`LOOKS`); the guides are as long as they need to be. The files go to
the folder `sheets`, by language.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import Page, sync_playwright
from pypdfium2 import PdfDocument

DOCS = Path(__file__).parent
OUT = DOCS.parent / "sheets"
FONT = DOCS.parent / "static" / "vendor" / "fonts"
FLAGS = ["--no-sandbox", "--disable-gpu"]
STYLE = """
@font-face { font-family: Viet; font-weight: 400; src: url(FONTS/be-vietnam-pro-400.ttf); }
@font-face { font-family: Viet; font-weight: 700; src: url(FONTS/be-vietnam-pro-700.ttf); }
@page { size: A4; margin: 11mm 13mm; }
body { font: 9pt/LEADING Viet, sans-serif; margin: 0; color: #111; }
h1 { font-size: 17pt; margin: 0 0 1mm; } h2 { font-size: 11pt; margin: 2.6mm 0 .8mm; } h3 { font-size: 10pt; margin: 2mm 0 .5mm; }
p, ul, ol { margin: 0 0 1.2mm; } ul, ol { padding-left: 5mm; } li { margin: 0 0 .4mm; }
img { display: block; max-width: 100%; max-height: PICTUREmm; margin: 1mm auto; border: .3mm solid #999; }
.box { list-style: none; margin-left: -4mm; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5mm; break-inside: avoid; }
th, td { border: .2mm solid #999; padding: .6mm 1.5mm; text-align: left; vertical-align: top; }
thead tr:not(:has(th:not(:empty))) { display: none; }
code { font-size: 8.5pt; } pre { background: #eee; padding: 1.5mm 2mm; margin: 0 0 1.5mm; white-space: pre-wrap; }
a { color: inherit; } h2, h3 { break-after: avoid; }
"""


LOOKS = ((1.48, 85), (1.48, 70), (1.42, 60), (1.38, 52), (1.34, 46), (1.3, 42), (1.28, 36), (1.28, 30), (1.28, 25))
"""Height of a line in parts of the type's size, and of a picture in mm: 1.48 keeps stacked Vietnamese marks apart."""
GUIDES = ("guide", "huong-dan")


def main() -> None:
    """Every page, into the folder named on the command line or `sheets`."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    for path in make(sorted([*DOCS.glob("vi/*.md"), *DOCS.glob("en/*.md")]), out):
        print(path)


def make(pages: list[Path], out: Path) -> list[Path]:
    """Make pages into PDF under `out`; returns the files."""
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        sheet = browser.new_page()
        for page in pages:
            made.append(out / page.parent.name / f"{page.stem}.pdf")
            made[-1].parent.mkdir(parents=True, exist_ok=True)
            draft = made[-1].with_suffix(".html")
            for look in LOOKS:
                draft.write_text(html(page, look), encoding="utf-8")
                put(sheet, draft, made[-1])
                if page.stem in GUIDES or pages_of(made[-1]) == 1:
                    break
            draft.unlink()
        browser.close()
    return made


def put(sheet: Page, draft: Path, pdf: Path) -> None:
    """Print a page of HTML into a file."""
    sheet.goto(draft.resolve().as_uri(), wait_until="load")
    sheet.evaluate("document.fonts.ready.then(() => null)")
    sheet.pdf(path=pdf, prefer_css_page_size=True)


def pages_of(pdf: Path) -> int:
    """Return the number of pages of a file."""
    with PdfDocument(pdf) as document:
        return len(document)


def html(page: Path, look: tuple[float, int]) -> str:
    """A page as HTML that finds its pictures and its type where they are."""
    text = MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8"))
    text = text.replace("<li>[ ] ", '<li class="box">☐ ').replace('src="../', f'src="{DOCS.as_uri()}/')
    style = STYLE.replace("FONTS", FONT.as_uri()).replace("LEADING", str(look[0])).replace("PICTURE", str(look[1]))
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f'<!doctype html><html lang="{page.parent.name}">{head}<body class="{page.stem}">{text}</body></html>'


if __name__ == "__main__":
    main()
