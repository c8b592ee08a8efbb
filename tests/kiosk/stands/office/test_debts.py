"""Every kind of debt has its line on the first page, and a conference that owes nothing has none."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from badges import guests
from kiosk.conference import enrolment
from kiosk.conference.clock import Clock, stamp
from kiosk.conference.devices import Role
from kiosk.guests import contacts, registrations
from kiosk.guests.registrations import Person, Registration
from kiosk.intake import uploads
from kiosk.papers import made
from kiosk.recording import chunks
from kiosk.stands.office import debts, door, steps
from live.queue import Place
from tests.support.voices import record

WEEKS = {"before": timedelta(days=-3), "during": timedelta(minutes=70), "after": timedelta(days=20)}


def at(conference: Any, phase: str) -> None:
    """Move the conference's clock into a phase: three days before, in the dialogue, or twenty days after."""
    conference.clock = Clock(conference.settings.timezone, conference.slots[0].start + WEEKS[phase] - datetime.now(UTC))


def settled(conference: Any, write: Any) -> None:
    """A conference that owes nothing: one guest who answered and has his card, all steps ticked, one question settled."""
    guest = write.guest("Khách Mẫu", rsvp="coming")
    with write.writing() as writing:
        contacts.sent(writing, [guest.id], "email")
        for step in steps.STEPS:
            steps.tick(writing, step.key, True)
    write.question(place=Place.WITHDRAWN, unit="tdc", prepared="x")
    write.arrive(guest)
    (conference.folder / made.FOLDER).mkdir(exist_ok=True)
    (conference.folder / made.FOLDER / made.LIST).write_text(
        json.dumps({"made": conference.clock.stamp(), "seq": conference.db.seq, "files": []})
    )


def row(write: Any, kind: str, table: str, **columns: Any) -> None:
    with write.writing() as writing:
        writing.put(kind, table, columns)


def double(conference: Any, write: Any) -> None:
    row(write, "double_entry.found", "double_entry", id="d", guest=write.guest(rsvp="coming").id, first="", second="",
        at="2026-04-24T06:52:00.000Z",
        settled_at="", settled_by="", finding="")  # fmt: skip


def desks(conference: Any, write: Any) -> None:
    device = next(device for device in enrolment.devices(conference) if device.role is Role.DESK)
    door.desks().says(device, 3, 250, 0.0, conference.clock.now())


def sent_card(write: Any, guest: Any) -> None:
    with write.writing() as writing:
        contacts.sent(writing, [guest.id], "email")


def overdue(conference: Any, write: Any) -> None:
    number = write.question(place=Place.WRITING).number
    day_late = (conference.clock.local() - timedelta(days=2)).date().isoformat()
    with write.writing() as writing:
        record(writing, number, due=day_late)


def unsent(conference: Any, write: Any) -> None:
    number = write.question(place=Place.WRITING).number
    soon = (conference.clock.local() + timedelta(days=2)).date().isoformat()
    with write.writing() as writing:
        record(writing, number, due=soon)


def calls(conference: Any, write: Any) -> None:
    guest = write.guest("Gọi Lại")
    sent_card(write, guest)
    row(write, "contact.unreachable", "contact", guest=guest.id, call_at=stamp(conference.clock.now() - timedelta(minutes=1)), tries=1,
        sent_at="x", sent_via="email", by="")  # fmt: skip


def not_answered(conference: Any, write: Any) -> None:
    sent_card(write, write.guest("Chưa Xác Báo"))


def leader(conference: Any, write: Any) -> None:
    sent_card(write, write.guest("Lãnh Đạo", block="city", rsvp="coming"))


def pair(conference: Any, write: Any) -> None:
    house = write.organisation("Công ty Trùng")
    for _ in range(2):
        write.question("Đề nghị rút ngắn thời gian kiểm định cân ô tô tại doanh nghiệp", house, prepared="x")


