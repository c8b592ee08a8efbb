"""Labels without a hand: printed on a welcome, with the card's code, counted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from badges import codes
from tests.browser.at_desk import outcome, paused, ready, rested, sent, three_guests, wedge
from tests.browser.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PRINTER = """() => {
    globalThis.printed = [];
    globalThis.print = () => {
        const label = document.getElementById("label");
        label.style.cssText = "display:grid;position:fixed;inset:0 auto auto 0;z-index:99;zoom:3";
        const {right, bottom} = label.getBoundingClientRect();
        printed.push([label.querySelector(".label-name").textContent, !label.querySelector(".label-code").hidden]);
        dispatchEvent(new Event("afterprint"));
    };
}"""


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    return three_guests(folder)


@pytest.fixture
def desk(people: Any, server: Any, open_page: Any) -> Page:
    page = ready(server, open_page)
    page.evaluate(PRINTER)
    page.click("#labels")
    page.check("#label-roll [name=on]")
    page.fill("#label-roll [name=left]", "21")
    return page


def decoded(desk: Page) -> str:
    """What a decoder reads on the label, drawn at 3 times its size."""
    import zxingcpp
    from PIL import Image

    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(desk.screenshot())))
    return found[0].text if found else ""


def put_away(desk: Page) -> None:
    desk.evaluate("document.getElementById('label').style.cssText = ''")


def test_a_welcome_prints_once_with_the_cards_code_and_counts_the_roll(desk: Page, people: dict[str, str]) -> None:
    desk.click("#label-roll [data-test]")
    until(desk, "printed.length === 1")
    assert decoded(desk) == codes.TEST_CARD
    put_away(desk)
    assert desk.input_value("#label-roll [name=left]") == "20"
    desk.keyboard.press("Escape")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    until(desk, "printed.length === 2")
    assert desk.evaluate("printed[1]") == ["Ông Nguyễn Văn An", True]
    assert decoded(desk) == people["an"]
    put_away(desk)
    assert desk.inner_text("#labels") == "Nhãn: còn 19" and desk.locator("#labels[data-few]").count() == 1
    sent(desk)
    rested(desk)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    paused(desk)
    desk.keyboard.press("F3")
    outcome(desk, "returned")
    assert desk.evaluate("printed.length") == 2, "who has a label gets no second one"


def test_a_walk_ins_label_has_a_code_that_is_good_at_every_desk(desk: Page, server: Any, open_page: Any) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Mới")
    desk.fill("#walk-in [name=name]", "Lê Khánh")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    until(desk, "printed.length === 1")
    code = decoded(desk)
    assert codes.read(code) == code
    put_away(desk)
    sent(desk)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    sent(desk)
    other = ready(server, open_page, "office", listed=4)
    wedge(other, code)
    outcome(other, "returned", "Lê Khánh")


def test_without_a_line_a_label_has_no_code_and_is_printed_all_the_same(
    desk: Page, people: dict[str, str], server: Any, faults: Any
) -> None:
    desk.keyboard.press("Escape")
    faults.cut()
    server.kill()
    until(desk, "document.querySelector('#state').dataset.state === 'lost'", 20)
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    until(desk, "printed.length === 1")
    assert desk.evaluate("printed[0]") == ["Ông Nguyễn Văn An", False]
