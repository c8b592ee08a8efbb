"""Decks: the slides of a talk, or an extract of a decree, drawn to pictures once, when they are sent in.

A deck is a folder `slides/<id>/` with `000.webp` … and `deck.json`. Its id and its speaker's key are random.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import msgspec

from badges.refusal import Refusal, Unknown
from badges.vietnamese import tidy_name
from kiosk import atomic
from kiosk.machine import libreoffice, processes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FOLDER = "slides"
MOST_BYTES = 60 * 2**20
"""Of one upload, all its files together."""
MOST_DECKS = 60
PAGE_SECONDS = 20.0
"""For the first page and for each further one."""
ID = re.compile(r"[0-9a-f]{16}")
LONGEST = 200

REASONS: dict[str, str] = {
    "locked": "This PDF is locked with a password: save it once more without one.",
    "unreadable": "This file is damaged, or neither PDF nor picture. Export the slides as PDF and send that.",
    "many": "More than 300 pages: send the talk in parts.",
    "pixels": "A picture in it is too large to be drawn. Export the slides again with smaller pictures.",
    "no LibreOffice": "PowerPoint needs LibreOffice, which is not on this computer: save the slides as PDF and send that.",
    "not converted": "LibreOffice cannot read this file: save the slides as PDF and send that.",
    "slow": "A page takes too long to be drawn. Export the slides again with smaller pictures.",
}
"""Word of the child, of the parent's clock or of the conversion → the sentence."""
PRESENTATIONS = frozenset({".pptx", ".ppt", ".ppsx", ".pps", ".odp"})
"""Ends of names of files that LibreOffice makes into PDF, where it is here."""


class Deck(msgspec.Struct, forbid_unknown_fields=True):
    """One deck. `question` is the one beside which an extract stands, or 0. `key` opens the speaker's own page.

    `fonts`: the pages (from 1) whose letters may be missing, as the file does not bring its fonts.
    """

    id: str
    key: str
    title: str
    speaker: str
    pages: int
    at: str
    question: int = 0
    fonts: list[int] = []


def add(folder: Path, deck: Deck, files: Sequence[tuple[str, bytes]]) -> Deck:
    """Draw files (name, content) into a new deck; pictures in the order of their names. Raises `Refusal` with one sentence.

    Returns the deck; of two that are sent at once under one id, the one that was drawn first.
    """
    if len(every(folder)) >= MOST_DECKS:
        raise Refusal("{n} decks are stored already: remove some first.", n=MOST_DECKS)
    if not any(body for _name, body in files):
        raise Refusal("Choose a file first.")
    home = folder / FOLDER / deck.id
    place = home.with_name(f".{deck.id}.{secrets.token_hex(4)}{atomic.SUFFIX}")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        sources = []
        for n, (name, body) in enumerate(sorted(files, key=lambda file: _natural(file[0]))):
            end = Path(name).suffix.lower()
            source = place / f"source-{n:03}{end if end in PRESENTATIONS else ''}"
            source.write_bytes(body)
            sources.append(_converted(source) if end in PRESENTATIONS else source)
        drawn = draw(place, sources, trim=bool(deck.question))
        for source in sources:
            source.unlink()
        made = msgspec.structs.replace(
            deck, pages=len(drawn), title=tidy_name(deck.title)[:LONGEST], speaker=tidy_name(deck.speaker)[:LONGEST],
            fonts=[n + 1 for n, lacks in enumerate(drawn) if lacks],
        )  # fmt: skip
        (place / "deck.json").write_bytes(msgspec.json.encode(made))
        atomic.put(place, home)
    except OSError:
        if known := find(folder, deck.id):  # no folder takes the place of another
            return known
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return made


def _converted(source: Path) -> Path:
    """Return the PDF of a presentation, in its place. Raises `Refusal`."""
    soffice = libreoffice.program()
    if soffice is None:
        raise _refusal("no LibreOffice")
    with tempfile.TemporaryDirectory(prefix="kiosk-slides-", ignore_cleanup_errors=True) as work:
        try:
            made = libreoffice.convert(soffice, "pdf", [source], Path(work)) / f"{source.stem}.pdf"
        except subprocess.TimeoutExpired as late:
            raise _refusal("slow") from late
        if not made.is_file():
            raise _refusal("not converted")
        source.unlink()
        shutil.move(made, source.with_suffix(".pdf"))
    return source.with_suffix(".pdf")


