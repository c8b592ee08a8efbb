"""One organisation for every spelling, whoever typed it: the rule by which all stands find or make one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from badges import guests, organisations
from badges.guests import Organisation
from badges.refusal import Refusal

NAME, TAX = "Công ty Cổ phần Thép Cửa Cấm", "0200167782"
SPELLINGS = [
    NAME, "Cty CP Thép Cửa Cấm", "CTCP THÉP CỬA CẤM", "công ty  cổ phần thép cửa cấm", "Cong ty co phan Thep Cua Cam",
    "Thép Cửa Cấm JS", TAX, f"MST {TAX}", "0200 167 782",
]  # fmt: skip


@pytest.fixture
def steel(write):
    return write.organisation(NAME, short_name="Thép Cửa Cấm JS", tax_code=TAX)


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_finds_the_organisation_on_record(write, conference, steel, text):
    with write.writing() as writing:
        assert organisations.find_or_create(writing, Organisation("new", text)).id == steel.id
    assert list(guests.organisations(conference.db)) == [steel.id]


@pytest.mark.parametrize("text", ["Công ty TNHH Thép Cửa Cấm", "Thép Cửa Cấm Hai", "Công ty Cổ phần Thép Cửa"])
def test_another_name_makes_another_organisation(write, steel, text):
    with write.writing() as writing:
        made = organisations.find_or_create(writing, Organisation("new", f"  {text} ", kind="business"))
    assert (made.id, made.name, made.kind) == ("new", text, "business")


@pytest.mark.parametrize("text", ["", "  ", "!?", "0209998887"])
def test_what_names_nobody_makes_no_organisation(write, steel, text):
    with pytest.raises(Refusal), write.writing() as writing:
        organisations.find_or_create(writing, Organisation("new", text))


def at_the_desk(enrolled, text):
    from kiosk.conference.devices import Role

    body = {"id": str(uuid4()), "at": "2026-04-24T06:45:00Z", "guest": str(uuid4()), "name": "Trần Thị Bình"}
    body |= {"organisation": {"id": str(uuid4()), "name": text}}
    return enrolled(Role.DESK).post("/desk/walk-ins", json=body)


def as_a_guest(enrolled, text):
    from kiosk.conference.devices import Role

    form = {"name": "Trần Thị Bình", "organisation": text, "block": "business", "id": str(uuid4())}
    return enrolled(Role.OFFICE).post("/office/guests/new", data=form, headers={"Origin": "http://localhost"})


def as_a_question(enrolled, text):
    from kiosk.conference.devices import Role

    form = {"business": text, "asker": "", "text": "Bao giờ có quy chuẩn mới?", "source": "advance", "id": str(uuid4())}
    return enrolled(Role.OFFICE).post("/office/questions", data=form, headers={"Origin": "http://localhost"})


def at_the_moderator(enrolled, text):
    from kiosk.conference.devices import Role

    body = {"id": str(uuid4()), "seen": 10**6, "business": text, "text": "Bao giờ có quy chuẩn mới?"}
    return enrolled(Role.MODERATOR).post("/moderator/questions", json=body)


@pytest.mark.parametrize("text", SPELLINGS)
@pytest.mark.parametrize("stand", [at_the_desk, as_a_guest, as_a_question, at_the_moderator])
def test_every_stand_finds_it_in_every_spelling(enrolled, conference, steel, stand, text):
    answer = stand(enrolled, text)
    assert answer.status_code < 400, answer.get_data(as_text=True)
    assert list(guests.organisations(conference.db)) == [steel.id]
