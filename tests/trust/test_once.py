"""Rule R1 of trust.md wherever something is written: everything sent carries an id, and sent twice it is done once."""

from __future__ import annotations

from datetime import timedelta
from typing import get_type_hints
from uuid import uuid4

import msgspec
import pytest

from badges.refusal import Refusal
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.guests.registrations import Person, Registration
from tests.support.race import at_once

MEMORY_ONLY = {"Said", "Opened", "Shown"}
"""Bodies that write nothing: how a desk is, who has a question open, what a screen shows."""

FORMS = (
    "/office/guests/new", "/office/guests/{guest}", "/office/guests/{guest}/answer", "/office/guests/{guest}/cancel",
    "/office/guests/{guest}/code", "/office/door/arrived", "/office/door/matters/none", "/office/questions",
    "/office/questions/accept", "/office/questions/duplicates", "/office/questions/1", "/office/questions/1/moves",
    "/office/follow-up/1", "/office/lists/none/import", "/office/lists/undo", "/office/submissions/{submission}",
    "/I/{code}/rsvp", "/I/{code}/questions", "/office/questions/bulk", "/office/checklist/lists",
    "/office/guests/bulk", "/office/exchange/none", "/office/send", "/office/signing",
)  # fmt: skip
SAID = {
    "numbers": "1", "business": "Công ty A", "text": "Thủ tục kiểm định?", "source": "advance", "finding": "same",
    "move": "accept", "state": "draft", "rsvp": "yes", "name": "Lê An", "guest": "{guest}", "do": "refuse", "reason": "thử",
}  # fmt: skip
WRITE_BY_FILE = {
    "office_lists.send", "office_lists.read_again", "office_lists.drop", "office_papers.make", "office_exchange.read",
    "office_list_sources.correct", "office_list_sources.paste", "office_papers.use_template", "office_send.fetch",
    "office_settings.check", "office_settings.restart", "office_settings.save", "office_settings.undo", "sound.chunk",
    "office_slides.send", "office_slides.remove", "office_sound.allow", "office_sound.erase",
}  # fmt: skip
"""Forms that write files only, the same if sent twice: a list that waits, papers, a template, settings, a piece of sound."""
ADDRESSES = {"office_connected.let_in", "office_connected.turn_away"}
"""In memory: an address that is turned away twice is turned away."""
DEVICES = {"enrolment.typed", "office_devices.invite", "office_devices.end_all", "office_devices.revoke"}
"""A secret is shown once and never again, so its answer cannot be kept; ending what is ended is harmless."""
BETWEEN_SERVERS = {
    "office_machine.listen", "office_machine.certificate", "office_copies.copy_now", "office_copies.second_place",
    "office_copies.restore", "office_spare.invite", "office_rehearsal.begin", "office_rehearsal.end", "office_rehearsal.wipe",
    "office_ending.verify", "office_ending.archive", "office_ending.carry", "office_ending.erase",
}  # fmt: skip
"""Asked of the supervisor, which takes one order and then starts another server; copies and archives made twice are the same,
and what was carried over once is known."""
OTHERS = {"phone.typed", "register.send"}
"""The first only leads on; the second makes an id where the form has none: it is public and may come from anywhere."""


BODY = msgspec.json.encode(Registration("Công ty A", "0200000014", people=(Person("Lê An", "Giám đốc"),))).decode()
NOT_UNDERSTOOD = "Không hiểu yêu cầu này."


def posts(app):
    """Every route that takes something: endpoint → function and address."""
    return {
        rule.endpoint: (app.view_functions[rule.endpoint], rule.rule)
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
    }


def test_every_json_that_writes_carries_an_id_that_is_one(app):
    wrong = []
    for view, path in posts(app).values():
        shape = getattr(view, "takes", None)
        if shape is None or shape.__name__ in MEMORY_ONLY:
            continue
        kind = get_type_hints(shape, include_extras=True).get("id")
        for bad in ("", "1"):
            try:
                msgspec.convert(bad, kind)
                wrong.append((path, bad))
            except msgspec.ValidationError:
                pass
    assert wrong == []


def test_every_form_is_in_one_of_the_lists(app):
    plain = {name for name, (view, _path) in posts(app).items() if not hasattr(view, "takes")}
    listed = {
        app.url_map.bind("x").match(path.format(guest="a", submission="a", code="1"), "POST")[0] for path in FORMS
    }
    assert plain - WRITE_BY_FILE - DEVICES - OTHERS - ADDRESSES - BETWEEN_SERVERS == listed


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_an_id_does_nothing(app, conference, write, enrolled, path):
    guest = write.guest()
    write.question()
    with write.writing() as writing:
        writing.put("submission.sent", "submission", {
            "id": "a" * 32, "kind": "registration", "body": BODY, "at": writing.at, "state": "new", "by": "", "reason": "",
        })  # fmt: skip
    facts = {"guest": guest.id, "code": write.code(guest), "submission": "a" * 32}
    client = enrolled(Role.OFFICE)
    before = conference.db.seq
    said = {name: value.format(**facts) for name, value in SAID.items()}
    for id in ({}, {"id": "x"}):
        answer = client.post(path.format(**facts), data=said | id, headers={"Origin": "http://localhost"})
        assert (answer.status_code, NOT_UNDERSTOOD in answer.text, conference.db.seq) == (400, True, before)


def test_a_link_that_two_use_at_once_is_good_for_one(conference):
    def use(code):
        try:
            return enrolment.enrol(conference, code)[0].name
        except Refusal:
            return ""

    for _ in range(20):
        got = at_once(use, [enrolment.invite(conference, Role.DESK, "Bàn 1")] * 4)
        assert sorted(got) == ["", "", "", "Bàn 1"]


def test_a_registration_whose_answer_was_lost_is_answered_again_when_the_time_is_over(app, conference):
    from tests.kiosk.stands.test_register import GOOD

    conference.clock.shift -= timedelta(days=10)
    stranger, form = app.test_client(), GOOD | {"id": str(uuid4())}
    first = stranger.post("/register", data=form)
    before = conference.db.seq
    conference.clock.shift += timedelta(days=40)
    again = stranger.post("/register", data=form)
    assert (again.status_code, again.headers["Location"], conference.db.seq) == (303, first.headers["Location"], before)


def test_other_words_under_an_id_that_was_used_can_be_sent_once_more(app, conference):
    from tests.kiosk.stands.test_register import GOOD

    conference.clock.shift -= timedelta(days=10)
    stranger, form = app.test_client(), GOOD | {"id": str(uuid4())}
    stranger.post("/register", data=form)
    other = stranger.post("/register", data=form | {"question-0-text": "Khi nào có kết quả kiểm định?"})
    assert (other.status_code, form["id"] in other.text, "Khi nào có kết quả" in other.text) == (409, False, True)
