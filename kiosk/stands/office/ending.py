"""The office's page for after the day: the record checked, the archive, open questions carried over, persons erased."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, send_file

from badges.refusal import Refusal
from kiosk import console
from kiosk.closing import carry_over, erasure
from kiosk.conference.conference import refuse_rehearsal
from kiosk.i18n import _
from kiosk.machine import libreoffice, processes
from kiosk.recovery import backup, next_start
from kiosk.recovery.next_start import Order
from kiosk.recovery.snapshot import open_to_read
from kiosk.settings import load as settings_file
from kiosk.stands.office import restarts
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(95, "/office/ending", "After the day", "/office/machine")
blueprint = Blueprint("office_ending", __name__)
LONGEST_SECONDS = 600.0


@blueprint.get("/office/ending")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show the steps after the day, in their order."""
    return _page()


def _page(checked: str = "", *, good: bool = True) -> ResponseReturnValue:
    conference = current_conference()
    folder = conference.folder
    erased = next(conference.db.query("select 1 from event where kind like '%.erased' limit 1"), None) is not None
    return render_template(
        "office/ending.html", checked=checked, good=good, due=erasure.due(conference),
        over=conference.clock.local().date() > erasure.due(conference),
        erased=erased, left=[path.relative_to(folder).as_posix() for path in erasure.left_over(folder)][:40] if erased else [],
        former=_former(), open_count=len(carry_over.open_matters(conference)),
        pdf=libreoffice.program() is not None, can_restart=restarts.possible(),
        rehearsing=bool(conference.rehearsal), outcome=next_start.outcome(folder, "erase"), said=request.args.get("said", ""),
        count=request.args.get("count", "0")[:9],
        commands={name: console.command_line(folder, *words) for name, words in COMMANDS.items()},
    )  # fmt: skip


COMMANDS = {
    "verify": ("verify",), "archive": ("archive", "--out", "ho-so"), "carry": ("carry-over", "--into", "hoi-nghi-moi"),
    "erase": ("erase-personal-data",),
}  # fmt: skip


def _former() -> list[str]:
    """Return the other conferences beside this one's folder, from which questions may be carried over."""
    folder = current_conference().folder.resolve()
    found = sorted(path.parent.name for path in folder.parent.glob(f"*/{settings_file.FILE}"))
    return [name for name in found if name != folder.name and not name.endswith(".part")]


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run one command of this program on a copy of the conference, in a process of its own: the server goes on meanwhile."""
    backup.make(current_conference())
    return _child(processes.python("-m", "kiosk", "--conference", str(current_conference().folder), *words))


def _child(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST_SECONDS, check=False
    )


@blueprint.post("/office/ending/verify")
@may(*WHO)
def verify() -> ResponseReturnValue:
    """Rebuild the record from its log and compare."""
    done = _run("verify")
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return _page(lines[-1] if lines else "", good=done.returncode == 0)


@blueprint.post("/office/ending/archive")
@may(*WHO)
@gives("application/zip")
def archive() -> ResponseReturnValue:
    """All papers, the record and a list of checksums, as one zip."""
    conference = current_conference()
    name = f"ho-so-{conference.settings.id}"
    with tempfile.TemporaryDirectory(prefix="kiosk-archive-") as place:
        folder = Path(place) / name
        done = _run("archive", "--out", str(folder), *(["--pdf"] if request.form.get("pdf") == "1" else []))
        packed = Path(place) / "packed.zip"
        if done.returncode == 0:
            done = _child(processes.python("-m", "zipfile", "-c", str(packed), str(folder)))
        if done.returncode:
            raise Refusal("The archive could not be made: {reason}", reason=done.stderr.strip()[-300:])
        data = packed.read_bytes()
    restarts.log("archive", "archive")
    return send_file(io.BytesIO(data), mimetype="application/zip", as_attachment=True, download_name=f"{name}.zip")


@blueprint.post("/office/ending/carry")
@may(*WHO)
def carry() -> ResponseReturnValue:
    """Take what a former conference left open into this one; done again, nothing comes twice."""
    conference = current_conference()
    refuse_rehearsal(conference, _("This is a rehearsal: do it in the conference itself."))
    name = request.form.get("former", "")
    if name not in _former():
        raise Refusal("Choose one of the conferences.")
    with open_to_read(conference.folder.parent / name, lambda _text: None) as former:
        count, _known = carry_over.carry(former, conference)
    restarts.log(f"carry-over {name}: {count}", "carry-over")
    return redirect(f"/office/ending?said=carried&count={count}", 303)


@blueprint.post("/office/ending/erase")
@may(*WHO)
def erase() -> ResponseReturnValue:
    """Remove all persons for ever, after their time; the server starts again with what is left."""
    conference = current_conference()
    erasure.check_time(conference)
    restarts.check_sure()
    if request.form.get("word", "").strip().upper() != ERASE_WORD:
        raise Refusal("Type the word {word} to erase.", word=ERASE_WORD)
    return restarts.order(Order("erase"), "/office/ending")


ERASE_WORD = "XÓA"
"""The word that a person types before everything is erased, in every language of the screen."""
