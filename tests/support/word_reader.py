"""Made Word files read back for tests."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.oxml.ns import qn

HELD = re.compile("(?<!\u00a0)\u00a0(?!\u00a0)")
"""The no-break space between two words; several in a row are room for a number."""


def opened(data: bytes) -> Any:
    """Return a .docx as python-docx sees it, what is held on one line (`papers.text.binding`) with ordinary spaces."""
    document = Document(io.BytesIO(data))
    for text in document.element.body.iter(qn("w:t")):
        text.text = HELD.sub(" ", text.text or "")
    return document
