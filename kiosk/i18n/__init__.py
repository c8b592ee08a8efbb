"""Every text a person sees, in two languages: English source strings, Vietnamese complete and the default.

The catalogues are the `.po` files beside this one, several small ones per language (`vi/<noun>.po`), merged when they are
first needed. They are read as they are: there is no compiled copy that could be out of step.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badges.refusal import Refusal

T = TypeVar("T")
LANGUAGES = ("vi", "en")
DEFAULT = "vi"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def translations(language: str) -> Translations:
    """Return the translations of one language; English, the language of the source strings, has none."""
    whole = Translations()
    for path in sorted((Path(__file__).parent / language).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        whole.merge(Translations(compiled))
    return whole


def language() -> str:
    """The language that texts are drawn in just now."""
    return _language.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Draw texts in another language for as long as the block lasts. An unknown language is the default one."""
    token = _language.set(wanted if wanted in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(token)


def speak(wanted: str) -> None:
    """From now on draw texts in this language: the first thing each request does."""
    _language.set(wanted if wanted in LANGUAGES else DEFAULT)


def gettext(text: str) -> str:
    """The text in the language spoken now; the source string itself where no translation exists."""
    return str(translations(_language.get()).gettext(text)) if text else ""  # "" is the key of a catalogue's head


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a count. Vietnamese has one form: its translation is that of the plural string."""
    if _language.get() == "en":
        return str(translations("en").ngettext(one, many, count))
    return gettext(many)


def sentence(refusal: Refusal) -> str:
    """What a refusal says, in the language spoken now."""
    text = gettext(refusal.text)
    return text.format(**refusal.facts) if refusal.facts else text


_ = gettext


def N_(texts: T) -> T:
    """Mark source texts that stand in a table, one or all values of it; they are translated where they are shown."""
    return texts
