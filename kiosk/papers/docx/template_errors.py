"""What is wrong with a template of the office's own, in a sentence for who wrote it: the usual faults by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError

from badges.refusal import Refusal
from kiosk.i18n import N_

if TYPE_CHECKING:
    from kiosk.papers.docx.template_check import Misplaced


class Faulty(Refusal):
    """A template cannot be filled."""


FIELD: Final = N_(
    "{file}: near “{place}”: there is no field “{name}”. Correct it in Word, or remove the file to use the shipped one."
)
FILTER: Final = N_(
    "{file}: near “{place}”: there is no filter “{name}”. "
    "Correct it in Word, or remove the file to use the shipped one."
)
MISSING: Final = N_(
    "{file}: near “{place}”: what begins with “{name}” has no end. "
    "Correct it in Word, or remove the file to use the shipped one."
)
MISPLACED: Final = N_(
    "{file}: near “{place}”: “{name}” is unknown or stands in the wrong place. "
    "Correct it in Word, or remove the file to use the shipped one."
)
UNREADABLE: Final = N_(
    "{file}: near “{place}”: the field cannot be read: look at its braces and quotes ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)
FORBIDDEN: Final = N_(
    "{file}: near “{place}”: a template may not do this ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)
OTHER: Final = N_(
    "{file}: near “{place}”: the field cannot be filled ({fault}). "
    "Correct it in Word, or remove the file to use the shipped one."
)

TORN: Final = N_(
    "{file}: near “{place}”: a field has no end in its paragraph, or an end without a beginning. "
    "Correct it in Word, or remove the file to use the shipped one."
)
CROSSING: Final = N_(
    "{file}: near “{place}”: half of a field stands in a link. Write the whole field inside or outside the link. "
    "Correct it in Word, or remove the file to use the shipped one."
)
BESIDE: Final = N_(
    "{file}: near “{place}”: a field that takes a whole paragraph or row must stand alone there; what stands beside it "
    "would be lost. Put it on a line of its own. Correct it in Word, or remove the file to use the shipped one."
)
OUTSIDE: Final = N_(
    "{file}: near “{place}”: a field for rows or cells stands outside a table. "
    "Correct it in Word, or remove the file to use the shipped one."
)
BROKEN: Final = N_(
    "{file}: near “{place}”: the filled paper would be damaged there: a loop or condition begins and ends in different "
    "places. Put both in rows or paragraphs of their own. Correct it in Word, or remove the file to use the shipped one."
)
LOST: Final = N_(
    "{file}: parts of the template would be lost when it is filled. Take the shipped one and put your changes into it."
)
PLACED: Final = {
    "torn": TORN, "crossing": CROSSING, "beside": BESIDE, "outside": OUTSIDE, "broken": BROKEN, "lost": LOST,
}  # fmt: skip

USUAL: Final = (
    (r"'(?P<name>[^']*)' is undefined", FIELD),
    (r"has no (?:attribute|element) '?(?P<name>[^']*?)'?$", FIELD),
    (r"No filter named '(?P<name>[^']*)'", FILTER),
    (r"Unexpected end of template.*needs to be closed is '(?P<name>[^']*)'", MISSING),
    (r"Missing end of (?P<name>\w+)", MISSING),
    (r"unknown tag '(?P<name>[^']*)'", MISPLACED),
)
"""Jinja's own words → the sentence for it; `name` is what they name."""


def explained(fault: Exception, file: str, place: str) -> Faulty:
    """The refusal for whatever went wrong while a template was read or filled."""
    said = str(fault).strip().rstrip(".") or type(fault).__name__
    for pattern, sentence in USUAL if isinstance(fault, TemplateError) else ():
        if found := re.search(pattern, said, re.DOTALL):
            return Faulty(sentence, file=file, place=place, name=found["name"])
    kinds = ((TemplateSyntaxError, UNREADABLE), (SecurityError, FORBIDDEN), (Exception, OTHER))
    sentence = next(sentence for kind, sentence in kinds if isinstance(fault, kind))
    return Faulty(sentence, file=file, place=place, fault=said[:200])


def misplaced(fault: Misplaced, file: str) -> Faulty:
    """Return the refusal for a field that cannot be filled whole where it stands."""
    return Faulty(PLACED[fault.kind], file=file, place=fault.place)
