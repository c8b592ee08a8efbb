"""Who may use which address: the table of docs/access.md, drawn from the routes. `python -m tests.support.access_page` writes it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.conference.devices import Role

if TYPE_CHECKING:
    from flask import Flask

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
HEAD = """# Who may use what

Each address, and the roles of devices that may use it; everybody else gets 401 (no enrolled device) or 403 (another
stand's). The socket follows the row of `/<stand>`: who may open the page gets its pictures. Nothing is sent by socket
but pictures, and nothing is heard on it. `python -m tests.support.access_page` draws this page from the routes, and a test compares.

| address | methods | {roles} |
|---|---|{lines}|
"""
ROLES = tuple(Role)


def rows(app: Flask) -> list[tuple[str, str, frozenset[Role]]]:
    """(address, methods, roles) of every route, in order."""
    found = []
    for rule in app.url_map.iter_rules():
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        allowed = getattr(app.view_functions[rule.endpoint], "allowed", frozenset({Role.PUBLIC}))
        found.append((str(rule), methods, frozenset(allowed)))
    return sorted(found, key=lambda row: row[:2])


def table(app: Flask) -> str:
    """The page."""
    lines = [HEAD.format(roles=" | ".join(ROLES), lines="|".join("---" for _ in ROLES))]
    for address, methods, allowed in rows(app):
        marks = " | ".join("yes" if Role.PUBLIC in allowed or role in allowed else "–" for role in ROLES)
        lines.append(f"| `{address}` | {methods} | {marks} |\n")
    return "".join(lines)


def main() -> None:
    """Write docs/access.md."""
    from kiosk.app import create_app
    from kiosk.conference.conference import open_conference
    from tests.support.trials.door import conference

    with tempfile.TemporaryDirectory() as place:
        day = open_conference(conference(Path(place) / "conference"))
        PAGE.write_text(table(create_app(day)), encoding="utf-8")
        day.db.close()
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
