"""The page "Try the scanner", at a desk and from the office: three scans of the test card, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from flask import Blueprint, jsonify, render_template, request
from msgspec import Meta, Struct

from badges import codes, qr, scanner_check
from badges.refusal import Refusal
from badges.scanner_check import Advice, Ending, KeyEvent, Layout
from kiosk.conference import scanners
from kiosk.conference.devices import Role
from kiosk.i18n import N_, gettext
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import Operation, gives, takes
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing
    from kiosk.conference.devices import Device

blueprint = Blueprint("scanner_check", __name__)
WHO = frozenset({Role.DESK, Role.STEWARD, Role.OFFICE})
LAYOUTS = {
    Layout.DIGITS: N_("digits, from the row above the letters"), Layout.KEYPAD: N_("digits, from the keypad"),
    Layout.ALT: N_("by number, with Alt on the keypad"), Layout.SHIFTED: N_("scanner set to French, computer not"),
    Layout.VIETNAMESE: N_("Vietnamese"), Layout.FRENCH: N_("French"), Layout.OTHER: N_("another one"),
    Layout.HIDDEN: N_("hidden by an input method"),
}  # fmt: skip
ENDINGS = {
    Ending.ENTER: N_("Enter"), Ending.CR_LF: N_("Enter and line feed (CR LF)"), Ending.TAB: N_("Tab"),
    Ending.TWICE: N_("Enter twice"), Ending.NONE: N_("nothing"),
}  # fmt: skip
ADVICE = {
    Advice.NOT_READ: N_("Not every scan was read. Hold the card still, clean the scanner's window, try the cable."),
    Advice.METHOD: N_("A Vietnamese input method is on. Turn it off at this computer while you scan."),
    Advice.LAYOUT: N_("Set the scanner's keyboard country to USA, with the code in its manual. Cards are read all the same."),
    Advice.SLOW: N_("The scanner is slow. This page has saved the setting for it; at the scanner, take out the delay between characters."),
    Advice.LINE_FEED: N_("Set the scanner to end with Enter (CR) only. In another window its line feed opens the downloads."),
    Advice.NO_ENDING: N_("Set the scanner to end with Enter (CR): the outcome comes a quarter of a second earlier."),
}  # fmt: skip

Moment = Annotated[float, Meta(ge=0, le=60_000)]
KeyName = Annotated[str, Meta(max_length=24)]


class Key(Struct, forbid_unknown_fields=True, kw_only=True):
    """One key as the page saw it; see `badges.scanner_check.KeyEvent`."""

    key: KeyName
    code: KeyName = ""
    ms: Moment = 0
    ctrl: bool = False
    alt: bool = False
    up: bool = False
    text: Annotated[str, Meta(max_length=400)] | None = None


class Tried(Operation, kw_only=True):
    """`POST /desk/scanner`: the keys of each scan of the test card."""

    scans: Annotated[list[Annotated[list[Key], Meta(min_length=1, max_length=400)]], Meta(min_length=1, max_length=6)]


class Judged(Struct, forbid_unknown_fields=True):
    """What the keys showed; `layout`, `ending` and `advice` in words, `gap` in ms the setting that is saved now."""

    good: bool
    read: int
    keys: int
    longest_gap: int
    layout: str
    method: bool
    ending: str
    prefix: str
    gap: int
    advice: list[str]


@blueprint.app_context_processor
def scanner_setting() -> dict[str, Callable[[Device | None], tuple[int, str]]]:
    """Give pages the setting of their device's scanner."""
    return {"scanner_setting": lambda device: scanners.setting(current_conference(), device)}


@blueprint.get("/desk/scanner")
@blueprint.get("/office/scanner", endpoint="office_page")
@may(*WHO)
def page() -> ResponseReturnValue:
    """The page."""
    device = this_device()
    known = scanners.tried(current_conference(), device.id) if device else None
    picture = qr.svg(codes.TEST_CARD)
    return render_template("scanner_check/page.html", stand="desk", device=device, known=known, picture=picture)


@blueprint.post("/desk/scanner")
@blueprint.post("/office/scanner", endpoint="office_checks")
@may(*WHO)
@takes(Tried)
@gives(Judged)
def checks(asked: Tried) -> ResponseReturnValue:
    """Judge the scans, and save the setting with which they are read best for this device."""
    device = this_device()
    if device is None:
        raise Refusal("This device is not enrolled. Open the link that the office gave you.")
    keys = [[KeyEvent(k.key, k.code, k.ms, k.ctrl, k.alt, k.up, k.text) for k in scan] for scan in asked.scans]
    found = scanner_check.check(keys)

    def action(writing: Writing) -> Row:
        return scanners.save(writing, device, found)

    body: dict[str, Any] = {"path": request.path, "at": asked.at, "scans": len(asked.scans)}
    run_once(str(asked.id), "scanner", body, action)
    return jsonify(
        good=found.good, read=found.read, keys=found.keys, longest_gap=found.longest_gap,
        layout=gettext(LAYOUTS[found.layout]), method=found.method, ending=gettext(ENDINGS[found.ending]),
        prefix=found.prefix, gap=found.gap, advice=[gettext(ADVICE[advice]) for advice in found.advice],
    )  # fmt: skip
