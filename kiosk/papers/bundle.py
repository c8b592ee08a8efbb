"""All papers of a conference at once: which there are, what each is called, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.papers import context, everything, record, templates, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.day import Day
    from kiosk.papers.record import Record


@dataclass(frozen=True)
class Made:
    """One paper: its file, below the folder of papers, and what is in it."""

    file: str
    data: bytes


def write_all(day: Day, out: Path) -> list[Path]:
    """Write every paper below `out`; returns the files. Nothing is written if one of them cannot be made."""
    papers = list(make_all(day.folder, record.gather(day)))
    for paper in papers:
        path = out / paper.file
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(paper.data)
        part.replace(path)
    return [out / paper.file for paper in papers]


def make_all(folder: Path, kept: Record) -> Iterator[Made]:
    """Every paper. `folder` is the conference's, for the office's own templates."""
    fields = context.of(kept)
    source = templates.source(folder, "report", kept.settings)
    yield Made("bao-cao.docx", templates.fill(source, fields))
    yield Made("tong-hop.xlsx", workbook.write(everything.sheets(kept), kept.settings.name))
