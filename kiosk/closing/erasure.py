"""Erasing personal data after their time: persons go, businesses, questions, answers and numbers stay.

State rows are written anew without persons; the log's rows of the same tables are replaced by a sign, their digests and
the chain stay, so that `kiosk verify` still proves the order of everything. Copies and papers, which hold what was
erased, go too. What each column holds of persons says `kiosk.storage.persons`. Law: Luật 91/2025/QH15, article 14.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from badges.personal_data import is_personal_tax_code, public_name
from badges.refusal import Refusal
from kiosk.i18n.dates import short_date
from kiosk.intake import uploads
from kiosk.papers import made, public, record
from kiosk.recording import chunks
from kiosk.recovery import backup, next_start
from kiosk.slides import decks
from kiosk.storage import persons
from kiosk.storage.persons import Holds
from kiosk.storage.verify import ERASED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing


def due(conference: Conference) -> dt.date:
    """The last day on which personal data may be kept."""
    return conference.settings.date + dt.timedelta(days=conference.settings.data.keep_days)


def check_time(conference: Conference) -> None:
    """Raise `Refusal` while the time for which persons may be kept is not over."""
    if conference.clock.local().date() <= due(conference):
        raise Refusal("Personal data are kept until {date}; erase them after that.", date=short_date(due(conference)))


def erase(conference: Conference) -> int:
    """Remove all persons; return how many state rows were written anew. Raises `Refusal` before the time is over."""
    check_time(conference)
    staff, before = stand_names(conference), conference.db.seq
    hide = _hider(public.hider(record.gather(conference)), staff)
    tables = persons.tables(Holds.PERSON, Holds.STAFF, Holds.FREE)
    conference.db.conn.execute("PRAGMA secure_delete=ON")
    with conference.db.writing(conference.clock.stamp(), by="erasure") as writing:
        rows = [_rewrite(writing, table, hide, staff) for table in tables]
        conference.db.conn.execute(
            "update event set row = ? where seq <= ? and row != '' and tab in (select value from json_each(?))",
            (ERASED, before, json.dumps(tables)),
        )
        conference.db.conn.execute("update operation set answer = '{}'")
    _compact(conference)
    return sum(rows)


def stand_names(conference: Conference) -> dict[str, str]:
    """Return for each name of a device, by which people who serve are named, the name of its role with a number."""
    found: dict[str, str] = {}
    rows = conference.db.query("select role, name from device union all select role, name from enrolment")
    for number, row in enumerate(rows, 1):
        found.setdefault(row["name"], f"{row['role']} {number}")
    return found


def _hider(hide: Callable[[str], str], staff: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that takes persons out of a text, those who serve too where their name has two words."""
    named = sorted((name for name in staff if " " in name), key=len, reverse=True)

    def without_staff(text: str) -> str:
        for name in named:
            text = text.replace(name, staff[name])
        return hide(text)

    return without_staff


def _rewrite(writing: Writing, table: str, hide: Callable[[str], str], staff: Mapping[str, str]) -> int:
    """Write every row of a table again, without persons."""
    rows = list(writing.query(f"select * from {table} order by rowid"))  # noqa: S608 - a name of this module
    for row in rows:
        writing.put(f"{table}.erased", table, without(table, row, hide, staff))
    return len(rows)


def without(table: str, row: Row, hide: Callable[[str], str], staff: Mapping[str, str]) -> Row:
    """Return a row without persons. `staff`: name of a device → what stands in its place."""
    changed = dict.fromkeys(set(persons.columns(table, Holds.PERSON)) & row.keys(), "")
    for name in set(persons.columns(table, Holds.STAFF)) & row.keys():
        changed[name] = staff.get(row[name], "")
    for name in set(persons.columns(table, Holds.FREE)) & row.keys():
        changed[name] = _before(row[name], hide, staff) if (table, name) == ("turn", "before") else hide(row[name])
    if table == "organisation" and is_personal_tax_code(row["tax_code"], row["name"]):
        changed |= _without_owner(row)
    return row | changed


def _without_owner(row: Row) -> Row:
    """A household business without its owner's citizen number: its tax code, where search keeps it too, and where he lives."""
    digits = re.sub(r"\D", "", row["tax_code"])
    fold = " ".join(word for word in row["fold"].split() if re.sub(r"\D", "", word) != digits)
    names = {part: public_name(row[part]) for part in ("name", "short_name")}
    return names | {"tax_code": "", "address": "", "fold": fold.replace(digits, "")}


def _before(text: str, hide: Callable[[str], str], staff: Mapping[str, str]) -> str:
    """What questions were before a turn: rows inside a row, as JSON texts in a list."""
    kept: list[Any] = [
        json.dumps(without("question", json.loads(one), hide, staff), ensure_ascii=False) for one in json.loads(text)
    ]
    return json.dumps(kept, ensure_ascii=False)


def _compact(conference: Conference) -> None:
    """Nothing of what was erased stays in the file, in its log of writes, in copies or papers."""
    conference.db.conn.execute("VACUUM")
    conference.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for folder in (backup.FOLDER, uploads.FOLDER, made.FOLDER, f"{made.FOLDER}.part"):
        shutil.rmtree(conference.folder / folder, ignore_errors=True)
    place = backup.second_place(conference)
    for copy in place.rglob("*.db") if place and place.is_dir() else ():
        copy.unlink(missing_ok=True)
    for kept in filter(None, (conference.folder, place)):
        chunks.erase(kept)
        for deck in decks.every(kept):
            if not deck.question:  # a talk bears its speaker's name, on its pages too; an extract of a decree nobody's
                decks.remove(kept, deck.id)


def left_over(folder: Path) -> list[Path]:
    """Files in the conference's folder that are not the program's own and may hold persons: lists, cards, prints."""
    files = (path for path in folder.rglob("*") if path.is_file())
    own = {"conference.toml", "secret.key", *next_start.FILES, *(f"kiosk.db{end}" for end in ("", "-wal", "-shm"))}
    return sorted(
        p for p in files if p.name not in own and p.relative_to(folder).parts[0] not in ("templates", "logs", "tls")
    )
