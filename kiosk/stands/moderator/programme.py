"""The programme and the hall's screens, led by hand: items, the rest of the day moved or fitted, what the screens hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from flask import Blueprint
from msgspec import Meta

from badges.refusal import Refusal
from kiosk.conference import enrolment, stage
from kiosk.conference.devices import Role
from kiosk.stands.moderator.commands import WHO, Command, Done, Short, note, run_command
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from live import hall_mode, programme, questions, timetable
from live.hall_mode import Mode

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

blueprint = Blueprint("moderator_programme", __name__)


class Step(Command, kw_only=True):
    """Something that happens to an item of the programme. `minutes` for extend and shift, `part` for part.

    `shift` moves the rest of the programme, `fit` presses it so that it ends at the hour `until` (the plan's end if empty).
    """

    item: Annotated[int, Meta(ge=0, le=99)] = 0
    do: Literal["start", "end", "keep", "extend", "skip", "restore", "part", "shift", "fit"]
    minutes: Annotated[int, Meta(ge=-240, le=240)] = 0
    part: Annotated[int, Meta(ge=0, le=99)] = 0
    until: Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")] = ""


class Hold(Command, kw_only=True):
    """What the hall's screens are to show, and the line of words under it; what is left out stays as it is."""

    mode: Mode | None = None
    message: Annotated[str, Meta(max_length=1000)] | None = None


class Blank(Command, kw_only=True):
    """Whether all screens are to be dark: what the button said, not the contrary of what has come to be."""

    on: bool


class Page(Command, kw_only=True):
    """Which page of the question on the floor the hall's screens show, from 0."""

    question: Annotated[int, Meta(ge=1)]
    page: Annotated[int, Meta(ge=0, le=99)]


class Stepped(Done, kw_only=True):
    """The item of the programme."""

    item: int


class Held(Done, kw_only=True):
    """What the screens show."""

    mode: Mode


@blueprint.post("/moderator/programme")
@may(*WHO)
@takes(Step)
@gives(Stepped)
def step(sent: Step) -> ResponseReturnValue:
    """Start, end, keep, extend, skip an item, give it back to the plan, name the talk that is on, move or fit the rest."""
    return run_command("moderator.programme", sent, lambda writing: _step(writing, sent))


def _step(writing: Writing, sent: Step) -> Row:
    conference = current_conference()
    if sent.do in ("shift", "fit"):
        _rest(conference, writing, sent)
    elif sent.do == "extend":
        timetable.extend(writing, conference.slots, sent.item, sent.minutes)
    elif sent.do == "part":
        parts = conference.settings.programme[sent.item].parts if sent.item < len(conference.slots) else []
        if sent.part > len(parts):
            raise Refusal("This item has {n} talks.", n=len(parts))
        programme.part(writing, conference.slots, sent.item, sent.part)
    elif sent.do == "skip":
        programme.skip(writing, conference.slots, sent.item, conference.on())
    elif sent.do == "restore":
        programme.restore(writing, conference.slots, sent.item)
    else:
        stage.lead(conference, writing, sent.do, sent.item)
    note(writing, sent, f"item.{sent.do}", sent.item, str(sent.minutes or sent.part or ""))
    return {"item": sent.item}


def _rest(conference: Conference, writing: Writing, sent: Step) -> None:
    if sent.do == "shift":
        timetable.shift(writing, conference.slots, conference.on(), sent.minutes)
    else:
        end = conference.settings.moment(sent.until) if sent.until else conference.slots[-1].end
        timetable.fit(writing, conference.slots, conference.on(), end)


@blueprint.post("/moderator/hall")
@may(*WHO)
@takes(Hold)
@gives(Held)
def hold(sent: Hold) -> ResponseReturnValue:
    """Let the hall's screens follow the programme, or hold them on one thing, with a line of words."""

    def told(writing: Writing) -> Row:
        before = hall_mode.held(writing)
        message = before.message if sent.message is None else sent.message
        held = hall_mode.hold(writing, sent.mode or before.mode, message)
        kind, text = ("message", held.message) if held.message != before.message else ("hall", "")
        note(writing, sent, kind, 0, text or str(held.mode))
        return {"mode": str(held.mode)}

    return run_command("moderator.hall", sent, told)


class Screen(Command, kw_only=True):
    """One screen, by its device, and what it alone is to show; `auto`: what all show."""

    screen: Short
    mode: Mode


@blueprint.post("/moderator/hall/screen")
@may(*WHO)
@takes(Screen)
@gives(Held)
def hold_screen(sent: Screen) -> ResponseReturnValue:
    """Hold one screen by itself, or let it follow the others again."""
    conference = current_conference()
    names = {device.id: device.name for device in enrolment.devices(conference) if device.role is Role.HALL}

    def told(writing: Writing) -> Row:
        if sent.screen not in names:
            raise Refusal("This screen is not enrolled any more.")
        hall_mode.hold_screen(writing, sent.screen, sent.mode)
        note(writing, sent, "screen", 0, names[sent.screen])
        return {"mode": str(sent.mode)}

    return run_command("moderator.hall.screen", sent, told)


class Turned(Done, kw_only=True):
    """The page that is shown."""

    page: int


@blueprint.post("/moderator/hall/page")
@may(*WHO)
@takes(Page)
@gives(Turned)
def turn_page(sent: Page) -> ResponseReturnValue:
    """Turn to a page of a question that is too long for one screen."""

    def turned(writing: Writing) -> Row:
        questions.get(writing, sent.question)
        hall_mode.turn_page(writing, sent.question, sent.page)
        return {"page": sent.page}

    return run_command("moderator.hall.page", sent, turned)


@blueprint.post("/moderator/hall/blank")
@may(*WHO)
@takes(Blank)
@gives(Held)
def blank(sent: Blank) -> ResponseReturnValue:
    """Blank all screens, or show again what they showed before; nothing where that was done already."""

    def told(writing: Writing) -> Row:
        now = hall_mode.held(writing)
        if sent.on == (now.mode is Mode.BLANK):
            return {"mode": str(now.mode)}
        back = hall_mode.before_blank(writing) if now.mode is Mode.BLANK else hall_mode.Held(Mode.BLANK, now.message)
        hall_mode.hold(writing, back.mode, back.message)
        note(writing, sent, "hall", 0, str(back.mode))
        return {"mode": str(back.mode)}

    return run_command("moderator.hall.blank", sent, told)
