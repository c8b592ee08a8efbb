"""The desk's own rules, in a real browser, against the tables that the Python rules are held to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TESTS = Path(__file__).parent.parent


def table(name: str) -> Any:
    return json.loads((TESTS / name).read_text(encoding="utf-8"))


@pytest.fixture
def page(server: Any, open_page: Any) -> Page:
    return open_page(f"{server.address}/")


def test_what_a_scan_is_read_as(page: Page) -> None:
    scans = table("badges/codes.json")
    names = {"a": scans["a"], "b": scans["b"], "first": scans["a"][:20], "rest": scans["a"][20:]}
    for case in scans["cases"]:
        for key, value in names.items():
            for part in ("text", "read"):
                case[part] = case[part] and case[part].replace("{" + key + "}", value)
    texts = [case["text"] for case in scans["cases"]]
    read = page.evaluate("async texts => texts.map((await import('/static/desk/admission.js')).read)", texts)
    assert read == [case["read"] for case in scans["cases"]]


def test_folds(page: Page) -> None:
    folds = table("badges/vietnamese.json")
    for kind, called in (("fold", "fold"), ("unkey", "unkey"), ("initials", "initials"), ("tidy_name", "tidyName")):
        texts = [text for text, _ in folds[kind]]
        script = "async ([kind, texts]) => { const m = await import('/static/shared/fold.js'); return texts.map(t => m[kind](t)); }"
        assert page.evaluate(script, [called, texts]) == [wanted for _, wanted in folds[kind]]


def test_businesses(page: Page) -> None:
    cases = table("badges/organisation_names.json")
    run = "async ([kind, texts]) => { const m = await import('/static/shared/organisation-names.js'); return texts.map(t => m[kind](t)); }"
    for kind, called in (
        ("spelled", "spelled"),
        ("business_key", "businessKey"),
        ("tax_code", "taxCode"),
        ("is_nameless", "isNameless"),
    ):
        assert page.evaluate(run, [called, [text for text, _ in cases[kind]]]) == [wanted for _, wanted in cases[kind]]
    asked = """async ({houses, meant}) => {
        const business = await import("/static/shared/organisation-names.js");
        return meant.map(([name, tax]) => business.meant(houses, name, tax)?.id ?? null);
    }"""
    assert page.evaluate(asked, cases) == [wanted for _name, _tax, wanted in cases["meant"]]


STORY = """async ({guests, steps}) => {
    const door = await import("/static/desk/admission.js");
    const list = {guests: new Map(), byDigest: new Map(), arrivals: new Map()};
    for (const guest of guests) {
        const line = {cancelled: "", ...guest, id: guest.key, digest: door.digest(guest.code)};
        if (line.rsvp !== "substitute") delete line.substitute;
        list.guests.set(line.id, line);
        for (const code of [guest.code, guest.old ?? guest.code]) list.byDigest.set(door.digest(code), line);
    }
    const played = [];
    const now = (guest) => [list.arrivals.get(guest)?.scan ?? null, list.arrivals.has(guest) && !door.isAway(list.arrivals.get(guest)), ""];
    for (const [place, step] of steps.entries()) {
        const id = String(place + 1);
        if ("undo" in step) {
            const of = steps[step.undo - 1];
            const guest = list.guests.get(of.guest ?? of.leave) ?? list.byDigest.get(door.digestOf(of.scan ?? ""));
            const change = door.undone(list, String(step.undo));
            if (change?.arrival) list.arrivals.set(change.guest, change.arrival);
            else if (change) list.arrivals.delete(change.guest);
            played.push(["undone", ...now(guest.id)]);
            continue;
        }
        if ("leave" in step) {
            list.arrivals.set(step.leave, door.left(list.arrivals.get(step.leave), {id, at: id}));
            played.push(["left", ...now(step.leave)]);
            continue;
        }
        const scan = {id, at: id, desk: "", came_name: step.came_name, in_person: step.in_person};
        const {outcome, guest, arrival, made} = door.admit(
            list, "guest" in step ? {...scan, guest: step.guest} : {...scan, digest: door.digestOf(step.scan)});
        if (made) list.arrivals.set(guest.id, arrival);
        const here = Boolean(arrival) && !door.isAway(arrival);
        played.push([outcome, arrival?.scan ?? null, here, `${arrival?.came_honorific ?? ""} ${arrival?.came_name ?? ""}`.trim()]);
    }
    return played;
}"""


def test_every_story_of_the_door_ends_as_on_the_server(page: Page) -> None:
    cases = table("kiosk/arrivals/admission.json")
    for story in cases["stories"]:
        steps = json.loads(json.dumps(story["steps"]))
        for guest in cases["guests"]:
            for step in steps:
                if "scan" in step:
                    step["scan"] = step["scan"].replace("{" + guest["key"] + "}", guest["code"])
                    step["scan"] = step["scan"].replace("{" + guest["key"] + ".old}", guest.get("old", ""))
        played = page.evaluate(STORY, {"guests": cases["guests"], "steps": steps})
        wanted = [[s["outcome"], str(s["first"]) if s["first"] else None] for s in steps]
        assert (story["why"], [row[:2] for row in played]) == (story["why"], wanted)
        here = [(n, row[2]) for n, (row, s) in enumerate(zip(played, steps, strict=True)) if "here" in s]
        assert (story["why"], here) == (story["why"], [(n, s["here"]) for n, s in enumerate(steps) if "here" in s])
        assert [row[3] for row, s in zip(played, steps, strict=True) if "came" in s] == [
            s["came"] for s in steps if "came" in s
        ]


def test_a_name_is_taken_from_a_citizens_card_and_only_from_a_sound_one(page: Page) -> None:
    script = """async texts => {
        const {isCitizen, nameOf, honorificOf} = await import("/static/desk/citizen-card.js");
        return texts.map(text => [isCitizen(text), nameOf(text), honorificOf(text)]);
    }"""
    cards = [
        "031190001234|031234567|NGUYỄN THỊ YẾN|29021992|Nữ|Phường Thủy Nguyên, Hải Phòng|01012022",
        "031090001234||Đặng Văn Ân|01011990|Nam|Hải Phòng|01012022",
        "031090001234||Đặng Văn Ân|31021990|Nam|Hải Phòng|01012022",
        "031090001234||Đặng Văn 4|01011990|Nam|Hải Phòng|01012022",
        "031090001234||Đặng Văn Ân|01011990|?|Hải Phòng|01012022",
        "45896978650971024600127144172775277583674",
    ]
    assert page.evaluate(script, cards) == [
        [True, "Nguyễn Thị Yến", "Bà"],
        [True, "Đặng Văn Ân", "Ông"],
        [True, None, "Ông"],
        [True, None, "Ông"],
        [True, None, "Ông"],
        [False, None, "Ông"],
    ]


FIND = """async ({guests, houses, queries}) => {
    const {entry, find} = await import("/static/desk/search.js");
    const index = guests.map(guest => entry(guest, houses[guest.organisation]));
    return queries.map(typed => find(index, typed, id => id === "in").map(line => line.guest.id));
}"""


def test_people_are_found_however_they_are_typed(page: Page) -> None:
    houses = {
        "steel": {"name": "Công ty Cổ phần Thép Cửa Cấm", "short": "Thép Cửa Cấm", "tax": "0200167782"},
        "port": {"name": "Công ty TNHH Cảng Đình Vũ", "short": "DVP", "tax": "0200511481-001"},
        "island": {"name": "Ủy ban nhân dân đặc khu Cát Hải", "short": "", "tax": ""},
        "trade": {"name": "Cty TNHH TM&DV Vạn Thịnh", "short": "", "tax": "0296556995"},
    }
    guests = [
        {"id": "an", "name": "Nguyễn Văn An", "position": "Giám đốc", "organisation": "steel", "phone": "5678"},
        {"id": "hoa", "name": "Đặng Thị Hòa", "position": "Kế toán trưởng", "organisation": "port", "phone": "4321"},
        {"id": "trang", "name": "Đào Thu Trang", "position": "", "organisation": "port", "phone": ""},
        {
            "id": "tran",
            "name": "Trần Văn Hoan",
            "position": "",
            "organisation": "steel",
            "phone": "",
            "substitute": "Lê Quý",
        },
        {"id": "quy", "name": "Phạm Quý", "position": "", "organisation": "island", "phone": "4257"},
        {
            "id": "hen",
            "name": "H'Hen Thùy-Dương O'Neil",
            "honorific": "Bà",
            "position": "",
            "organisation": "",
            "phone": "",
        },
        {"id": "bao", "name": "Bảo An Khang", "honorific": "Ông", "position": "", "organisation": "", "phone": ""},
        {"id": "sen", "name": "Hồ Sen", "position": "", "organisation": "trade", "phone": ""},
        {"id": "in", "name": "Nguyễn Văn An", "position": "", "organisation": "port", "phone": ""},
    ]
    wanted = {
        "nguyen van an": ["an", "in"],
        "an nguyen": ["an", "in"],
        "AN NGUYỄN cửa": ["an"],
        "nvan": ["an", "in"],
        "nva": ["an", "in"],
        "dang thi": ["hoa"],
        "Đặng": ["hoa"],
        "hoà": ["hoa", "tran"],
        "thep cua cam": ["an", "tran"],
        "dvp": ["in", "hoa", "trang"],
        "0200167782": ["an", "tran"],
        "5678": ["an"],
        "0912345678": ["an"],
        "678": ["an"],
        "nguyeenx vawn an": ["an", "in"],
        "ddawngj": ["hoa"],
        "tran": ["tran", "trang"],
        "ke toan": ["hoa"],
        "le quy": ["tran"],
        "0912 34 4257": ["quy"],
        "091.234.4257": ["quy"],
        "+84 912 344 257": ["quy"],
        "pham 0912 344 257": ["quy"],
        "0296 556 995": ["sen"],
        "0200511481-001": ["hoa", "trang", "in"],
        "ubnd cat hai": ["quy"],
        "UBND đặc khu": ["quy"],
        "cty tnhh van thinh": ["sen"],
        "công ty TNHH thương mại và dịch vụ": ["sen"],
        "tmdv van thinh": ["sen"],
        "ctcp thep": ["an", "tran"],
        "cty cp thep cua cam": ["an", "tran"],
        "sen trach nhiem huu han": ["sen"],
        "bà o'neil": ["hen"],
        "oneil": ["hen"],
        "thuyduong": ["hen"],
        "hhen thuy duong": ["hen"],
        "ông bảo an": ["bao"],
        "Ông Nguyễn Văn An": ["an", "in"],
        "bà Hòa": ["hoa", "tran"],
        "anh An": ["an", "bao", "in"],
        "nguyenvanan": ["an", "in"],
        "MST: 0296556995": ["sen"],
        "bà": ["bao", "quy"],
        "zzz": [],
        "": [],
    }
    found = page.evaluate(FIND, {"guests": guests, "houses": houses, "queries": list(wanted)})
    assert {typed: sorted(ids) for typed, ids in zip(wanted, found, strict=True)} == {
        typed: sorted(ids) for typed, ids in wanted.items()
    }
    firsts = {typed: ids[0] for typed, ids in zip(wanted, found, strict=True) if ids}
    assert {typed: firsts[typed] for typed in ("nguyen van an", "nvan", "tran", "hoà")} == {
        "nguyen van an": "an", "nvan": "an", "tran": "tran", "hoà": "hoa",
    }  # fmt: skip


SEATS = """async ({seats, guests, come}) => {
    const {freeSeats, rowAndSeat} = await import("/static/desk/free-seats.js");
    return [seats.map(rowAndSeat), freeSeats(guests, (guest) => come.includes(guest))];
}"""


def test_free_seats_row_by_row(page: Page) -> None:
    """A seat is free where nobody holds it who is expected or came: never given, declined, taken back."""
    parts = table("badges/seats.json")["row_and_seat"]
    guests = [
        {"id": "a1", "seat": "A-1"}, {"id": "a4", "seat": "A-4"}, {"id": "a3", "seat": "A-3", "rsvp": "declined"},
        {"id": "b02", "seat": "B02", "rsvp": "declined"}, {"id": "b03", "seat": "B03", "cancelled": "x"},
        {"id": "t", "seat": "Bàn 5"}, {"id": "none", "seat": ""}, {"id": "odd", "seat": "C 99999999999"},
    ]  # fmt: skip
    seats, rows = page.evaluate(SEATS, {"seats": [seat for seat, _ in parts], "guests": guests, "come": ["a1", "b02"]})
    assert seats == [wanted for _, wanted in parts]
    assert rows == [
        {"row": "A", "free": ["A-2", "A-3"], "places": [2, 3], "away": 1},
        {"row": "B", "free": ["B01", "B03"], "places": [1, 3], "away": 0},
    ]
