"""Which stand gets which field: the table of docs/fields.md, drawn from what devices really get. `python -m tests.support.fields_page`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from tests.support import markers
from tests.support.access_page import rows

if TYPE_CHECKING:
    from flask import Flask

    from kiosk.conference.conference import Conference

PAGE = Path(__file__).parents[2] / "docs" / "fields.md"
ROLES = tuple(role for role in Role if role is not Role.SPARE)
HEAD = """# Who gets which field

Every text that the database keeps of people, businesses, questions and answers, and the stands that get it on any of
their pages, pictures or lists. Downloads (papers, prints, spreadsheets, cards) are the office's alone, the spare laptop
gets whole copies, and a guest's own page shows him what is his. A desk that is no steward's has the last four digits of
telephones, to tell two people of one name apart; where guests scan themselves, the page gets name, seat and block of the
guest whose card is before it. Of a question the public gets number, field, business and, while it is
on the floor or coming, its text. `python -m tests.support.fields_page` draws this page from what devices get of a conference in
which every text is a marker, and a test compares.

| field | {roles} |
|---|{lines}|
"""
DOWNLOADS = re.compile(r"\.(pdf|xlsx|docx|png|zip)$|^/(static|spare|enrol)|/file/")


def addresses(app: Flask, role: Role, numbers: list[int]) -> list[str]:
    """Every address that a device of the role may read, with something real in each place."""
    found = []
    for address, methods, allowed in rows(app):
        if "GET" not in methods or DOWNLOADS.search(address) or not (role in allowed or Role.PUBLIC in allowed):
            continue
        filled = address.replace("<guest>", "guest")
        if "<int:" in filled:
            found += [re.sub(r"<int:[^>]+>", str(number), filled) for number in numbers]
        else:
            found.append(re.sub(r"<[^>]+>", "1", filled))
    return found


def seen(app: Flask, conference: Conference, role: Role) -> set[str]:
    """The fields that a device of the role gets: "guest.phone"."""
    client = app.test_client()
    if role is not Role.PUBLIC:
        client.get(f"/enrol/{enrolment.invite(conference, role, str(role))}")
    numbers = [row["number"] for row in conference.db.query("select number from question")]
    text = "".join(client.get(address).text for address in addresses(app, role, numbers))
    return {f"{table}.{column}" for table, column in re.findall(r"CANARY-([a-z]+)-([a-z_]+)", text)}


def table(app: Flask, conference: Conference) -> str:
    """The page."""
    got = {role: seen(app, conference, role) for role in ROLES}
    lines = [HEAD.format(roles=" | ".join(ROLES), lines="|".join("---" for _ in ROLES))]
    for field in sorted(set().union(*got.values())):
        marks = " | ".join("yes" if field in got[role] else "–" for role in ROLES)
        lines.append(f"| `{field}` | {marks} |\n")
    return "".join(lines)


def main() -> None:
    """Write docs/fields.md."""
    from kiosk.app import create_app
    from kiosk.conference.conference import open_conference
    from tests.conftest import Writer
    from tests.support.trials.door import conference

    with tempfile.TemporaryDirectory() as place:
        day: Any = open_conference(conference(Path(place) / "conference"))
        markers.fill(day, Writer(day))
        PAGE.write_text(table(create_app(day), day), encoding="utf-8")
        day.db.close()
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
