"""The sample conference's lists: lifelike, sound, about nobody, and the same on every run."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from openpyxl import load_workbook

from badges import card_image, codes, numbers, organisation_names, qr, vietnamese
from tests.support import make_sample
from tests.support.sample_people import Person, everyone, load

FONTS = Path(__file__).parents[1] / "static" / "vendor" / "fonts"
SETTINGS = tomllib.loads((make_sample.FOLDER / "conference.toml").read_text(encoding="utf-8"))
ACTS = {"105/2016/NĐ-CP", "22/2026/NĐ-CP", "36/2026/NĐ-CP", "37/2026/NĐ-CP", "133/2025/NĐ-CP"}
ACTS |= {"43/2017/NĐ-CP", "111/2021/NĐ-CP", "1703/QĐ-TTg", "289/KH-UBND"}


@cache
def guests() -> list[Person]:
    return everyone()


@cache
def cells(name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(make_sample.FOLDER / name).worksheets[0].iter_rows(values_only=True))


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The numbered rows by heading."""
    head = next(row for row in cells(name) if row[0] == "STT")
    return [dict(zip(head, row, strict=True)) for row in cells(name) if isinstance(row[0], int)]


@pytest.mark.parametrize("name", ["guests", "questions"])
def test_the_lists_are_what_the_maker_writes(name: str) -> None:
    make = {"guests": make_sample.guest_book, "questions": make_sample.question_book}[name]
    first, second = (make_sample.packed(make(everyone(), SETTINGS)) for _ in range(2))
    assert first == second
    sheet = load_workbook(BytesIO(first)).worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == cells(f"{name}.xlsx")


def test_250_people_are_invited_from_every_block_and_100_businesses() -> None:
    blocks = {block["code"]: block["name"] for block in SETTINGS["blocks"]}
    assert [row["Khối"] for row in rows("guests.xlsx")] == [blocks[guest.block] for guest in guests()]
    assert Counter(guest.block for guest in guests()) == {
        "city": 1,
        "committee": 10,
        "agency": 23,
        "commune": 38,
        "association": 7,
        "business": 133,
        "press": 8,
        "host": 30,
    }
    assert [row["STT"] for row in rows("guests.xlsx")] == list(range(1, 251))
    assert len({guest.tax_code for guest in guests() if guest.tax_code}) == 100


def test_the_three_real_persons_have_the_offices_of_the_plan_and_no_number() -> None:
    real = {guest.name: guest for guest in guests()}
    offices = {
        "Hoàng Minh Cường": "Ông | Ủy viên Thành ủy, Phó Chủ tịch Ủy ban nhân dân thành phố",
        "Nguyễn Cao Thắng": "Ông | Giám đốc",
        "Hoàng Thị Hồng Ngọc": "Bà | Chi cục trưởng",
    }
    assert {name: f"{real[name].honorific} | {real[name].position}" for name in offices} == offices
    assert {real[name].phone + real[name].email for name in offices} == {""}
    assert [sum(guest.name == name for guest in guests()) for name in offices] == [1, 1, 1]


def test_nobody_else_bears_a_well_known_name() -> None:
    assert {guest.name for guest in guests()} & set(load("people")["names"]["avoided"]) == set()


def test_two_names_are_borne_twice_by_people_of_different_businesses() -> None:
    bearers = [guest for guest in guests() if guest.name in {"Nguyễn Văn Tuấn", "Nguyễn Thị Hương"}]
    assert sorted(guest.name for guest in bearers) == ["Nguyễn Thị Hương"] * 2 + ["Nguyễn Văn Tuấn"] * 2
    assert len({guest.organisation for guest in bearers}) == 4
    assert len({guest.name for guest in guests()}) == 248


def test_every_tax_code_is_sound_and_has_been_given_to_nobody() -> None:
    written = [str(row["Mã số thuế"]) for row in rows("guests.xlsx") if row["Mã số thuế"]]
    read = [numbers.tax_code(text) for text in written]
    assert len(read) == len(set(read)) == 100
    assert all(code and numbers.is_sound_tax_code(code) for code in read)
    assert {str(code)[:3] for code in read} == {"029", "089", "031"}
    assert {str(code)[:4] for code in read if len(str(code)) == 12} == {"0319"}
    assert sum(len(text) == 9 for text in written) > 5  # what Excel does to them


def test_no_two_people_share_a_telephone_number() -> None:
    read = [numbers.phone(str(row["Điện thoại"])) for row in rows("guests.xlsx") if row["Điện thoại"]]
    assert len(read) == len(set(read)) == 247
    assert {str(number)[:5] for number in read} == {"09000", "02250", "02200"}
    assert all(row["Email"] is None or row["Email"].endswith(".example") for row in rows("guests.xlsx"))


