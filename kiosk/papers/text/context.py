"""What a template can say: the record as texts and lists of texts, worded as officials write. `docs/papers.md` lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badges.vietnamese import fold, letters_key
from kiosk.i18n.dates import short_date
from kiosk.papers import statistics
from kiosk.papers.text import floor, minutes, questions, sentences, wording
from kiosk.papers.text.wording import BLANK, count, date, hour, joined, short_hour

if TYPE_CHECKING:
    from kiosk.papers.record import Ran, Record
    from kiosk.papers.statistics import Attendance, Statistics
    from kiosk.settings.load import Settings
    from kiosk.settings.schema import Signer

Fields = dict[str, Any]


def of(record: Record) -> Fields:
    """All that the papers of the department may say."""
    numbers = statistics.count(record)
    return (
        organisation(record.settings)
        | conference(record)
        | {
            "attendance": attendance(numbers),
            "numbers": sentences.numbers(numbers),
            "sentences": sentences.sentences(numbers),
            "programme": [programme(record, ran) for ran in record.programme if not ran.skipped],
            "chairs": chairs(record),
            "givers": joined(dict.fromkeys(task.giver for task in record.conclusions)),
            "talks": talks(record),
            "businesses": businesses(record),
            "delegations": minutes.delegations(record),
            "task_bodies": bodies(record),
            "tasks": [task(record, n, t) for n, t in enumerate(record.conclusions, 1)],
            "minutes": minutes.fields(record),
        }
        | {"floor": floor.course(record)}
        | questions.fields(record)
    )


def bodies(record: Record) -> list[str]:
    """Return who gets a task or owes a reply in writing, each once."""
    given = [record.unit(task.unit) or questions.NO_UNIT for task in record.conclusions]
    return list(dict.fromkeys([*given, *(owed["unit"] for owed in questions.due_units(record))]))


def organisation(settings: Settings) -> Fields:
    """Who writes, who signs, to whom it goes."""
    papers = settings.documents
    signers = {name: _signer(getattr(papers, name)) for name in ("report", "letters", "notice", "chair", "secretary")}
    return {
        "governing": papers.governing_short,
        "organiser": papers.organiser,
        "organiser_name": papers.organiser_name,
        "place_of_issue": papers.place,
        "symbol": papers.symbol,
        "drafter": papers.drafter,
        "superior": papers.superior,
        "superior_short": _short(papers.superior),
        "plan": papers.plan,
        "copies": [copy for copy in papers.copies if not _is_superior(copy, papers.superior)],
        "contact": papers.contact,
        "signers": signers,
        "own": {"number": BLANK, "date": wording.blank_date(settings.date.year)},
        "blank": BLANK,
        "blank_date": wording.blank_date(settings.date.year),
        "notice_published": date(papers.notice_published) if papers.notice_published else "",
        "questions_until": date(settings.questions_until) if settings.questions_until else "",
        "reply_days": count(settings.reply_working_days),
    }


def _short(superior: str) -> str:
    """Ủy ban nhân dân thành phố Hải Phòng, in a list of recipients: UBND thành phố Hải Phòng."""
    return superior.replace("Ủy ban nhân dân", "UBND")


def _is_superior(copy: str, superior: str) -> bool:
    """Whether a recipient of copies is the addressee: UBND thành phố (để b/c), of Ủy ban nhân dân thành phố Hải Phòng."""
    name = fold(_short(copy.partition("(")[0]))
    return bool(name) and f"{fold(_short(superior))} ".startswith(f"{name} ")


def _signer(signer: Signer) -> Fields:
    return {"authority": signer.authority, "position": signer.position, "name": signer.name}


def conference(record: Record) -> Fields:
    """What, where, when; hours as they were, or as planned where nobody said otherwise."""
    settings = record.settings
    opened, ended = _begins(record), _ends(record)
    return {
        "conference": settings.name,
        "place": settings.place,
        "date": date(settings.date),
        "short_date": short_date(settings.date),
        "weekday": wording.weekday(settings.date),
        "year": str(settings.date.year),
        "started": opened,
        "ended": ended,
        "made": f"{short_hour(record.made)} {date(record.made.date())}",
    }


def _begins(record: Record) -> str:
    """The reception is not yet the conference: it begins with the item after it."""
    real = [ran for ran in record.programme if ran.item.kind != "reception" and not ran.skipped]
    first = (real or list(record.programme))[0]
    return hour(first.started or record.settings.moment(first.item.start))


def _ends(record: Record) -> str:
    real = [ran for ran in record.programme if not ran.skipped] or list(record.programme)
    return hour(real[-1].ended or record.settings.moment(real[-1].item.end))


def attendance(numbers: Statistics) -> Fields:
    """The table by block, and its last row."""
    rows = [{"n": str(n)} | _row(block) for n, block in enumerate(numbers.blocks, 1)]
    return {"rows": rows, "total": _row(numbers.everybody)}


def _row(row: Attendance) -> Fields:
    names = (
        "invited",
        "confirmed",
        "declined",
        "present",
        "substitutes",
        "absent",
        "walk_ins",
        "companions",
        "persons",
    )
    return {"name": row.name} | {name: count(getattr(row, name)) for name in names}


def programme(record: Record, ran: Ran) -> Fields:
    """One item as it ran; `before`: whether it comes before the dialogue."""
    item = ran.item
    dialogue = next((n for n, one in enumerate(record.settings.programme) if one.kind == "dialogue"), None)
    people = [f"{p.honorific} {p.name}".strip() + (f", {p.position}" if p.position else "") for p in item.presenters]
    return {
        "kind": item.kind,
        "title": item.title,
        "planned": f"{_h(item.start)}-{_h(item.end)}",
        "started": hour(ran.started) if ran.started else "",
        "ended": hour(ran.ended) if ran.ended else "",
        "when": f"Từ {hour(ran.started)}" if ran.started else f"Từ {_h(item.start)} (theo chương trình)",
        "presenters": "; ".join(people) or item.presenter_note,
        "before": dialogue is None or ran.number < dialogue,
        "details": list(item.details),
        "parts": [{"title": p.title, "presenter": p.presenter} for p in item.parts],
    }


def chairs(record: Record) -> str:
    """Return who chaired: the presenters of the dialogues."""
    people = [p for item in record.settings.programme if item.kind == "dialogue" for p in item.presenters]
    return "; ".join(dict.fromkeys(sentences.called(person) for person in people))


def _h(planned: str) -> str:
    return planned.replace(":", "h")


def talks(record: Record) -> list[Fields]:
    """What was presented (nội dung phổ biến): the talks of the programme, part by part."""
    items = [ran.item for ran in record.programme if ran.item.kind == "talk" and not ran.skipped]
    parts = [(p.title, p.presenter or item.presenter_note) for item in items for p in item.parts]
    parts += [(item.title, item.presenter_note) for item in items if not item.parts]
    return [{"title": wording.clause(title), "presenter": who} for title, who in parts]


def businesses(record: Record) -> list[Fields]:
    """Businesses with anybody in the hall, in the alphabet's order, with who came for each."""
    present: dict[str, list[Any]] = {}
    for person in record.attendees:
        if person.arrival and record.settings.block(person.guest.block).kind == "business":
            present.setdefault(person.organisation.id, []).append(person)
    organisations = sorted(present.values(), key=lambda people: letters_key(people[0].organisation.name))
    return [
        {
            "n": str(n),
            "name": people[0].organisation.name,
            "tax_code": people[0].organisation.tax_code,
            "address": people[0].organisation.address,
            "delegates": "\n".join(sentences.who_came(person) for person in people),
            "persons": count(sum(person.arrival.party for person in people)),
        }
        for n, people in enumerate(organisations, 1)
    ]


def task(record: Record, n: int, task: Any) -> Fields:
    """One task of the conclusions."""
    due = sentences.day(task.due)
    return {
        "n": str(n),
        "unit": record.unit(task.unit) or questions.NO_UNIT,
        "task": wording.clause(task.task),
        "due": due,
        "giver": task.giver,
    }
