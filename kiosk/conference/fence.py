"""The fence: of two laptops that both hold the conference, only the one that served last may go on.

Each time a laptop goes on from a copy (takeover, restore) it takes a number above all it knows of, its term. Devices
carry the highest term they were served under, signed with the conference's key; a server that hears of a higher one
changes nothing any more and says so, until a person decides.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.storage.database import Db

OWN, HEARD = "served", "served_elsewhere"
"""Names in the table `meta`, which goes into copies as the rest of the file does."""
COOKIE = "kiosk-term"
COOKIE_SECONDS = 60 * 86_400
TOKEN = re.compile(r"([0-9]{1,9})\.([0-9a-f]{16})\.([0-9a-f]{32})")


class Superseded(Refusal):
    """Another laptop has gone on with this conference."""

    status = 503


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One stretch of serving: its number, and a random mark that tells two laptops with one number apart."""

    number: int = 0
    mark: str = ""

    def __str__(self) -> str:
        return f"{self.number}.{self.mark}"


def parse(text: str) -> Term:
    """Return a term as it is stored; number 0 where the text is none."""
    number, _dot, mark = text.partition(".")
    return Term(int(number), mark) if number.isascii() and number.isdigit() and mark else Term()


def own(db: Db) -> Term:
    """Return the term under which this file is served; the first time it is served, the first one."""
    term = parse(db.remembered(OWN))
    return term if term.number else _begin(db, 1)


def heard(db: Db) -> Term:
    """Return the highest term of another laptop that this one has heard of; number 0 where there is none."""
    return parse(db.remembered(HEARD))


def go_on(db: Db, *before: Term) -> Term:
    """Begin a new term above those that the file and the caller know of; return it."""
    known = [parse(db.remembered(OWN)), heard(db), *before]
    db.remember(HEARD, "")
    return _begin(db, max(term.number for term in known) + 1)


def hear(db: Db, term: Term) -> bool:
    """Note a term that a device or another laptop told. Return True where this laptop is superseded by it."""
    mine = own(db)
    if term.number < mine.number or term == mine:
        return False
    if term > heard(db):
        db.remember(HEARD, str(term))
    return True


def _begin(db: Db, number: int) -> Term:
    term = Term(number, secrets.token_hex(8))
    db.remember(OWN, str(term))
    return term


def token(key: bytes, conference: str, term: Term) -> str:
    """Return the term as devices carry it: signed, so that nobody without the conference's key can make one up."""
    return f"{term}.{_signature(key, conference, str(term))}"


def read(key: bytes, conference: str, text: str) -> Term:
    """Return the term of a token; number 0 where it is none of this conference's."""
    found = TOKEN.fullmatch(text)
    if not found or not hmac.compare_digest(found[3], _signature(key, conference, f"{found[1]}.{found[2]}")):
        return Term()
    return Term(int(found[1]), found[2])


def cookie_name(key: bytes, conference: str) -> str:
    """Return the name of the cookie that carries the term: a rehearsal's and the day's own do not overwrite each other."""
    return f"{COOKIE}-{_signature(key, conference, 'name')[:8]}"


@lru_cache(maxsize=64)
def _signature(key: bytes, conference: str, text: str) -> str:
    return hmac.digest(key, f"kiosk-term-1|{conference}|{text}".encode(), "sha256").hex()[:32]


def refusal(term: Term) -> Superseded:
    """Return the sentence that a superseded laptop answers changes with."""
    return Superseded(
        "Another laptop has gone on with this conference (server {number}); this one is out of date and changes nothing. "
        "Tell the office: open the other laptop's address.",
        number=term.number,
    )


def refusal_to_start(term: Term) -> Superseded:
    """Return why a superseded laptop does not start, and the ways out."""
    return Superseded(
        "Another laptop has gone on with this conference after this one (server {number}). To go on there, leave this one "
        "off or make it the spare. If that was only a trial, start here with: kiosk run --after-trial",
        number=term.number,
    )
