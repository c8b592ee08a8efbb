"""The first page: what it offers makes a conference with an id of its own, and nobody else's page may press it."""

from __future__ import annotations

import re

import pytest

from kiosk.cli import making, start
from kiosk.conference.conference import open_conference
from kiosk.recovery import backup, takeover
from kiosk.server import first_page, spare_page
from kiosk.settings import load as settings_file


@pytest.fixture
def page(tmp_path):
    choice = first_page.Choice()
    client = first_page.create(tmp_path, making.CHOICES, lambda _folder: "/enrol/code", choice).test_client()

    def press(**form):
        token = re.search(r'name="token" value="([^"]+)"', client.get("/").text)[1]
        return client.post("/", data={"token": token, **form})

    press.client, press.choice, press.place = client, choice, tmp_path
    return press


def test_our_own_conference_has_an_id_of_its_own(page):
    assert page(do="own", name="Hội nghị 2027").status_code == 200
    assert settings_file.load(page.place / "Hội nghị 2027").id == "hoi-nghi-2027"
    assert (page.choice.folder, page.choice.link) == (page.place / "Hội nghị 2027", "/enrol/code")


def test_one_like_the_last_takes_settings_and_nobody(page, tmp_path):
    page(do="own", name="hoi-nghi-2026")
    file = page.place / "hoi-nghi-2026" / settings_file.FILE
    file.write_text(file.read_text(encoding="utf-8").replace("Nguyễn Cao Thắng", "Trần Thị Mới"), encoding="utf-8")
    assert page(do="like", like="hoi-nghi-2026", name="hoi-nghi-2027").status_code == 200
    made = settings_file.load(page.place / "hoi-nghi-2027")
    assert (made.id, made.documents.report.name) == ("hoi-nghi-2027", "Trần Thị Mới")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"do": "own", "name": "../up"}, "Hãy ghi tên ngắn cho thư mục"),
        ({"do": "own", "name": "con|"}, "Hãy ghi tên ngắn cho thư mục"),
        ({"do": "copy", "name": "x", "copy": "/nowhere"}, "Thư mục này không có bản sao nào"),
        ({"do": "like", "like": "../../etc", "name": "x"}, "Không có Hội nghị nào trong"),
        ({"do": "spare", "link": "192.168.1.10"}, "Hãy dán cả liên kết"),
        ({"do": "spare", "link": "http://127.0.0.1:9/enrol/x"}, "Không kết nối được với máy chủ"),
        ({"do": "spare", "link": f"https://127.0.0.1:9/enrol/x#{'0' * 64}"}, "Không kết nối được với máy chủ"),
        ({"do": "nothing"}, "Hãy chọn một trong các cách"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(page, form, says):
    answer = page(**form)
    assert (answer.status_code >= 400, says in answer.text, page.choice.made.is_set()) == (True, True, False)


def test_another_sites_page_and_another_name_of_this_computer_may_press_nothing(page):
    assert page.client.post("/", data={"do": "own", "name": "x", "token": "guess"}).status_code == 403
    assert page.client.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert list(page.place.iterdir()) == []


def test_the_conferences_of_a_folder_are_found(page):
    assert start.conferences(page.place) == []
    page(do="own", name="a-2026")
    assert start.conferences(page.place) == [page.place / "a-2026"] == start.conferences(page.place / "a-2026")


def test_a_spares_folder_is_never_served_by_a_double_click(page):
    page(do="own", name="du-phong")
    folder = page.place / "du-phong"
    assert takeover.is_spare(folder) is False
    takeover.keep(folder, takeover.Note("http://192.168.1.10:8000", {"kiosk": "x"}))
    assert (takeover.is_spare(folder), start.spare_of(page.place)) == (True, folder)
    takeover.keep(folder, takeover.Note("http://192.168.1.10:8000", {}, taken="14:02 24/04"))
    assert takeover.is_spare(folder) is False  # it asks which laptop is the server


def test_the_spares_page_takes_over_only_when_the_first_server_is_off(page):
    page(do="own", name="du-phong")
    folder = page.place / "du-phong"
    conference = open_conference(folder)
    copy = backup.make(conference)
    conference.db.close()
    takeover.keep(folder, takeover.Note("http://192.168.1.10:8000", {}, pulled=backup.number(copy)))
    pulling = spare_page.Pulling(folder, "http://192.168.1.10:8000")
    client = spare_page.create(pulling, lambda _folder: "/enrol/code").test_client()
    html = client.get("/").text
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    assert "192.168.1.10" in html
    assert client.post("/", data={"token": token}).status_code == 400
    assert client.post("/", data={"token": "guess", "sure": "1"}).status_code == 403
    assert not takeover.noted(folder).taken
    assert "/enrol/code" in client.post("/", data={"token": token, "sure": "1"}).text
    assert takeover.noted(folder).taken
    assert pulling.taken.wait(5)


def test_a_spare_is_told_what_is_wrong_by_a_sentence(page):
    pulling = spare_page.Pulling(page.place, "http://192.168.1.10:8000")
    client = spare_page.create(pulling, lambda _folder: "").test_client()
    for problem in ("", "line", "untrusted", "garbled", "disk", "server", "ended"):
        pulling.problem = problem
        assert client.get("/").status_code == 200
