"""The hall's slides in the second place and on the spare: each deck once, and without those that were removed.

Pages never change, and `deck.json` comes last: a deck that was half copied is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk import atomic
from kiosk.slides import decks

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

NAME = re.compile(rf"{decks.FOLDER}/[0-9a-f]{{16}}/(?:[0-9]{{3}}\.webp|deck\.json)")
"""A file of a deck, as a name below the conference's folder."""


def files(folder: Path) -> list[str]:
    """Return the files of all decks, `deck.json` of each at its end."""
    return [
        f"{decks.FOLDER}/{deck.id}/{name}"
        for deck in decks.every(folder)
        for name in (*(f"{page:03}.webp" for page in range(deck.pages)), "deck.json")
    ]


def lacking(wanted: Collection[str], place: Path) -> list[str]:
    """Return which of these files a place does not have, in their order. A deck that has its `deck.json` has all."""
    whole = {name for name in wanted if (place / name).with_name("deck.json").is_file()}
    return [name for name in wanted if name not in whole and not (place / name).is_file()]


def drop_others(wanted: Collection[str], place: Path) -> None:
    """Remove decks from a place that are not among these files."""
    ids = {name.split("/")[1] for name in wanted}
    for deck in decks.every(place):
        if deck.id not in ids:
            decks.remove(place, deck.id)


def carry(folder: Path, place: Path) -> None:
    """Bring the decks of a conference's folder to a place."""
    wanted = files(folder)
    drop_others(wanted, place)
    for name in lacking(wanted, place):
        there = place / name
        there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(there, (folder / name).read_bytes())
