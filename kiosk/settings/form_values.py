"""What a settings page sent, put into the file's values: defaults that the file does not write stay unwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import inspect

from kiosk.settings.edit import same
from kiosk.settings.form import ABSENT, default_of, top_fields, without_none

if TYPE_CHECKING:
    from collections.abc import Iterable


def merged(held: dict[str, Any], keys: Iterable[str], values: dict[str, Any]) -> dict[str, Any]:
    """Return the file's values with those of a page put in. Defaults that the file does not write stay unwritten."""
    after = dict(held)
    for part in top_fields(keys):
        name = part.encode_name
        new = _pruned(part, values.get(name, ABSENT), held.get(name, ABSENT))
        if new is ABSENT:
            after.pop(name, None)
        else:
            after[name] = new
    return after


def _pruned(part: Any, new: Any, old: Any) -> Any:
    """Return a new value without the defaults that were not written before."""
    if new is ABSENT:
        return ABSENT
    shape, _ = without_none(part.type)
    if isinstance(shape, inspect.StructType) and isinstance(new, dict):
        new = _pruned_struct(shape, new, old)
        if old is ABSENT and not new and not part.required:
            return ABSENT
    elif isinstance(shape, inspect.ListType) and isinstance(without_none(shape.item_type)[0], inspect.StructType):
        rows = old if isinstance(old, list) else []
        item = without_none(shape.item_type)[0]
        new = [_pruned_struct(item, one, rows[n] if n < len(rows) else ABSENT) for n, one in enumerate(new)]
    if old is ABSENT and not part.required and same(new, default_of(part)):
        return ABSENT
    return new


def _pruned_struct(shape: Any, new: dict[str, Any], old: Any) -> dict[str, Any]:
    held = old if isinstance(old, dict) else {}
    found = {
        p.encode_name: _pruned(p, new.get(p.encode_name, ABSENT), held.get(p.encode_name, ABSENT)) for p in shape.fields
    }
    return {name: value for name, value in found.items() if value is not ABSENT}
