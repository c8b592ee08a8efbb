"""Personal data in the schema: each text column of the record, and what it holds of persons.

Erasure, the archive, `docs/fields.md` and the tests read it here. A column that stands in no row fails a test.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Holds(StrEnum):
    """What a text column holds of persons, and so what becomes of it after the time for which they may be kept."""

    PERSON = "person"
    """Nothing but a person's data: emptied."""
    STAFF = "staff"
    """The name of a device, by which people who serve are named: replaced by the stand's role and a number."""
    FREE = "free"
    """Text that people wrote: names, telephone numbers and e-mail addresses in it are replaced."""
    PLAIN = "plain"
    """No person: kept as it is."""


PERSON, STAFF, FREE, PLAIN = Holds
_TABLE: Final = {
    "organisation": {
        PERSON: "phone email",
        PLAIN: "id name short_name tax_code address kind fold batch",
    },
    "guest": {
        PERSON: "name honorific phone email note fold substitute substitute_title substitute_honorific rsvp_reason rsvp_by "
        "absent_reason cancel_reason code_digest old_digests also_digests",
        PLAIN: "id organisation position block seat invitation rsvp rsvp_channel rsvp_at cancelled printed_at batch",
    },
    "scan": {
        PERSON: "came_name came_honorific came_title code_head", STAFF: "desk", FREE: "reason",
        PLAIN: "id guest outcome at received way device undoes",
    },
    "arrival": {PERSON: "came_name came_honorific came_title", STAFF: "desk", PLAIN: "guest scan at left_at left_scan back_at back_scan"},
    "double_entry": {STAFF: "settled_by", FREE: "finding", PLAIN: "id guest first second at settled_at"},
    "matter": {
        PERSON: "act", STAFF: "desk settled_by", FREE: "text finding", PLAIN: "id kind guest other scan at settled_at",
    },
    "handover": {STAFF: "desk taken_by", FREE: "text", PLAIN: "id guest outcome device at taken_at"},
    "introduction": {STAFF: "by", PLAIN: "id at"},
    "question": {
        PERSON: "asker asker_phone", FREE: "text proposal summary prepared basis reason note document",
        PLAIN: "organisation field unit co_units source place referred_to received carried_from batch guest withheld",
    },
    "turn": {STAFF: "by", FREE: "before reason", PLAIN: "id move at device op undoes"},
    "answer": {
        PERSON: "answerer asker", STAFF: "by", FREE: "text basis asked",
        PLAIN: "id called unit form result detail due referred_to at",
    },
    "conclusion": {STAFF: "by", FREE: "giver task withdrawn", PLAIN: "id unit due at"},
    "apart": {STAFF: "by", PLAIN: "id at"},
    "item": {STAFF: "by", PLAIN: "started ended until since kept"},
    "hall": {STAFF: "by", FREE: "message", PLAIN: "id mode at"},
    "note": {STAFF: "by receipt_by", FREE: "text reply", PLAIN: "id stand at receipt_at recalled"},
    "promise": {STAFF: "by", FREE: "note", PLAIN: "id state document date at"},
    "batch": {STAFF: "by", FREE: "file", PLAIN: "id kind digest at summary undone"},
    "listed": {PERSON: "said", PLAIN: "id target batch"},
    "submission": {PERSON: "body", STAFF: "by", FREE: "reason", PLAIN: "id kind at state"},
    "device": {STAFF: "name by", PLAIN: "id role language digest enrolled revoked"},
    "enrolment": {STAFF: "name by", PLAIN: "digest role expires used offer"},
    "incident": {FREE: "text", PLAIN: "id kind at"},
    "scanner": {PLAIN: "device at layout ending prefix advice"},
    "contact": {STAFF: "by", PLAIN: "guest call_at sent_at sent_via"},
    "tick": {STAFF: "by", PLAIN: "id at"},
    "speech": {PERSON: "name title", STAFF: "by", PLAIN: "id guest started ended"},
    "step": {STAFF: "by", FREE: "text", PLAIN: "op kind at device undoes"},
    "remark": {STAFF: "by", FREE: "text", PLAIN: "id at"},
    "nod": {STAFF: "by", FREE: "text", PLAIN: "id at"},
    "issued": {STAFF: "by", PLAIN: "paper number date at"},
}  # fmt: skip

COLUMNS: Final[dict[str, dict[str, Holds]]] = {
    table: {column: kind for kind, names in kinds.items() for column in names.split()}
    for table, kinds in _TABLE.items()
}
"""Table → text column → what it holds of persons."""


def columns(table: str, *kinds: Holds) -> tuple[str, ...]:
    """Return the text columns of a table that hold one of these, in their order."""
    return tuple(column for column, holds in COLUMNS[table].items() if holds in kinds)


def tables(*kinds: Holds) -> list[str]:
    """Return the tables that have a text column of one of these, in alphabetical order."""
    return sorted(table for table in COLUMNS if columns(table, *kinds))
