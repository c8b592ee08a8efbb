"""The office's page of likely duplicates in a real browser: the two texts stand side by side over the whole card."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(folder, fill):
    """Two businesses that ask the same."""
    with fill(folder) as write:
        for name in ("Công ty A", "Công ty B"):
            write.question("Thủ tục kiểm định cân ô tô mất bao nhiêu ngày làm việc?", write.organisation(name))
    return folder


def test_a_pair_fills_its_card(server, open_page):
    page = open_page(server.links["office"], 1440, 900)
    page.goto(f"{server.address}/office/questions/duplicates")
    first, second = (page.locator("form .side").nth(n).bounding_box() for n in (0, 1))
    card = page.locator("main form.card").bounding_box()
    assert first["y"] == second["y"]
    assert second["x"] + second["width"] - first["x"] > 0.9 * card["width"]