def new(title: str, speaker: str, at: str, question: int = 0, *, ident: str = "") -> Deck:
    """Return a deck that has no pages yet. `ident`: 16 hex digits that the sender chose; some of our own otherwise."""
    return Deck(ident or secrets.token_hex(8), secrets.token_hex(16), title, speaker, 0, at, question)


def _natural(name: str) -> list[tuple[int, str]]:
    """A key by which slide10 comes after slide9."""
    return [(int(part), "") if part.isdecimal() else (0, part.lower()) for part in re.split(r"(\d{1,9})", name) if part]


def draw(place: Path, sources: Sequence[Path], *, trim: bool = False, seconds: float = PAGE_SECONDS) -> list[bool]:
    """Draw files in a child that is killed where a page takes longer than `seconds`.

    `trim`: without empty margins. Returns for each page whether a font is missing in it. Raises `Refusal`.
    """
    child = subprocess.Popen(  # noqa: S603 - our own words, no shell
        processes.python("-m", "kiosk.slides.draw"),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip
    drawn: list[bool] = []
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    lines, asked = cast("IO[bytes]", child.stdout), cast("IO[bytes]", child.stdin)
    try:
        asked.write(json.dumps({"folder": str(place), "files": list(map(str, sources)), "trim": trim}).encode() + b"\n")
        asked.close()
        while line := _line(lines, seconds, end):
            said: dict[str, Any] = json.loads(line)
            if "error" in said:
                raise _refusal(said["error"])
            drawn.append(bool(said["font"]))
        child.wait()
    finally:
        child.kill()
        lines.close()
        child.wait()
    if late.is_set():
        raise _refusal("slow")
    if child.returncode or not drawn:
        raise _refusal("pixels")  # it died of its limits
    return drawn


def _line(lines: IO[bytes], seconds: float, late: Callable[[], None]) -> bytes:
    """Return the next line, b"" at the end; `late` is called where none comes in so many seconds."""
    clock = threading.Timer(seconds, late)
    clock.start()
    try:
        return lines.readline()
    finally:
        clock.cancel()


def _refusal(code: str) -> Refusal:
    return Refusal(REASONS.get(code, REASONS["unreadable"]))


def every(folder: Path) -> list[Deck]:
    """Return all decks, the oldest first."""
    found = []
    for path in (folder / FOLDER).glob("[!.]*/deck.json"):  # behind a point: still being drawn
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Deck))
        except (OSError, msgspec.MsgspecError):
            continue  # being removed, or not ours
    return sorted(found, key=lambda deck: deck.at)


def find(folder: Path, ident: str) -> Deck | None:
    """Return the deck of this id, or None. The id came over the network: nothing but our own kind ever becomes a path."""
    if not ID.fullmatch(ident):
        return None
    try:
        return msgspec.json.decode((folder / FOLDER / ident / "deck.json").read_bytes(), type=Deck)
    except (OSError, msgspec.MsgspecError):
        return None


def get(folder: Path, ident: str) -> Deck:
    """Return the deck of this id. Raises `Unknown`."""
    deck = find(folder, ident)
    if deck is None:
        raise Unknown("These slides are no longer here.")
    return deck


def by_key(folder: Path, key: str) -> Deck:
    """Return the deck whose speaker has this key. Raises `Unknown`."""
    for deck in every(folder):
        if secrets.compare_digest(deck.key.encode(), key.encode()):
            return deck
    raise Unknown("These slides are no longer here.")


def picture(folder: Path, deck: Deck, page: int) -> Path:
    """Return the picture of a page, from 0. Raises `Unknown`."""
    path = folder / FOLDER / deck.id / f"{page:03}.webp"
    if not 0 <= page < deck.pages or not path.is_file():
        raise Unknown("These slides are no longer here.")
    return path


def remove(folder: Path, ident: str) -> None:
    """Remove a deck; one that is gone already is no fault."""
    if ID.fullmatch(ident):
        shutil.rmtree(folder / FOLDER / ident, ignore_errors=True)
