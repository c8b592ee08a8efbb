"""Whatever is sent to any address in whatever shape, the answer is one that the description names, and the day goes on (S17).

`KIOSK_FUZZ=1000 pytest tests/trust/test_fuzz.py -m slow` tries so many requests for each address, new ones each time.
"""

from __future__ import annotations

import logging
import os
import re
import uuid
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.openapi import describe
from kiosk.storage.verify import faults
from kiosk.web import access
from live.queue import Place

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]
EXAMPLES, MANY = 20, int(os.environ.get("KIOSK_FUZZ", "0"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance, negative_data_rejection,
]  # fmt: skip
SPENT = {"/office/devices/end-all", "/office/devices/{device}/revoke", "/enrol", "/enrol/{code}"}
"""They end the devices that send, or stop after five tries."""
SLOW = {"/office/papers", "/office/print/{what}.pdf", "/office/papers/all.zip", "/office/guests/{guest}/card.png"}
"""Each makes papers, in seconds; what they are asked is tried where they are tested."""
HOSTILE = (
    "", "\x00", "\u2028", "\u202e\u200b", "𝒳🎉", "<script>", "=1+1", "{{7*7}}", "-1", "9" * 41, "0", "1", "NaN",
    "2026-04-24T06:52:00Z", "2026-13-99", "A" * 5000, "\ufffe\uffff",
)  # fmt: skip
load_all_checks()


@pytest.fixture
def facts(conference, write):
    """What is true of this conference: key → values that an attacker who knows it would send."""
    guests = [write.guest(f"Nguyễn Văn {name}") for name in "ABC"]
    asked = [write.question(f"Câu hỏi {n}?").number for n in range(3)]
    asked += [write.question("Chưa lọc?", place=Place.RECEIVED).number]
    write.arrive(guests[0])
    scan = next(conference.db.query("select id from scan"))["id"]
    ids = [str(uuid.UUID(int=n, version=4)) for n in range(3)]
    people = [guest.id for guest in guests]
    return {
        "id": ids, "guest": people, "key": [*people, "block:business"], "before": [*people, *asked], "question": asked,
        "merge_into": asked, "code": [write.code(guest) for guest in guests], "scan": [scan, *ids], "number": asked,
        "organisation": [guest.organisation for guest in guests], "unit": ["tdc"], "field": ["metrology"],
        "block": ["business"], "at": ["2026-04-24T06:52:00Z"], "item": [0, 4], "conclusion": ids, "note": ids,
    }  # fmt: skip


def form_fields():
    """The names of all fields that any form's route reads."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kiosk").rglob("*.py"))
    found = set(re.findall(r"form\.(?:get|getlist)\(\"(\w+)\"", sources)) | set(
        re.findall(r"form\[\"(\w+)\"\]", sources)
    )
    return sorted(
        found | {"substitute", "title", "rsvp", "channel", "tax_code", "seats", "rank", "co_units", "summary"}
    )


def whole(app):
    """The application, every answer read to its end: the client that sends would leave files open."""

    def answered(environ, start):
        body = app(environ, start)
        try:
            return [b"".join(body)]
        finally:
            body.close()

    return answered


class Attack:
    """All who send, and the requests that they send."""

    def __init__(self, app, conference, facts):
        self.app, self.conference, self.facts, self.fields = app, conference, facts, form_fields()
        told = describe(app)
        del told["components"]["securitySchemes"]
        self.roles = {
            (path, method): one.pop("security") for path, found in told["paths"].items() for method, one in found.items()
        }  # fmt: skip
        self.schema = schemathesis.openapi.from_dict(told)
        self.schema.app = whole(app)
        self.cookies = {role: self.enrol(role) for role in Role if role is not Role.PUBLIC} | {None: ""}
        self.count = 0

    def enrol(self, role):
        """The cookie of a new device."""
        return enrolment.enrol(self.conference, enrolment.invite(self.conference, role, str(role)))[1]

    def operations(self, only_json):
        """(operation, roles that may use it)."""
        for result in self.schema.get_all_operations():
            operation = result.ok()
            speaks_json = "application/json" in operation.definition.raw.get("requestBody", {}).get("content", {})
            if operation.path in SPENT | SLOW or (only_json and not speaks_json):
                continue
            named = self.roles[operation.path, operation.method]
            may = {None, *self.cookies} if named == [{}] else {Role(one["device"][0]) for one in named}
            yield operation, may

    def requests(self, operation):
        """(request, whether nobody touched it): of the shape and against it, with some true facts in either."""
        cases = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )
        untouched = st.tuples(cases, st.just(True))
        informed = st.builds(self.informed, cases, st.randoms(use_true_random=False))
        return untouched | st.tuples(informed, st.just(False))

    def informed(self, case, random):
        """The same request, some of its parts true."""
        for part in (case.body, case.path_parameters):
            for key in list(part) if isinstance(part, dict) else ():
                if key in self.facts and random.random() < 0.8:
                    part[key] = random.choice(self.facts[key])
                elif key == "seen" and random.random() < 0.8:
                    part[key] = self.conference.db.seq
        if case.media_type == "multipart/form-data":
            chosen = random.sample(self.fields, random.randint(1, 12))
            true = [str(value) for values in self.facts.values() for value in values]
            case.body = {key: random.choice([*HOSTILE, *true, *map(str, self.facts.get(key, ()))]) for key in chosen}
        return case

    def all(self, examples, *, only_json):
        """So many requests to every address."""
        for operation, may in self.operations(only_json):
            others = sorted({Role.HALL, Role.SPARE, Role.DESK, Role.CHAIR, None} - may, key=str)
            senders = [who for who in sorted(may, key=str) for _ in range(3)] + others[:2]
            self.one(operation, may, senders, examples)

    def one(self, operation, may, senders, examples):
        """So many requests to one address, most of them of a device that may use it."""

        @settings(
            max_examples=examples, derandomize=not MANY, database=None, suppress_health_check=list(HealthCheck)
        )  # fmt: skip
        @given(made=self.requests(operation), who=st.sampled_from(senders))
        def sent(made, who):
            self.send(*made, may, who)

        sent()

    def send(self, case, untouched, may, who):
        """Send it as this role, and look at the answer."""
        self.count += 1
        headers = {"Origin": "http://localhost"}
        cookies = {access.COOKIE: self.cookies[who]} if who else {}
        answer = case.call(headers=headers, cookies=cookies)
        shaped = untouched and who in may and case.media_type == "application/json"
        checks = CHECKS if shaped else CHECKS[:4]
        case.validate_response(answer, checks=checks)
        if who not in may:
            assert answer.status_code in (401, 403, 404), answer.status_code


def still_works(app, conference, write, enrolled):
    """The log and the state agree, a guest is let in, a question is called."""
    assert list(faults(conference.db)) == []
    desk, moderator = enrolled(Role.DESK, "Bàn 9"), enrolled(Role.MODERATOR, "Dẫn")
    code = write.code(write.guest("Người Mới"))
    body = {"id": str(uuid.uuid4()), "code": code, "at": "2026-04-24T06:52:00Z", "way": "wedge"}
    assert desk.post("/desk/scans", json=body).json["outcome"] == "welcome"
    last = write.question("Còn gì nữa?").number
    seen = moderator.get("/moderator/picture").json["number"]
    turn = {"id": str(uuid.uuid4()), "question": last, "move": "next", "seen": seen}
    assert moderator.post("/moderator/turns", json=turn).status_code == 200


@pytest.fixture
def attacker(app, conference, facts):
    logging.getLogger("kiosk").setLevel(logging.CRITICAL)
    yield Attack(app, conference, facts)
    logging.getLogger("kiosk").setLevel(logging.NOTSET)


def test_no_json_breaks_an_address(app, conference, write, enrolled, attacker):
    attacker.all(EXAMPLES, only_json=True)
    assert attacker.count > 100
    still_works(app, conference, write, enrolled)


@pytest.mark.slow
def test_no_request_breaks_an_address(app, conference, write, enrolled, attacker):
    attacker.all(MANY or 40, only_json=False)
    still_works(app, conference, write, enrolled)
