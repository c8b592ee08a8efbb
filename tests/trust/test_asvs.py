"""docs/asvs.md: each requirement of level 1 and 2 once, the counts right, what is named there; and a few rows' own tests."""

import ast
import json
import logging
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from kiosk import i18n
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.server import log_file
from tests.support.access_page import rows as routes
from tests.trust import named

pytestmark = pytest.mark.audit

PAGE = named.page("asvs.md")
STATES = ("met", "not applicable", "deviates")


def levels():
    """{"1.2.1": 1}, of every requirement."""
    text = Path(__file__).with_name("asvs-5.0.0.txt").read_text()
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {f"{section}.{n}": int(level) for section, *every in lines for n, level in enumerate(every, 1)}


def table():
    """(numbers, what is asked, state, how) of every row."""
    found = re.findall(r"^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    return [(numbers.split(", "), asked, state, how) for numbers, asked, state, how in found]


def states():
    """{"1.2.1": "met"}."""
    return {number: state.partition(":")[0] for numbers, _asked, state, _how in table() for number in numbers}


def test_each_requirement_of_level_1_and_2_is_there_once_and_in_order():
    wanted = [number for number, level in levels().items() if level < 3]
    assert [number for numbers, *_rest in table() for number in numbers] == wanted
    assert len(re.findall(r"^\| \d", PAGE, re.MULTILINE)) == len(table())  # no row is written so that it is not read


def test_every_state_is_one_of_three_and_says_why():
    wrong = [
        (numbers, state)
        for numbers, _asked, state, _how in table()
        if state != "met" and not re.fullmatch(r"(not applicable|deviates): .{8,}", state)
    ]
    assert wrong == []


def test_what_is_met_or_deviates_is_shown_by_a_test():
    silent = [
        numbers
        for numbers, _asked, state, how in table()
        if not state.startswith("not applicable") and not named.TEST.search(how)
    ]
    assert silent == []
    assert named.missing(PAGE) == []


def test_the_counts_at_the_head_are_those_of_the_rows():
    level, count = levels(), Counter()
    for number, state in states().items():
        count[state, level[number]] += 1
    lines = [
        f"| {state} | {count[state, 1]} | {count[state, 2]} | {count[state, 1] + count[state, 2]} |" for state in STATES
    ]
    assert [line for line in [*lines, "| all | 70 | 183 | 253 |"] if line not in PAGE] == []


def test_the_summary_names_every_deviation():
    said = re.search(r"^What deviates comes down.*?\n\n", PAGE, re.MULTILINE | re.DOTALL)[0]
    deviating = [number for number, state in states().items() if state == "deviates"]
    assert sorted(re.findall(r"\d+\.\d+\.\d+", said)) == sorted(deviating)


def test_the_limits_in_the_documents_are_those_of_the_code():
    found = re.findall(r"\| ([^|]+) \| `([\w.]+):(\w+)` \|", named.page("security.md"))
    assert len(found) > 25
    wrong = [(m, n, value) for value, m, n in found if ast.literal_eval(value) != getattr(import_module(m), n)]
    assert wrong == []


def test_a_new_conference_lets_nobody_in(app, conference):
    assert (enrolment.devices(conference), list(conference.db.query("select * from enrolment"))) == ([], [])
    guesses = ["admin", "root", "kiosk", "00000000", "12345678", ""]
    secrets = [enrolment.of_secret(conference, guess) for guess in guesses]
    pages = {
        app.test_client().get(f"/{role}").status_code for role in Role if role not in ("public", "hall", "steward")
    }
    assert (secrets, pages) == ([None] * 6, {401})


def test_no_answer_opens_itself_to_another_site(enrolled, app):
    office, open_ = enrolled(Role.OFFICE), []
    for address, methods, _allowed in routes(app):
        if address == "/office/devices/end-all":
            continue
        for method in [*methods.split(), "OPTIONS"]:
            headers = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "POST"}
            with office.open(re.sub(r"<[^>]+>", "1", address), method=method, headers=headers) as answer:
                open_ += [(address, name) for name, _value in answer.headers if name.startswith("Access-Control")]
    assert open_ == []


def test_an_error_nobody_expected_is_one_sentence_outside_and_a_place_in_the_log(app, monkeypatch, caplog):
    def breaks():
        raise ValueError("Nguyễn Văn An" + " 0912 345 678")

    breaks.allowed = frozenset({Role.PUBLIC})
    monkeypatch.setitem(app.view_functions, "health.healthz", breaks)
    with caplog.at_level(logging.ERROR, "kiosk"):
        answer = app.test_client().get("/healthz", headers={"Accept": "application/json"})
    sentence = i18n.gettext("The server could not do this. Nothing was changed. Try again.")
    assert (answer.status_code, set(answer.json)) == (503, {"error"})
    assert "Nguyễn" not in answer.text and "ValueError" not in answer.text and answer.json["error"] == sentence
    line = json.loads(log_file.Lines().format(caplog.records[-1]))
    assert (line["error"], line["where"][-1].split(":")[0], "0912" in str(line)) == (
        "ValueError",
        "test_asvs.py",
        False,
    )


@pytest.mark.parametrize(
    "text", ["`tests/trust/test_asvs.py::test_nowhere`", "`docs/nowhere.md`", "`tests/x.py::test_a`"]
)
def test_what_is_not_there_is_missed(text):
    assert named.missing(text) == [text.strip("`")]
