"""The gate: foreign host names, addresses that were turned away, and a share of the server's time."""

from __future__ import annotations

import pytest

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.web.gate import Allowance, own_names


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("127.0.0.1:8000", 200), ("192.168.1.10:8000", 200), ("[fe80::1]:8000", 200),
        ("hoinghi.haiphong.vn", 200), ("HOINGHI.haiphong.vn.", 200),
        ("elsewhere.example", 421), ("localhost.elsewhere.example", 421), ("[::1", 421), ("127.0.0.1.nip.example", 421),
    ],
)  # fmt: skip
def test_a_foreign_name_leads_to_nothing(app, host, status):
    app.extensions["names"] |= own_names("hoinghi.haiphong.vn")
    answer = app.test_client().get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    assert ("epoch" in answer.text) is (status == 200)


def test_a_certificate_for_all_names_of_a_domain_is_known(app):
    app.extensions["names"] |= {"*.haiphong.vn"}
    statuses = [
        app.test_client().get("/healthz", headers={"Host": h}).status_code for h in ("a.haiphong.vn", "haiphong.vn")
    ]
    assert statuses == [200, 421]


@pytest.mark.parametrize(
    "origin", ["http://[", "http://hội-nghị.vn", "\u00e9", "http://localhost\u00e9", "null", "http://"]
)
def test_an_origin_that_is_none_is_refused_and_no_trace(app, enrolled, origin, caplog):
    office = enrolled(Role.OFFICE)
    answer = office.post(
        "/office/devices", data={"role": "desk"}, headers={"Origin": origin.encode().decode("latin-1")}
    )
    assert answer.status_code == 403
    assert [record for record in caplog.records if record.exc_info] == []


def test_strangers_of_an_address_that_was_turned_away_hear_it_and_devices_go_on(app, enrolled):
    desk, stranger = enrolled(Role.DESK), app.test_client()
    app.extensions["connections"].barred.add("127.0.0.1")
    assert (desk.get("/desk").status_code, stranger.get("/phone").status_code) == (200, 403)
    assert "Văn phòng" in stranger.get("/phone").text


def test_who_has_used_up_his_share_waits_and_devices_do_not(app, enrolled):
    desk, stranger = enrolled(Role.DESK), app.test_client()
    here = {"environ_base": {"REMOTE_ADDR": "10.0.0.7"}}
    gate = app.wsgi_app
    assert stranger.get("/phone", **here).status_code == 200
    gate.here.spend(1000.0, "10.0.0.7")
    statuses = [client.get(path, **here).status_code for client, path in ((stranger, "/phone"), (desk, "/desk"))]
    assert statuses == [429, 200]
    assert stranger.get("/phone", environ_base={"REMOTE_ADDR": "10.0.0.8"}).status_code == 200, "another address"


def test_work_for_a_device_is_not_counted(app, enrolled):
    desk = enrolled(Role.DESK)
    gate = app.wsgi_app
    before = gate.in_all.left()
    for _ in range(3):
        desk.get("/desk")
    assert gate.in_all.left() >= before
    app.test_client().get("/phone")
    assert gate.in_all.left() < gate.in_all.burst


def test_an_allowance_grows_back():
    at = [0.0]
    allowance = Allowance(10.0, 0.5, lambda: at[0])
    allowance.spend(12.0, "a")
    assert allowance.left("a") == -2.0
    at[0] = 4.0
    assert allowance.left("a") == 0.0
    at[0] = 100.0
    assert (allowance.left("a"), allowance.left("b")) == (10.0, 10.0)


def test_strangers_who_used_up_what_all_may_do_not_stop_an_enrolment(app, conference):
    gate, new = app.extensions["gate"], app.test_client()
    gate.in_all.spend(1000.0)
    code = enrolment.invite(conference, Role.DESK, "Bàn 1")
    assert new.get("/phone").status_code == 429
    assert (new.get("/enrol").status_code, new.get(f"/enrol/{code}").status_code) == (200, 200)
    assert new.get("/desk").status_code == 200, "and now it is a device"