def test_people_of_one_business_stand_together_and_share_one_address() -> None:
    firms = [list(people) for _, people in groupby(guests()[79:212], key=lambda guest: guest.key)]
    assert Counter(map(len, firms)) == {1: 67, 2: 33}
    assert all(len({(guest.organisation, guest.tax_code, guest.address) for guest in firm}) == 1 for firm in firms)


def test_no_two_businesses_could_be_taken_for_one_another() -> None:
    names = {guest.organisation for guest in guests() if guest.block == "business"}
    assert len({organisation_names.business_key(name) for name in names}) == 100


def test_nobody_sits_on_another_ones_seat() -> None:
    seats = [guest.seat for guest in guests() if guest.block != "press"]
    assert len(seats) == len(set(seats))


def test_every_question_comes_from_a_person_of_an_invited_business() -> None:
    people = {(guest.tax_code, f"{guest.honorific} {guest.name}", guest.organisation) for guest in guests()}
    asked = [(row["MST"], row["Người gửi"], row["Doanh nghiệp"]) for row in rows("questions.xlsx")]
    assert len(asked) == 43
    assert [asker for asker in asked if asker not in people] == []


def test_questions_name_only_known_fields_and_units() -> None:
    fields = Counter(row["Lĩnh vực"] for row in rows("questions.xlsx"))
    names = [field["name"] for field in SETTINGS["fields"]]
    assert list(fields) == [names[1], names[2], names[0], names[3], names[4]]
    units = {name for unit in SETTINGS["units"] for name in (unit["name"], unit["short"], *unit.get("others", []))}
    asked = {row["Đơn vị trả lời"] for row in rows("questions.xlsx")}
    helping = {name for row in rows("questions.xlsx") for name in (row["Đơn vị phối hợp"] or "").split("; ")}
    assert (asked | helping) - units == {None, ""}


def test_22_answers_are_prepared_each_with_its_legal_basis() -> None:
    prepared = [row for row in rows("questions.xlsx") if row["Dự thảo trả lời"]]
    assert len(prepared) == 22
    assert [row["STT"] for row in prepared] == [row["STT"] for row in rows("questions.xlsx") if row["Căn cứ pháp lý"]]


def test_no_act_is_cited_that_the_plan_or_everyone_does_not_know() -> None:
    cited = [str(cell) for row in cells("questions.xlsx")[8:] for cell in row if isinstance(cell, str)]
    found = {act for text in cited for act in re.findall(r"\d+/(?:\d{4}/)?[A-ZĐ]{2}-[A-Za-zĐ]+", text)}
    assert found == ACTS


def test_summaries_fit_the_hall_and_most_questions_have_one() -> None:
    summaries = [row["Tóm tắt"] for row in rows("questions.xlsx") if row["Tóm tắt"]]
    assert len(summaries) == 37
    assert max(map(len, summaries)) <= 110


def test_the_cases_of_a_real_list_are_there() -> None:
    sources = Counter(row["Nguồn"] for row in rows("questions.xlsx"))
    assert sources == {"Gửi trước": 40, "Kỳ trước chuyển sang": 3}
    notes = [row["Ghi chú"] or "" for row in rows("questions.xlsx")]
    assert sum(note.startswith(("Nội dung tương tự", "Nội dung gần với")) for note in notes) == 5
    outside = [row for row in rows("questions.xlsx") if row["Lĩnh vực"] == "Khác"]
    assert [row["Đơn vị trả lời"] for row in outside] == [None] * 4


def test_every_text_is_composed_and_tidy() -> None:
    texts = [cell for name in ("guests.xlsx", "questions.xlsx") for row in cells(name)[8:-3] for cell in row]
    written = [text for text in texts if isinstance(text, str)]
    assert [
        text for text in written if text != unicodedata.normalize("NFC", text) or text != vietnamese.tidy_name(text)
    ] == []


def test_every_guest_gets_a_card_that_is_read_back() -> None:
    fonts = card_image.Fonts(*(FONTS / f"be-vietnam-pro-{weight}.ttf" for weight in (400, 600, 700)))
    blocks = {block["code"]: block for block in SETTINGS["blocks"]}
    unread = []
    for number, guest in enumerate(guests()[::10]):
        code = codes.derive(bytes(32), SETTINGS["id"], str(number), 0)
        text = card_image.CardText(
            governing=SETTINGS["title"]["governing"],
            organiser=SETTINGS["title"]["organiser"],
            title="\n".join([SETTINGS["title"]["kind"], *SETTINGS["title"]["lines"]]),
            honorific=guest.honorific,
            name=guest.name,
            position=guest.position,
            organisation=guest.organisation,
            time="14 giờ 00, thứ Sáu, ngày 24/4/2026",
            place=SETTINGS["place"],
            block=blocks[guest.block]["name"],
            code=code,
        )
        content = qr.content(code, SETTINGS["public_address"])
        picture = card_image.card(text, content, card_image.Colours(blocks[guest.block]["colour"]), fonts)
        if [found.text for found in zxingcpp.read_barcodes(picture)] != [content]:
            unread.append(guest.name)
    assert unread == []
