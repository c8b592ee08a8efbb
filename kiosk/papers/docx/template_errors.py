"""What is wrong with a template of the office's own, in a sentence for who wrote it: the usual faults by name."""

from __future__ import annotations

import re
from typing import Final

from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError

from badges.refusal import Refusal


class Faulty(Refusal):
    """A template cannot be filled."""


FIELD: Final = (
    "{file}: near “{place}”: there is no field “{name}”. Correct it in Word, or remove the file to use the shipped one."
)
FILTER: Final = (
    "{file}: near “{place}”: there is no filter “{name}”. "
    "Correct it in Word, or remove the file to use the shipped one."
)
MISSING: Final = (
    "{file}: near “{place}”: what begins with “{name}” has no end. "
    "Correct it in Word, or remove the file to use the shipped one."
)
MISPLACED: Final = (
    "{file}: near “{place}”: “{name}” is unknown or stands in the wrong place. "
    "Correct it in Word, or remove the file to use the shipped one."
)
UNREADABLE: Final = (
    "{file}: near “{place}”: the field cannot be read: look at its braces and quotes ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)
FORBIDDEN: Final = (
    "{file}: near “{place}”: a template may not do this ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)
OTHER: Final = (
    "{file}: near “{place}”: the field cannot be filled ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)

USUAL: Final = (
    (r"'(?P<name>[^']*)' is undefined", FIELD),
    (r"has no (?:attribute|element) '?(?P<name>[^']*?)'?$", FIELD),
    (r"No filter named '(?P<name>[^']*)'", FILTER),
    (r"Unexpected end of template.*needs to be closed is '(?P<name>[^']*)'", MISSING),
    (r"Missing end of (?P<name>\w+)", MISSING),
    (r"unknown tag '(?P<name>[^']*)'", MISPLACED),
)
"""Jinja's own words → the sentence for it; `name` is what they name."""


def told(fault: Exception, file: str, place: str) -> Faulty:
    """The refusal for whatever went wrong while a template was read or filled."""
    said = str(fault).strip().rstrip(".") or type(fault).__name__
    for pattern, sentence in USUAL if isinstance(fault, TemplateError) else ():
        if found := re.search(pattern, said, re.DOTALL):
            return Faulty(sentence, file=file, place=place, name=found["name"])
    kinds = ((TemplateSyntaxError, UNREADABLE), (SecurityError, FORBIDDEN), (Exception, OTHER))
    sentence = next(sentence for kind, sentence in kinds if isinstance(fault, kind))
    return Faulty(sentence, file=file, place=place, fault=said[:200])
