"""The processor time of a request is its own, whoever is served while it waits."""

from __future__ import annotations

from greenlet import getcurrent, gettrace, greenlet

from kiosk.server.work_meter import WorkMeter


def test_who_waits_is_charged_for_nobody_else():
    at = [0.0]
    meter, told = WorkMeter(lambda: at[0]), {}
    hub = getcurrent()

    def request(name, work):
        with meter.measure() as spent:
            at[0] += work
            hub.switch()
            at[0] += work
            told[name] = spent()

    slow, busy = greenlet(lambda: request("slow", 0.25)), greenlet(lambda: request("busy", 5.0))
    slow.switch()
    busy.switch()
    at[0] += 100.0  # nobody's
    busy.switch()
    slow.switch()
    assert told == {"slow": 0.5, "busy": 10.0}
    assert gettrace() is None, "nothing is watched any more"


def test_an_error_leaves_nothing_behind():
    meter = WorkMeter()
    try:
        with meter.measure():
            raise ValueError
    except ValueError:
        pass
    assert (gettrace(), meter._spent, meter._since) == (None, {}, {})
