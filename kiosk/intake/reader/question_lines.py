"""Questions written in lines: "Công ty A: …?", "Công ty A đề nghị …", or numbered below a line that names the business."""

from __future__ import annotations

import re
from typing import Final

from kiosk.intake.reader.content import is_organisation, is_person
from kiosk.intake.reader.person_line import ORDINAL, Record, person_of

FEWEST: Final = 2
"""Lines that must be questions before a text is a list of them."""
LONGEST_BODY: Final = 120
QUESTION: Final = re.compile(
    r"^(?P<who>[^:?]{4,120}?)\s*(?:hỏi|kiến nghị|đề nghị|phản ánh|đề xuất)?\s*[:–—]\s*(?P<text>\S.{8,})$", re.I | re.S
)


_ASKS: Final = re.compile(
    r"(?i)^(?P<who>[^\n.?!;:]{4,120}?)[\s,]+(?P<text>(?:xin )?(?:đề nghị|kiến nghị|đề xuất|phản ánh|hỏi|mong muốn|mong)\s\S.{8,})$",
    re.S,
)
"""A sentence that says who asks: "Công ty A đề nghị Sở hướng dẫn …"."""


def questions_of(lines: list[str]) -> dict[int, Record] | None:
    """Number of a line → the question on it; None where no line is one.

    Written as "Công ty A: …?", as "Công ty A đề nghị …", or numbered below a line that names the business.
    """
    found: dict[int, Record] = {}
    body, last = "", -1
    for number, line in enumerate(lines):
        text = _NUMBERED.sub("", ORDINAL.sub("", line.strip()))
        alone = _SECTION.sub("", line.strip()).rstrip(" :.")
        if not text:
            continue
        if is_organisation(alone) and len(alone) <= LONGEST_BODY and not _SPOKEN.search(alone) and not _asked(alone):
            body, last = _GREETS.sub("", alone), -1
            continue
        if _CLOSING.match(text):
            body, last = "", -1
            continue
        if last >= 0 and _ANSWERS.match(text):
            found[last]["text"] += f"\n{text}"
            found[number] = {}
            continue
        record = _asked(text)
        if record:
            found[number], last = record, number
        elif body and (last < 0 or text != line.strip()):
            found[number], last = {"organisation": body, "text": text}, number
        elif body and last >= 0:
            found[last]["text"] += f"\n{text}"
            found[number] = {}
    asked = [record for record in found.values() if record]
    return found if asked and (len(asked) >= FEWEST or len(lines) <= 2 or body) else None


_SPOKEN: Final = re.compile(r"(?i)\?|\b(?:xin hỏi|đề nghị|kiến nghị|đề xuất|xin hướng dẫn)\s")
_GREETS: Final = re.compile(r"(?i)[\s,]+(?:xin\s+)?(?:trân trọng\s+)?(?:gửi|nêu|có|hỏi)\b.*$")
_NUMBERED: Final = re.compile(r"(?i)^(?:câu(?: hỏi)?|kiến nghị|ý kiến)\s*(?:số\s*)?\d{1,3}\s*[.:)–-]\s*(?=\S)")
_ANSWERS: Final = re.compile(r"(?i)(?:trả lời|giải đáp|phúc đáp|đáp)\s*:\s*\S")
_CLOSING: Final = re.compile(
    r"(?i)(?:xin\s+)?(?:trân trọng|chân thành)\b|(?:xin|em|chúng tôi)\s+(?:chân thành\s+)?cảm ơn\b|kính thư|best regards"
)
_BEHIND: Final = re.compile(r"(?s)^(?P<text>.{8,}?)\s*[(–-]\s*(?P<who>[^()?]{4,120}?)\s*\)?\s*\.?$")
"""A question with its business behind it: "Xin hỏi …? (Công ty A)"."""
_SECTION: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,3})\s*[.)/:-]\s*|^\s*[-–+*•●▪]\s*")


def _asked(text: str) -> Record | None:
    """The question of a line that says itself who asks."""
    asked = QUESTION.match(text) or re.match(r"^(?P<who>[^-]{4,120}?)\s-\s(?P<text>\S.{8,})$", text)
    if asked and is_organisation(asked["who"]):
        return {"organisation": asked["who"].strip(), "text": asked["text"].strip()}
    if asked and is_person(asked["who"]):
        who = person_of(asked["who"]) or {}
        return {**_of_asker(who, asked["who"]), "text": asked["text"].strip()}
    behind = _BEHIND.match(text)
    if behind and is_organisation(behind["who"]):
        return {"organisation": behind["who"].strip(), "text": behind["text"].strip()}
    said = sentence_of_body(text)
    return {"organisation": said[1], "text": said[0]} if said else None


def sentence_of_body(text: str) -> tuple[str, str] | None:
    """The question and the organisation of a sentence such as "Công ty A đề nghị Sở hướng dẫn …"; None for any other text."""
    said = _ASKS.match(text)
    if not said or not is_organisation(said["who"]) or is_person(said["who"]):
        return None
    return said["text"][:1].upper() + said["text"][1:], said["who"].strip()


def _of_asker(who: Record, written: str) -> Record:
    """Who asks and for which organisation."""
    body = who.get("organisation", "")
    return {"asker": who["name"], "organisation": body} if body and who.get("name") else {"asker": written.strip()}
