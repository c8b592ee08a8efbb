"""Slides go to the second place and to the spare, whole or not at all, and go from there when they are removed."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from kiosk.conference.devices import Role
from kiosk.recovery import backup, restore, slide_copies
from kiosk.slides import decks

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.whole


def add(folder: Path, pages: int = 2) -> decks.Deck:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    files = [(f"{n}.png", out.getvalue()) for n in range(pages)]
    return decks.add(folder, decks.new("Bài", "", "2026-04-24T07:00:00.000Z"), files)


def names(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in (place / "slides").rglob("*") if path.is_file())


def test_a_deck_is_carried_once_and_goes_when_it_is_removed(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    one, two = add(here), add(here, 1)
    slide_copies.carry(here, there)
    assert names(there) == names(here)
    stamp = (there / "slides" / one.id / "000.webp").stat().st_mtime_ns
    decks.remove(here, two.id)
    slide_copies.carry(here, there)
    assert [deck.id for deck in decks.every(there)] == [one.id]
    assert (there / "slides" / one.id / "000.webp").stat().st_mtime_ns == stamp


def test_a_deck_that_was_half_copied_is_none_and_is_completed(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    deck = add(here)
    slide_copies.carry(here, there)
    home = there / "slides" / deck.id
    (home / "deck.json").unlink()
    (home / "001.webp").unlink()
    assert decks.every(there) == []
    slide_copies.carry(here, there)
    assert names(there) == names(here)


def test_a_copy_in_the_second_place_brings_the_slides_along(conference: Any, tmp_path: Path) -> None:
    deck = add(conference.folder)
    place = tmp_path / "stick" / conference.name
    place.parent.mkdir()
    carried = backup.carry(backup.make(conference), place)
    slide_copies.carry(conference.folder, place)
    new = tmp_path / "new"
    restore.restore(new, carried)
    assert decks.picture(new, decks.get(new, deck.id), 1).is_file()


def test_the_spare_is_told_of_every_page_and_gets_nothing_else(conference: Any, enrolled: Any) -> None:
    deck = add(conference.folder)
    (conference.folder / "slides" / deck.id / "note.txt").write_text("x", encoding="utf-8")
    spare = enrolled(Role.SPARE)
    told = spare.get("/spare/slides").json
    assert told == [f"slides/{deck.id}/{name}" for name in ("000.webp", "001.webp", "deck.json")]
    assert all(slide_copies.NAME.fullmatch(name) for name in told)
    with spare.get(f"/spare/{told[-1]}") as answer:
        assert json.loads(answer.data)["pages"] == 2
    for name in ("note.txt", "../../secret.key", "009.webp"):
        assert spare.get(f"/spare/slides/{deck.id}/{name}").status_code == 404
    assert enrolled(Role.DESK).get("/spare/slides").status_code == 403


@pytest.mark.parametrize(
    "name", ["slides/../secret.key", "slides/0123456789abcdef/deck.json/x", "/slides/0123456789abcdef/000.webp"]
)
def test_no_other_name_is_a_page(name: str) -> None:
    assert slide_copies.NAME.fullmatch(name) is None
