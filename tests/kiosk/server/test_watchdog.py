"""Housekeeping: jumps of the clock are noticed and logged, order stays the log's; limits forget in time."""

from datetime import timedelta

from kiosk.conference.incidents import incident
from kiosk.server.watchdog import Idle, Watch
from kiosk.storage.verify import faults
from kiosk.web.rate_limit import MOST_KEYS, Limit


def test_a_clock_that_runs_jumps_never():
    watch = Watch(1000.0, 50.0)
    assert [watch.jump(1000.0 + s, 50.0 + s + s % 3 * 0.1) for s in range(100)] == [0.0] * 100


def test_a_jump_is_told_once_and_with_its_size():
    watch = Watch(1000.0, 50.0)
    assert [round(watch.jump(1001 - 3600, 51.0)), watch.jump(1002 - 3600, 52.0), round(watch.jump(1003, 53.0))] == [
        -3600, 0.0, 3600,
    ]  # fmt: skip


def test_order_is_the_logs_when_the_clock_goes_back(conference, write):
    for hours in (0, -3, 26, -40):
        conference.clock.shift += timedelta(hours=hours)
        incident(conference, "clock_jump", f"{hours} h")
    rows = list(conference.db.query("select seq, at from event where tab = 'incident' order by seq"))
    assert [row["at"] for row in rows] != sorted(row["at"] for row in rows)
    assert list(faults(conference.db)) == []


def test_the_log_is_carried_over_once_after_a_quiet_while():
    idle = Idle(0, 0.0)
    assert [idle.due(seq, now) for seq, now in ((0, 9.0), (1, 10.0), (1, 14.0), (1, 15.0), (1, 30.0), (2, 31.0), (2, 36.0))] == [
        False, False, False, True, False, False, True,
    ]  # fmt: skip


def test_a_limit_forgets_after_its_time_and_stays_small():
    now = [0.0]
    limit = Limit(2, 10.0, lambda: now[0])
    assert [limit.take("a"), limit.take("a"), limit.take("a"), limit.take("b")] == [True, True, False, True]
    now[0] = 10.0
    assert limit.take("a") is True
    for number in range(MOST_KEYS + 10):
        limit.count(str(number))
    assert len(limit._seen) <= MOST_KEYS + 1
