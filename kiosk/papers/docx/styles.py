"""The styles of a paper: the few that papers use, each by its Word name, so that outlines and bookmarks work.

python-docx begins with a document of 160 styles, a theme and an American page; only what a paper needs is left of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as Doc

FONT: Final = "Times New Roman"
HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
KEPT: Final = (
    "Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle", *HEADINGS, "List Bullet", "Header",
)  # fmt: skip
_PARTS: Final = ("/theme", "/fontTable", "/numbering", "/webSettings", "/stylesWithEffects", "/customXml", "/thumbnail")
"""Ends of the types of relations whose parts a paper does without."""


def prepare(document: Doc, points: float) -> None:
    """Leave a new document with the styles of papers, all of them in `FONT` at this size, in Vietnamese, for today's Word."""
    _drop_parts(document)
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.find(qn("w:name")).get(qn("w:val")).title().replace("Of", "of") not in {name.title() for name in KEPT}:
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    _defaults(styles)
    for name in ("Normal", "Title", "Subtitle", *HEADINGS, "List Bullet", "Header"):
        _style(document, name, points)
    _settings(document)


def shape(document: Doc, body: tuple[float, float, float]) -> None:
    """Give headings and lists the shape of the running text. `body`: indent in mm, room above in pt, line spacing."""
    indent, gap, spacing = body
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.widow_control = 1.0, True
    for name in (*HEADINGS, "List Bullet"):
        look = document.styles[name].paragraph_format
        look.alignment, look.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(indent)
        look.space_before, look.line_spacing = Pt(gap), spacing
    for name in ("Title", "Subtitle"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _drop_parts(document: Doc) -> None:
    package = document.part.package
    for holder in (package, document.part):
        rels = holder.rels
        for key, relation in list(rels.items()):
            if relation.reltype.endswith(_PARTS):
                rels.pop(key)


def _style(document: Doc, name: str, points: float) -> None:
    style = document.styles[name]
    element = style.element
    for part in ("w:pPr", "w:rPr", "w:basedOn", "w:next", "w:link"):
        if (old := element.find(qn(part))) is not None and not (name == "Normal" and part == "w:pPr"):
            element.remove(old)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    style.font.size, style.font.color.rgb = Pt(points), RGBColor(0, 0, 0)
    style.font.bold = True if name not in ("Normal", "List Bullet", "Header") else None
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    fonts(element.get_or_add_rPr())
    if name in HEADINGS:
        style.paragraph_format.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(HEADINGS.index(name)))
        element.get_or_add_pPr().append(level)


def fonts(properties: Any) -> None:
    """Say one font and one language for every kind of script."""
    for old in ("w:rFonts", "w:lang"):
        if (element := properties.find(qn(old))) is not None:
            properties.remove(element)
    names = OxmlElement("w:rFonts")
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        names.set(qn(f"w:{name}"), FONT)
    properties.insert(0, names)
    size = properties.find(qn("w:sz"))
    if size is not None and properties.find(qn("w:szCs")) is None:
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(complex_size)
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{name}"), "vi-VN")
    properties.append(language)


def _defaults(styles: Any) -> None:
    """The document's own defaults: what becomes a PDF's language is read here."""
    defaults = styles.find(qn("w:docDefaults"))
    for part in list(defaults):
        defaults.remove(part)
    holder, properties = OxmlElement("w:rPrDefault"), OxmlElement("w:rPr")
    fonts(properties)
    holder.append(properties)
    defaults.append(holder)
    shape = OxmlElement("w:pPrDefault")
    shape.append(OxmlElement("w:pPr"))
    defaults.append(shape)


def _settings(document: Doc) -> None:
    settings = document.settings.element
    for child in list(settings):
        if child.tag not in {
            qn(f"w:{name}")
            for name in (
                "zoom",
                "defaultTabStop",
                "characterSpacingControl",
                "compat",
                "decimalSymbol",
                "listSeparator",
                "themeFontLang",
            )
        }:
            settings.remove(child)
    for child in settings.findall(qn("w:themeFontLang")):
        for name in ("val", "eastAsia", "bidi"):
            child.set(qn(f"w:{name}"), "vi-VN")
    for name, value in (("decimalSymbol", ","), ("listSeparator", ";")):
        for child in settings.findall(qn(f"w:{name}")):
            child.set(qn("w:val"), value)
    compat = settings.find(qn("w:compat"))
    for child in list(compat):
        if child.tag != qn("w:compatSetting"):
            compat.remove(child)
        elif child.get(qn("w:name")) == "compatibilityMode":
            child.set(qn("w:val"), "15")
