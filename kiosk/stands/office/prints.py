"""The office's prints: cards, badges, name plates and lists as PDF, for all or for some blocks.

Each is drawn by a process of its own, `kiosk print`, from a fresh copy of the database: a thousand badges take seconds,
in which the door must not wait.
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, send_file

from badges.refusal import Refusal
from kiosk.i18n import N_
from kiosk.machine import processes
from kiosk.papers.pdf import catalogue, people
from kiosk.recovery import backup
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import DOCX, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

SECTION = Section(60, "/office/print", "Printing")
blueprint = Blueprint("office_prints", __name__)
ON_THE_DAY = ("in-hall", "introduction", "speaking", "roll")
TIME_LIMIT_SECONDS = 300


@blueprint.get("/office/print")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All papers that can be printed, and for whom."""
    conference = current_conference()
    parts = [
        (N_("Before the conference"), [paper for paper in catalogue.PRINTS if paper.name not in ON_THE_DAY]),
        (N_("On the day"), [paper for paper in catalogue.PRINTS if paper.name in ON_THE_DAY]),
    ]
    return render_template(
        "office/prints.html", parts=parts, blocks=people.blocks(conference), undrawn=people.undrawn(conference)
    )


@blueprint.get("/office/print/<what>.pdf")
@may(*WHO)
@gives("application/pdf", 400, query=("block", "guest"))
def pdf(what: str) -> ResponseReturnValue:
    """One paper, as of now; `block` may be given several times, `guest` is a name or an id."""
    return _sent(catalogue.find(what), "pdf", "application/pdf")


@blueprint.get("/office/print/<what>.docx")
@may(*WHO)
@gives(DOCX, 400, query=("block", "guest"))
def word(what: str) -> ResponseReturnValue:
    """A list as a Word file, chosen as the PDF is."""
    return _sent(catalogue.find(what), "docx", DOCX)


def _sent(paper: catalogue.Print, kind: str, mimetype: str) -> ResponseReturnValue:
    named = [name for name in request.args.getlist("guest") if name.strip()]
    made = draw(current_conference(), paper.name, kind, request.args.getlist("block"), named)
    return send_file(io.BytesIO(made), mimetype, as_attachment=True, download_name=f"{paper.name}.{kind}")


def draw(conference: Conference, what: str, kind: str, blocks: list[str], guests: list[str]) -> bytes:
    """The file (`kind`: pdf or docx), drawn by another process. Raises `Refusal` with its sentence."""
    backup.make(conference)
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"print.{kind}"
        command = processes.python("-m", "kiosk", "--conference", str(conference.folder), "print", what, f"--out={out}")
        command += [f"--block={block}" for block in blocks] + [f"--guest={guest}" for guest in guests]
        command += [f"--at={conference.clock.local():%H:%M}"] if conference.clock.shift else []
        done = subprocess.run(command, capture_output=True, check=False, timeout=TIME_LIMIT_SECONDS)  # noqa: S603 - our own
        if done.returncode:
            raise Refusal("{sentence}", sentence=done.stderr.decode("utf-8", "replace").strip() or what)
        return out.read_bytes()
