"""Rows of a question list: one petition each, with its business, its unit and what is already written about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers
from badges import person_names as people
from badges.vietnamese import fold, tidy_name
from kiosk.i18n import _
from kiosk.intake.reader import body_cell, cells, content, question_lines
from kiosk.intake.reader.contact_cells import phone, tax_code
from kiosk.intake.reader.fields import label
from kiosk.intake.reader.person_line import person_of
from kiosk.intake.reader.table import QuestionRow, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept

_NOTHING: Final = re.compile(
    r"(?:(?:da|vang|hien|hien tai|hien nay|den nay|tam thoi|phia|ben|cong ty|don vi|doanh nghiep|htx|hop tac xa|chung toi|chung em|"
    r"toi|em) )*(?:khong|chua)(?: co)?(?: y kien| kien nghi| vuong mac| kho khan| de xuat| cau hoi| noi dung| gi| nao| khac| them| a)*|(?:"
    r"none|no|n a|)"
)
_NO_QUESTION: Final = re.compile(r"(?:(?:xin )?cam on|nhat tri|dong y|da ro|hai long|danh gia cao|hoan nghenh|chuc)\b")
_ASKS: Final = re.compile(r"\?|(?i:đề nghị|kiến nghị|đề xuất|xin|hỏi|mong|vướng|khó khăn|bao giờ|như thế nào)")
_ANSWER: Final = re.compile(r"(?mi)^\s*(?:trả lời|giải đáp|phúc đáp|đáp|tl|trả lời của [^:\n]{3,80})\s*:\s*")
_AGREED: Final = re.compile(r"(?:co|dong y|nhat tri|cho phep|cong khai|x|v|1|yes|true|ok)\b.*")
_ANSWERED: Final = re.compile(r"\bda (?:\w+ ){0,5}?(?:tra loi|giai dap|phuc dap|gui|co)\b|\btruoc hoi nghi\b")
_IN_WRITING: Final = re.compile(r"\b(?:van ban|cong van)\b")
_NOT_YET: Final = re.compile(
    r"\b(?:chua|se|dang(?! (?:tai|cong))|sau hoi nghi|truc tiep|tai hoi nghi|tai cho|du thao|du kien)\b"
)
NOTED: Final = ("form", "result", "due")
"""Columns that go into the note."""
SHORT: Final = 40
"""Characters, on average, up to which an outcome is a state and no answer."""
_SOURCES: Final[dict[Source, str]] = {
    "carried": r"ky truoc|ton|chuyen sang|nam truoc|lan truoc",
    "phone": r"dien thoai|duong day nong|hotline|goi dien|sdt|zalo",
    "hall": r"tai hoi nghi|tai cho|truc tiep|hoi truong|phat bieu",
    "advance": r"gui truoc|truoc hoi nghi|van ban|email|e mail|thu|cong thong tin|truc tuyen|bieu mau|phieu|cong van|form",
}


def questions(listing: Listing, kept: Kept, order: int, further: Iterable[int] = ()) -> list[QuestionRow]:
    """Return the questions of one row: one for each column of questions that holds a text.

    `further`: rows below whose paragraphs belong to the same question.
    """
    rows: list[QuestionRow] = []
    columns = listing.columns("text")
    for column in columns:
        paragraphs = [listing.at(kept.row, column), *(listing.own_texts(row).get(column, "") for row in further)]
        text = "\n".join(paragraph for paragraph in paragraphs if paragraph)
        text, beside = _without_answer(listing, kept.row, column, text)
        proposal = listing.text(kept.row, "proposal")
        if _NOTHING.fullmatch(fold(text)) and not _NOTHING.fullmatch(fold(proposal)):
            text, proposal = proposal, ""
        if not _NOTHING.fullmatch(fold(text)):
            rows.append(_question(listing, kept, order + len(rows), column, text, proposal, beside))
    return rows


def _without_answer(listing: Listing, row: int, column: int, text: str) -> tuple[str, str]:
    """The question without the answer that stands below it as "Trả lời: …", and the answer."""
    found = _ANSWER.search(text)
    if not found or not text[: found.start()].strip():
        return text, ""
    words = _("An answer stands below this question. It was read as the prepared answer.")
    listing.say_at("warning", row, column, words)
    return text[: found.start()].strip(), text[found.end() :].strip()


_SEVERAL: Final = re.compile(
    r"(?mi)^\s*(?:\d{1,2}\s*[.)/]|(?:câu(?: hỏi)?|kiến nghị|vấn đề|ý kiến|ý)\s*(?:thứ\s*)?(?:\d{1,2}|nhất|hai|ba|"
    r"tư)\s*[:.)]|[a-e]\)|[-–+•*●▪])\s*\S"
)
_ORDINALS: Final = re.compile(r"(?i)\b(?:thứ (?:nhất|hai|ba|tư|năm)|một là|hai là|ba là|bốn là)\b")


def _seems_several(text: str) -> bool:
    """Say whether a cell holds several questions: numbered, one a line, or counted out in words."""
    marked = _SEVERAL.findall(text)
    if len(marked) > 1:
        is_listed = all(mark.strip()[:1] in "-–+•*●▪" for mark in marked)
        return (
            not is_listed
            or text.count("?") > 1
            or len(re.findall(r"(?im)^\s*[-–+•*●▪]\s*(?:đề nghị|xin|kiến nghị|đề xuất|hỏi)", text)) > 1
        )
    return len(_ORDINALS.findall(text)) > 1 or text.count("?") > 2


def _question(
    listing: Listing, kept: Kept, order: int, column: int, text: str, proposal: str, answer: str
) -> QuestionRow:
    row = kept.row
    text, asked_by = _asked_by(listing, text)
    is_of_body = content.is_organisation(kept.section) and not content.is_person(kept.section)
    body, asker, beside = _asker(listing, row, asked_by, kept.section if is_of_body else "")
    telephone, other_numbers = phone(listing, row, [*beside, *body.phones])
    answered = _is_answered(listing, row)
    unit, *others = cells.units(listing.text(row, "unit")) or ("",)
    if _seems_several(text):
        words = _("This cell seems to hold several questions. Give each of them a row of its own, if they are.")
        listing.say_at("warning", row, column, words)
    if _NO_QUESTION.match(fold(text)) and not _ASKS.search(text):
        words = _("“{text}” does not look like a question. Delete the row if it is none.")
        listing.say_at("warning", row, column, words.format(text=cells.line(text)[:60]))
    return QuestionRow(
        cell=listing.grid.address(*listing.origin(row, column)),
        order=order,
        text=text,
        number=_number(listing, row) if column == listing.mapping.get("text") else None,
        organisation=body.name,
        tax_code=tax_code(listing, row, body.tax_code),
        asker=asker,
        phone=telephone,
        proposal=proposal,
        summary=listing.line(row, "summary"),
        field=listing.line(row, "field") or ("" if is_of_body else kept.section),
        unit=unit,
        co_units=(*others, *cells.units(listing.text(row, "co_units"))),
        prepared=_prepared(listing, row) or answer,
        basis=listing.text(row, "basis"),
        source=_source(listing, row),
        answered=answered,
        document_number=listing.line(row, "document_number"),
        note="; ".join(
            filter(
                None,
                (listing.line(row, "note"), *_told(listing, row, answered), body.position, body.note, other_numbers),
            )
        ),
        withheld=_withheld(listing, row),
    )


def _withheld(listing: Listing, row: int) -> str:
    """Where a list asks whether a question may be published, only a yes is one: silence is no consent."""
    said = listing.line(row, "publish")
    agreed = _AGREED.fullmatch(fold(said)) or said in ("✓", "✔", "☑", "☒")
    return "1" if "publish" in listing.mapping and not agreed else ""


def _asked_by(listing: Listing, text: str) -> tuple[str, str]:
    """The question and who asks it, where no column says so: "Công ty A: Xin hỏi …?"."""
    if {"organisation", "asker"} & listing.mapping.keys():
        return text, ""
    first, _break, below = text.partition("\n")
    if below.strip() and content.is_organisation(first) and len(first) <= question_lines.LONGEST_BODY:
        return below.strip(), first.strip(" :")
    if said := question_lines.sentence_of_body(text):
        return said
    found = question_lines.QUESTION.match(text)
    if not found or not (content.is_organisation(found["who"]) or person_of(found["who"])):
        return text, ""
    return found["text"].strip(), found["who"].strip()


def _asker(listing: Listing, row: int, asked_by: str, section: str) -> tuple[body_cell.BodyCell, str, list[str]]:
    """The organisation and the person of a row, one column often holds either, and the telephone numbers beside him.

    `asked_by`: who asks by the text itself; `section`: the organisation that stands above.
    """
    written, beside = numbers.take_out(listing.text(row, "asker"))
    body, asker = body_cell.read(listing.text(row, "organisation")), tidy_name(written)
    if body.name and body_cell.are_several(listing.text(row, "organisation")):
        text = _(
            "This cell seems to name several organisations. Name the one that asks, or give each a row of its own."
        )
        listing.say("warning", row, "organisation", text)
    if not body.name and people.is_organisation(asker):
        body, asker = body._replace(name=asker), ""
    if asked_by and not body.name and not asker:
        who = {} if content.is_organisation(asked_by) else person_of(asked_by) or {}
        body = body._replace(
            name=who.get("organisation", "") if who else asked_by, position=who.get("position", body.position)
        )
        asker = who.get("name", "")
    elif asker and not body.name and (who := person_of(asker) or {}).get("organisation"):
        body = body._replace(name=who["organisation"], position=who.get("position", body.position))
        asker = who["name"]
    if not body.name and section:
        body = body._replace(name=tidy_name(section))
    if not body.name and not asker:
        text = _(
            "Nobody is named who asks this. Write the business into this row, also where it is that of the row above."
        )
        listing.say("error", row, "organisation" if "organisation" in listing.mapping else "text", text)
    return body, asker, beside


def _number(listing: Listing, row: int) -> int | None:
    written = listing.line(row, "number")
    found = re.fullmatch(r"(?:kn|kien nghi)?(?: ?so)? ?0*(\d{1,4})", fold(written))
    if found and int(found[1]) > 0:
        return int(found[1])
    if written:
        text = _("“{number}” is no question number such as “KN số 12”.")
        listing.say("error", row, "number", text.format(number=written[:40]))
    return None


def _source(listing: Listing, row: int) -> Source:
    written = fold(listing.line(row, "source"))
    return next((source for source, words in _SOURCES.items() if re.search(rf"\b(?:{words})\b", written)), "advance")


def _prepared(listing: Listing, row: int) -> str:
    """The answer of a row; a dash is none. Of several columns of answers each is named by its heading."""
    said = [(column, text) for column, text in listing.every(row, "prepared") if re.search(r"\w", text)]
    if len(said) == 1:
        return said[0][1]
    return "\n".join(f"{listing.heading(column)}: {text}" for column, text in said)


def _is_answered(listing: Listing, row: int) -> bool:
    """Say whether the list tells that the question was answered in writing before the conference, and with which text."""
    said = f"{fold(listing.text(row, 'form'))} | {fold(listing.text(row, 'result'))}"
    if _NOT_YET.search(said) or not (_ANSWERED.search(said) and _IN_WRITING.search(said)):
        return False
    if _prepared(listing, row):
        return True
    text = _(
        "By the list this was answered in writing, but the answer itself is missing. It was taken in as not answered."
    )
    listing.say("warning", row, "result" if listing.line(row, "result") else "form", text)
    return False


def _told(listing: Listing, row: int, answered: bool) -> list[str]:
    """What the list says of form, result and due date, for the note: people decide, and nobody is promised anything by it."""
    said = {name: listing.line(row, name) for name in NOTED if name == "due" or not answered}
    if written := said["due"]:
        value = listing.value(row, "due")
        due = cells.day(value if not isinstance(value, str) else written)
        said["due"] = f"{due:%d/%m/%Y}" if due else written
        if due is None:
            text = _("“{value}” is no date such as 15/5/2026 (day first). It was put into the note.")
            listing.say("warning", row, "due", text.format(value=written[:60]))
    return [f"{label(name, 'questions')}: {text}" for name, text in said.items() if text]


def settle_outcome(listing: Listing) -> None:
    """Read "Kết quả" as the state where its cells are short, as the answer where they are long."""
    column = listing.mapping.pop("outcome", None)
    if column is None:
        return
    texts = [text for row in listing.all_rows if (text := listing.at(row, column))]
    is_short = sum(map(len, texts)) < SHORT * len(texts)
    listing.mapping.setdefault("result" if is_short else "prepared", column)


def check_swapped(listing: Listing, rows: list[Kept]) -> None:
    """Warn where Excel seems to have read day/month as month/day.

    Set to American dates, it makes a date of "05/06/2026" (6 May) and leaves "15/6/2026" a text: a column with texts
    that only have days above 12, and dates that only have days up to 12, was typed that way.
    """
    values = [(kept.row, listing.value(kept.row, "due")) for kept in rows]
    typed = [(row, due) for row, value in values if not isinstance(value, str) and (due := cells.day(value))]
    texts = [due for _row, value in values if isinstance(value, str) and (due := cells.day(value))]
    if typed and texts and all(due.day <= 12 for _row, due in typed) and all(due.day > 12 for due in texts):
        text = _("Excel may have swapped day and month in this column: look at {due}, for instance.")
        listing.say("warning", typed[0][0], "due", text.format(due=typed[0][1].strftime("%d/%m/%Y")))
