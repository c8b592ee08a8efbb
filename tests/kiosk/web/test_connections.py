"""Who holds a connection, and who gives way when they become few."""

from __future__ import annotations

import pytest

from kiosk.web.connections import Connections, Phase, Row
from kiosk.web.rate_limit import network_of


class Now:
    """A monotonic clock that is set by hand."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def now(monkeypatch):
    clock = Now()
    monkeypatch.setattr("kiosk.web.connections.time.monotonic", clock)
    return clock


@pytest.fixture
def table(now):
    return Connections(most=100, now=now)


def opened(table, address, count=1, *, device="", phase=Phase.IDLE):
    found = []
    for _ in range(count):
        connection = table.admit(address, lambda: None)
        if connection:
            connection.enter(phase)
            if device:
                table.recognise(connection, device, "desk")
            found.append(connection)
    return found


@pytest.mark.parametrize(
    ("phase", "device", "seconds"),
    [
        (Phase.IDLE, "", 15), (Phase.IDLE, "d", 75), (Phase.READING, "", 10), (Phase.READING, "d", 20),
        (Phase.BODY, "", 30), (Phase.BODY, "d", 300), (Phase.ANSWERING, "", 90), (Phase.ANSWERING, "d", 900),
    ],
)  # fmt: skip
def test_what_is_idle_or_half_sent_ends_after_its_time(table, now, phase, device, seconds):
    opened(table, "10.0.0.1", device=device, phase=phase)
    now.at += seconds
    assert (table.sweep(), len(table)) == (0, 1)
    now.at += 0.1
    assert (table.sweep(), len(table)) == (1, 0)


def test_a_socket_lasts_as_long_as_its_heartbeat(table, now):
    opened(table, "10.0.0.1", phase=Phase.SOCKET)
    now.at += 86_400
    assert (table.sweep(), len(table)) == (0, 1)


def test_strangers_of_one_address_have_half_of_all_and_devices_there_do_not_count(table):
    opened(table, "10.0.0.1", 5, device="desk")
    opened(table, "10.0.0.1", 60, phase=Phase.SOCKET)
    opened(table, "10.0.0.2", 30, phase=Phase.SOCKET)
    held = {(row.address, row.device): row.connections for row in table.table()}
    assert held[("10.0.0.1", "desk")] == 5
    table = Connections(most=100)
    assert len(opened(table, "10.0.0.9", 60, phase=Phase.SOCKET)) == 50, "an address without any device"
    assert table.refused == 10


def test_when_it_gets_tight_the_stranger_who_is_idle_longest_gives_way(table, now):
    first = opened(table, "10.0.0.1", 35)
    now.at += 1
    opened(table, "10.0.0.2", 35, phase=Phase.SOCKET)
    assert len(table) == 70
    [late] = opened(table, "10.0.0.3")
    assert (len(table), first[0].closing, late.closing) == (70, True, False)


def test_the_last_fifth_is_for_addresses_of_devices(table):
    opened(table, "10.0.0.9", device="desk")
    for n in range(1, 4):
        opened(table, f"10.0.0.{n}", 40, phase=Phase.SOCKET)
    assert len(table) == 80
    assert len(opened(table, "10.0.0.9", 30, phase=Phase.READING)) == 30, "a desk gets in at once"
    assert len(table) <= 100
    assert next(row.device for row in table.table()) == "desk"


def test_a_desk_takes_the_place_of_a_strangers_socket_where_all_are_taken(table):
    opened(table, "10.0.0.9", 20, device="desk", phase=Phase.SOCKET)
    opened(table, "10.0.0.1", 40, phase=Phase.SOCKET)
    opened(table, "10.0.0.2", 40, phase=Phase.SOCKET)
    before = len(table)
    assert len(opened(table, "10.0.0.9", 25, device="desk", phase=Phase.SOCKET)) == 25
    assert len(table) <= 100
    assert sum(row.connections for row in table.table() if row.device) == 45
    assert before <= 100


def test_an_address_that_is_turned_away_loses_its_strangers_only(table):
    opened(table, "10.0.0.1", 3)
    opened(table, "10.0.0.1", 2, device="desk")
    assert table.turn_away("10.0.0.1") == 3
    assert table.table() == [Row("10.0.0.1", "desk", 2, 0)]
    assert table.barred == {"10.0.0.1"}


def test_what_is_released_is_forgotten(table):
    for connection in opened(table, "10.0.0.1", 4):
        table.release(connection)
        table.release(connection)
    assert (len(table), table.table(), table._strangers) == (0, [], {})


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.168.1.7", "192.168.1.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1", "fe80::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("", ""),
    ],
)
def test_one_sender_is_an_address_or_a_network(address, network):
    assert network_of(address) == network
