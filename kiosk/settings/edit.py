"""Write changed settings back into `conference.toml`: comments, order and layout of everything else stay."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from tomlkit.toml_document import TOMLDocument


def rewrite(text: str, values: dict[str, Any]) -> str:
    """Return the text of a settings file that holds `values` and is otherwise `text`.

    Raises `Refusal` where the written text would not read back as `values`; nothing is written then.
    """
    windows = "\r\n" in text
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    document = tomlkit.parse(plain if plain.endswith("\n") else f"{plain}\n")  # an appended table needs the line break
    put(document, values)
    written = document.as_string()
    if not same(tomllib.loads(written), values):
        raise Refusal("These settings cannot be written into the file as it is. Change the file by hand.")
    return written.replace("\n", "\r\n") if windows else written


def put(document: TOMLDocument | MutableMapping[str, Any], values: dict[str, Any]) -> None:
    """Change a parsed table so that it holds `values`, touching only what differs."""
    for key in [key for key in document if key not in values]:
        del document[key]
    for key, value in values.items():
        if key not in document:
            document[key] = value
        elif isinstance(value, dict) and isinstance(document[key], dict):
            put(document[key], value)
        elif _tables(value) and isinstance(document[key], list) and document[key]:
            _put_rows(document[key], value)
        elif not same(document[key], value):
            document[key] = value


def _tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _put_rows(rows: Any, values: list[dict[str, Any]]) -> None:
    """Change rows by place; a row that was taken out of the middle leaves with its own comments."""
    while len(rows) > len(values):
        gone = next((n for n, value in enumerate(values) if not same(rows[n], value)), len(values))
        rows.pop(gone)
    for n, value in enumerate(values):
        if n < len(rows):
            put(rows[n], value)
        else:
            rows.append(tomlkit.item(value))


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, true and 1 being different."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
