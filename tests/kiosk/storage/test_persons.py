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


PERSONS = {
    "answer": "answerer asker", "arrival": "came_honorific came_name came_title", "listed": "said", "matter": "act",
    "organisation": "email phone", "question": "asker asker_phone", "scan": "came_honorific came_name came_title code_head",
    "speech": "name title", "submission": "body",
    "guest": "absent_reason also_digests cancel_reason code_digest email fold honorific name note old_digests phone rsvp_by rsvp_reason"
    " substitute substitute_honorific substitute_title",
}  # fmt: skip
"""Table → the columns that are emptied, decided here by hand."""


def test_the_columns_that_are_emptied_are_these():
    found = {table: " ".join(sorted(persons.columns(table, Holds.PERSON))) for table in persons.tables(Holds.PERSON)}
    assert found == PERSONS
