"""Roles × fields: what each stand gets is what docs/fields.md says, and no more."""

import pytest

from kiosk.conference.devices import Role
from tests.support import markers
from tests.support.fields_page import PAGE, ROLES, seen, table

pytestmark = pytest.mark.audit


def test_the_table_in_the_documents_is_what_devices_get(app, conference, write):
    markers.fill(conference, write)
    assert PAGE.read_text(encoding="utf-8") == table(app, conference), (
        "write it again: python -m tests.support.fields_page"
    )


def test_telephones_and_mail_are_the_offices(app, conference, write):
    markers.fill(conference, write)
    private = {
        "guest.phone",
        "guest.email",
        "guest.note",
        "organisation.phone",
        "organisation.email",
        "question.asker_phone",
    }
    assert {role for role in ROLES if seen(app, conference, role) & private} == {Role.OFFICE}


def test_a_stranger_gets_the_business_and_nothing_else_of_a_marker(app, conference, write):
    markers.fill(conference, write)
    assert (
        seen(app, conference, Role.PUBLIC)
        == seen(app, conference, Role.HALL)
        == {"organisation.name", "organisation.short_name"}
    )
