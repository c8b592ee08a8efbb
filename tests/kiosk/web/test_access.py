"""Roles × routes, headers, origins, sessions: one look at every route there is."""

import re
import time
from urllib.parse import urlsplit

import pytest

from badges.refusal import Refusal, TooMany
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.stands import enrolment as enrolment_page
from kiosk.web import access
from kiosk.web.headers import HEADERS
from tests.support.access_page import PAGE, rows, table


def concrete(address):
    """An address of the pattern, with something in each place."""
    return re.sub(r"<[^>]+>", "1", address)


def calls(app):
    for address, methods, allowed in rows(app):
        for method in methods.split():
            yield method, concrete(address), allowed


@pytest.mark.slow
def test_the_table_in_the_documents_is_the_one_of_the_routes(app):
    assert PAGE.read_text(encoding="utf-8") == table(app), "write it again: python -m tests.support.access_page"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_let_in_where_the_table_says_and_nowhere_else(app, enrolled, role):
    client = app.test_client() if role is Role.PUBLIC else enrolled(role)
    refused = 401 if role is Role.PUBLIC else 403
    wrong = []
    for method, address, allowed in calls(app):
        let_in = role in allowed or Role.PUBLIC in allowed
        if let_in and method != "GET":
            continue
        status = client.open(address, method=method, json={} if method != "GET" else None).status_code
        if (status == refused) == let_in:
            wrong.append((method, address, status))
    assert wrong == []


def test_every_answer_has_the_headers(app, enrolled):
    clients = [app.test_client(), enrolled(Role.OFFICE), enrolled(Role.DESK)]
    missing = set()
    for client in clients:
        for method, address, _allowed in calls(app):
            if address == "/office/devices/end-all":
                continue
            response = client.open(address, method=method)
            sent = {name: value for name, value in response.headers.items() if name in HEADERS}
            stored = not address.startswith("/static") and "no-store" not in response.headers.get("Cache-Control", "")
            if set(sent) != set(HEADERS) or stored:
                missing.add((address, frozenset(set(HEADERS) - set(sent))))
    assert missing == set()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
        {},
    ],
)
def test_a_form_of_another_site_changes_nothing(app, enrolled, conference, headers):
    office = enrolled(Role.OFFICE)
    before = conference.db.seq
    for method, address, allowed in calls(app):
        if method == "POST" and allowed != {Role.PUBLIC}:  # those have no cookie that could be misused
            assert office.post(address, data={"a": "b"}, headers=headers).status_code == 403, address
    assert conference.db.seq == before


def test_the_cookie_is_for_this_host_only_and_no_script_reads_it(app, conference):
    plain = app.test_client().get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}").headers["Set-Cookie"]
    secure = app.test_client().get(
        f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}", base_url="https://localhost"
    ).headers["Set-Cookie"]  # fmt: skip
    assert re.fullmatch(r"kiosk=[\w-]{43}; Expires=[^;]+; Max-Age=5184000; HttpOnly; Path=/; SameSite=Strict", plain)
    assert re.fullmatch(
        r"__Host-kiosk=[\w-]{43}; Expires=[^;]+; Max-Age=5184000; Secure; HttpOnly; Path=/; SameSite=Strict", secure
    )


def test_an_enrolment_ends_what_the_browser_was_at_that_stand(app, conference):
    client = app.test_client()
    client.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}")
    old = client.get_cookie(access.COOKIE).value
    client.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 2')}")
    new = client.get_cookie(access.COOKIE).value
    assert (new != old, enrolment.of_secret(conference, old), [d.name for d in enrolment.devices(conference)]) == (
        True,
        None,
        ["Bàn 2"],
    )


def test_one_browser_may_be_several_stands_and_each_page_is_its_own(app, conference):
    client = app.test_client()
    for role in (Role.MODERATOR, Role.DESK, Role.OFFICE):
        client.get(f"/enrol/{enrolment.invite(conference, role, str(role))}")
    assert [client.get(f"/{name}").status_code for name in ("moderator", "desk", "office", "chair")] == [
        200,
        200,
        200,
        403,
    ]
    assert 'data-stand="desk"' in client.get("/desk").text and "<h1>desk</h1>" in client.get("/desk").text
    desk = next(device for device in enrolment.devices(conference) if device.role is Role.DESK)
    enrolment.revoke(conference, desk.id, "test")
    assert client.get("/moderator").status_code == 200


