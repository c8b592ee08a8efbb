"""Answers for tests: one voice, an answer of one voice, and a voice written where the secretary's page would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from live import answers, voices
from live.answers import Answer
from live.voices import Voice

if TYPE_CHECKING:
    from badges.ports import Writing


def voice(question: int, n: int = 1, **facts: Any) -> Voice:
    """Return the n-th voice of a question's answer."""
    return Voice(voices.voice_id(question, n), question, **facts)


def answer(question: int, **facts: Any) -> Answer:
    """Return an answer of one voice."""
    return Answer(question, (voice(question, **facts),))


def record(writing: Writing, question: int, **facts: Any) -> Voice:
    """Write what was answered into the voice of the question's last call, whoever wrote there before."""
    known = answers.voice(writing, answers.fitting(writing, question))
    return answers.write(writing, Voice(known.id, question, **{"version": known.version} | facts))
