"""Long questions on the hall's screen: in pages, with what is asked for first. Pure."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\s*\n+\s*")
REQUEST = re.compile(
    r"\b(?:đề nghị|kính đề nghị|kính mong|mong muốn|kính xin|xin được|đề xuất|kiến nghị)\b", re.IGNORECASE
)
NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-eđ]\)|[-–+•])\s*", re.IGNORECASE)
ELLIPSIS = "…"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each also where a line ends; a number alone stays with what follows it."""
    found: list[str] = []
    for part in SENTENCE.split(text.strip()):
        if found and re.fullmatch(r"\(?\d{1,2}[.)]", found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part:
            found.append(part)
    return found


def request_first(text: str) -> list[str]:
    """Return the sentences with what is asked for before the reasons, each group in its own order.

    A request is what says "đề nghị", "kính mong" …; numbered lines that follow one belong to it. A text without any keeps
    its order.
    """
    asks: list[str] = []
    reasons: list[str] = []
    listing = False
    for sentence in sentences(text):
        request = bool(REQUEST.search(sentence)) or (listing and bool(NUMBERED.match(sentence)))
        (asks if request else reasons).append(sentence)
        listing = request
    return asks + reasons


def pages(text: str, room: int) -> list[str]:
    """Return a question as pages of at most `room` letters. One that fits is one page, as it was written.

    Nothing is left out: every word stands on one of the pages. A sentence longer than a page is broken between words.
    """
    whole = " ".join(text.split())
    if len(whole) <= room:
        return [whole]
    found = [""]
    for piece in (part for sentence in request_first(text) for part in _broken(" ".join(sentence.split()), room)):
        if len(found[-1]) + 1 + len(piece) <= room:
            found[-1] = f"{found[-1]} {piece}".strip()
        else:
            found.append(piece)
    return [page for page in found if page]


def _broken(sentence: str, room: int) -> list[str]:
    """Return a sentence in pieces of at most `room` letters, with an ellipsis where it goes on."""
    if len(sentence) <= room:
        return [sentence]
    pieces, line = [], ""
    for word in sentence.split(" "):
        if line and len(line) + 1 + len(word) + len(ELLIPSIS) > room:
            pieces.append(line + ELLIPSIS)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*pieces, line]
