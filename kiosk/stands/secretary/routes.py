"""The secretary: what was answered, by whom, on what legal basis, what was promised and by when; conclusions as tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec
from flask import Blueprint, current_app, jsonify

from badges import guests
from badges.refusal import Refusal, Unknown
from kiosk import i18n
from kiosk.arrivals import heads
from kiosk.conference import units
from kiosk.conference.devices import Role
from kiosk.dialogue.rows import all_questions
from kiosk.i18n import _, labels
from kiosk.stands.secretary import day_log, shown, speech_texts
from kiosk.stands.secretary.shapes import (
    AnswerKept,
    AnswerSent,
    ConclusionKept,
    ConclusionSent,
    DropSent,
    Number,
    Opened,
    QuestionShown,
    SpeechSent,
    VoiceKept,
)  # fmt: skip
from kiosk.storage.kept import kept
from kiosk.web import access
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import DIALOGUE, PROGRAMME
from kiosk.web.stand import Stand
from live import answers, calls, conclusions, outcomes, questions, remarks
from live.answers import Answer, Overwritten
from live.conclusions import Conclusion, Reworded
from live.floor_times import hours
from live.queue import Place
from live.remarks import Remark, Rewritten
from live.voices import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing
    from kiosk.web.presence import AtWork
    from live.calls import Call
    from live.questions import Question

blueprint = Blueprint("secretary", __name__)
WHO = frozenset({Role.SECRETARY, Role.OFFICE})
AT_WORK = "at work"
"""Not a table: what is touched when somebody opens another question."""


def _at_work() -> AtWork:
    return cast("AtWork", current_app.extensions["at_work"])


def facts(conference: Conference) -> dict[str, Any]:
    """All questions in the order of the work they still need, the log of the day, the conclusions."""
    everything = all_questions(conference.db)
    written = answers.every(conference.db)
    turns = list(conference.db.query("select * from turn order by rowid"))
    turned, last = hours(turns), last_calls(turns)
    organisations = kept(conference.db, "called", ("organisation",), lambda: _called(conference))
    working = _at_work().by_question()

    def row(question: Question) -> dict[str, Any]:
        answer = written.get(question.number)
        return {
            "number": question.number, "business": organisations.get(question.organisation, ""), "place": str(question.place),
            "place_name": labels.place(question.place), "hours": turned.get(question.number), "answer": answer,
            "version": answer.version if answer else 0, "working": working.get(question.number, []),
            "called": last[question.number].start if question.number in last else "",
            "complete": recorded(answer, last.get(question.number)),
            "unit": units.short(conference.settings, question.unit),
        }  # fmt: skip

    floor = [q for q in everything if q.place is Place.FLOOR]
    spoken = [q for q in everything if q.number in turned and q.place not in (Place.FLOOR, Place.WAITING)]
    spoken.sort(key=lambda q: turned[q.number].start, reverse=True)
    done = {n for n, answer in written.items() if recorded(answer, last.get(n))}
    lacking = [q for q in spoken if q.number not in done or not outcomes.fits(q, forms(written[q.number]))]
    line = questions.line(everything)
    shown = {q.number for q in (*floor, *lacking, *line)}
    rest = [q for q in everything if q.number not in shown]
    groups = {"floor": floor, "lacking": lacking, "line": line, "rest": rest}
    recorder = current_app.extensions["recorder"]
    return {
        "groups": {name: [row(q) for q in group] for name, group in groups.items()},
        "floor": floor[0].number if floor else 0,
        "tasks": [(task, units.name(conference.settings, task.unit)) for task in conclusions.every(conference.db)],
        "speeches": speech_texts.spoken(conference),
        "giver": units.speaker(conference),
        "log": day_log.lines(conference, everything, organisations),
        "sound_by": (recorder.by or _("Another page")) if recorder.on else "",
    }


def _called(conference: Conference) -> dict[str, str]:
    return {
        key: organisation.short_name or organisation.name
        for key, organisation in guests.organisations(conference.db).items()
    }


def last_calls(turns: list[Row]) -> dict[int, Call]:
    """Return the last call of each question at which something was answered."""
    return {call.question: call for call in calls.calls(turns) if call.answered}


def recorded(answer: Answer | None, last: Call | None) -> bool:
    """Return whether nothing of an answer is a draft, and its last call has a record of its own."""
    return answer is not None and answer.complete and (last is None or answer.recorded(last.start))


def forms(answer: Answer) -> list[str]:
    """Return the forms that the voices of an answer say."""
    return [voice.form for voice in answer.voices]


STAND = Stand("secretary", WHO, facts, DIALOGUE | PROGRAMME | {AT_WORK, "recording", "remark"})


@blueprint.app_context_processor
def templates() -> dict[str, Any]:
    """What the page's forms offer."""
    return {"secretary_offers": lambda: units.offers(current_conference()), "names": labels}