@pytest.mark.parametrize(("before", "status"), [(11, 200), (12, 401)])
def test_of_a_cookie_twelve_secrets_are_read_at_most(app, conference, before, status):
    _device, secret = enrolment.enrol(conference, enrolment.invite(conference, Role.CHAIR, "Chủ trì"))
    browser = app.test_client()
    browser.set_cookie("kiosk", ".".join([*("x" * before), secret]))
    assert browser.get("/chair/picture").status_code == status


def test_a_cookie_that_the_client_chose_is_never_taken_over(app, conference):
    client = app.test_client()
    client.set_cookie(access.COOKIE, "fixed-by-somebody")
    client.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}")
    assert client.get_cookie(access.COOKIE).value != "fixed-by-somebody"
    assert enrolment.of_secret(conference, "fixed-by-somebody") is None


def test_a_link_works_once_and_its_digits_end_with_it(conference):
    code, digits = enrolment.offer(conference, Role.DESK, "Bàn 1")
    assert re.fullmatch(r"\d{8}", digits)
    enrolment.enrol(conference, code)
    for used in (code, digits):
        with pytest.raises(Refusal):
            enrolment.enrol(conference, used)


def test_digits_are_typed_with_spaces_and_enrol(app, conference):
    _code, digits = enrolment.offer(conference, Role.DESK, "Bàn 1")
    client = app.test_client()
    typed = {"code": f"{digits[:4]} {digits[4:]}"}
    answer = client.post("/enrol", data=typed, headers={"Origin": "http://localhost"})
    assert (answer.status_code, [d.name for d in enrolment.devices(conference)]) == (200, ["Bàn 1"])


def test_digits_are_valid_for_ten_minutes_only(conference):
    from datetime import timedelta

    code, digits = enrolment.offer(conference, Role.DESK, "Bàn 1")
    conference.clock.shift += timedelta(minutes=10, seconds=1)
    with pytest.raises(Refusal):
        enrolment.enrol(conference, digits)
    assert enrolment.enrol(conference, code)[0].name == "Bàn 1"


def test_a_link_is_valid_for_a_day_only(conference):
    from datetime import timedelta

    used, late = (enrolment.invite(conference, Role.DESK, name) for name in ("Bàn 1", "Bàn 2"))
    conference.clock.shift += timedelta(hours=23, minutes=59)
    assert enrolment.enrol(conference, used)[0].name == "Bàn 1"
    conference.clock.shift += timedelta(minutes=2)
    with pytest.raises(Refusal):
        enrolment.enrol(conference, late)


@pytest.mark.parametrize(
    ("slip", "says"),
    [("other", "Dãy số này không đúng"), ("short", "Hãy nhập đủ tám chữ số"), ("used", "đã được dùng")],
)
def test_a_slip_of_the_fingers_is_said_above_the_form_that_stays(app, conference, slip, says):
    digits = enrolment.offer(conference, Role.DESK, "Bàn 1")[1]
    if slip == "used":
        enrolment.enrol(conference, digits)
    sent = {"other": f"{(int(digits) + 1) % 10**8:08d}", "short": digits[:7], "used": digits}[slip]
    typed = {"data": {"code": sent}, "headers": {"Origin": "http://localhost", "Accept": "text/html"}}
    answer = app.test_client().post("/enrol", **typed)
    kept = f'name="code" value="{sent[:4]} {sent[4:]}"'
    assert (answer.status_code, says in answer.text, kept in answer.text) == (400, True, True)
    again = app.test_client().post("/enrol", **typed | {"data": {"code": digits}})
    assert again.status_code == (400 if slip == "used" else 200)


def test_the_sixth_try_is_refused_even_with_the_right_code(app, conference):
    client = app.test_client()
    statuses = [client.get("/enrol/wrong").status_code for _ in range(5)]
    last = client.get(f"/enrol/{enrolment.invite(conference, Role.DESK, 'Bàn 1')}").status_code
    assert (statuses, last, enrolment.devices(conference)) == ([400] * 5, 429, [])


def test_right_codes_are_never_too_many(app, conference):
    statuses = [
        app.test_client().get(f"/enrol/{enrolment.invite(conference, Role.DESK, str(n))}").status_code
        for n in range(12)
    ]
    assert statuses == [200] * 12


