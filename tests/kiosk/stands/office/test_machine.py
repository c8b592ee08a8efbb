"""The pages of the server: who may, what is asked before it is done, what is logged, and what the supervisor is asked for."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.conference import enrolment
from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.machine import network, tls
from kiosk.recovery import backup, next_start
from kiosk.settings import load as settings_file

pytestmark = pytest.mark.whole

PAGES = ("machine", "copies", "spare", "rehearsal", "ending")
PRESSES = (
    "machine/listen", "machine/certificate", "copies", "copies/place", "copies/restore", "spare", "rehearsal", "rehearsal/end",
    "rehearsal/wipe", "ending/verify", "ending/archive", "ending/carry", "ending/erase",
)  # fmt: skip


@pytest.fixture
def asked(app):
    """Stands where the supervisor does: how often a start was asked for."""
    calls = []
    app.extensions["restart"] = lambda: calls.append(1)
    return calls


@pytest.fixture
def office(enrolled):
    client = enrolled(Role.OFFICE, "Văn phòng")

    def post(path, **fields):
        return client.post(f"/office/{path}", data=fields, headers={"Origin": "http://localhost"})

    post.get = lambda path: client.get(f"/office/{path}")
    return post


@pytest.fixture
def clock_at(conference):
    def move(days):
        """The conference's clock, so many days after its day."""
        wanted = conference.slots[0].start + timedelta(days=days)
        conference.clock = Clock(conference.settings.timezone, wanted - datetime.now(UTC))

    return move


def order(conference):
    return next_start.take(conference.folder)


def logged(conference):
    return [
        (row["kind"], row["text"]) for row in conference.db.query("select kind, text from incident order by at, id")
    ]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_the_offices_alone_and_has_its_command_folded(office, enrolled, path):
    page = office.get(path)
    assert (page.status_code, "Lệnh tương đương" in page.text or "Xóa" in page.text) == (200, True)
    assert enrolled(Role.DESK, "Bàn 1").get(f"/office/{path}").status_code == 403


@pytest.mark.parametrize("path", PRESSES)
def test_nobody_but_the_office_presses_anything(conference, enrolled, asked, path):
    desk = enrolled(Role.DESK, "Bàn 1")
    for client in (desk, desk.application.test_client()):
        answer = client.post(f"/office/{path}", data={"sure": "1"}, headers={"Origin": "http://localhost"})
        assert answer.status_code in (401, 403)
    assert (asked, order(conference)) == ([], None)


@pytest.mark.parametrize("path", ["machine/certificate", "copies/restore", "rehearsal/wipe"])
def test_what_cannot_be_undone_is_asked_first(conference, office, asked, path):
    assert office(path).status_code == 400
    assert (asked, order(conference), logged(conference)) == ([], None, [])


def test_a_server_without_a_supervisor_says_so_and_promises_nothing(conference, office):
    assert "nháy đúp Kiosk" in office.get("machine").text
    assert office("machine/listen", way="plain").status_code == 400
    assert (order(conference), logged(conference)) == (None, [])


def test_the_network_is_opened_and_who_did_it_is_logged(conference, office, asked):
    assert office("machine/listen", way="plain").status_code == 200
    assert (asked, order(conference).listening.host, logged(conference)) == (
        [1],
        "0.0.0.0",
        [("server", "Văn phòng: listen")],
    )
    assert office("machine/listen", way="everything").status_code == 400


def test_https_makes_a_certificate_for_the_chosen_address_and_gives_a_link(conference, office, asked, monkeypatch):
    monkeypatch.setattr(network, "own", lambda version=4: ["192.168.1.10", "10.0.0.7"])
    assert office("machine/listen", way="secure").status_code == 400  # no address chosen
    assert office("machine/listen", way="secure", ip="8.8.8.8").status_code == 400  # not one of this computer
    page = office("machine/listen", way="secure", ip="192.168.1.10").text
    names, ips = tls.called(conference.folder / "tls" / "server.crt")
    assert (names, sorted(map(str, ips))) == (["kiosk.local"], ["127.0.0.1", "192.168.1.10"])
    assert ("/enrol/" in page, ":8001/trust" in page, order(conference).listening.tls) == (True, True, True)


