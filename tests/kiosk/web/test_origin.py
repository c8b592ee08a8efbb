"""Which changes are refused because another site's page sent them."""

import pytest

from kiosk.conference.devices import Role


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(enrolled, headers, status):
    office = enrolled(Role.OFFICE)
    assert office.post("/office/devices", data={"role": "desk"}, headers=headers).status_code == status


def test_pages_send_their_address_to_nobody_else(enrolled):
    assert enrolled(Role.OFFICE).get("/office").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("body", [{"data": {"role": "desk"}}, {"json": {"role": "desk"}}], ids=["form", "JSON"])
def test_a_page_of_another_conference_changes_nothing(enrolled, conference, body):
    office = enrolled(Role.OFFICE)
    sent = {"Origin": "http://localhost", "Kiosk-Conference": "tong-duyet"}
    assert office.post("/office/devices", headers=sent, **body).status_code == 409
    ours = sent | {"Kiosk-Conference": conference.name}
    assert office.post("/office/devices", headers=ours, data={"role": "desk"}).status_code == 200