def test_many_wrong_digits_of_other_addresses_slow_typing_down_and_lock_nobody_out(app, conference):
    """Wrong ones from sixty addresses: the office's own digits are looked at after a wait, and work."""
    tries = app.extensions["tries"]
    waits = []
    tries.pause = waits.append
    here = {"Origin": "http://localhost"}
    for number in range(60):
        there = {"REMOTE_ADDR": f"10.0.{number}.1"}
        wrong = app.test_client().post("/enrol", data={"code": f"{number:08d}"}, headers=here, environ_base=there)
        assert wrong.status_code == 400
    assert waits == []
    _code, digits = enrolment.offer(conference, Role.DESK, "Bàn 1")
    there = {"REMOTE_ADDR": "10.1.1.1"}
    typed = app.test_client().post("/enrol", data={"code": digits}, headers=here, environ_base=there)
    assert (typed.status_code, waits) == (200, [enrolment_page.SLOW_SECONDS])


def test_while_one_code_of_an_address_waits_its_next_is_refused(app):
    tries = app.extensions["tries"]
    for number in range(60):
        tries.wrong(f"10.0.{number}.1", is_typed=True)
    second = []

    def pause(_seconds):
        with pytest.raises(TooMany):
            tries.begin("10.1.1.1", is_typed=True)
        tries.begin("10.1.1.1", is_typed=False)  # a link is not held up
        second.append(1)

    tries.pause = pause
    tries.begin("10.1.1.1", is_typed=True)
    assert (second, tries.waiting) == ([1], set())


def test_the_addresses_of_one_network_count_as_one(app):
    for number in range(5):
        app.test_client().get("/enrol/wrong", environ_base={"REMOTE_ADDR": f"2001:db8::{number + 1}"})
    there = {"REMOTE_ADDR": "2001:db8::ffff"}
    assert app.test_client().get("/enrol/wrong", environ_base=there).status_code == 429


def test_the_database_holds_no_secret_of_a_device_and_no_code(app, conference):
    code, digits = enrolment.offer(conference, Role.DESK, "Bàn 1")
    client = app.test_client()
    client.get(f"/enrol/{code}")
    secret = client.get_cookie(access.COOKIE).value
    dump = "\n".join(conference.db.conn.iterdump())
    assert [text for text in (code, secret, f"'{digits}'", enrolment.digest(digits)) if text in dump] == []


def test_end_all_leaves_only_the_device_that_asked(app, enrolled, conference):
    desks, office = [enrolled(Role.DESK, f"Bàn {n}") for n in range(3)], enrolled(Role.OFFICE, "Văn phòng")
    assert office.post("/office/devices/end-all", headers={"Origin": "http://localhost"}).status_code == 303
    assert ([desk.get("/desk").status_code for desk in desks], office.get("/office").status_code) == ([401] * 3, 200)
    assert [d.name for d in enrolment.devices(conference)] == ["Văn phòng"]


def test_the_limits_of_wrong_codes_are_those_promised():
    assert (enrolment_page.WRONG_HERE, enrolment_page.WRONG_IN_ALL) == ((5, 900.0), (60, 3600.0))


@pytest.mark.skipif(not hasattr(time, "clock_gettime"), reason="POSIX")
def test_a_revoked_device_loses_its_socket_within_a_second(folder):
    from tests.support.raw_socket import Wire
    from tests.support.server_process import House

    house = House(folder).begin()
    office, desk = house.enrol("office"), house.enrol("desk")
    cookie = "; ".join(f"{c.name}={c.value}" for c in desk.jar)
    wire = Wire(urlsplit(house.address).port, headers={"Cookie": cookie})
    wire.join("desk")
    _status, page = office.get("/office/devices")
    found = re.search("Bàn 1".encode() + rb".*?/office/devices/(\w+)/revoke", page, re.DOTALL)
    began = time.monotonic()
    assert office.form(f"/office/devices/{found[1].decode()}/revoke")[0] == 200
    with pytest.raises(ConnectionError):
        while True:
            wire.text()
    assert time.monotonic() - began < 1.0
    assert desk.get("/desk")[0] == 401
    wire.close()
    house.stop()


def test_who_was_ended_is_told_apart_from_who_is_not_known(app, enrolled, conference):
    desk, stranger = enrolled(Role.DESK, "Bàn 1"), app.test_client()
    stranger.set_cookie(access.COOKIE, "nobody-ever-made-this")
    enrolment.revoke(conference, enrolment.devices(conference)[0].id, "test")
    ended, unknown, none = desk.get("/desk/list"), stranger.get("/desk/list"), app.test_client().get("/desk/list")
    told = [(answer.status_code, answer.headers.get("Kiosk-Device")) for answer in (ended, unknown, none)]
    assert told == [(401, "ended"), (401, None), (401, None)]
    pages = [client.get("/desk?on=1", headers={"Accept": "text/html"}).text for client in (desk, stranger)]
    assert ["/static/shared/forget-device.js" in page for page in pages] == [True, False]
