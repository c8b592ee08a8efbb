"""The checklist: the steps of the plan from two weeks before the day to the archive, each ticked by a person and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from badges.refusal import Refusal
from kiosk.i18n import N_

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing
    from kiosk.conference.conference import Conference


@dataclass(frozen=True, slots=True)
class Step:
    """A step: so many days after the conference (negative: before), what is done, and at which page."""

    key: str
    days: int
    title: str
    path: str


STEPS: Final = (
    Step("settings", -14, N_("Go through all settings: programme, units, who signs"), "/office/settings"),
    Step("lists", -14, N_("Import the guest list"), "/office/lists"),
    Step("notice", -10, N_("Publish the notice: businesses register and send questions"), "/office/submissions"),
    Step("copies", -10, N_("Name the second place for copies, on a USB disk"), "/office/copies"),
    Step("cards", -7, N_("Send all invitations and cards"), "/office/send"),
    Step("calls", -5, N_("Call everybody who has not answered"), "/office/calls"),
    Step("screened", -4, N_("Screen the questions, name a unit for each, invite units outside"), "/office/questions"),
    Step("prepared", -3, N_("Collect the prepared answers of the units"), "/office/exchange"),
    Step("printed", -3, N_("Print badges, name plates and the paper rolls"), "/office/print"),
    Step("rehearsed", -2, N_("Rehearse with every stand; rehearse the closing figures"), "/office/rehearsal"),
    Step("devices", -1, N_("Enrol every device in the hall; the last row can read the screen"), "/office/devices"),
    Step("cut", -1, N_("Pull the server's cable for a minute: desks go on and send everything afterwards"), "/office/door"),
    Step("spare", -1, N_("The spare laptop takes over once, and the server goes back to work"), "/office/spare"),
    Step("checked", 0, N_("Everything is green or known at “System check”"), "/office/doctor"),
    Step("roll", 0, N_("The paper sign-in roll lies at every desk"), "/office/print"),
    Step("recorded", 1, N_("The secretary has completed every answer"), "/office/questions"),
    Step("signed", 1, N_("Report and minutes are made and signed"), "/office/papers"),
    Step("published", 2, N_("The notice of conclusions is sent, the portal is updated"), "/office/papers"),
    Step("devices-ended", 2, N_("End the devices' access and remove the certificate from them"), "/office/devices"),
    Step("replies", 14, N_("Every written reply is sent"), "/office/follow-up"),
    Step("archived", 16, N_("The conference's folder is archived"), "/office/ending"),
)  # fmt: skip
"""All steps, in the order of their days (docs/plan.md)."""
KEYS: Final = frozenset(step.key for step in STEPS)


def due(conference: Conference, step: Step) -> date:
    """Return the day by which a step is to be done."""
    return conference.settings.date + timedelta(days=step.days)


def ticked(db: Store | Writing) -> dict[str, Row]:
    """Return who ticked what and when, by step."""
    return {row["id"]: row for row in db.query("select * from tick where at != ''")}


def tick(writing: Writing, key: str, done: bool) -> Row:
    """Tick a step, or take the tick back."""
    if key not in KEYS:
        raise Refusal("There is no such step on the checklist.")
    writing.put(
        "tick.done" if done else "tick.undone", "tick", {"id": key, "at": writing.at if done else "", "by": writing.by}
    )
    return {"step": key}


def late(conference: Conference) -> list[Step]:
    """Return the steps whose day is over and that nobody ticked."""
    today, done = conference.clock.local().date(), ticked(conference.db)
    return [step for step in STEPS if due(conference, step) < today and step.key not in done]


def upcoming(conference: Conference, most: int = 5) -> list[Step]:
    """Return the next steps that are not ticked and not late."""
    today, done = conference.clock.local().date(), ticked(conference.db)
    return [step for step in STEPS if due(conference, step) >= today and step.key not in done][:most]
