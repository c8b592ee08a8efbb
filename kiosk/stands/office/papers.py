"""The office's papers: numbers to be read aloud, all papers to be made and fetched, and their templates."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, send_file
from msgspec import Struct

from badges.refusal import Refusal, Unknown
from kiosk.conference.incidents import incident
from kiosk.dialogue import closing
from kiosk.i18n import _
from kiosk.papers import bundle, record, statistics
from kiosk.papers import made as shelf
from kiosk.papers.docx import fill
from kiosk.papers.text import sentences
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import ANY, DOCX, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

NAME_LETTERS = 3
SECTION = Section(70, "/office/papers", "Papers")
blueprint = Blueprint("office_papers", __name__)


@dataclass(frozen=True)
class Line:
    """A paper on the page: its file, what it is called, and what is to be done with it."""

    file: str
    title: str
    use: str

    @property
    def kind(self) -> str:
        """Word or Excel."""
        return "Excel" if self.file.endswith(".xlsx") else "Word"


def single() -> list[Line]:
    """The papers of which there is one each."""
    return [
        Line("bao-cao.docx", _("Report of results, with both annexes"), _("To the People's Committee; to be signed")),
        Line("bien-ban.docx", _("Minutes"), _("Signed by secretary and chair")),
        Line("thong-bao-ket-luan.docx", _("Notice of conclusions"), _("To the units; to be signed")),
        Line("tong-hop.xlsx", _("Everything as a spreadsheet"), _("For work inside; holds personal data")),
    ]


def below(named: dict[str, dict[str, Any]], files: tuple[str, ...]) -> list[Line]:
    """The papers of which there is one for each business or body, as far as they are made."""
    return [
        Line(file, _("{name} (KN {numbers})").format(name=one["to"], numbers=one["numbers"]), "")
        for file, one in named.items()
        if file in files
    ]


LARGEST_TEMPLATE = 10_000_000
"""Bytes of an uploaded template."""


def titles() -> dict[str, str]:
    """What each template is called."""
    return {
        "report": _("Report of results, with both annexes"), "minutes": _("Minutes"), "letter": _("Letter to a business"),
        "notice": _("Notice of conclusions"), "referral": _("Referral slip"), "portal": _("For the portal"),
        "press": _("Press sheet"),
    }  # fmt: skip


@blueprint.get("/office/papers")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Numbers, papers, templates."""
    conference = current_conference()
    made = shelf.find(conference)
    files = made.files if made else ()
    kept = record.gather(conference)
    told = sentences.sentences(statistics.count(kept))
    return render_template(
        "office/papers.html", made=made, stale=made is not None and shelf.is_stale(conference, made), singles=single(),
        letters=below(bundle.letter_files(kept), files), referrals=below(bundle.referral_files(kept), files),
        missing=closing.unrecorded(conference), aloud=told["aloud"], fields=told["fields"], now=conference.clock.stamp(),
        templates=[(name, title, _own(conference, name)) for name, title in titles().items()],
    )  # fmt: skip


def _own(conference: Conference, name: str) -> bool:
    return (conference.folder / fill.FOLDER / f"{name}.docx").is_file()


@blueprint.post("/office/papers")
@may(*WHO)
def make() -> ResponseReturnValue:
    """Make all papers anew. While answers are not on record, only in the name of somebody who takes that upon himself."""
    conference = current_conference()
    missing = closing.unrecorded(conference)
    who = request.form.get("override", "")[:200].strip()
    if missing and len(who) < NAME_LETTERS:
        raise Refusal(
            "Answers to KN {numbers} are not on record. Have them recorded, or write who decides to go on without them.",
            numbers=", ".join(map(str, missing)),
        )
    if missing:
        incident(conference, "papers", f"{who}: KN {', '.join(map(str, missing))}")
    shelf.make(conference)
    return redirect("/office/papers#made", 303)


class Making(Struct, forbid_unknown_fields=True):
    """How far the making of papers is: how many were begun, of how many, and what the one being made is called."""

    begun: int
    total: int
    title: str


@blueprint.get("/office/papers/progress")
@may(*WHO)
@gives(Making)
def progress() -> ResponseReturnValue:
    """How far the making of papers is that goes on now; `total` is 0 where none does."""
    now = shelf.progress() or shelf.Progress()
    title = titles().get(now.template, "")
    if "/" in now.file:
        title = f"{title} ({PurePosixPath(now.file).stem})"
    return jsonify(begun=now.begun, total=now.total, title=title)


@blueprint.get("/office/papers/file/<path:file>")
@may(*WHO)
@gives(ANY)
def fetch(file: str) -> ResponseReturnValue:
    """One paper, read at once: on Windows an open file could not be replaced by a newer one."""
    path = shelf.path(current_conference(), file)
    return send_file(io.BytesIO(path.read_bytes()), as_attachment=True, download_name=path.name)


@blueprint.get("/office/papers/all.zip")
@may(*WHO)
@gives("application/zip", 404)
def fetch_all() -> ResponseReturnValue:
    """All papers in one file."""
    data, name = shelf.packed(current_conference()), f"{current_conference().settings.id}.zip"
    return send_file(io.BytesIO(data), as_attachment=True, download_name=name)


@blueprint.post("/office/papers/template/<name>")
@may(*WHO)
def use_template(name: str) -> ResponseReturnValue:
    """Use an uploaded template, or the shipped one again where no file is sent; the papers are made with it at once."""
    if name not in fill.NAMES:
        raise Unknown("There is no such template.")
    file = request.files.get("file")
    data = file.stream.read(LARGEST_TEMPLATE + 1) if file and file.filename else None
    if request.form.get("act") == "use" and not data:
        raise Refusal("Choose the Word file (.docx) of the template first.")
    if data and len(data) > LARGEST_TEMPLATE:
        raise Refusal("The template is larger than 10 MB. Take large pictures out of it.")
    shelf.use_template(current_conference(), name, data)
    return redirect("/office/papers#templates", 303)


@blueprint.get("/office/papers/template/<name>.docx")
@may(*WHO)
@gives(DOCX)
def template(name: str) -> ResponseReturnValue:
    """A template as it is used now, to be changed in a word processor."""
    if name not in fill.NAMES:
        raise Unknown("There is no such template.")
    conference = current_conference()
    data, _source = fill.source(conference.folder, name, conference.settings)
    return send_file(io.BytesIO(data), as_attachment=True, download_name=f"{name}.docx")
