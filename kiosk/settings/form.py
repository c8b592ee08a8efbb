"""Settings as a form and back: the fields that a page shows are drawn from the schema, and what comes back is read by it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from msgspec import inspect

from kiosk.settings import labels
from kiosk.settings.schema import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

ABSENT: Any = object()
"""Nothing was written in the field: the setting's default holds."""
NEW_ROW = "NEW"
"""Stands in a row's name for the key that the page gives a new row."""
LINES = ("lines", "dates")


class Form(Protocol):
    """What a browser sent."""

    def get(self, name: str, /) -> str | None:
        """Return the first value of this name."""

    def getlist(self, name: str, /) -> list[str]:
        """Return all values of this name."""

    def __contains__(self, name: object, /) -> bool: ...


@dataclass
class Node:
    """A field, a group of fields, or rows of groups. `key` names the setting as errors do, `name` as the form does."""

    kind: str
    """text, number, date, tick, choice, lines, dates, pair, colour, group or rows."""
    key: str
    name: str
    path: str
    value: Any = ""
    required: bool = False
    rules: dict[str, Any] = field(default_factory=dict)
    """HTML attributes: pattern, minlength, maxlength, min, max, step."""
    children: list[Node] = field(default_factory=list)
    blank: Node | None = None
    """Of rows: the group of a new row."""
    row: str = ""
    """Of a row's group: its key in the form."""

    @property
    def label(self) -> str:
        """The label's English source."""
        return labels.label(self.path)

    @property
    def help(self) -> str:
        """The explanation's English source."""
        return labels.explained(self.path)

    @property
    def choices(self) -> dict[str, str]:
        """Choice → label of a choice."""
        known = labels.CHOICES.get(self.path, {})
        return (
            {str(one): known.get(str(one), str(one)) for one in self.rules["values"]} if self.kind == "choice" else {}
        )


_SCHEMA: Any = inspect.type_info(Settings)


def top_fields(keys: Iterable[str]) -> list[Any]:
    """Return the schema's fields of these top-level keys."""
    known = {part.encode_name: part for part in _SCHEMA.fields}
    return [known[key] for key in keys]


def nodes(keys: Iterable[str], values: dict[str, Any]) -> list[Node]:
    """Return the form of some top-level settings, filled with `values` (as the file holds them)."""
    found = []
    for part in top_fields(keys):
        name = part.encode_name
        found.append(_node(part.type, values.get(name, default_of(part)), name, name, name, part.required))
    return found


def default_of(part: Any) -> Any:
    """Return what a field holds where the file does not write it, as the file would write it; None for none."""
    found = part.default if part.default is not msgspec.NODEFAULT else None
    if part.default_factory is not msgspec.NODEFAULT:
        found = part.default_factory()
    return _plain(msgspec.to_builtins(found, builtin_types=(dt.date,)))


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def without_none(shape: Any) -> tuple[Any, bool]:
    """Return the type without `None`, and whether `None` was allowed."""
    if isinstance(shape, inspect.UnionType):
        return next(one for one in shape.types if not isinstance(one, inspect.NoneType)), shape.includes_none
    return shape, False


def _node(shape: Any, value: Any, key: str, name: str, path: str, required: bool) -> Node:
    shape, _optional = without_none(shape)
    if isinstance(shape, inspect.StructType):
        held = value if isinstance(value, dict) else {}
        children = [
            _node(part.type, held.get(part.encode_name, default_of(part)), f"{key}.{part.encode_name}", f"{name}.{part.encode_name}",
                  f"{path}.{part.encode_name}", part.required)
            for part in shape.fields
        ]  # fmt: skip
        return Node("group", key, name, path, children=children, required=required)
    if isinstance(shape, inspect.ListType):
        item, _ = without_none(shape.item_type)
        if isinstance(item, inspect.StructType):
            return _rows(item, value, key, name, path, required)
        kind = "dates" if isinstance(item, inspect.DateType) else "lines"
        return Node(kind, key, name, path, "\n".join(_written(one) for one in value or []), required)
    if isinstance(shape, inspect.TupleType):
        return Node("pair", key, name, path, [_written(one) for one in value or ["", ""]], required)
    return Node(_leaf_kind(shape, path), key, name, path, _written(value), required, _rules(shape))