def submission(conference: Any, write: Any) -> None:
    with write.writing() as writing:
        registrations.keep(
            writing, "s", Registration("Công ty Mẫu", "0200000001", people=(Person("Nguyễn Văn An", "", "", ""),))
        )


def stale(conference: Any, write: Any) -> None:
    with write.writing() as writing:
        steps.tick(writing, "signed", False)
    write.organisation("Đổi sau khi lập")


def file(conference: Any, write: Any) -> None:
    one = uploads.keep(conference, "guests", "danh-sach.csv", "Họ và tên\nA B\n".encode(), "")
    uploads.save(conference, one)


PLANTED = {
    "double": double,
    "desks": desks,
    "overdue": overdue,
    "open": lambda conference, write: write.question(place=Place.DEFERRED if hasattr(Place, "DEFERRED") else Place.WAITING, prepared="x"),
    "incomplete": lambda conference, write: write.question(place=Place.ANSWERED),
    "leaders": leader,
    "no-guests": lambda conference, write: [_cancel(write, guest) for guest in guests.every(conference.db)],
    "calls": calls,
    "answers": not_answered,
    "cards": lambda conference, write: write.guest("Chưa Gửi Thẻ", rsvp="coming"),
    "screening": lambda conference, write: write.question(place=Place.RECEIVED, prepared="x"),
    "units": lambda conference, write: write.question(unit="", prepared=""),
    "prepared": lambda conference, write: write.question(prepared=""),
    "pairs": pair,
    "submissions": submission,
    "files": file,
    "replies": unsent,
    "papers": lambda conference, write: (conference.folder / made.FOLDER / made.LIST).unlink(),
    "stale": stale,
    "erase": lambda conference, write: _later(conference),
    "sound": lambda conference, write: _record(conference),
    "steps": lambda conference, write: _untick(write),
}  # fmt: skip


def _cancel(write: Any, guest: Any) -> None:
    with write.writing() as writing:
        guests.change(writing, guest.id, "guest.cancelled", cancelled="x")


def _later(conference: Any) -> None:
    conference.clock = Clock(
        conference.settings.timezone,
        conference.slots[0].start + timedelta(days=conference.settings.data.keep_days + 1) - datetime.now(UTC),
    )


def _record(conference: Any) -> None:
    chunks.save(conference.folder, "0000-0001", 0, b"\0\0", 0)
    _later(conference)


def _untick(write: Any) -> None:
    with write.writing() as writing:
        steps.tick(writing, "settings", False)


def keys(app: Any, conference: Any) -> set[str]:
    with app.app_context():
        return {task.key for task in debts.tasks(conference)}


def owed_in(kind: str) -> list[str]:
    found = next((k.phases for k in debts.KINDS if k.key == kind), debts.ALWAYS)
    return ["after"] if kind in ("erase", "sound") else list(found)


def test_every_kind_is_planted():
    assert set(PLANTED) == {kind.key for kind in debts.KINDS} | {"steps"}


@pytest.mark.parametrize("phase", list(WEEKS))
def test_nothing_owed_is_an_empty_list(app, conference, write, phase):
    at(conference, phase)
    settled(conference, write)
    assert keys(app, conference) == set()


@pytest.mark.parametrize(("kind", "phase"), [(kind, phase) for kind in PLANTED for phase in owed_in(kind)])
def test_each_kind_has_its_line_where_it_is_settled(app, conference, write, enrolled, kind, phase):
    office = enrolled(Role.OFFICE)
    enrolled(Role.DESK, "Bàn 1")
    at(conference, phase)
    settled(conference, write)
    with app.app_context():
        PLANTED[kind](conference, write)
    assert kind in keys(app, conference)
    page = office.get("/office").text
    with app.app_context():
        task = next(task for task in debts.tasks(conference) if task.key == kind)
    assert f'href="{task.path}"' in page.replace("&amp;", "&")
    assert office.get(task.path).status_code == 200
