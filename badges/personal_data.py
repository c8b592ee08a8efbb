"""Personal data in free text: one recogniser for the portal, the press sheet, the erasure and the logs.

Everything is found by its written form: telephone numbers, e-mail addresses, citizens' numbers, bank accounts, passports,
dates of birth, vehicles, social media, and persons: those whom the record knows by name, and anybody behind a form of
address («chị Bình kế toán»). It errs towards hiding; what an office publishes about itself is named in `allowed`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from badges import homes, named_persons, personal_numbers
from badges.vietnamese import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HIDDEN: Final = "[…]"


class Finding(NamedTuple):
    """A piece of a text that names or reaches a person: text[start:end], and what it is."""

    start: int
    end: int
    kind: str


class _Bases(dict[int, str]):
    """For `str.translate`: a letter without marks and case; nothing for a mark alone."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()
        """Characters that become none or several."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        parts = normalised("NFD", character.replace("đ", "d").replace("Đ", "D")).casefold()
        base = "".join(part for part in parts if not unicodedata.combining(part))
        if len(base) != 1:
            self.odd.add(character)
        self[code] = base
        return base


_BASES: Final = _Bases()


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without marks and case, and for each of its characters its place in the text."""
    plain = text.translate(_BASES)
    if _BASES.odd.isdisjoint(text):
        return plain, range(len(text))
    return plain, [at for at, character in enumerate(text) for _letter in _BASES[ord(character)]]


class Recogniser:
    """Finds personal data in texts.

    `names`: persons known by name, matched with marks or without, in any case. `allowed`: what may be published, as
    telephone numbers and e-mail addresses of the office. `tax_codes`: numbers of businesses, which are no telephones.
    """

    def __init__(self, names: Iterable[str] = (), allowed: Iterable[str] = (), tax_codes: Iterable[str] = ()) -> None:
        self._names = _pattern(names)
        self._allowed = {
            personal_numbers.digits(text) if not re.search(r"[^\W\d]", text) else text.casefold().strip()
            for text in allowed
        }
        self._known = {re.sub(r"\D", "", code) for code in tax_codes} - {""}
        self._hidden: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return the text with every finding replaced by `HIDDEN`."""
        if text not in self._hidden:
            self._hidden[text] = personal_numbers.EXTENSION.sub("", replaced(text, self.find(text))) if text else text
        return self._hidden[text]

    def find(self, text: str) -> list[Finding]:
        """Return all findings, in order, none over another."""
        found = sorted(self._all(text), key=lambda one: (one.start, -one.end))
        kept: list[Finding] = []
        for one in found:
            if kept and one.start < kept[-1].end:
                kept[-1] = kept[-1]._replace(end=max(one.end, kept[-1].end))
            else:
                kept.append(one)
        return kept

    def doubts(self, text: str) -> list[Finding]:
        """Return what stays in a text and may be a person's all the same: long numbers, names taken for places, dwellings."""
        taken = self.find(text)
        kept = [
            Finding(*span, kind)
            for kind, spans in (("name", named_persons.taken_for_places(text)), ("number", personal_numbers.left(text)))
            for span in spans
        ]
        return [one for one in sorted(kept) if not any(one.start < hit.end and hit.start < one.end for hit in taken)]

    def _all(self, text: str) -> Iterator[Finding]:
        for start, end, kind in personal_numbers.addresses(text):
            if text[start:end].casefold().strip() not in self._allowed:
                yield Finding(start, end, kind)
        for start, end, kind in personal_numbers.numbers(text):
            if not self._is_public(text, start, end, kind):
                yield Finding(start, end, kind)
        for start, end in homes.find(text):
            yield Finding(start, end, "home")
        yield from self._persons(text)

    def _is_public(self, text: str, start: int, end: int, kind: str) -> bool:
        number = re.sub(r"\D", "", text[start:end])
        if personal_numbers.digits(text[start:end]) in self._allowed:
            return True
        if kind in ("phone", "citizen", "account", "tax") and number in self._known:
            return True
        return kind in ("phone", "citizen", "account") and personal_numbers.is_of_a_business(text, start, end)

    def _persons(self, text: str) -> Iterator[Finding]:
        for start, end in named_persons.persons(text):
            yield Finding(start, end, "name")
        if self._names is not None:
            plain, places = _plain(text)
            for found in self._names.finditer(plain):
                end = places[found.end() - 1] + 1
                while end < len(text) and unicodedata.combining(text[end]):
                    end += 1
                yield Finding(places[found.start()], end, "name")


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return one pattern for all names, as a tree by their words: thousands of them cost no more than their first words."""
    tree: dict[str, Any] = {}
    for name in names:
        branch = tree
        for word in _plain(name)[0].split():
            branch = branch.setdefault(word, {})
        if branch is not tree:
            branch[""] = {}
    return re.compile(rf"\b{_branches(tree)}\b") if tree else None


def _branches(tree: dict[str, Any]) -> str:
    ways = []
    for word, rest in sorted(tree.items(), reverse=True):
        more = rf"\s+{_branches(rest)}" if set(rest) - {""} else ""
        if word:
            ways.append(re.escape(word) + (f"(?:{more})?" if more and "" in rest else more))
    return f"(?:{'|'.join(ways)})"


def replaced(text: str, found: Iterable[Finding]) -> str:
    """Return the text with these pieces replaced by `HIDDEN`."""
    kept, done = "", 0
    for one in found:
        kept += text[done : one.start] + HIDDEN
        done = one.end
    return kept + text[done:]


_HOUSEHOLD: Final = re.compile(
    r"(?i)\s*(?:hộ\s+kinh\s+doanh|hkd\b|hộ\s+cá\s+thể|hộ\s+gia\s+đình|cá\s+nhân\s+kinh\s+doanh)"
)


def is_personal_tax_code(code: str, organisation: str = "") -> bool:
    """Return True for a tax code that is a person's: twelve digits, the citizen number of a household's owner.

    Since 1/7/2025 (Thông tư 86/2024/TT-BTC, Điều 5) a household business has its owner's citizen number; before, one
    of ten digits that names him, too.
    """
    number = re.sub(r"\D", "", code)
    if len(number) == 12:
        return True
    return bool(number and _HOUSEHOLD.match(organisation))


def shortened(code: str, organisation: str = "") -> str:
    """Return a tax code as it may be published: of a person's only the last three digits."""
    number = re.sub(r"\D", "", code)
    return f"…{number[-3:]}" if is_personal_tax_code(code, organisation) else code


def public_name(name: str) -> str:
    """Return the name of an organisation as it may be published: one known by a citizen's number only, «MST 0310…», shows its end."""
    return personal_numbers.TWELVE.sub(lambda found: f"…{found[0][-3:]}", name)
