"""Make the operators' pages into PDF, ready to be printed on A4: `make sheets`.

A stand's page is one sheet; the guides and what is linked from them are as long as they need to be. The files go to the
folder `sheets`, by language.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
OUT = DOCS.parent / "sheets"
FONT = DOCS.parent / "static" / "vendor" / "fonts"
FLAGS = ["--no-sandbox", "--disable-gpu"]
STYLE = """
@font-face { font-family: Viet; font-weight: 400; src: url(FONTS/be-vietnam-pro-400.ttf); }
@font-face { font-family: Viet; font-weight: 700; src: url(FONTS/be-vietnam-pro-700.ttf); }
@page { size: A4; margin: 11mm 13mm; }
body { font: 9pt/1.28 Viet, sans-serif; margin: 0; color: #111; }
h1 { font-size: 17pt; margin: 0 0 1mm; } h2 { font-size: 11pt; margin: 2.6mm 0 .8mm; } h3 { font-size: 10pt; margin: 2mm 0 .5mm; }
p, ul, ol { margin: 0 0 1.2mm; } ul, ol { padding-left: 5mm; } li { margin: 0 0 .4mm; }
img { display: block; max-width: 100%; max-height: 45mm; margin: 1mm auto; border: .3mm solid #999; }
.box { list-style: none; margin-left: -4mm; }
.desk img { max-height: 35mm; } .desk h2 ~ p img { max-height: 20mm; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5mm; break-inside: avoid; }
th, td { border: .2mm solid #999; padding: .6mm 1.5mm; text-align: left; vertical-align: top; }
thead tr:not(:has(th:not(:empty))) { display: none; }
code { font-size: 8.5pt; } pre { background: #eee; padding: 1.5mm 2mm; margin: 0 0 1.5mm; white-space: pre-wrap; }
a { color: inherit; } h2, h3 { break-after: avoid; }
"""


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
            draft.write_text(html(page), encoding="utf-8")
            sheet.goto(draft.resolve().as_uri(), wait_until="load")
            sheet.evaluate("document.fonts.ready.then(() => null)")
            sheet.pdf(path=made[-1], prefer_css_page_size=True)
            draft.unlink()
        browser.close()
    return made


def html(page: Path) -> str:
    """A page as HTML that finds its pictures and its type where they are."""
    text = MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8"))
    text = text.replace("<li>[ ] ", '<li class="box">☐ ').replace('src="../', f'src="{DOCS.as_uri()}/')
    head = f'<meta charset="utf-8"><style>{STYLE.replace("FONTS", FONT.as_uri())}</style>'
    return f'<!doctype html><html lang="{page.parent.name}">{head}<body class="{page.stem}">{text}</body></html>'


if __name__ == "__main__":
    main()
