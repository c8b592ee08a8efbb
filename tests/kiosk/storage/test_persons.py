"""Each text column of the record says what it holds of persons, and erasure leaves nothing of them in any."""

from __future__ import annotations

from kiosk.storage import persons
from kiosk.storage.database import memory
from kiosk.storage.persons import Holds
from kiosk.storage.schema import JOURNALED


def text_columns() -> dict[str, set[str]]:
    """The text columns of every journaled table, as the migrations make them."""
    db = memory()
    return {
        table: {row[1] for row in db.conn.execute(f"pragma table_info({table})") if row[2].upper() == "TEXT"}
        for table in JOURNALED
    }


def test_every_text_column_of_the_record_says_what_it_holds():
    assert {table: set(columns) for table, columns in persons.COLUMNS.items()} == text_columns()


def test_no_column_is_named_twice():
    for table, kinds in persons._TABLE.items():
        names = [name for some in kinds.values() for name in some.split()]
        assert sorted(names) == sorted(set(names)), table


def test_whoever_serves_is_named_in_columns_of_their_own():
    named = {
        f"{t}.{c}" for t, columns in text_columns().items() for c in columns if c in ("by", "desk") or c.endswith("_by")
    }
    staff = {f"{t}.{c}" for t in persons.COLUMNS for c in persons.columns(t, Holds.STAFF)}
    assert named - staff == {"guest.rsvp_by"}  # who answered for the guest: emptied with the guest
