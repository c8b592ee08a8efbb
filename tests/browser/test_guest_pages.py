"""The office's guest list in a real browser: pages of it, and a form that is made when its line is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.conference import conference as conferences

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

pytestmark = pytest.mark.browser
MOST_BYTES, MOST_NODES = 60_000, 5_000


@pytest.fixture
def people(folder: Path) -> None:
    """Two hundred and fifty guests; the third sends a substitute with an unusual form of address."""
    conference = conferences.open_conference(folder)
    with conference.db.writing(conference.clock.stamp()) as writing:
        guests.put_organisation(writing, Organisation("o", "Công ty TNHH Thương mại và Dịch vụ", kind="business"))
        for n in range(250):
            listed = Guest(
                f"g{n:03}", "o", f"Nguyễn Văn Minh Quân {n:03}", "Ông", "Giám đốc", "business", phone="0912345678"
            )
            guests.put(writing, listed, conference.key, conference.settings.id)
        told = {"substitute": "Tô Thị Hạnh", "substitute_honorific": "GS", "substitute_title": "Phó Giám đốc"}
        guests.answer(writing, "g002", "substitute", told | {"channel": "zalo"})
    conference.db.close()


def test_a_page_of_the_list_is_light_and_its_forms_are_made_when_opened(
    people: None, server: Any, open_page: Any
) -> None:
    page = open_page(server.links["office"], 1366, 768)
    answer = page.goto(f"{server.address}/office/guests")
    assert len(answer.body()) <= MOST_BYTES
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
    expect(page.locator(".guests > li")).to_have_count(50)
    expect(page.locator(".guests form")).to_have_count(0)
    line = page.locator(".guests > li").nth(2)
    line.locator("summary").press("Enter")
    form = line.locator("form")
    expect(form.locator("[name=substitute]")).to_have_value("Tô Thị Hạnh")
    expect(form.locator("[name=honorific]")).to_have_value("GS")
    expect(form.locator("[value=substitute]")).to_be_checked()
    expect(form.locator("legend")).to_contain_text("Nguyễn Văn Minh Quân 002")
    first = page.locator(".guests > li").first
    first.locator("summary").press("Enter")
    first.locator("[value=coming]").check()
    first.locator("form button").press("Enter")
    page.wait_for_url("**/office/guests/g000?said=answer")
    page.goto(f"{server.address}/office/guests?answer=coming")
    expect(page.locator(".guests > li")).to_have_count(1)


def test_the_list_goes_on_from_page_to_page_and_keeps_the_search(people: None, server: Any, open_page: Any) -> None:
    page = open_page(server.links["office"], 1366, 768)
    page.goto(f"{server.address}/office/guests?q=quan")
    page.locator(".pages [rel=next]").press("Enter")
    expect(page.locator(".guests > li").first).to_contain_text("Nguyễn Văn Minh Quân 050")
    expect(page.locator(".pages")).to_contain_text("đại biểu 51 đến 100 trong 250")
    page.goto(f"{server.address}/office/guests?q=quan&page=99")
    expect(page.locator(".pages")).to_contain_text("đại biểu 201 đến 250 trong 250")
