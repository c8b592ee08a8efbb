"""Making a conference's folder: the sample with its lists, one of one's own, one like the last, one from a copy."""

from __future__ import annotations

import re
import shutil
import urllib.request
from datetime import time
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from badges.refusal import Refusal
from kiosk import assets, atomic
from kiosk.cli.serving import say_if_open
from kiosk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.intake.reader.table import Kind

SAMPLE = "haiphong-2026"
SAMPLE_FOLDER = "hoi-nghi-mau"
SPARE_FOLDER = "du-phong"
KEPT_FOLDERS = ("templates", "handouts")


def sample_folder() -> Path:
    """Return the sample conference's folder."""
    return assets.folder("examples") / SAMPLE


def new(folder: Path, like: Path | None = None) -> None:
    """Make a conference's folder with an id of its own: the sample's settings, or those of another conference.

    Of another conference its settings, paper templates and handouts come along, and nobody's name from its lists.
    """
    from kiosk.conference import conference as conferences
    from kiosk.settings import load as settings_file
    from kiosk.settings import own_id

    if like is not None:
        settings_file.load(like)
    say_if_open(folder, conferences.make(folder, sample_folder()))
    if like is not None:
        (folder / settings_file.FILE).write_bytes((like / settings_file.FILE).read_bytes())
        for name in KEPT_FOLDERS:
            if (like / name).is_dir():
                shutil.copytree(like / name, folder / name, dirs_exist_ok=True)
    own_id.give(folder)


def sample(folder: Path, cards: Callable[[Path, Path, Path], None] | None = None) -> None:
    """Make the sample conference with its lists and cards: all of it or nothing, as it may be interrupted."""
    from kiosk.conference import conference as conferences

    part = folder.with_name(f"{folder.name}.part")
    try:
        if folder.exists():
            if folder == Path.cwd():
                raise OSError
            folder.rmdir()
    except OSError as error:
        raise Refusal(
            _("{folder} holds other things: name a folder that does not exist yet.").format(folder=folder)
        ) from error
    shutil.rmtree(part, ignore_errors=True)
    why = conferences.make(part, sample_folder())
    _take_in(part)
    if cards:
        cards(part, part / "cards", folder / "cards")
    atomic.put(part, folder)
    say_if_open(folder, why)


def _take_in(folder: Path) -> None:
    """Take the sample's lists in, on the day until which businesses may send questions."""
    from kiosk.conference.clock import Clock
    from kiosk.conference.conference import open_conference
    from kiosk.intake import plan

    conference = open_conference(folder)
    settings = conference.settings
    conference.clock = Clock.at(settings.timezone, settings.questions_until or settings.date, time(9))
    kinds: tuple[Kind, ...] = ("guests", "questions")
    try:
        done = [plan.carry_out(conference, plan.from_file(conference, kind, folder / f"{kind}.xlsx")) for kind in kinds]
    finally:
        conference.db.close()
    count = [one["added"] for one in done]
    click.echo(
        _("The sample's lists: {guests} guests, {questions} questions").format(guests=count[0], questions=count[1])
    )


def office_code(folder: Path) -> str:
    """Make a one-time code for the office of a conference that does not run; returns it."""
    from kiosk.conference import enrolment
    from kiosk.conference.conference import open_conference
    from kiosk.conference.devices import Role
    from kiosk.i18n import speaking

    conference = open_conference(folder)
    try:
        with speaking(conference.settings.language):
            return enrolment.invite(conference, Role.OFFICE, enrolment.stand_name(Role.OFFICE), by=_("command line"))
    finally:
        conference.db.close()


def hour_of(folder: Path) -> time | None:
    """Return the hour at which the sample conference's clock stands; a real conference runs by the machine's own."""
    return time(13, 45) if folder.name == SAMPLE_FOLDER else None


def named(place: Path, name: str) -> Path:
    """Return the folder of a new conference; raises `Refusal` for a name that no file system takes."""
    text = name.strip()
    if not re.fullmatch(r"[^\\/:*?\"<>|.\x00-\x1f][^\\/:*?\"<>|\x00-\x1f]{0,60}", text) or text.endswith((".", " ")):
        raise Refusal('Write a short name for the folder, like hoi-nghi-2027, without \\ / : * ? " < > |')
    if (place / text).exists():
        raise Refusal("There is a folder of this name already. Choose another name.")
    return place / text


def _sample(place: Path, _form: dict[str, str]) -> Path:
    folder = place / SAMPLE_FOLDER
    if not folder.exists():
        sample(folder)
    return folder


def _own(place: Path, form: dict[str, str]) -> Path:
    folder = named(place, form.get("name", ""))
    new(folder)
    return folder


def _like(place: Path, form: dict[str, str]) -> Path:
    folder = named(place, form.get("name", ""))
    new(folder, place / Path(form.get("like", "")).name)
    return folder


def _copy(place: Path, form: dict[str, str]) -> Path:
    from kiosk.recovery import restore

    folder, source = named(place, form.get("name", "")), Path(form.get("copy", "").strip().strip('"'))
    if not source.is_file():
        newest = (
            max(source.glob("*.db"), default=None) or max(source.glob("backups/*.db"), default=None)
            if source.is_dir()
            else None
        )
        if newest is None:
            raise Refusal("There is no copy in this folder. Choose the folder of copies, for instance on the USB disk.")
        source = newest
    restore.restore(folder, source)
    return folder


def _spare(place: Path, form: dict[str, str]) -> Path:
    """Enrol this laptop as a spare by the office's link. Over https the link ends with # and the authority's fingerprint."""
    from kiosk.recovery import spare

    link, _mark, fingerprint = form.get("link", "").strip().partition("#")
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or "/enrol/" not in parts.path:
        raise Refusal("Paste the whole link that the office's page “Spare laptop” shows.")
    folder = place / SPARE_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    authority = folder / spare.AUTHORITY
    if fingerprint:
        authority.write_bytes(_authority(parts.hostname or "", parts.port or 443, fingerprint))
    puller = spare.Puller(f"{parts.scheme}://{parts.netloc}", folder, authority if fingerprint else None)
    puller.enrol(parts.path)
    return folder


def _authority(host: str, port: int, fingerprint: str) -> bytes:
    """Fetch the server's authority from its plain page; raises `Refusal` unless it is the one that the link names."""
    from kiosk.machine import network, tls

    try:
        with urllib.request.urlopen(f"http://{network.bracketed(host)}:{port + 1}/ca.crt", timeout=20) as answer:
            found = bytes(answer.read(100_000))
    except (OSError, HTTPException) as error:
        raise Refusal(
            "The server cannot be reached. Are both laptops in the same network, and is it running?"
        ) from error
    if not tls.is_authority(found, fingerprint):
        raise Refusal("The server's certificate is another one than the link says. Make a new link at the office.")
    return found


def _open(place: Path, form: dict[str, str]) -> Path:
    return place / Path(form.get("folder", "")).name


CHOICES: dict[str, Callable[[Path, dict[str, str]], Path]] = {
    "sample": _sample, "own": _own, "like": _like, "copy": _copy, "open": _open, "spare": _spare,
}  # fmt: skip
"""What the first page offers: each makes or names a conference's folder."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--like", type=click.Path(path_type=Path, file_okay=False), help="Take the settings of this conference's folder."
)
def init(folder: Path, like: Path | None) -> None:
    """Make a conference's folder: settings to change, sample lists, key and database."""
    from kiosk import console

    new(folder, like)
    command = console.command_line(folder, "run")
    text = _("Made {folder}. Start it, and change its settings on the office's page: {command}")
    click.echo(text.format(folder=folder, command=command))
