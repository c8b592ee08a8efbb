"""The office's page on copies: both places, a copy now, the second place on another disk, and going on from a copy."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from flask import Blueprint, redirect, render_template, request

from badges.refusal import Refusal
from kiosk import console
from kiosk.conference.conference import refuse_rehearsal
from kiosk.doctor import findings
from kiosk.i18n import _
from kiosk.machine import disk
from kiosk.recovery import backup, next_start
from kiosk.recovery.next_start import Order
from kiosk.settings import history
from kiosk.stands.office import restarts
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(92, "/office/copies", "Copies", "/office/machine")
blueprint = Blueprint("office_copies", __name__)
FOLDER = "kiosk-ban-sao"
MOST = 30


@blueprint.get("/office/copies")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show how fresh the copies in both places are, the disks there are, and the copies to go on from."""
    conference = current_conference()
    place = backup.second_place(conference)
    return render_template(
        "office/copies.html", found=list(findings.copies(conference)), place=place, free=_free(place), disks=_disks(conference.folder),
        copies=[(n, *one) for n, one in enumerate(_copies())], end=conference.db.seq, can_restart=restarts.possible(),
        outcome=next_start.outcome(conference.folder, "restore"), said=request.args.get("said", ""),
        commands=[console.command_line(conference.folder, "backup"), console.command_line(conference.folder, "restore")],
    )  # fmt: skip


def _free(place: Path | None) -> str:
    try:
        return disk.spelled(shutil.disk_usage(place).free) if place else ""
    except OSError:
        return ""


def _disks(folder: Path) -> list[tuple[str, str]]:
    """Return the other disks of this computer that can be written, as (folder for copies, free room)."""
    found, own = [], folder.stat().st_dev
    for part in psutil.disk_partitions():
        place = Path(part.mountpoint)
        try:
            if "ro" not in part.opts.split(",") and place.stat().st_dev != own and place.is_dir():
                found.append((str(place / FOLDER), disk.spelled(shutil.disk_usage(place).free)))
        except OSError:
            continue
    return found


def _copies() -> list[tuple[str, Path, int, float]]:
    """Return copies of both places, the newest first: place (folder or second), file, its last log row, its age in seconds."""
    conference, now = current_conference(), time.time()
    second = backup.second_place(conference)
    places = [("folder", conference.folder / backup.FOLDER), *([("second", second)] if second else [])]
    found = [
        (name, copy, backup.number(copy), now - copy.stat().st_mtime)
        for name, place in places
        for copy in backup.inside(place)
    ]
    return sorted(found, key=lambda one: one[3])[:MOST]


@blueprint.post("/office/copies")
@may(*WHO)
def copy_now() -> ResponseReturnValue:
    """Make a copy in both places at once."""
    conference = current_conference()
    path = backup.make(conference)
    if place := backup.second_place(conference):
        try:
            backup.carry(path, place)
        except OSError as error:
            raise Refusal("The second place cannot be written: is the disk in, and not full?") from error
    return redirect("/office/copies?said=copied", 303)


@blueprint.post("/office/copies/place")
@may(*WHO)
def second_place() -> ResponseReturnValue:
    """Name the folder of the second place; it holds from the restart that follows at once."""
    conference = current_conference()
    refuse_rehearsal(conference, _("This is a rehearsal: do it in the conference itself."))
    restarts.check_possible()
    text = request.form.get("other", "").strip().strip('"') or request.form.get("place", "")
    place = Path(text)
    if not text or not place.is_absolute():
        raise Refusal("Choose a disk, or write a whole folder like E:\\kiosk.")
    try:
        for folder in (place.parent, place):
            folder.mkdir(mode=0o700, exist_ok=True)
        (place / ".kiosk-try").write_bytes(b"")
        (place / ".kiosk-try").unlink()
    except OSError as error:
        raise Refusal("{folder} cannot be written. Is the disk in, and not write-protected?", folder=text) from error
    if history.put(conference.folder, "backup", "second", str(place), conference.clock.stamp()):
        restarts.log("backup.second", "settings")
    return restarts.again("/office/copies?said=place")


@blueprint.post("/office/copies/restore")
@may(*WHO)
def restore() -> ResponseReturnValue:
    """Go on from one of the copies; what was recorded since then is set aside in the folder."""
    restarts.check_sure()
    wanted = request.form.get("copy", "")
    copy = next((path for _place, path, _number, _age in _copies() if str(path) == wanted), None)
    if copy is None:
        raise Refusal("This copy is not there any more. Choose another one.")
    return restarts.order(Order("restore", str(copy)), "/office/copies")
