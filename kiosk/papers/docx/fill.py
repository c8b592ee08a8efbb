"""Templates and what fills them: the shipped ones are built by this package's code, the office's own win.

A template is a .docx with docxtpl's fields. A conference's folder may hold its own under `templates/<name>.docx`; one
that cannot be filled is refused with the place of its fault (`docs/papers.md`).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kiosk.papers.docx import template_errors
from kiosk.papers.docx.template_errors import Faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docxtpl import DocxTemplate

    from kiosk.settings.load import Settings

FOLDER = "templates"
NAMES = ("report", "minutes", "letter", "notice", "referral", "portal", "press")
"""The papers that have a template."""

LARGEST = 10**9
"""Of the numbers that a template may multiply."""


class _Escaping(SandboxedEnvironment):
    """Values go in as plain text, whatever they hold: no markup, no further field, no line that docxtpl would eat.

    Nothing is computed that could grow without end: `**` is refused, and `*` is for numbers.
    """

    intercepted_binops = frozenset({"**", "*"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, or refuse."""
        if operator == "**" or not all(isinstance(part, int | float) and abs(part) < LARGEST for part in (left, right)):
            raise SecurityError(f"{operator} of these")
        return super().call_binop(context, operator, left, right)


def _finalize(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else value


def inert(text: str) -> Markup:
    """Braces as character references, so that docxtpl's own signs ({_{ and the like) in a question stay what they are.

    A line feed becomes a paragraph of the same kind: a broken line in a justified paragraph would be stretched.
    """
    safe = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")
    return Markup(safe.replace("\n", "\a"))  # noqa: S704 - escaped in the line above


_built: dict[tuple[str, str], bytes] = {}


def _builders() -> dict[str, Callable[[Settings], Any]]:
    """Return the function that builds each shipped template. Imported here: python-docx is loaded for papers only."""
    from kiosk.papers.docx import letter, minutes, notice, portal, press, referral, report

    return {
        "report": report.build, "minutes": minutes.build, "letter": letter.build, "notice": notice.build,
        "referral": referral.build, "portal": portal.build, "press": press.build,
    }  # fmt: skip


def shipped(name: str, settings: Settings) -> bytes:
    """The template that comes with the product, as a .docx, built when it is first needed.

    Only the length of the rule under the issuing body depends on the settings.
    """
    key = name, settings.documents.organiser
    if key not in _built:
        file = io.BytesIO()
        _builders()[name](settings).save(file)
        _built[key] = file.getvalue()
    return _built[key]


def source(folder: Path, name: str, settings: Settings) -> tuple[bytes, str]:
    """The template to use, and how to name it in a refusal: the folder's own where it has one."""
    own = folder / FOLDER / f"{name}.docx"
    if own.is_file():
        return own.read_bytes(), str(own)
    return shipped(name, settings), f"{name}.docx"


def fill(template: tuple[bytes, str], fields: dict[str, Any]) -> bytes:
    """A filled paper. Raises `Faulty` with the template's name and the place of the fault."""
    from docxtpl import DocxTemplate
    from lxml import etree

    data, name = template
    document = DocxTemplate(io.BytesIO(data))
    try:
        document.get_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as fault:
        raise Faulty("{file} is not a Word document (.docx). Save it as one, or remove it.", file=name) from fault
    try:
        document.render(fields, _Escaping(), autoescape=True)
    except Exception as fault:
        # Whatever a template computes may go wrong, and in any way: its place is all that helps.
        raise template_errors.told(fault, name, _place(document, fault)) from fault
    _keep_last_rows(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _keep_last_rows(document: DocxTemplate) -> None:
    """A table's last row stays with the paragraph behind it, which would be alone on a page where the table fills one."""
    for table in document.docx.tables:
        for cell in table.rows[-1].cells if table.rows else ():
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _place(document: DocxTemplate, fault: Exception) -> str:
    """The text of the paragraph in which a template's fault lies, or the part of the page."""
    if document.current_rendering_part is not document.docx.part:
        return "header, footer"
    number = getattr(fault, "lineno", None) or _line(fault)
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", document.patch_xml(document.get_xml()))
    texts = [re.sub(r"<[^>]+>", "", text).strip() for text in source.split("\n")]
    return next((text[:120] for text in reversed(texts[:number]) if text), "")


def _line(fault: Exception) -> int:
    """The line of the template in which a fault of filling lies; docxtpl gives each paragraph a line."""
    step, number = fault.__traceback__, 1
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            number = step.tb_lineno
        step = step.tb_next
    return number
