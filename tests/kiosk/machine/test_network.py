"""Links work on another device: they name this machine as the network knows it, and where they cannot that is said."""

import re
import socket
from types import SimpleNamespace

import psutil
import pytest

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.i18n.dates import short_date
from kiosk.machine import network
from kiosk.machine.network import Listening
from tests.support.server_process import House

pytestmark = pytest.mark.whole

CLOSED = "Máy chủ chỉ mở cho máy này"


@pytest.fixture
def cards(monkeypatch):
    """cards(("Wi-Fi", "192.168.1.10"), …): this machine's networks."""

    def have(*pairs, down=(), way_out=""):
        found: dict[str, list[SimpleNamespace]] = {}
        for name, address in (("lo", "127.0.0.1"), *pairs):
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            found.setdefault(name, []).append(SimpleNamespace(family=family, address=address))
        monkeypatch.setattr(psutil, "net_if_addrs", lambda: found)
        monkeypatch.setattr(
            psutil, "net_if_stats", lambda: {name: SimpleNamespace(isup=name not in down) for name in found}
        )
        monkeypatch.setattr(network, "_way_out", lambda: way_out)

    return have


def test_the_halls_network_comes_first(cards):
    cards(
        ("docker0", "172.17.0.1"), ("vEthernet (WSL)", "172.20.0.1"), ("Ethernet", "169.254.7.7"),
        ("Wi-Fi", "192.168.1.10"), ("old", "10.9.9.9"), down=("old",),
    )  # fmt: skip
    assert network.own() == ["192.168.1.10", "169.254.7.7", "172.17.0.1", "172.20.0.1"]


def test_of_two_networks_the_one_with_a_router_comes_first(cards):
    cards(("eth0", "10.0.0.5"), ("wlan0", "192.168.1.10"), way_out="192.168.1.10")
    assert network.own() == ["192.168.1.10", "10.0.0.5"]


@pytest.mark.parametrize(
    ("listening", "addresses"),
    [
        (Listening(), []),
        (Listening(host="localhost"), []),
        (Listening(host="0.0.0.0", port=8010), ["http://192.168.1.10:8010", "http://10.0.0.5:8010"]),
        (Listening(host="::"), ["http://[fd00::2]:8000"]),
        (Listening(host="10.0.0.5"), ["http://10.0.0.5:8000"]),
        (Listening("https", "0.0.0.0", 8000, "kiosk.example.vn"), ["https://kiosk.example.vn:8000"]),
        (Listening("https", "127.0.0.1", 8000, "kiosk.example.vn"), []),
    ],
)
def test_what_other_devices_type(cards, listening, addresses):
    cards(("wlan0", "192.168.1.10"), ("eth0", "10.0.0.5"), ("eth0", "fd00::2"))
    assert listening.addresses() == addresses


def offered(app, office, listening, host):
    """The link, and the address for the digits, on the office's page that was opened under `host`."""
    app.extensions["listening"] = listening
    form = {"role": "desk", "name": "Bàn 2"}
    page = office.post(
        "/office/devices", data=form, base_url=f"http://{host}", headers={"Origin": f"http://{host}"}
    ).text
    return re.search(r'href="(http[^"]+?)/enrol/', page)[1], re.search(r"(http\S+)/enrol trên", page)[1], page


def test_an_office_opened_on_the_server_offers_what_the_other_device_can_open(app, enrolled, cards):
    cards(("wlan0", "192.168.1.10"), ("eth0", "10.0.0.5"))
    link, typed, page = offered(app, enrolled(Role.OFFICE), Listening(host="0.0.0.0"), "localhost")
    assert (link, typed, "http://10.0.0.5:8000" in page, CLOSED in page) == (
        "http://192.168.1.10:8000", "http://192.168.1.10:8000", True, False,
    )  # fmt: skip


def test_an_office_opened_over_the_network_offers_its_own_address(app, conference, cards):
    pass

    cards(("wlan0", "192.168.1.10"), ("eth0", "10.0.0.5"))
    office = app.test_client()
    office.get(f"/enrol/{enrolment.invite(conference, Role.OFFICE, 'VP')}", base_url="http://10.0.0.5:8000")
    link, typed, page = offered(app, office, Listening(host="0.0.0.0"), "10.0.0.5:8000")
    assert (link, typed, CLOSED in page) == ("http://10.0.0.5:8000", "http://10.0.0.5:8000", False)


def test_a_server_for_this_computer_only_says_so(enrolled):
    assert CLOSED in enrolled(Role.OFFICE).get("/office/devices").text


def test_the_list_of_devices_says_on_which_day_each_was_enrolled(enrolled, conference):
    today = short_date(conference.clock.local())
    assert re.search(rf"<td>\d\dh\d\d, {today}</td>", enrolled(Role.OFFICE).get("/office/devices").text)


def test_the_printed_links_name_the_machine_as_the_network_knows_it(folder):
    if not network.own():
        pytest.skip("needs a network")
    house = House(folder).begin("--host", "0.0.0.0")
    assert house.links["office"].startswith(f"http://{network.own()[0]}:{house.port}/enrol/")
    assert house.enrol("desk", house.links["desk"].replace(network.own()[0], "127.0.0.1")).get("/desk")[0] == 200
    house.stop()
