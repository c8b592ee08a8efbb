"""The one family of refusals: a sentence that tells a person what to do, and nothing has been changed."""

from __future__ import annotations


class Refusal(Exception):
    """Something asked for cannot be done.

    `text` is an English source sentence and `facts` fill its braces: the stand that shows it translates it first
    (`kiosk.i18n.sentence`). `status` is the HTTP status of the same meaning, mapped in one place (`kiosk.app`).
    """

    status = 400

    def __init__(self, text: str, /, **facts: object) -> None:
        super().__init__(text)
        self.text = text
        self.facts = facts

    def __str__(self) -> str:
        return self.text.format(**self.facts) if self.facts else self.text


class Unknown(Refusal):
    """What was named is not there."""

    status = 404


class Stale(Refusal):
    """The person decided on a picture that is no longer true, or somebody else was first."""

    status = 409


class Unenrolled(Refusal):
    """This device is not enrolled."""

    status = 401


class Forbidden(Refusal):
    """This device is enrolled, for another stand."""

    status = 403


class TooMany(Refusal):
    """Too many tries in too short a time."""

    status = 429


class TooLong(Refusal):
    """One field holds more text than any field of ours takes. Nothing was done with it."""

    status = 413
