"""Changes of the settings file: written whole or not at all, each former text kept in the folder, the last one taken back."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from badges.refusal import Refusal, Stale
from kiosk import atomic
from kiosk.settings import load as settings_file
from kiosk.settings.edit import rewrite, same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "settings-before"
KEEP = 200


@dataclass(frozen=True, slots=True)
class Former:
    """A former text of the settings: its file, which top-level keys differ from the text after it, and each single change.

    `changes`: key such as programme[2].title → the value before and after, as the file writes them; "" where there was none.
    """

    path: Path
    keys: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def at(self) -> str:
        """When it was replaced, as a stored moment."""
        day, hour = self.path.stem.split("T")
        return f"{day}T{hour.replace('-', ':', 2).replace('-', '.')}"


def text(folder: Path) -> str:
    """Return the settings file's text."""
    return (folder / settings_file.FILE).read_text(encoding="utf-8-sig")


def digest(folder: Path) -> str:
    """Return what a page saw of the file, to notice that somebody changed it meanwhile."""
    return hashlib.sha256((folder / settings_file.FILE).read_bytes()).hexdigest()[:24]


def held(folder: Path) -> dict[str, Any]:
    """Return the values as the file writes them."""
    return tomllib.loads(text(folder))


def save(folder: Path, values: dict[str, Any], seen: str, at: str) -> list[str]:
    """Write values into the file; the former text is kept. Returns the top-level keys that changed.

    Raises `Stale` where the file is no longer the one that was `seen`, `Refusal` where the values cannot be used.
    """
    if seen != digest(folder):
        raise Stale("The settings were changed meanwhile. Reload the page and make your change once more.")
    before = held(folder)
    changed = [key for key in {**before, **values} if not same(before.get(key), values.get(key))]
    if changed:
        after = rewrite(text(folder), values)
        settings_file.parse(after)
        _replace(folder, after, at)
    return changed


def put(folder: Path, table: str, name: str, value: Any, at: str) -> list[str]:
    """Write one value of a table into the file as it is now. Returns and raises as `save` does."""
    values = held(folder)
    values[table] = {**values.get(table, {}), name: value}
    return save(folder, values, digest(folder), at)


def _replace(folder: Path, after: str, at: str) -> None:
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    path = folder / settings_file.FILE
    kept = place / f"{at.replace(':', '-').replace('.', '-')}.toml"
    atomic.write(kept, path.read_bytes())
    atomic.write(path, after.encode())
    for old in sorted(place.glob("*.toml"))[:-KEEP]:
        old.unlink()


def formers(folder: Path, most: int = 20) -> list[Former]:
    """Return the former texts, the newest first, with what was changed after each."""
    files = sorted((folder / FOLDER).glob("*.toml"), reverse=True)[: most + 1]
    found, after = [], held(folder)
    for path in files[:most]:
        before = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        keys = tuple(key for key in {**before, **after} if not same(before.get(key), after.get(key)))
        found.append(Former(path, keys, tuple(_changes(before, after, keys))))
        after = before
    return found


def _changes(before: dict[str, Any], after: dict[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    old, new = (
        {place: text for key in keys for place, text in _leaves(key, held.get(key))} for held in (before, after)
    )
    for place in {**old, **new}:
        if old.get(place, "") != new.get(place, ""):
            yield place, old.get(place, ""), new.get(place, "")


def _leaves(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Return every single value below a key, with its place; a list of plain values is one."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(f"{key}.{name}", part)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for n, part in enumerate(value):
            yield from _leaves(f"{key}[{n}]", part)
    elif isinstance(value, list):
        yield key, ", ".join(map(str, value))
    elif value is not None:
        yield key, str(value)


def undo(folder: Path, seen: str, at: str) -> None:
    """Put the newest former text back. Raises `Stale`, or `Refusal` where there is none."""
    if seen != digest(folder):
        raise Stale("The settings were changed meanwhile. Reload the page and make your change once more.")
    former = next(iter(sorted((folder / FOLDER).glob("*.toml"), reverse=True)), None)
    if former is None:
        raise Refusal("There is no earlier change of the settings.")
    text_before = former.read_text(encoding="utf-8-sig")
    settings_file.parse(text_before)
    _replace(folder, text_before, at)
