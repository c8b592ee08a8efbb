"""Find every value of a settings file that does not fit the schema, not only the first one."""

from __future__ import annotations

import typing
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = "unknown"
MISSING = "missing"


def shape_errors(value: Any, shape: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key, message) for each part of `value` that is not of the type `shape`.

    `msgspec.convert` stops at the first error; this walks the structs and lists and checks each leaf alone. The message is
    msgspec's own, or `UNKNOWN` and `MISSING` for keys. A tuple of fixed length counts as one leaf.
    """
    bare = _bare(shape)
    if isinstance(bare, type) and issubclass(bare, Struct) and isinstance(value, dict):
        yield from _struct_errors(value, bare, path)
    elif get_origin(bare) is list and isinstance(value, list):
        inner = get_args(bare)[0]
        found = [error for n, part in enumerate(value) for error in shape_errors(part, inner, f"{path}[{n}]")]
        yield from found or _leaf_errors(value, shape, path)
    else:
        yield from _leaf_errors(value, shape, path)


def _struct_errors(value: dict[str, Any], shape: type[Struct], path: str) -> Iterator[tuple[str, str]]:
    known = _fields(shape)
    for key in value:
        if key not in known:
            yield _join(path, key), UNKNOWN
    for key, field in known.items():
        if key in value:
            yield from shape_errors(value[key], field.type, _join(path, key))
        elif field.required:
            yield _join(path, key), MISSING


@cache
def _fields(shape: type[Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(shape)}


def _join(path: str, key: str) -> str:
    return f"{path}.{key}".lstrip(".")


def _leaf_errors(value: Any, shape: Any, path: str) -> Iterator[tuple[str, str]]:
    try:
        msgspec.convert(value, shape, strict=True)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        yield path + where.rstrip("`"), message


def _bare(shape: Any) -> Any:
    """Return the type without `Annotated` and without `None`."""
    if get_origin(shape) is Annotated:
        return _bare(get_args(shape)[0])
    if get_origin(shape) in (typing.Union, type(int | None)):
        parts = [part for part in get_args(shape) if part is not type(None)]
        return _bare(parts[0]) if len(parts) == 1 else shape
    return shape