def _rows(item: Any, value: Any, key: str, name: str, path: str, required: bool) -> Node:
    rows = Node("rows", key, name, path, required=required)
    for n, held in enumerate(value or []):
        group = _node(item, held, f"{key}[{n}]", f"{name}.{n}", path, True)
        group.row = str(n)
        rows.children.append(group)
    rows.blank = _node(item, {}, f"{key}[]", f"{name}.{NEW_ROW}", path, True)
    rows.blank.row = NEW_ROW
    return rows


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _leaf_kind(shape: Any, path: str) -> str:
    if isinstance(shape, inspect.StrType):
        return (
            "colour" if path.endswith(".colour") else "hour" if path in ("programme.start", "programme.end") else "text"
        )
    kinds: dict[Any, str] = {
        inspect.IntType: "number",
        inspect.FloatType: "number",
        inspect.BoolType: "tick",
        inspect.DateType: "date",
        inspect.LiteralType: "choice",
    }
    return kinds[type(shape)]


def _rules(shape: Any) -> dict[str, Any]:
    if isinstance(shape, inspect.LiteralType):
        return {"values": shape.values}
    if isinstance(shape, inspect.StrType):
        pattern = shape.pattern and browser_pattern(shape.pattern)
        return {
            name: rule
            for name, rule in (("pattern", pattern), ("minlength", shape.min_length), ("maxlength", shape.max_length))
            if rule
        }
    if isinstance(shape, (inspect.IntType, inspect.FloatType)):
        least, most = (shape.gt if shape.ge is None else shape.ge), (shape.lt if shape.le is None else shape.le)
        step = "1" if isinstance(shape, inspect.IntType) else "any"
        return {name: rule for name, rule in (("min", least), ("max", most), ("step", step)) if rule is not None}
    return {}


def browser_pattern(pattern: str) -> str:
    """Return a pattern as browsers read the attribute `pattern`: anchored already, and under the `v` flag a hyphen at the end
    of a class must be escaped, or the whole pattern is ignored."""
    return re.sub(r"-\]", r"\\-]", pattern.removeprefix("^").removesuffix("$"))


@dataclass
class Sent:
    """What a form says: `values` as the file would hold them, `names` of the form's fields by the key that errors use."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def read(keys: Iterable[str], form: Form) -> Sent:
    """Read the fields of some top-level settings. What is no number or date stays text, so that the check can say so."""
    sent = Sent()
    for part in top_fields(keys):
        value = _read(part.type, part.required, part.encode_name, part.encode_name, form, sent)
        if value is not ABSENT:
            sent.values[part.encode_name] = value
    return sent


def _read(shape: Any, required: bool, key: str, name: str, form: Form, sent: Sent) -> Any:
    shape, optional = without_none(shape)
    sent.names[key] = name
    if isinstance(shape, inspect.StructType):
        held = {
            p.encode_name: _read(p.type, p.required, f"{key}.{p.encode_name}", f"{name}.{p.encode_name}", form, sent)
            for p in shape.fields
        }
        return {part: value for part, value in held.items() if value is not ABSENT}
    if isinstance(shape, inspect.ListType):
        return _read_list(shape, key, name, form, sent)
    if isinstance(shape, inspect.TupleType):
        return [_number(form.get(f"{name}.{n}") or "", whole=True) for n in range(len(shape.item_types))]
    if isinstance(shape, inspect.BoolType):
        return name in form
    text = (form.get(name) or "").strip()
    if not text and (optional or not required):
        return "" if isinstance(shape, inspect.StrType) and not optional else ABSENT
    return _read_text(shape, text)


def _read_list(shape: Any, key: str, name: str, form: Form, sent: Sent) -> list[Any]:
    item, _ = without_none(shape.item_type)
    if isinstance(item, inspect.StructType):
        rows = [row for row in form.getlist(name) if row != NEW_ROW]
        return [_read(item, True, f"{key}[{n}]", f"{name}.{row}", form, sent) for n, row in enumerate(rows)]
    lines = [line.strip() for line in (form.get(name) or "").splitlines() if line.strip()]
    for n in range(len(lines)):
        sent.names[f"{key}[{n}]"] = name
    return [_read_text(item, line) for line in lines]


def _read_text(shape: Any, text: str) -> Any:
    if isinstance(shape, inspect.DateType):
        return day(text)
    if isinstance(shape, (inspect.IntType, inspect.FloatType)):
        return _number(text, whole=isinstance(shape, inspect.IntType))
    return text


def day(text: str) -> dt.date | str:
    """Return a day written 2026-04-24, 24/4/2026 or 24.4.2026; any other text as it is."""
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip()):
        text = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _number(text: str, *, whole: bool) -> int | float | str:
    try:
        return int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        return text