@blueprint.get("/secretary/questions/<int:number>")
@may(*WHO)
@gives(QuestionShown)
def question(number: int) -> ResponseReturnValue:
    """All that is known of one question, its answer and the answer's history."""
    conference = current_conference()
    seq = conference.db.seq
    asked = questions.get(conference.db, number)
    everything = questions.every(conference.db)
    organisations = guests.organisations(conference.db)
    here = heads.presence(conference.db).get(asked.organisation)
    turned = hours(list(conference.db.query("select * from turn order by rowid"))).get(number)
    organisation = organisations.get(asked.organisation)
    others = [(q.number, organisations[q.organisation].name) for q in everything if q.merged_into == number]
    known, offered = answers.get(conference.db, number), answers.fitting(conference.db, number)
    return jsonify(
        seq=seq, number=number, business=organisation.name if organisation else "", asker=asked.asker, text=asked.text,
        proposal=asked.proposal,
        field=(f.name if (f := conference.settings.field(asked.field)) else ""), unit=asked.unit,
        unit_name=units.name(conference.settings, asked.unit), co_units=[units.name(conference.settings, u) for u in asked.co_units],
        prepared=asked.prepared, basis=asked.basis, place=str(asked.place), place_name=labels.place(asked.place),
        wanted=outcomes.form_of(asked) or "", reason=asked.reason, referred_to=asked.referred_to, others=others,
        here=_("Here since {hour}: {name}").format(hour=conference.clock.hour(here.at), name=here.name) if here else "",
        start=conference.clock.hour(turned.start) if turned else "", end=conference.clock.hour(turned.end) if turned else "",
        answer=msgspec.to_builtins(answers.voice(conference.db, offered)), voices=[shown.tab(conference, one) for one in known.voices],
        called=next(iter(calls.answered_starts(conference.db, number)[-1:]), ""),
        offered=offered, fresh=answers.next_id(conference.db, number), history=shown.history(conference, number),
    )  # fmt: skip


@blueprint.post("/secretary/answers")
@may(*WHO)
@takes(AnswerSent)
@gives(VoiceKept)
def answer(sent: AnswerSent) -> ResponseReturnValue:
    """Write an answer down. 409 when somebody wrote in between, with what is on record now."""
    conference = current_conference()

    def action(writing: Writing) -> Row:
        asked = questions.get(writing, sent.question)
        identity = sent.voice or answers.fitting(writing, sent.question)
        _fits(asked, sent, [one for one in answers.get(writing, sent.question).voices if one.id != identity])
        kept = answers.write(
            writing,
            Voice(
                identity, sent.question, sent.part, sent.asked,
                sent.asker, "", sent.answerer, units.code(conference.settings, sent.unit),
                sent.text, sent.basis, sent.form, sent.result, sent.detail, sent.promised, sent.due,
                sent.referred_to, sent.complete, sent.seen,
            ),
            conference.settings.date.isoformat(),
        )  # fmt: skip
        return {"version": kept.version, "number": conference.db.seq, "voice": kept.id}

    return _run("answer", sent, action)


@blueprint.post("/secretary/answers/drop")
@may(*WHO)
@takes(DropSent)
@gives(VoiceKept)
def drop(sent: DropSent) -> ResponseReturnValue:
    """Take a voice out of the record; its history keeps it. 409 when somebody wrote in between."""
    conference = current_conference()

    def action(writing: Writing) -> Row:
        answers.drop(writing, sent.voice, sent.seen)
        return {"version": 0, "number": conference.db.seq, "voice": sent.voice}

    return _run("answer.drop", sent, action)


def _fits(asked: Question, sent: AnswerSent, others: list[Voice]) -> None:
    """Raise `Refusal` where no voice would say the form in which the question will be counted."""
    if sent.complete and not outcomes.fits(asked, [sent.form, *(one.form for one in others)]):
        raise Refusal(
            "The question stands under “{place}”: choose that form, or have the moderator bring the question back.",
            place=labels.place(asked.place),
        )


def _run(
    kind: str, sent: AnswerSent | DropSent | ConclusionSent | SpeechSent, action: Callable[[Writing], Row]
) -> ResponseReturnValue:
    """Do it once; 409 with what is on record now when somebody wrote in between."""
    try:
        done, replay = run_once(sent.id, kind, msgspec.to_builtins(sent), action)
    except (Overwritten, Reworded, Rewritten) as stale:
        return jsonify(error=i18n.sentence(stale), known=msgspec.to_builtins(stale.known)), stale.status
    return jsonify(done | {"replay": replay})


@blueprint.post("/secretary/conclusions")
@may(*WHO)
@takes(ConclusionSent)
@gives(ConclusionKept)
def conclusion(sent: ConclusionSent) -> ResponseReturnValue:
    """Write a task down, word it anew, or withdraw it with a reason."""
    conference = current_conference()

    def action(writing: Writing) -> Row:
        task = Conclusion(
            sent.conclusion or sent.id, sent.giver, units.code(conference.settings, sent.unit.strip()),
            sent.task.strip(), sent.due, withdrawn=sent.withdrawn, version=sent.seen,
        )  # fmt: skip
        kept = conclusions.write(writing, task)
        return {"conclusion": kept.id, "version": kept.version, "number": conference.db.seq}

    return _run("conclusion", sent, action)


@blueprint.post("/secretary/speeches")
@may(*WHO)
@takes(SpeechSent)
@gives(AnswerKept)
def speech_text(sent: SpeechSent) -> ResponseReturnValue:
    """Write the text of a speech for the minutes. 409 when somebody wrote in between, with what is on record now."""
    conference = current_conference()
    if sent.speech not in {one.remark.id for one in speech_texts.spoken(conference)}:
        raise Unknown("This speech is not in the log of the day.")

    def action(writing: Writing) -> Row:
        stored = remarks.write(writing, Remark(sent.speech, sent.text, sent.seen))
        return {"version": stored.version, "number": conference.db.seq}

    return _run("speech", sent, action)


@blueprint.post("/secretary/presence")
@may(*WHO)
@takes(Opened)
@gives(Number)
def presence(said: Opened) -> ResponseReturnValue:
    """A page says which question it has open, so that two secretaries see each other."""
    conference, device = current_conference(), access.this_device()
    if _at_work().says(said.page, device.name if device else "", said.question):
        current_app.extensions["screens"].touched({AT_WORK})
    return jsonify(number=conference.db.seq)
