"""The rate of the door: figures worked out by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.arrivals.queue_flow import flow

NOW = datetime(2026, 4, 24, 6, 50, tzinfo=UTC)


def came(**desks):
    """So many guests at each desk, spread over the last four minutes."""
    early = (NOW - timedelta(minutes=20), "Bàn 1")
    return [early, *((NOW - timedelta(seconds=240 * n / c), desk) for desk, c in desks.items() for n in range(c))]


def test_the_rate_is_that_of_the_last_five_minutes_by_desk():
    old = [(NOW - timedelta(minutes=5), "Bàn 1"), (NOW + timedelta(seconds=1), "Bàn 1")]
    found = flow(old + came(one=20, two=10), 60, NOW, NOW + timedelta(minutes=10))
    assert (found.per_minute, found.by_desk, found.minutes) == (6.0, (("one", 4.0), ("two", 2.0)), 10)
    assert (found.ends, found.more_desks) == (NOW + timedelta(minutes=10), 0)


@pytest.mark.parametrize(("waiting", "more"), [(60, 0), (61, 1), (90, 1), (91, 2), (0, 0)])
def test_another_desk_is_as_fast_as_the_mean_of_those_that_are_open(waiting, more):
    assert flow(came(one=20, two=10), waiting, NOW, NOW + timedelta(minutes=10)).more_desks == more


def test_without_arrivals_there_is_no_rate_and_after_the_beginning_no_advice():
    assert flow([], 10, NOW, NOW + timedelta(minutes=10)) is None
    assert flow(came(one=5), 10, NOW, NOW - timedelta(minutes=1)).more_desks == 0


@pytest.mark.parametrize(
    ("seconds", "rate", "more"), [(10, 6.0, 0), (60, 6.0, 0), (119, 6 / (119 / 60), 0), (180, 2.0, 2)]
)
def test_the_first_minutes_are_reckoned_since_the_first_guest_and_call_for_nobody_at_once(seconds, rate, more):
    """Six guests in so many seconds, at one desk; sixty more are expected within ten minutes."""
    first = [(NOW - timedelta(seconds=seconds * n / 5), "Bàn 1") for n in range(6)]
    found = flow(first, 60, NOW, NOW + timedelta(minutes=10))
    assert (round(found.per_minute, 6), found.more_desks) == (round(rate, 6), more)
