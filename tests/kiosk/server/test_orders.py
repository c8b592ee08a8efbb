"""What the office asks the supervisor to do between two servers is done once, in the right folder, and its end is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.conference.conference import open_conference
from kiosk.recovery import backup, next_start
from kiosk.recovery.next_start import Listening, Order
from kiosk.server import orders
from kiosk.server.serving import Serving
from kiosk.settings import load as settings_file


@pytest.fixture
def serving(folder):
    return Serving(folder, 8000)


def ask(serving, **order):
    next_start.write(serving.folder, next_start.ORDER, Order(**order))
    return orders.carry_out(serving)


def days_after(folder, days):
    """By how many seconds the clock is ahead of the machine's, so many days after the conference's day."""
    settings = settings_file.load(folder)
    return (settings.moment("12:00") + timedelta(days=days) - datetime.now(UTC)).total_seconds()


def rehearsing(folder):
    conference = open_conference(folder)
    try:
        return bool(conference.rehearsal)
    finally:
        conference.db.close()


def test_without_an_order_everything_stays(serving):
    assert orders.carry_out(serving) == serving
    (serving.folder / next_start.ORDER).write_text("{")
    assert orders.carry_out(serving) == serving


def test_how_it_listens_is_kept_for_the_next_double_click(serving):
    after = ask(serving, do="listen", listening=Listening(next_start.EVERYWHERE, tls=True))
    assert after == replace(serving, host="0.0.0.0", tls=True)
    assert next_start.listening(serving.folder) == Listening("0.0.0.0", tls=True)
    assert orders.carry_out(after) == after  # an order is taken once


@pytest.mark.parametrize("broken", ["{", '{"host": "10.0.0.1"}', ""])
def test_a_damaged_note_opens_nothing_to_the_network(folder, broken):
    (folder / next_start.LISTENING).write_text(broken)
    assert next_start.listening(folder) == Listening(next_start.HERE, tls=False)


def test_a_way_that_cannot_be_served_is_given_up(serving):
    after = ask(serving, do="listen", listening=Listening(next_start.EVERYWHERE, tls=True))
    assert orders.failed(serving, after) == serving
    assert next_start.listening(serving.folder) == Listening()
    assert not next_start.outcome(serving.folder, "listen").good


@pytest.mark.parametrize(("value", "left"), [("wipe", False), ("keep", True)])
def test_a_rehearsal_runs_beside_the_conference_and_ends(serving, value, left):
    during = ask(serving, do="rehearse", value="13:45")
    assert (during.folder, rehearsing(during.folder), rehearsing(serving.folder)) == (
        serving.folder / "rehearsal", True, False,
    )  # fmt: skip
    after = ask(during, do="rehearsal-end", value=value)
    assert (after, during.folder.exists()) == (serving, left)
    assert next_start.outcome(serving.folder, "rehearsal-end").good


def test_a_copy_is_put_back_and_the_log_says_so(serving):
    conference = open_conference(serving.folder)
    copy = backup.make(conference)
    with conference.db.writing(conference.clock.stamp()) as writing:
        writing.put("tick.done", "tick", {"id": "lists", "at": "x", "by": "Văn phòng"})
    conference.db.close()
    assert ask(serving, do="restore", value=str(copy)) == serving
    conference = open_conference(serving.folder)
    assert list(conference.db.query("select id from tick")) == []
    assert [row["kind"] for row in conference.db.query("select kind from incident")] == ["restored"]
    conference.db.close()


def test_what_fails_is_told_and_changes_nothing(serving):
    assert ask(serving, do="restore", value=str(serving.folder / "none.db")) == serving
    told = next_start.outcome(serving.folder, "restore")
    assert (told.good, "hỏng" in told.text) == (False, True)
    early = replace(serving, shift=days_after(serving.folder, 1))
    assert ask(early, do="erase") == early
    assert not next_start.outcome(serving.folder, "erase").good


def test_persons_are_erased_by_the_conferences_own_clock(serving):
    shift = days_after(serving.folder, settings_file.load(serving.folder).data.keep_days + 2)
    assert ask(replace(serving, shift=shift), do="erase") == replace(serving, shift=shift)
    assert next_start.outcome(serving.folder, "erase").good
