"""The desk under real hands: a list that changes meanwhile, a form that is half filled, a group that stands there."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.browser.at_desk import outcome, ready, rested, rows, sent, told, wedge
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
STEEL = "Công ty CP Thép Cửa Cấm"
NAMES = [
    f"Nguyễn Thị {name}" for name in ("An", "Bích", "Cúc", "Dung", "Đào", "Giang", "Hoa", "Kim", "Lan", "Mai", "Nga")
]


@pytest.fixture
def listed(folder: Any, fill: Any) -> dict[str, tuple[str, str]]:
    """Eleven women of one family name, the first four of one business. Name → id and code."""
    with fill(folder) as write:
        house = write.organisation(STEEL)
        found = [
            write.guest(name, house if n < 4 else None, honorific="Bà", seat=f"B{n + 1}", seats=3 if n == 0 else 1)
            for n, name in enumerate(NAMES)
        ]
        return {guest.name: (guest.id, write.code(guest)) for guest in found}


@pytest.fixture
def desk(listed: Any, server: Any, open_page: Any) -> Any:
    return ready(server, open_page, listed=len(NAMES))


@pytest.fixture
def elsewhere(listed: Any, desk: Any, server: Any, open_page: Any) -> Any:
    """elsewhere(name): the guest is let in at another place, and this desk has heard of it."""
    office = open_page(server.links["office"])

    def enter(name: str) -> None:
        body = {"id": str(uuid4()), "at": "2026-04-24T06:50:00Z", "way": "search", "guest": listed[name][0]}
        before = desk.inner_text("[data-came='']")
        assert office.request.post(f"{server.address}/desk/scans", data=body, headers={"Origin": server.address}).ok
        until(desk, f"document.querySelector(\"[data-came='']\").textContent !== {before!r}")

    return enter


def hits(desk: Any) -> list[str]:
    return desk.locator("#found li b").all_inner_texts()


def chosen(desk: Any) -> str:
    return desk.inner_text("#found li[aria-selected=true] b")


def test_whoever_was_chosen_is_let_in_whatever_other_desks_do(desk: Any, elsewhere: Any) -> None:
    desk.fill("#typed", "nguyen thi")
    desk.focus("#typed")
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    before, name = hits(desk), chosen(desk)
    elsewhere(before[0].removeprefix("Bà "))  # it would go behind those who are not in
    assert (hits(desk), chosen(desk)) == (before, name)
    assert desk.get_attribute("#typed", "aria-activedescendant") == desk.get_attribute("[aria-selected=true]", "id")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", name)


def test_a_press_and_its_release_hit_the_same_row(desk: Any, elsewhere: Any) -> None:
    desk.fill("#typed", "nguyen thi")
    row = desk.locator("#found li").nth(2)
    name = row.locator("b").inner_text()
    row.hover()
    desk.mouse.down()
    elsewhere(hits(desk)[2].removeprefix("Bà "))  # this very row is drawn anew
    desk.mouse.up()
    outcome(desk, "already_in", name)
    assert (desk.input_value("#typed"), desk.evaluate("document.activeElement.tagName")) == ("", "BODY")


def test_hits_that_do_not_fit_are_counted(desk: Any) -> None:
    desk.fill("#typed", "nguyen thi")
    assert (len(hits(desk)), desk.inner_text("#none")[:9]) == (8, "Còn 3 đại")
    desk.fill("#typed", "nguyen thi hoa")
    assert (hits(desk), desk.is_visible("#none")) == (["Bà Nguyễn Thị Hoa"], False)


def test_a_half_filled_walk_in_survives_f2_a_scan_and_a_reload(desk: Any, listed: Any) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Sao Mai")
    desk.fill("#walk-in [name=name]", "Trịnh Văn Lập")
    held = lambda: [desk.input_value(f"#walk-in [name={name}]") for name in ("house", "name")]  # noqa: E731
    desk.keyboard.press("F2")
    assert not desk.is_visible("#walk-in")
    wedge(desk, listed[NAMES[5]][1])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("F4")
    assert held() == ["Công ty TNHH Sao Mai", "Trịnh Văn Lập"]
    desk.reload()
    desk.wait_for_selector("#walk-in:not([hidden])")
    assert held() == ["Công ty TNHH Sao Mai", "Trịnh Văn Lập"]
    desk.click("#walk-in .half button")
    assert held() == ["", ""]


def test_a_half_filled_walk_in_is_not_mixed_with_the_next_guest(desk: Any) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Sao Mai")
    desk.fill("#walk-in [name=name]", "Trịnh Văn Lập")
    desk.keyboard.press("F2")
    desk.fill("#typed", "Lê Văn Tám")
    desk.keyboard.press("F4")
    assert desk.input_value("#walk-in [name=name]") == "Trịnh Văn Lập"
    desk.get_by_role("button", name="Ghi người khác: Lê Văn Tám").click()
    assert [desk.input_value(f"#walk-in [name={name}]") for name in ("house", "name")] == ["", "Lê Văn Tám"]


def test_a_whole_group_in_three_keys_a_companion_in_one_an_undo_in_two(
    desk: Any, listed: Any, server: Any, faults: Any
) -> None:
    wedge(desk, listed[NAMES[0]][1])
    outcome(desk, "welcome")
    assert desk.locator(".group li").count() == 3
    rested(desk)
    desk.keyboard.press("3")  # a companion: one key
    outcome(desk, "amended")
    assert (desk.inner_text(".facts .party dd"), desk.input_value("#typed")) == ("3/3", "")
    desk.keyboard.press("F6")  # the whole group: two
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('.more').textContent.startsWith('Cả đoàn vào cùng lúc: 3')")
    desk.keyboard.press("F7")  # undo: two
    desk.keyboard.press("Enter")
    outcome(desk, "undone")
    sent(desk)
    faults.cut()
    server.kill()
    assert rows(server, "select count(*), sum(party) from arrival") == [(3, 5)]


def test_one_of_the_group_by_a_digit_and_the_row_keeps_its_place(desk: Any, listed: Any) -> None:
    wedge(desk, listed[NAMES[0]][1])
    outcome(desk, "welcome")
    names = desk.locator(".group li b").all_inner_texts()
    rested(desk)
    desk.keyboard.press("F6")
    desk.keyboard.press("2")
    outcome(desk, "welcome", names[1])
    assert desk.locator(".group li b").all_inner_texts() == names
    assert desk.locator(".group li.in b").all_inner_texts() == [names[1]]


def test_digits_that_follow_each_other_are_a_search_and_no_companions(desk: Any, listed: Any) -> None:
    wedge(desk, listed[NAMES[0]][1])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.type("23", delay=60)
    until(desk, "document.querySelector('#typed').value === '23'")
    assert desk.get_attribute("#outcome", "data-outcome") == "welcome"


def test_a_substitute_is_the_name_and_two_keys_and_a_walk_in_its_texts_and_three(desk: Any, listed: Any) -> None:
    desk.fill("#typed", "nguyen thi kim")
    desk.focus("#typed")
    desk.keyboard.press("F8")
    assert desk.input_value("#typed") == ""
    desk.keyboard.type("Phạm Hoa", delay=60)
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Phạm Hoa")
    desk.keyboard.press("F4")
    desk.keyboard.type("Công ty TNHH Sao Mai", delay=60)
    desk.keyboard.press("Tab")
    desk.keyboard.type("Trịnh Văn Lập", delay=60)
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Trịnh Văn Lập")


def test_the_journal_is_synced_to_disk_and_a_store_of_the_first_version_is_brought_up(
    desk: Any, listed: Any, server: Any
) -> None:
    made = """async () => {
        const {STEPS} = await import("/static/desk/store.js");
        const {openDB} = await import("/static/vendor/idb.js");
        const first = await openDB("upgrade-trial", 1, {upgrade: (db, from, to, transaction) => STEPS[0](db, transaction)});
        await first.add("journal", {id: "a", state: "unsent"});
        first.close();
        const all = (db, from, to, transaction) => STEPS.slice(from).forEach((step) => step(db, transaction));
        const now = await openDB("upgrade-trial", STEPS.length, {upgrade: all});
        const rows = await now.getAllFromIndex("journal", "state", "unsent");
        const names = [...now.objectStoreNames];
        now.close();
        return {rows: rows.map(({id}) => id), names};
    }"""
    found = desk.evaluate(made)
    assert found["rows"] == ["a"]
    assert "drafts" in found["names"]
    desk.evaluate("""() => {
        const real = IDBDatabase.prototype.transaction;
        globalThis.kinds = [];
        IDBDatabase.prototype.transaction = function (names, mode, options) {
            if (mode === "readwrite" && [names].flat().includes("journal")) globalThis.kinds.push(options?.durability);
            return real.call(this, names, mode, options);
        };
    }""")
    wedge(desk, listed[NAMES[7]][1])
    outcome(desk, "welcome")
    sent(desk)
    kinds = desk.evaluate("kinds")
    assert kinds
    assert set(kinds) == {"strict"}


def test_what_one_tab_wrote_down_is_sent_by_the_other(desk: Any, listed: Any, server: Any, faults: Any) -> None:
    """The tab that scanned is closed with its row unsent; the other one reads the journal from disk."""
    faults.cut()
    other = desk.context.new_page()
    other.goto(f"{server.address}/desk")
    until(other, f"document.querySelector('#saved span').textContent.startsWith('{len(NAMES)}/{len(NAMES)}')")
    server.kill()
    until(desk, "document.querySelector('#state').dataset.state === 'lost'")
    wedge(desk, listed[NAMES[9]][1])
    outcome(desk, "welcome")
    desk.close(run_before_unload=False)
    server.start()
    until(other, "document.querySelector('#state').dataset.state === 'live'", seconds=20)
    sent(other)
    server.kill()
    assert rows(server, "select count(*) from scan") == [(1,)]


def test_a_camera_that_stops_says_so(listed: Any, server: Any, open_page: Any) -> None:
    desk = ready(server, open_page, listed=len(NAMES), permissions=["camera"])
    desk.click("#camera")
    desk.wait_for_selector(".eye:not([hidden])")
    desk.evaluate("""() => {
        const [track] = document.querySelector(".eye video").srcObject.getVideoTracks();
        track.dispatchEvent(new Event("ended"));
    }""")
    until(desk, "document.querySelector('.more').textContent.startsWith('Camera đã ngừng')")
    assert desk.get_attribute("#camera", "aria-pressed") == "false"
    assert re.match("Quét lại", told(desk)[0])
