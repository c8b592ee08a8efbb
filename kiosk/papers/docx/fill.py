"""Templates compiled once and filled many times: shipped ones are built by this package's code, the office's own win.

A template is a .docx with docxtpl's fields. A conference's folder may hold its own under `templates/<name>.docx`; one
that cannot be filled whole is refused with the place of its fault (`docs/papers.md`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kiosk.papers.docx import finish, package, template_check, template_errors, template_source
from kiosk.papers.docx.package import NotADocument, Package
from kiosk.papers.docx.sandbox import Sandbox, rendered
from kiosk.papers.docx.template_errors import Faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from jinja2 import Template
    from lxml.etree import _Element

    from kiosk.settings.load import Settings

_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >/])")


@dataclass(frozen=True)
class Compiled:
    """A template ready to be filled: its parts, and for each part with fields the compiled text."""

    name: str
    parts: dict[str, bytes]
    stories: dict[str, Template]
    sources: dict[str, str]
    """Part → its text as it was compiled, a paragraph a line, to find the place of a fault."""


FOLDER: Final = "templates"
NAMES: Final = ("report", "minutes", "letter", "notice", "referral", "portal", "press")
"""The papers that have a template."""

FILES: Final = tuple(f"{name}.docx" for name in NAMES)
DOCUMENTS: Final = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf"})
IGNORED: Final = ("~", ".")
"""How locks of word processors and hidden files begin."""

_built: dict[tuple[str, str], bytes] = {}


def _builders() -> dict[str, Callable[[Settings], Any]]:
    """Return the function that builds each shipped template. Imported here: python-docx is loaded for papers only."""
    from kiosk.papers.docx import letter, minutes, notice, portal, press, referral, report

    return {
        "report": report.build, "minutes": minutes.build, "letter": letter.build, "notice": notice.build,
        "referral": referral.build, "portal": portal.build, "press": press.build,
    }  # fmt: skip


def shipped(name: str, settings: Settings) -> bytes:
    """Return the template that comes with the product, as a .docx, built when it is first needed.

    Only the length of the rule under the issuing body depends on the settings.
    """
    key = name, settings.documents.organiser
    if key not in _built:
        file = io.BytesIO()
        _builders()[name](settings).save(file)
        _built[key] = file.getvalue()
    return _built[key]


def source(folder: Path, name: str, settings: Settings) -> tuple[bytes, str]:
    """Return the template to use, and how to name it in a refusal: the folder's own where it has one."""
    check_names(folder)
    own = folder / FOLDER / f"{name}.docx"
    if own.is_file():
        return own.read_bytes(), str(own)
    return shipped(name, settings), f"{name}.docx"


def check_names(folder: Path) -> None:
    """Refuse a document among the templates that bears no template's name: it would be left out without a word."""
    place = folder / FOLDER
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if file.name.startswith(IGNORED) or file.suffix.lower() not in DOCUMENTS or file.name in FILES:
            continue
        raise Faulty(
            "{file}: no template has this name. The names are {names}. Rename the file or remove it.",
            file=str(file), names=", ".join(FILES),
        )  # fmt: skip


def compiled(data: bytes, name: str) -> Compiled:
    """Return a template ready to be filled. `name`: how a refusal calls it. Raises `Faulty` with the place of the fault."""
    try:
        read = package.read(data)
    except NotADocument as fault:
        raise Faulty("{file} is not a Word document (.docx). Save it as one, or remove it.", file=name) from fault
    sandbox, stories, sources = Sandbox(), {}, {}
    for part in read.stories:
        source = _source(read, part, name)
        if "{{" in source or "{%" in source or "{#" in source:
            sources[part] = source
            try:
                stories[part] = sandbox.from_string(source)
            except Exception as fault:
                raise template_errors.explained(fault, name, _near(source, getattr(fault, "lineno", 1))) from fault
    return Compiled(name, read.parts, stories, sources)


def _source(read: Package, part: str, name: str) -> str:
    """Return a part as text for Jinja, each paragraph on a line of its own; refuse what would be lost on the way."""
    tree = package.parsed(read.parts[part])
    if fault := template_check.check(tree):
        raise template_errors.misplaced(fault, name)
    left, text = template_check.paragraphs_left(tree), template_source.source(tree)
    if "{%-" not in text and "-%}" not in text and len(_PARAGRAPH.findall(text)) != left:
        raise template_errors.misplaced(template_check.Misplaced("lost", ""), name)
    return text


def fill(template: Compiled, fields: dict[str, Any], *, title: str = "", author: str = "", made: datetime) -> bytes:
    """Return a filled paper. Raises `Faulty` with the template's name and the place of the fault."""

    parts = dict(template.parts)
    for part, story in template.stories.items():
        tree = _tree(template, part, story, fields)
        parts[part] = package.xml_of(tree)
    return package.write(parts, title, author, made)


def _tree(template: Compiled, part: str, story: Template, fields: dict[str, Any]) -> _Element:
    from lxml import etree

    source = template.sources[part]
    try:
        text = rendered(story, fields)
    except Exception as fault:
        # A template may compute anything, so anything may be raised: its place is all that helps.
        raise template_errors.explained(fault, template.name, _near(source, _line(fault))) from fault
    try:
        tree = package.parsed(text.replace("\n<w:p", "<w:p"))
    except etree.XMLSyntaxError as fault:
        try:
            package.parsed(text)
        except etree.XMLSyntaxError as placed:
            raise template_errors.misplaced(
                template_check.Misplaced("broken", _near(text, placed.lineno or 1)), template.name
            ) from fault
        raise
    if "{%tc" in source or "colspan" in source or "loop.length" in source:
        tree = _with_columns(tree)
    return finish.finish(tree)


def _with_columns(tree: _Element) -> _Element:
    """Bring a table's grid in line with the cells that a loop over columns made."""
    from docxtpl import DocxTemplate
    from lxml import etree

    fixed: _Element = DocxTemplate.fix_tables(None, etree.tostring(tree, encoding="unicode"))
    return fixed


def _near(source: str, line: int) -> str:
    """Return the text of the paragraph on this line, or of the one before it that has a text."""
    texts = [re.sub(r"<[^>]+>", "", text).strip() for text in source.split("\n")]
    return next((text[:120] for text in reversed(texts[:line]) if text), "")


def _line(fault: Exception) -> int:
    """Return the line of the template in which a fault of filling lies."""
    step, number = fault.__traceback__, 1
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            number = step.tb_lineno
        step = step.tb_next
    return number
