"""Answers: a question's answer is a list of voices, each with who spoke, for which unit, on what legal basis, and what was
promised by when.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale
from live import calls, voices
from live.voices import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.ports import Store, Writing


class Form(StrEnum):
    """How it was answered: the first axis of the report's table."""

    BEFORE = "before"
    """In writing before the conference."""
    LIVE = "live"
    WRITING = "writing"
    """In writing after the conference."""
    FORWARDED = "forwarded"
    OUT = "out"
    """Not in competence or scope."""


SPOKEN_OR_SENT = frozenset({Form.BEFORE, Form.LIVE})
"""Where an answer was given by the end of the conference: it has a text and a result."""


class Result(StrEnum):
    """What came of it (second axis, as the National Assembly's petition software has it)."""

    EXPLAINED = "explained"
    SETTLED = "settled"
    CONSIDERED = "considered"


class Detail(StrEnum):
    """A finer result, noted later at a desk."""

    DOCUMENT = "document"
    """Settled: a document was issued."""
    INSPECTION = "inspection"
    CARRIED_OUT = "carried_out"
    ROADMAP = "roadmap"
    """Considered: with a roadmap."""
    NO_ROADMAP = "no_roadmap"
    NO_MEANS = "no_means"
    """Considered: no means for it yet."""
    SUPERIOR = "superior"
    """Considered: depends on a document of a higher level."""


DETAILS: dict[str, tuple[Detail, ...]] = {
    Result.EXPLAINED: (),
    Result.SETTLED: (Detail.DOCUMENT, Detail.INSPECTION, Detail.CARRIED_OUT),
    Result.CONSIDERED: (Detail.ROADMAP, Detail.NO_ROADMAP, Detail.NO_MEANS, Detail.SUPERIOR),
}
LEAST_SETTLED = (Result.CONSIDERED, Result.SETTLED, Result.EXPLAINED)
"""Of several voices' results the first of these is the question's: what one unit still considers is not settled."""
MOST_FURTHER = 20
"""Further questions that hang on one question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All voices of one question, in the order in which they spoke. Its own properties sum them up for counts and lists."""

    question: int
    voices: tuple[Voice, ...] = ()

    @property
    def form(self) -> str:
        """LIVE where any voice was heard at the conference, otherwise the first form that is on record."""
        forms = [voice.form for voice in self.voices if voice.form]
        return Form.LIVE if Form.LIVE in forms else next(iter(forms), "")

    @property
    def _deciding(self) -> Voice | None:
        """The voice whose result is the question's: of the last call with a result, the least settled."""
        told = [voice for voice in self.voices if voice.result]
        last = [voice for voice in told if voice.called == told[-1].called]
        return min(last, key=lambda voice: LEAST_SETTLED.index(Result(voice.result)), default=None)

    @property
    def result(self) -> str:
        """The result of the last call; where its voices differ, the least settled."""
        return self._deciding.result if self._deciding else ""

    @property
    def detail(self) -> str:
        """The finer result that belongs to `result`."""
        return self._deciding.detail if self._deciding else ""

    @property
    def text(self) -> str:
        """All texts, one paragraph each."""
        return "\n".join(voice.text for voice in self.voices if voice.text.strip())

    @property
    def basis(self) -> str:
        """All legal bases, each once."""
        return "; ".join(dict.fromkeys(voice.basis for voice in self.voices if voice.basis.strip()))

    @property
    def answerer(self) -> str:
        """Everybody who answered, each once."""
        return "; ".join(dict.fromkeys(voice.answerer for voice in self.voices if voice.answerer))

    @property
    def unit(self) -> str:
        """The unit under which the question is counted: the first that answered."""
        return next((voice.unit for voice in self.voices if voice.unit), "")

    @property
    def referred_to(self) -> str:
        """The body to which the matter was sent."""
        return next((voice.referred_to for voice in self.voices if voice.referred_to), "")

    @property
    def promised(self) -> bool:
        """Whether any voice promised a reply in writing."""
        return any(voice.promised for voice in self.voices)

    @property
    def due(self) -> str:
        """The last day on which a promised reply is due."""
        return max((voice.due for voice in self.voices), default="")

    @property
    def complete(self) -> bool:
        """Whether the secretary is done with every voice, and there is one."""
        return bool(self.voices) and all(voice.complete for voice in self.voices)

    @property
    def version(self) -> int:
        """Editions of all voices together: it changes with every write."""
        return sum(voice.version for voice in self.voices)

    @property
    def at(self) -> str:
        """When anything was last written here."""
        return max((voice.at for voice in self.voices), default="")

    @property
    def by(self) -> str:
        """Who wrote here last."""
        return max(self.voices, key=lambda voice: voice.at).by if self.voices else ""

    def recorded(self, called: str) -> bool:
        """Whether the call that began at this moment has a complete voice and no draft."""
        of = [voice for voice in self.voices if voice.called == called]
        return bool(of) and all(voice.complete for voice in of)


class Overwritten(Stale):
    """Somebody wrote in this voice in between; `known` is what is on record now."""

    def __init__(self, known: Voice) -> None:
        super().__init__(
            "{by} wrote in this answer in the meantime. Your text is still on your screen: compare and save again.",
            by=known.by or "…",
        )
        self.known = known


