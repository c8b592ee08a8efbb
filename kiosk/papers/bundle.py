"""All papers of a conference at once: which there are, what each is called, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.papers import public, record
from kiosk.papers.docx import fill
from kiosk.papers.text import context, letters
from kiosk.papers.text.wording import slug
from kiosk.papers.xlsx import everything, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.conference.conference import Conference
    from kiosk.papers.record import Record
    from kiosk.papers.text.context import Fields


COMMON = {"report": "bao-cao.docx", "minutes": "bien-ban.docx", "notice": "thong-bao-ket-luan.docx"}
"""Template → file."""
PUBLIC = {"portal": "cong-thong-tin.docx", "press": "thong-tin-bao-chi.docx"}
LETTERS, REFERRALS = "cong-van-tra-loi", "phieu-chuyen"
"""Folders with one file for each business, and for each receiving body."""
EVERYTHING, PORTAL_TABLE = "tong-hop.xlsx", "cong-thong-tin.xlsx"


@dataclass(frozen=True)
class Made:
    """One paper: its file, below the folder of papers, and what is in it."""

    file: str
    data: bytes


def write_all(conference: Conference, out: Path) -> list[Path]:
    """Write every paper below `out`; returns the files. Nothing is written if one of them cannot be made."""
    papers = list(make_all(conference.folder, record.gather(conference)))
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
    open_fields = public.of(kept)
    sources = {name: fill.source(folder, name, kept.settings) for name in fill.NAMES}
    for name, file in COMMON.items():
        yield Made(file, fill.fill(sources[name], fields))
    for file, letter in letter_files(kept).items():
        yield Made(file, fill.fill(sources["letter"], fields | {"letter": letter}))
    for file, referral in referral_files(kept).items():
        yield Made(file, fill.fill(sources["referral"], fields | {"referral": referral}))
    yield Made(EVERYTHING, workbook.write(everything.sheets(kept), kept.settings.name))
    for name, file in PUBLIC.items():
        yield Made(file, fill.fill(sources[name], open_fields))
    yield Made(PORTAL_TABLE, workbook.write(everything.public_sheets(open_fields), kept.settings.name))


def letter_files(kept: Record) -> dict[str, Fields]:
    """File → letter: named by its first question and its business."""
    every = letters.every(kept)
    return {f"{LETTERS}/kn-{int(x['questions'][0]['number']):03d}-{slug(x['to'])}.docx": x for x in every}


def referral_files(kept: Record) -> dict[str, Fields]:
    """File → referral slip."""
    every = enumerate(letters.referrals(kept), 1)
    return {f"{REFERRALS}/{n:02d}-{slug(x['to'])}.docx": x for n, x in every}
