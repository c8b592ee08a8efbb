"""All papers of a conference at once: which there are, what each is called, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges import qr
from kiosk import atomic
from kiosk.papers import issued, outgoing, portal_page, public, record, sending
from kiosk.papers.docx import fill
from kiosk.papers.text import context, legal_basis, letters, sentences, wording
from kiosk.papers.text.wording import slug
from kiosk.papers.xlsx import everything, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.conference.conference import Conference
    from kiosk.papers.docx.fill import Compiled
    from kiosk.papers.record import Record
    from kiosk.papers.sending import Outgoing
    from kiosk.papers.text.context import Fields

    Begin = Callable[[str, str, int], object]
    """Told the file, the template, and how many Word papers there will be, before one is made."""


COMMON = {"report": "bao-cao.docx", "minutes": "bien-ban.docx", "notice": "thong-bao-ket-luan.docx"}
"""Template → file."""
PUBLIC = {"portal": "cong-thong-tin.docx", "press": "thong-tin-bao-chi.docx"}
TITLES = {
    "report": "Báo cáo kết quả giải quyết kiến nghị", "minutes": "Biên bản", "notice": "Thông báo kết luận",
    "letter": "Văn bản trả lời kiến nghị", "referral": "Phiếu chuyển kiến nghị", "portal": "Kết quả Hội nghị",
    "press": "Thông tin báo chí",
}  # fmt: skip
"""Template → the title in a paper's properties."""
LETTERS, REFERRALS = "cong-van-tra-loi", "phieu-chuyen"
"""Folders with one file for each business, and for each receiving body."""
EVERYTHING, PORTAL_TABLE = "tong-hop.xlsx", "cong-thong-tin.xlsx"
SEND_LIST, DATA = "danh-sach-gui.xlsx", "du-lieu-van-ban"
"""The send list, and the folder of each paper's data."""


@dataclass(frozen=True)
class Made:
    """One paper: its file, below the folder of papers, and what is in it."""

    file: str
    data: bytes


def write_all(conference: Conference, out: Path, begin: Begin = lambda _file, _template, _total: None) -> list[Path]:
    """Write every paper below `out`; returns the files. Nothing is written if one of them cannot be made."""
    papers = list(make_all(conference.folder, record.gather(conference), begin))
    for paper in papers:
        path = out / paper.file
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, paper.data)
    return [out / paper.file for paper in papers]


def make_all(folder: Path, kept: Record, begin: Begin = lambda _file, _template, _total: None) -> Iterator[Made]:
    """Every paper. `folder` is the conference's, for the office's own templates; `begin` is told before each is filled."""
    bases = kept.settings.legal_bases
    fields, open_fields = (
        said | {"bands": legal_basis.in_bands(said["bands"], bases)} for said in (context.of(kept), public.of(kept))
    )
    written, slips = letter_files(kept), referral_files(kept)
    total = len(COMMON) + len(written) + len(slips) + len(PUBLIC)
    ready = {}
    for name in fill.NAMES:
        begin("", name, total)
        ready[name] = fill.compiled(*fill.source(folder, name, kept.settings))

    def paper(name: str, file: str, fields: Fields, to: str = "") -> Made:
        begin(file, name, total)
        return _filled(kept, ready, name, file, fields, to)

    for name, file in COMMON.items():
        yield paper(name, file, fields)
    drafts = {}
    for file, letter in written.items():
        letter["questions"] = legal_basis.in_rows(letter["questions"], bases)
        made = paper("letter", file, fields | {"letter": letter}, letter["to"])
        drafts[file] = made.data
        yield made
    for file, referral in slips.items():
        yield paper("referral", file, fields | {"referral": referral}, referral["to"])
    yield from _sent(kept, outgoing.every(kept, written, slips), drafts)
    yield Made(EVERYTHING, workbook.write(everything.sheets(kept), kept.settings.name))
    for name, file in PUBLIC.items():
        yield paper(name, file, open_fields)
    yield Made(PORTAL_TABLE, workbook.write(everything.public_sheets(open_fields), kept.settings.name))
    yield Made("cong-thong-tin.html", portal_page.html(open_fields, kept))
    yield Made("cong-thong-tin.json", portal_page.as_json(open_fields))
    yield Made("cong-thong-tin.csv", portal_page.as_csv(open_fields))
    yield Made("thong-bao-to-chuc.html", portal_page.announcement(kept, *_address(kept)))


def _sent(kept: Record, papers: list[Outgoing], letters_made: dict[str, bytes]) -> Iterator[Made]:
    """What goes along with the papers: the send list, each one's data for the exchange, the letters as e-mail drafts."""
    listed = sending.sheet(papers, sentences.day)
    yield Made(SEND_LIST, workbook.write([listed], kept.settings.name, kept.made))
    yield Made(SEND_LIST.replace(".xlsx", ".csv"), workbook.as_csv(listed))
    for one in papers:
        yield Made(f"{DATA}/{one.file.removesuffix('.docx')}.json", sending.described(one, kept))
    own = kept.settings.documents
    for file, draft in sending.texts(papers, letters_made, own.organiser_name, own.contact).items():
        yield Made(file, draft)


def _address(kept: Record) -> tuple[str, str]:
    """Where businesses register, and the same as a code to be scanned, as SVG."""
    address = kept.settings.public_address
    if not address:
        return "", ""
    address = f"{address.rstrip('/')}/register"
    return address, qr.svg(address)


def _filled(kept: Record, ready: dict[str, Compiled], name: str, file: str, fields: Fields, to: str = "") -> Made:
    title = " - ".join(part for part in (TITLES[name], to or kept.settings.name) if part)
    own = issued.written(kept.issued, issued.key(file), wording.BLANK, wording.blank_date(kept.settings.date.year))
    fields = fields | {"own": own} if name not in PUBLIC else fields
    return Made(
        file, fill.fill(ready[name], fields, title=title, author=kept.settings.documents.organiser_name, made=kept.made)
    )


def letter_files(kept: Record) -> dict[str, Fields]:
    """File → letter: named by its first question and its business."""
    every = letters.every(kept)
    return {f"{LETTERS}/kn-{int(x['questions'][0]['number']):03d}-{slug(x['to'])}.docx": x for x in every}


def referral_files(kept: Record) -> dict[str, Fields]:
    """File → referral slip."""
    every = enumerate(letters.referrals(kept), 1)
    return {f"{REFERRALS}/{n:02d}-{slug(x['to'])}.docx": x for n, x in every}
