"""What people call the states of a question on their screens: places, moves, forms, results, sources."""

from __future__ import annotations

from kiosk.i18n import _
from live.answers import Detail, Form, Result
from live.outcomes import Outcome
from live.queue import Move, Place


def place(code: str) -> str:
    """Where a question stands."""
    named: dict[str, str] = {
        Place.RECEIVED: _("Not screened"), Place.WAITING: _("Waiting"), Place.FLOOR: _("On the floor"),
        Place.ANSWERED: _("Answered live"), Place.BEFORE: _("Answered in writing before the conference"),
        Place.WRITING: _("In writing after"), Place.FORWARDED: _("Forwarded to the competent body"),
        Place.OUT: _("Out of our competence or scope"),
        Place.MERGED: _("Merged"), Place.WITHDRAWN: _("Withdrawn"),
    }  # fmt: skip
    return named[code]


def move(code: str) -> str:
    """What happened to a question."""
    named: dict[str, str] = {
        Move.ACCEPT: _("Accepted"), Move.CALL: _("Called"), Move.ANSWERED: _("Answered"), Move.NEXT: _("Next"),
        Move.PUT_BACK: _("Put back where it stood"), Move.LATER: _("Put off"), Move.ABSENT: _("Absent when called"),
        Move.WRITING: _("To be answered in writing"), Move.BEFORE: _("Answered in writing before the conference"),
        Move.FORWARD: _("Forwarded to the competent body"), Move.OUT: _("Out of our competence or scope"), Move.MERGE: _("Merged"),
        Move.WITHDRAW: _("Withdrawn"), Move.REOPEN: _("Reopened"), Move.ORDER: _("Moved in the queue"),
        "pause": _("Clock stopped"), "resume": _("Clock running again"),
        "aside": _("Another item or a speaker on"), "back": _("Back to the dialogue"), "undo": _("Taken back"),
    }  # fmt: skip
    return named[code]


def form(code: str) -> str:
    """How a question was answered."""
    named: dict[str, str] = {
        Form.BEFORE: _("Answered in writing before the conference"), Form.LIVE: _("Answered at the conference"),
        Form.WRITING: _("In writing after the conference"), Form.FORWARDED: _("Sent to the competent body"),
        Form.OUT: _("Not our competence or scope"),
    }  # fmt: skip
    return named.get(code, "")


def form_button(code: str) -> str:
    """The same, short enough for a button."""
    named: dict[str, str] = {
        Form.BEFORE: _("In writing before"), Form.LIVE: _("Live"), Form.WRITING: _("In writing afterwards"),
        Form.FORWARDED: _("To another body"), Form.OUT: _("Not our competence"),
    }  # fmt: skip
    return named.get(code, "")


def result(code: str) -> str:
    """What came of it."""
    named: dict[str, str] = {
        Result.EXPLAINED: _("Explained, information given"), Result.SETTLED: _("Settled"),
        Result.CONSIDERED: _("Under consideration"),
    }  # fmt: skip
    return named.get(code, "")


def detail(code: str) -> str:
    """The finer result."""
    named: dict[str, str] = {
        Detail.DOCUMENT: _("a document was issued"), Detail.INSPECTION: _("inspected"),
        Detail.CARRIED_OUT: _("carried out"), Detail.ROADMAP: _("with a roadmap"),
        Detail.NO_ROADMAP: _("without a roadmap yet"), Detail.NO_MEANS: _("no means for it yet"),
        Detail.SUPERIOR: _("hangs on a document of a higher level"),
    }  # fmt: skip
    return named.get(code, "")


def outcome(code: str) -> str:
    """The class in which the report counts a question."""
    return _("Open") if code == Outcome.OPEN else _("Merged") if code == Outcome.MERGED else (
        _("Withdrawn") if code == Outcome.WITHDRAWN else form(code)
    )  # fmt: skip


def source(code: str) -> str:
    """How a question came in."""
    named: dict[str, str] = {
        "advance": _("Sent in advance"), "hall": _("Raised in the hall"), "phone": _("Sent from a phone"),
        "carried": _("Carried over from last time"),
    }  # fmt: skip
    return named[code]


def part(code: str) -> str:
    """A part of a question, as its form calls it."""
    named: dict[str, str] = {
        "text": _("What is asked"), "proposal": _("Proposal"), "summary": _("Summary for the hall"), "field": _("Field"),
        "unit": _("Answering unit"), "co_units": _("Co-ordinating units"), "prepared": _("Draft answer"),
        "basis": _("Legal basis"), "note": _("Internal note"), "asker": _("Who sent it"),
        "referred_to": _("To which body"), "place": _("Where it stands"), "reason": _("Reason"),
        "withheld": _("Publication"), "merged_into": _("Merged into question"), "organisation": _("Business"),
        "source": _("How it came in"), "asker_phone": _("Telephone of who sent it"), "received": _("Received"),
        "carried_from": _("Carried over from"), "document": _("Number of the document"), "guest": _("Guest who sent it"),
    }  # fmt: skip
    return named[code]
