"""Guests who go out and come back: who is in now, in whatever order the desks report it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from badges.refusal import Refusal
from kiosk.arrivals import admission, corrections, heads, introductions, leaving
from kiosk.arrivals.admission import Coming, Entry
from kiosk.storage.verify import faults

AT = "2026-04-24T0{}:00:00.000Z"


def test_who_is_in_now_and_who_came(conference: Any, write: Any) -> None:
    house = write.organisation("Công ty CP Thép Cửa Cấm")
    guest = write.guest("Đặng Thị Hòa", house, seats=3)
    write.arrive(guest, party=3)
    stays = write.arrive(write.guest("Trần Minh", write.organisation("Cảng Đình Vũ")))
    write.leave(guest)
    assert heads.heads(conference.db) == {"business": 1}
    assert (heads.gone_out(conference.db), heads.counts(conference.db)["business"]) == (3, (2, 1))
    assert set(heads.presence(conference.db)) == {stays.organisation}
    assert set(admission.everyone(conference.db)) == {guest.id, stays.id}, "who came stays who came"
    parts = introductions.parts(conference.db, conference.settings)
    assert sum(part.people for part in parts) == 1
    assert list(faults(conference.db)) == []


def test_nobody_goes_out_who_is_not_in(write: Any) -> None:
    guest = write.guest()
    for _attempt in range(2):
        with pytest.raises(Refusal):
            write.leave(guest)
        if write.conference.db.query and not admission.of(write.conference.db, guest.id):
            write.arrive(guest)
            write.leave(guest)


def test_a_leaving_and_a_return_are_taken_back_and_kept_in_the_log(conference: Any, write: Any) -> None:
    guest = write.arrive(write.guest())
    with write.writing() as writing:
        leaving.leave(writing, "out", guest.id, writing.at)
        admission.admit_known(writing, Entry("back", "search", writing.at), guest.id)
    undo(write, "back")
    assert away(conference, guest)
    undo(write, "out")
    assert not away(conference, guest)
    outcomes = [row["outcome"] for row in conference.db.query("select outcome from scan order by rowid")]
    assert outcomes == ["welcome", "left", "returned", "undone", "undone"]
    assert list(faults(conference.db)) == []


REPORTS = {
    "let in at 1": ("welcome", 1), "out at 3": ("left", 3), "seen at 2": ("already_in", 2), "back at 5": ("returned", 5),
}  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(REPORTS)), ids=" – ".join)
@pytest.mark.parametrize("without", [None, "back at 5"])
def test_desks_apart_report_in_any_order(
    conference: Any, write: Any, order: tuple[str, ...], without: str | None
) -> None:
    """Whether the guest is in follows the latest thing that a person saw, once the first report is there."""
    guest = write.guest()
    for name in order:
        if name == without:
            continue
        outcome, hour = REPORTS[name]
        with write.writing() as writing:
            if outcome == "left":
                leaving.leave(writing, name, guest.id, AT.format(hour), alone=True)
            else:
                entry = Entry(name, "search", AT.format(hour), Coming(), outcome)
                admission.admit_known(writing, entry, guest.id)
    assert away(conference, guest) == (without is not None)
    assert list(faults(conference.db)) == []


def away(conference: Any, guest: Any) -> bool:
    arrival = admission.of(conference.db, guest.id)
    return arrival is None or arrival.away


def undo(write: Any, scan: str) -> None:
    with write.writing() as writing:
        corrections.undo(writing, f"undo {scan}", scan, "Nhầm người", writing.at)
