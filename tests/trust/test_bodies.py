"""Whatever JSON or form is sent to any address, the answer is a refusal or an answer, never an error of ours (S17)."""

import json
import logging
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.conference.devices import Role
from tests.support.access_page import rows

ODD = (
    "__proto__", "' or 1=1 --", "\x00", "<img src=x onerror=alert(1)>", "{{7*7}}", "9" * 41, "2026-04-24T06:52:00Z",
    "5f0c9f0e-0000-4000-8000-000000000001", "wedge", "next", "=1+1",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(ODD))
NAMES = "id at code way guest scan reason question move seen text name number mode item version x"
KEYS = st.sampled_from(NAMES.split())
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, TEXTS), inner, max_size=6)),
    max_leaves=12,
)
ENDS = {"/office/devices/end-all"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "role", [Role.OFFICE, Role.DESK, Role.MODERATOR, Role.SECRETARY, Role.CHAIR, Role.SELF, Role.PUBLIC]
)
def test_no_body_breaks_an_address(app, enrolled, role, caplog):
    role = Role(role)
    caplog.set_level(logging.CRITICAL, "kiosk")  # as it was again afterwards
    client = app.test_client() if role is Role.PUBLIC else enrolled(role)
    addresses = [
        re.sub(r"<[^>]+>", "1", address)
        for address, methods, allowed in rows(app)
        if "POST" in methods and role in allowed and address not in ENDS
    ]

    @settings(max_examples=200, database=None, suppress_health_check=list(HealthCheck))
    @given(address=st.sampled_from(addresses), body=JSON, raw=st.binary(max_size=60), kind=st.sampled_from("jjjrf"))
    def sent(address, body, raw, kind):
        headers = {"Origin": "http://localhost"}
        if kind == "j":
            data = json.dumps(body).encode("utf-8", "replace")
            answer = client.post(address, data=data, content_type="application/json", headers=headers)
        elif kind == "r":
            answer = client.post(address, data=raw, content_type="application/json", headers=headers)
        else:
            fields = body if isinstance(body, dict) else {"a": body}
            texts = {
                re.sub("[\ud800-\udfff]", "?", str(k)): re.sub("[\ud800-\udfff]", "?", str(v))
                for k, v in fields.items()
            }
            answer = client.post(address, data=texts, headers=headers)
        assert answer.status_code < 500, (address, kind, body, raw)

    sent()
