"""The addresses that speak JSON: the table of docs/contract.md. `python -m tests.support.contract_page` writes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.openapi import JSON, document

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contract.md"
BEGIN, END = "<!-- shapes -->\n", "<!-- /shapes -->\n"
HEAD = "| address | who | takes | answers |\n|---|---|---|---|\n"
QUERY = "query"


def described() -> dict[str, Any]:
    """The description of this version."""
    return document(ROOT / "examples" / "haiphong-2026")


def pages() -> list[str]:
    """Return the routes that answer with a page."""
    answers = {
        route: operations.get("get", {}).get("responses", {}).get("200", {})
        for route, operations in described()["paths"].items()
    }
    return [route for route, answer in answers.items() if "text/html" in answer.get("content", {})]


def table(told: dict[str, Any]) -> str:
    """All rows."""
    return HEAD + "".join(_rows(told))


def _rows(told: dict[str, Any]) -> Iterator[str]:
    shapes = told["components"]["schemas"]
    for path, operations in told["paths"].items():
        for method, one in operations.items():
            body = one.get("requestBody", {}).get("content", {}).get(JSON)
            answer = one["responses"].get("200", {}).get("content", {}).get(JSON)
            if body is None and answer is None:
                continue
            who = ", ".join(role for some in one["security"] for role in some.get("device", [])) or "everybody"
            asked = [f"`?{p['name']}`" for p in one["parameters"] if p["in"] == QUERY]
            takes = " ".join([*_keys(body["schema"], shapes, bold=True), *asked]) if body else " ".join(asked)
            yield f"| `{method.upper()} {path}` | {who} | {takes} | {' '.join(_keys(answer['schema'], shapes))} |\n"


def _keys(schema: dict[str, Any], shapes: dict[str, Any], *, bold: bool = False) -> list[str]:
    """The keys of an object; of any others "…"."""
    shape = shapes[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    needed = shape.get("required", []) if bold else []
    return [f"**`{key}`**" if key in needed else f"`{key}`" for key in shape.get("properties", {})] or ["…"]


def main() -> None:
    """Write the table into docs/contract.md."""
    before, _old, after = _split(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(before + table(described()) + after, encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


def _split(page: str) -> tuple[str, str, str]:
    """What stands before the table, the table, what stands after it."""
    begin, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return page[:begin], page[begin:end], page[end:]


def written() -> str:
    """The table as it stands in docs/contract.md."""
    return _split(PAGE.read_text(encoding="utf-8"))[1]


if __name__ == "__main__":
    main()
