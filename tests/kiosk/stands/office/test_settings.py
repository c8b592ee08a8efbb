"""The settings' pages: every table is shown and saved, faults stand at their fields, what is in use stays."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kiosk.conference.devices import Role
from kiosk.settings import history, labels
from kiosk.settings import load as settings_file


@pytest.fixture
def office(enrolled):
    client = enrolled(Role.OFFICE, "Văn phòng")

    def post(path, fields):
        return client.post(path, data=fields, headers={"Origin": "http://localhost"})

    post.get = client.get
    return post


def fields(html):
    """What a browser would send of the form, rows and all; templates of new rows are not part of it."""
    html = re.sub(r"<template>.*?</template>", "", html[html.index('id="settings"') :], flags=re.S)
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>|<textarea[^>]*>.*?</textarea>|<select[^>]*>.*?</select>", html, re.S):
        name = re.search(r'name="([^"]*)"', tag)
        if not name or ('type="checkbox"' in tag and "checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        if tag.startswith("<select"):
            value = re.search(r'value="([^"]*)" selected', tag)
        text = (
            tag[tag.index(">") + 1 : tag.index("</textarea>")]
            if tag.startswith("<textarea")
            else value[1]
            if value
            else ""
        )
        found.setdefault(name[1], []).append(unescape(text))
    return found


@pytest.mark.parametrize("table", labels.TABLES)
def test_every_table_is_a_page_and_saving_it_untouched_changes_nothing(conference, office, table):
    before = history.text(conference.folder)
    sent = fields(office.get(f"/office/settings/{table}").text)
    assert office(f"/office/settings/{table}", sent).status_code == 303
    assert history.text(conference.folder) == before


def test_a_change_is_written_named_and_taken_back(conference, office):
    sent = fields(office.get("/office/settings/general").text) | {"place_short": "Nhà văn hóa"}
    assert office("/office/settings/general", sent).status_code == 303
    page = office.get("/office/settings").text
    assert 'place_short = "Nhà văn hóa"' in history.text(conference.folder)
    assert ("Địa điểm, viết gọn" in page, "có hiệu lực khi máy chủ khởi động lại" in page) == (True, True)
    office("/office/settings/undo", {"seen": history.digest(conference.folder)})
    assert settings_file.load(conference.folder) == conference.settings


def test_a_fault_stands_at_its_field_and_nothing_is_written(conference, office):
    before = history.text(conference.folder)
    sent = fields(office.get("/office/settings/programme").text) | {"programme.1.end": "13:10", "programme.2.title": ""}
    answer = office("/office/settings/programme", sent)
    assert (answer.status_code, history.text(conference.folder)) == (400, before)
    assert re.search(r'data-wrong="programme\.2\.title">[^<]+<', answer.text)
    checked = office("/office/settings/programme/check", sent | {"programme.2.title": "x"})
    assert checked.json == {"programme.1.end": "kết thúc trước khi bắt đầu; hãy ghi giờ muộn hơn"}


def test_rows_are_put_in_the_order_of_the_page_and_new_ones_taken_in(conference, office):
    sent = fields(office.get("/office/settings/fields").text)
    sent |= {"fields": [*reversed(sent["fields"]), "n1"], "fields.n1.code": "fees", "fields.n1.name": "Phí, lệ phí"}
    assert office("/office/settings/fields", sent).status_code == 303
    codes = [part.code for part in settings_file.load(conference.folder).fields]
    assert codes == [*reversed([part.code for part in conference.settings.fields]), "fees"]


def test_what_is_in_use_stays(conference, office, write):
    write.guest(block="business")
    sent = fields(office.get("/office/settings/blocks").text)
    out = next(row for row in sent["blocks"] if sent[f"blocks.{row}.code"] == ["business"])
    sent["blocks"] = [row for row in sent["blocks"] if row != out]
    answer = office("/office/settings/blocks", sent)
    assert (answer.status_code, "đang có đại biểu thuộc khối" in answer.text) == (400, True)
    general = fields(office.get("/office/settings/general").text) | {"id": "another-2026", "place_short": "X"}
    assert office("/office/settings/general", general).status_code == 303
    assert settings_file.load(conference.folder).id == conference.settings.id


def test_a_page_left_open_does_not_overwrite(conference, office):
    old = fields(office.get("/office/settings/general").text)
    office("/office/settings/general", old | {"place_short": "Một"})
    answer = office("/office/settings/general", old | {"place_short": "Hai"})
    assert (answer.status_code, "vừa được sửa" in answer.text) == (409, True)


def test_the_log_says_who_changed_which_value_from_what_to_what(conference, office):
    before = fields(office.get("/office/settings/general").text)
    office("/office/settings/general", before | {"place_short": "Nhà văn hóa"})
    sent = fields(office.get("/office/settings/programme").text)
    title = next(name for name in sent if name.endswith(".title"))
    office("/office/settings/programme", sent | {title: ["Đón khách", *sent[title][1:]]})
    log = unescape(re.sub(r"<[^>]+>", "", office.get("/office/settings").text.partition('class="log"')[2]))
    assert log.index("Đón khách") < log.index("Nhà văn hóa")
    assert log.count("Văn phòng") >= 2
    assert f"{before['place_short'][0] or '–'} → Nhà văn hóa" in log
