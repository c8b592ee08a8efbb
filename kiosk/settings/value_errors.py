"""Cures: what to write in place of a setting that is well-formed and not allowed, by what `kiosk.settings.schema` says of it."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from kiosk.i18n import _
from kiosk.settings.schema import Settings
from kiosk.settings.toml_errors import iso

SHAPES: Final = {
    r"\d|2[0-3]": 'write an hour like "14:50"',
    "0-9a-fA-F": 'write a colour like "#b3261e"',
    "[a-z][a-z0-9_-]": 'write a short code of small letters, like "business"',
    "[a-z0-9][a-z0-9-]": 'write small letters, digits and hyphens, like "hoi-nghi-2026"',
}
"""Part of a pattern of `kiosk.settings.schema` → what to write."""


def _kinds() -> dict[str, str]:
    """The checker's kinds of values, as a person would write them."""
    return {
        "str": _("a text in quotes"), "int": _("a whole number"), "float": _("a number"), "bool": _("true or false"),
        "array": _("a list in brackets"), "object": _("a table"), "date": _("a date like 2026-04-24"),
        "datetime": _("a date with an hour"), "time": _("an hour"), "null": "",
    }  # fmt: skip


def cure(what: str, key: str, value: str) -> str:
    """What to write for the setting `key`, of which the checker says `what` and whose line has `value`."""
    shape = _shape(key)
    if isinstance(shape, msgspec.inspect.LiteralType):
        return _("write one of these: {choices}").format(choices=", ".join(f'"{one}"' for one in shape.values))
    if kind := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", what):
        parts = [_kinds().get(part.strip(), part.strip()) for part in kind[1].split("|")]
        got = _kinds().get(kind[2], kind[2])
        return _("write {wanted} here, not {got}").format(wanted=_(" or ").join(filter(None, parts)), got=got)
    if "encoded date" in what:
        day = iso(value)
        return (
            _("write the date as {date}").format(date=day)
            if day
            else _("there is no such day; write a date like 2026-04-24")
        )
    if isinstance(shape, (msgspec.inspect.IntType, msgspec.inspect.FloatType)):
        return _range(shape)
    if found := next((SHAPES[known] for known in SHAPES if known in what), None):
        return _(found)
    return _length(what) or _("this value is not allowed: {fault}").format(fault=what)


def _shape(key: str) -> Any:
    """What a setting such as "programme[1].start" has to be; None where there is no such setting."""
    shape: Any = msgspec.inspect.type_info(Settings)
    for part in re.findall(r"[^.\[\]]+|\[", key):
        if isinstance(shape, msgspec.inspect.UnionType):
            shape = shape.types[0]
        if part.isdecimal() or part == "...":
            continue
        if part == "[":
            types = getattr(shape, "item_types", None)
            shape = types[0] if types else getattr(shape, "item_type", None)
        else:
            shape = next((one.type for one in getattr(shape, "fields", ()) if one.encode_name == part), None)
    if isinstance(shape, msgspec.inspect.UnionType):
        shape = next((one for one in shape.types if not isinstance(one, msgspec.inspect.NoneType)), None)
    return shape


def _range(shape: Any) -> str:
    kind = _kinds()["int" if isinstance(shape, msgspec.inspect.IntType) else "float"]
    least, most = (shape.gt if shape.ge is None else shape.ge), (shape.lt if shape.le is None else shape.le)
    above, within = _("write {number} above {least}, at most {most}"), _("write {number} from {least} to {most}")
    text = above if shape.ge is None else within
    return text.format(number=kind, least=least, most=most)


def _length(what: str) -> str:
    """What to write where something is too short or too long; nothing where that is not the fault."""
    found = re.fullmatch(r"Expected `(str|array)` of (?:at least |at most )?length (>=|<=)?\s*(\d+).*", what)
    if not found:
        return ""
    if found[1] == "str":
        return _("write something here") if found[2] == ">=" else _("at most {count} characters").format(count=found[3])
    texts = {">=": _("write a list of at least {count}"), "<=": _("write a list of at most {count}")}
    return texts.get(found[2] or "", _("write a list of exactly {count}")).format(count=found[3])
