"""Looking at what businesses sent: taken onto the lists by the same rules as a spreadsheet, changed first, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from badges import guests
from badges.refusal import Refusal, Stale
from kiosk.guests import registrations
from kiosk.i18n import _
from kiosk.intake import plan
from kiosk.intake.reader.table import GuestRow, QuestionRow, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.guests.registrations import Registration
    from kiosk.intake.memory import Doubt
    from kiosk.intake.plan import Plan
    from kiosk.storage.database import Writing

ORGANISATION = "-house"
"""How the key of a doubt about an organisation ends (`kiosk.intake.match_guests`)."""


def people(found: Registration) -> Table[GuestRow]:
    """Those who come, as rows of a guest list; "P1" is the first."""
    note = "; ".join(
        filter(
            None, ("Đăng ký phát biểu" if found.speak else "", f"Lĩnh vực: {found.activity}" if found.activity else "")
        )
    )
    rows = tuple(
        GuestRow(
            f"P{n}", 0, one.name, one.honorific, one.position, found.name, tax_code=found.tax_code,
            address=found.address, phone=one.phone, email=one.email, note=note,
        )
        for n, one in enumerate(found.people if found.coming else (), 1)
    )  # fmt: skip
    return Table("guests", (), "", (), (), rows, (), ())


def questions(found: Registration) -> Table[QuestionRow]:
    """The questions, as rows of a question list; "Q1" is the first."""
    asker = found.people[0] if found.people else registrations.Person("")
    rows = tuple(
        QuestionRow(
            f"Q{n}", n, one.text, organisation=found.name, tax_code=found.tax_code, field=one.field,
            asker=f"{asker.honorific} {asker.name}".strip(), phone=asker.phone, proposal=one.proposal,
            withheld="" if found.publish else "1",
            note="; ".join(filter(None, (
                "Đăng ký phát biểu" if found.speak else "",
                f"Đã kiến nghị trước đây: {one.earlier}" if one.earlier else "",
            ))),
        )
        for n, one in enumerate(found.questions, 1)
    )  # fmt: skip
    return Table("questions", (), "", (), (), rows, (), ())


def plans(conference: Conference, found: Registration, choices: Mapping[str, str]) -> tuple[Plan, Plan]:
    """What taking it in would change: the people, and the questions."""
    first = plan.of_table(conference, people(found), found.name, "", choices)
    return first, plan.of_table(conference, questions(found), found.name, "", choices)


def doubts(found: Registration, first: Plan, second: Plan) -> list[tuple[str, Doubt]]:
    """What people decide: (name of the row, doubt). The organisation is asked about once."""
    asked = [(change.name, doubt) for change in first.changes for doubt in change.doubts]
    known = found.coming and bool(found.people)
    return asked + [
        (change.name, doubt)
        for change in second.changes
        for doubt in change.doubts
        if not (known and doubt.key.endswith(ORGANISATION))
    ]


def change(writing: Writing, key: str, found: Registration) -> Row:
    """Keep what was corrected; the log has what was sent."""
    row = _waiting(writing, key)
    text = msgspec.json.encode(found).decode()
    if text != row["body"]:
        writing.put("submission.changed", "submission", row | {"body": text})
    return {"id": key}


def accept(conference: Conference, writing: Writing, key: str, found: Registration, choices: Mapping[str, str]) -> Row:
    """Put it on the lists: organisation, people who said that they come, questions to be screened by the moderator."""
    row = _waiting(writing, key)
    came = plan.of_table(conference, people(found), found.name, "", choices)
    plan.write(conference, came, writing, "")
    for one in came.changes:
        facts = {"by": found.people[0].name, "channel": "form"}
        guests.answer(writing, one.ref, "coming", facts)
    asked = plan.of_table(conference, questions(found), found.name, "", choices)
    plan.write(conference, asked, writing, "")
    body = msgspec.json.encode(found).decode()
    writing.put("submission.accepted", "submission", row | {"body": body, "state": "accepted", "by": writing.by})
    return {"guests": len(came.changes), "questions": len(asked.changes)}


def refuse(writing: Writing, key: str, reason: str) -> Row:
    """Put it aside with a reason."""
    if not reason.strip():
        raise Refusal("Write the reason.")
    row = _waiting(writing, key)
    refused = {"state": "refused", "by": writing.by, "reason": reason.strip()}
    writing.put("submission.refused", "submission", row | refused)
    return {"id": key}


def _waiting(writing: Writing, key: str) -> Row:
    row, _found = registrations.get(writing, key)
    if row["state"] != "new":
        raise Stale("{who} has looked at this registration already. Reload the page.", who=row["by"] or _("Somebody"))
    return row
