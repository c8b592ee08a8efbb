"""The folder of invitation cards, made again after the list has changed: one good card a guest, each under the name it had.

An index beside the cards keeps which file is whose and of which code (its digest). Cards that are no longer good, of guests
who were cancelled, renamed or given a new code, are moved into a folder of their own, so that nobody sends them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kiosk import atomic
from kiosk.guests import invitations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from badges.guests import Guest
    from kiosk.conference.conference import Conference

INDEX: Final = "index.json"
ASIDE: Final = "the-cu"
"""Old cards: «thẻ cũ», without marks as file names are."""
OURS = re.compile(r"[0-9]{3,}-[a-z0-9-]+\.png")


def write(
    conference: Conference, folder: Path, chosen: Sequence[Guest], step: Callable[[int], object] = lambda _done: None
) -> list[str]:
    """Draw the cards of the guests chosen into `folder`. Returns the names of old cards that were there and moved to `ASIDE`."""
    before = _read(folder)
    numbers = _numbers(chosen, before)
    names = {guest.id: invitations.file_name(guest, numbers[guest.id]) for guest in chosen}
    good = {names[g.id] for g in chosen if before.get(g.id, ("", ""))[1] in ("", g.code_digest)}
    moved = _move_aside(folder, good)
    invitations.write_all(conference, folder, chosen, step, names)
    index = {guest.id: [names[guest.id], guest.code_digest] for guest in chosen}
    atomic.write(folder / INDEX, json.dumps(index, indent=0).encode())
    return moved


def _read(folder: Path) -> dict[str, tuple[str, str]]:
    """Guest → file name and digest of the code, as written last; nothing where there is no sound index."""
    try:
        read = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        return {str(guest): (str(name), str(digest)) for guest, (name, digest) in read.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _numbers(chosen: Iterable[Guest], before: dict[str, tuple[str, str]]) -> dict[str, int]:
    """A guest keeps the number of the first time; new ones come behind all numbers that were ever given."""
    kept = {guest: int(name.split("-")[0]) for guest, (name, _digest) in before.items() if OURS.fullmatch(name)}
    following = max(kept.values(), default=0)
    numbers: dict[str, int] = {}
    for guest in chosen:
        if guest.id not in kept:
            following += 1
        numbers[guest.id] = kept.get(guest.id, following)
    return numbers


def _move_aside(folder: Path, good: set[str]) -> list[str]:
    old = sorted(path for path in folder.glob("*.png") if OURS.fullmatch(path.name) and path.name not in good)
    aside = folder / ASIDE
    for path in old:
        aside.mkdir(exist_ok=True)
        free = (aside / f"{path.stem}{f'-{n}' if n else ''}.png" for n in range(10_000))
        path.rename(next(place for place in free if not place.exists()))
    return [path.name for path in old]