def ordered(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Sort as they spoke: by call, within it the question before what was asked further, then as they were written."""
    return tuple(sorted(voices, key=lambda voice: (voice.called, voice.part, voice.n)))


def every(db: Store | Writing) -> dict[int, Answer]:
    """Return all answers by question number; questions without a voice are left out."""
    found: dict[int, list[Voice]] = {}
    for row in db.query("select * from answer"):
        found.setdefault(row["question"], []).append(voices.from_row(row))
    return {number: Answer(number, ordered(spoken)) for number, spoken in found.items()}


def get(db: Store | Writing, question: int) -> Answer:
    """Return the answer to one question; one without voices where nothing is on record."""
    rows = db.query("select * from answer where question = ?", (question,))
    return Answer(question, ordered(voices.from_row(row) for row in rows))


def voice(db: Store | Writing, identity: str) -> Voice:
    """Return one voice; an empty one of version 0 where nothing is on record."""
    row = first(db.query("select * from answer where id = ?", (identity,)))
    return voices.from_row(row) if row else Voice(identity, voices.question_of(identity))


def identities(db: Store | Writing, question: int) -> list[str]:
    """Return the ids of all voices that the question ever had, dropped ones too, in the order of their numbers."""
    log = "select distinct key from event where tab = 'answer' and (key = ? or key like ?)"
    keys = [row["key"] for row in db.query(log, (str(question), f"{question}:%"))]
    return sorted(keys, key=voices.number_of)


def next_id(db: Store | Writing, question: int) -> str:
    """Return the id of a new voice. An id is never used again, also after its voice was dropped."""
    known = identities(db, question)
    return voices.voice_id(question, voices.number_of(known[-1]) + 1 if known else 1)


def fitting(db: Store | Writing, question: int) -> str:
    """Return the id of the voice in which the last call is recorded.

    It is the call's own last voice; else a draft of no answered call; else a new one, so that a question that is answered
    again keeps its earlier answer.
    """
    known, starts = get(db, question).voices, calls.answered_starts(db, question)
    last = starts[-1] if starts else ""
    of = [one for one in known if one.called == last or not (one.complete or one.called in starts)]
    if of:
        return of[-1].id
    return next_id(db, question)


def write(writing: Writing, voice_: Voice, conference: str = "") -> Voice:
    """Put a voice on record; earlier editions stay in the log.

    `version` is the edition that the writer saw, or the number of the picture that was seen. Raises `Overwritten` (409)
    when somebody wrote in between, `Refusal` where form, result and detail do not fit together, where something complete
    lacks a part, or where more is promised by a day before the `conference`, a date.
    """
    known = voice(writing, voice_.id)
    # A picture's number is the log's: never below that of this voice's last edition, while an old edition always is.
    if voice_.version != known.version and voice_.version < _last_edition(writing, voice_.id):
        raise Overwritten(known)
    _check(voice_)
    if voice_.complete:
        _check_complete(voice_)
    if voice_.promised and voice_.due and voice_.due < conference:
        raise Refusal("The date promised lies before the conference. Choose a later one.")
    starts = calls.answered_starts(writing, voice_.question)
    called = known.called if known.called in starts else next(reversed(starts), "")
    stored = replace(voice_, called=called, version=known.version + 1, by=writing.by, at=writing.at)
    writing.put("answer.written", "answer", voices.to_row(stored))
    return stored


def drop(writing: Writing, identity: str, version: int) -> None:
    """Take a voice out that was added by mistake; the log keeps it. Raises `Overwritten` when somebody wrote in between."""
    known = voice(writing, identity)
    if not known.version:
        return
    if version != known.version and version < _last_edition(writing, identity):
        raise Overwritten(known)
    writing.drop("answer.dropped", "answer", identity)


def _last_edition(db: Store | Writing, identity: str) -> int:
    row = first(db.query("select max(seq) as seq from event where tab = 'answer' and key = ?", (identity,)))
    return (row or {}).get("seq") or 0


def _check(voice: Voice) -> None:
    if voice.question != voices.question_of(voice.id):
        raise Refusal("Reload the page: this record is not known.")
    if not 0 <= voice.part <= MOST_FURTHER:
        raise Refusal(
            "At most {n} further questions hang on one question. Record it as a new question.", n=MOST_FURTHER
        )
    if voice.form not in ("", *Form) or voice.result not in ("", *Result):
        raise Refusal("Choose form and result from the buttons.")
    if voice.detail and voice.detail not in DETAILS.get(voice.result, ()):
        raise Refusal("This detail does not belong to that result: choose it again.")


def _check_complete(voice: Voice) -> None:
    """Demand what the report and the letters need. The secretary's page asks for the same parts in the same order."""
    if voice.part and not voice.asked.strip():
        raise Refusal("Write what was asked further.")
    if not voice.form:
        raise Refusal("Choose how it was answered.")
    if voice.form in SPOKEN_OR_SENT and not voice.text.strip():
        raise Refusal("Write what was answered.")
    if voice.form in SPOKEN_OR_SENT and not voice.result:
        raise Refusal("Choose the result.")
    if voice.promised and not voice.due:
        raise Refusal("Write by which date the written answer is promised.")
    if voice.form == Form.FORWARDED and not voice.referred_to:
        raise Refusal("Write to which body the matter is sent.")
