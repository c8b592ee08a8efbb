"""The hall: the big screen. Which business's question is being answered, by which body, what comes next, the time left.

It is public: what it shows is chosen field by field here, and nothing else ever reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from badges import guests
from kiosk.devices import Role
from kiosk.doors import may, this_day
from kiosk.screens import DIALOGUE, PROGRAMME, Stand
from live import programme, questions
from live.queue import Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.day import Day
    from kiosk.settings import Settings
    from live.questions import Question

blueprint = Blueprint("hall", __name__)
WHO = frozenset({Role.PUBLIC})
NEXT_SHOWN = 2


def facts(day: Day) -> dict[str, Any]:
    """What the hall may see."""
    on = programme.current(day.slots, programme.runs(day.db), day.clock.now())
    item = day.settings.programme[on] if on is not None else None
    shown: dict[str, Any] = {"item": item, "number": on, "question": None, "coming": [], "answered": 0, "total": 0}
    if item is not None and item.kind == "dialogue":
        shown |= _dialogue(day)
    ends = programme.ends(day.slots[on], programme.runs(day.db).get(on)) if on is not None else None
    return shown | {"ends": int(ends.timestamp() * 1000) if ends else 0}


def _dialogue(day: Day) -> dict[str, Any]:
    everything = questions.every(day.db)
    names = {key: o.name for key, o in guests.organisations(day.db).items()}
    floor = next((q for q in everything if q.place is Place.FLOOR), None)
    line = questions.line(everything)
    answered = sum(q.place is Place.ANSWERED for q in everything)
    return {
        "question": public(day, floor, everything, names) if floor else None,
        "coming": [public(day, q, everything, names) for q in line[:NEXT_SHOWN]],
        "answered": answered,
        "total": answered + len(line) + (floor is not None),
    }


def public(day: Day, question: Question, everything: list[Question], names: dict[str, str]) -> dict[str, Any]:
    """The allow-list: these facts of a question are public, and no others."""
    unit = day.settings.unit(question.unit)
    field = day.settings.field(question.field)
    merged = [q for q in everything if q.merged_into == question.number]
    return {
        "number": question.number,
        "business": names.get(question.organisation, ""),
        "others": sorted({names.get(q.organisation, "") for q in merged} - {""}),
        "text": question.shown,
        "unit": unit.name if unit else question.unit,
        "field": field.name if field else "",
    }


STAND = Stand("hall", WHO, facts, DIALOGUE | PROGRAMME, order=0)


@blueprint.get("/conference.css")
@may(Role.PUBLIC)
def conference_css() -> ResponseReturnValue:
    """The conference's own colours and the hall's smallest type, as the content policy allows no styles in pages."""
    return Response(css(this_day().settings), mimetype="text/css")


def css(settings: Settings) -> str:
    """Colours of the blocks; sizes of type that can be read from the farthest seat (browser.md 5.4)."""
    lines = [f".block-{block.code}{{--block:{block.colour}}}" for block in settings.blocks]
    return "\n".join([*lines, f":root{{--arc-minute:{arc_minute(settings):.3f}px}}"]) + "\n"


CAP_HEIGHT = 0.74
"""Height of a capital of Be Vietnam Pro, in em (measured)."""


def arc_minute(settings: Settings, pixels: int = 1080) -> float:
    """Font size, in pixels of a screen of 1080 lines, whose capitals subtend one arc minute at the farthest seat."""
    metres = settings.screen.farthest_seat_m * 0.000290888
    return metres / settings.screen.picture_height_m * pixels / CAP_HEIGHT
