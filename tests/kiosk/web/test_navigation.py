"""A link in web mail or chat: the browser sends no strict cookie along, and loses nothing by it."""

from __future__ import annotations

import re

import pytest

from kiosk.conference import enrolment
from kiosk.conference.devices import Role

PERSON = {"Accept": "text/html,application/xhtml+xml"}


def goes_on(answer):
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.text)
    return found and found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        (PERSON | {"Sec-Fetch-Site": "cross-site"}, True),
        (PERSON | {"Sec-Fetch-Site": "same-site"}, True),  # another port of this machine
        (PERSON, True),  # plain http does not say where a navigation began
        (PERSON | {"Sec-Fetch-Site": "none"}, False),
        (PERSON | {"Sec-Fetch-Site": "same-origin"}, False),
        ({}, False),
    ],
)
def test_a_link_enrols_by_a_request_that_begins_here(app, conference, headers, waits):
    code, client = enrolment.invite(conference, Role.DESK, "Bàn 1"), app.test_client()
    first = client.get(f"/enrol/{code}", headers=headers)
    assert goes_on(first) == (f"/enrol/{code}?on=1" if waits else "/desk")
    assert len(enrolment.devices(conference)) == (not waits)
    if waits:
        assert "Set-Cookie" not in first.headers
        second = client.get(goes_on(first), headers=PERSON | {"Sec-Fetch-Site": "same-origin"})
        assert (goes_on(second), [device.name for device in enrolment.devices(conference)]) == ("/desk", ["Bàn 1"])


def test_looking_at_a_link_uses_up_nothing_and_the_other_stands_stay(app, conference, enrolled):
    browser = enrolled(Role.DESK, "Bàn 1")
    link = f"/enrol/{enrolment.invite(conference, Role.SECRETARY, 'Thư ký')}"
    for _look in range(3):
        app.test_client().get(link, headers=PERSON | {"Sec-Fetch-Site": "cross-site"})  # without its cookies
    browser.get(f"{link}?on=1", headers=PERSON)
    assert [browser.get(path, headers=PERSON).status_code for path in ("/desk", "/secretary")] == [200, 200]


def test_a_stand_that_is_reached_from_another_site_goes_on_once(app, enrolled):
    stranger = app.test_client()
    first = stranger.get("/desk?lang=en", headers=PERSON | {"Sec-Fetch-Site": "cross-site"})
    assert goes_on(first) == "/desk?lang=en&on=1"
    assert enrolled(Role.DESK).get("/desk?lang=en&on=1", headers=PERSON).status_code == 200
    again = stranger.get("/desk?on=1", headers=PERSON | {"Sec-Fetch-Site": "same-origin"})
    assert (again.status_code, goes_on(again)) == (401, None)
    assert stranger.get("/desk/list", headers={"Accept": "application/json"}).status_code == 401
    assert stranger.post("/desk/scans", json={}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 401