def test_the_second_place_is_tried_written_and_kept(conference, office, asked, tmp_path):
    for bad in ("", "relative", str(tmp_path / "none" / "deeper" / "x")):
        assert office("copies/place", other=bad).status_code == 400
    place = tmp_path / "usb"
    assert office("copies/place", other=f'"{place}"').status_code == 200
    assert (settings_file.load(conference.folder).backup.second, asked) == (str(place), [1])
    assert ("settings", "Văn phòng: backup.second") in logged(conference)


def test_a_copy_is_made_now_and_only_a_copy_of_the_list_is_put_back(conference, office, asked):
    assert office("copies").status_code == 303
    (copy,) = backup.copies(conference.folder)
    assert str(copy) in office.get("copies").text
    assert office("copies/restore", sure="1", copy=str(conference.folder / "secret.key")).status_code == 400
    assert office("copies/restore", sure="1", copy=str(copy)).status_code == 200
    found = order(conference)
    assert (found.do, found.value, asked) == ("restore", str(copy), [1])


def test_the_spares_link_carries_the_authoritys_mark_over_https_only(app, conference, office):
    assert "#" not in office("spare").text.split('id="spare-link">')[1].split("<")[0]
    own = tls.make(conference.folder, "kiosk.local", ["192.168.1.10"])
    app.extensions["listening"] = network.Listening("https", "0.0.0.0", 8000, "192.168.1.10")
    link = office("spare").text.split('id="spare-link">')[1].split("<")[0]
    assert link.startswith("https://192.168.1.10:8000/enrol/")
    assert tls.is_authority((conference.folder / "tls" / "ca.crt").read_bytes(), link.partition("#")[2])
    assert not tls.is_authority((conference.folder / "tls" / "ca.crt").read_bytes(), "0" * 64)
    assert tls.link_mark(own) == link.partition("#")[2]
    assert not [device for device in enrolment.devices(conference) if device.role is Role.SPARE]


def test_a_rehearsal_begins_at_an_hour_of_the_programme(conference, office, asked):
    assert office("rehearsal", at="25:00").status_code == 400
    assert office("rehearsal/end").status_code == 400
    assert office("rehearsal", at=conference.settings.programme[0].start).status_code == 200
    assert (order(conference).do, asked) == ("rehearse", [1])


def test_persons_are_erased_after_their_time_and_with_the_word(conference, office, asked, clock_at):
    assert office("ending/erase", sure="1", word="XÓA").status_code == 400
    clock_at(conference.settings.data.keep_days + 1)
    assert "Xóa vĩnh viễn" in office.get("ending").text
    for fields in ({}, {"sure": "1"}, {"sure": "1", "word": "xoa"}):
        assert office("ending/erase", **fields).status_code == 400
    assert (order(conference), asked) == (None, [])
    assert office("ending/erase", sure="1", word="xóa").status_code == 200
    assert order(conference).do == "erase"


def test_the_record_is_checked_and_archived_beside_the_running_server(conference, office):
    assert "Dữ liệu khớp hoàn toàn với nhật ký" in office("ending/verify").text
    answer = office("ending/archive")
    assert (answer.status_code, answer.data[:2], answer.mimetype) == (200, b"PK", "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {f"ho-so-{conference.settings.id}"}
        assert packed.testzip() is None
    assert ("archive", "Văn phòng: archive") in logged(conference)


def test_open_questions_of_a_conference_beside_come_once(conference, office, write, tmp_path):
    assert office("ending/carry", former="../..").status_code == 400
    assert office("ending/carry", former=conference.folder.name).status_code == 400
