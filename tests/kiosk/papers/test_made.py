"""The office's page: numbers to read, papers to make and fetch, templates; and nothing else from the disk."""

import io
import sqlite3
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document

from badges.refusal import Refusal
from kiosk.cli.main import main as command_line
from kiosk.conference import enrolment
from kiosk.conference.conference import Conference
from kiosk.conference.devices import Role
from kiosk.i18n import sentence
from kiosk.papers import made as shelf
from kiosk.papers import record
from kiosk.papers.docx import fill
from kiosk.server import watchdog

pytestmark = pytest.mark.whole

ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture
def office(driven: Conference, enrolled: Any) -> Any:
    """The office's browser on the driven day."""
    return enrolled(Role.OFFICE)


def test_the_numbers_stand_on_the_page_before_any_paper(office: Any) -> None:
    page = office.get("/office/papers").get_data(as_text=True)
    assert "Ban Tổ chức đã tiếp nhận 40 kiến nghị" in page
    assert "Lập văn bản" in page


def test_two_who_ask_at_once_both_get_all_papers(driven: Conference) -> None:
    with ThreadPoolExecutor(2) as both:
        made = list(both.map(lambda _: shelf.make(driven), range(2)))
    found = shelf.find(driven)
    assert found is not None and {one.files for one in made} == {found.files}
    assert all((found.folder / file).is_file() for file in found.files)


def test_papers_are_made_and_fetched(office: Any, driven: Conference, write: Any) -> None:
    made = office.post("/office/papers", data={"override": "Bà Thử, Chánh Văn phòng"}, headers=ORIGIN)
    assert (made.status_code, made.location) == (303, "/office/papers#made")
    report = office.get("/office/papers/file/bao-cao.docx")
    assert "BÁO CÁO" in [p.text for p in Document(io.BytesIO(report.data)).paragraphs]
    package = zipfile.ZipFile(io.BytesIO(office.get("/office/papers/all.zip").data))
    files = shelf.find(driven).files  # type: ignore[union-attr]
    assert package.namelist() == list(files)
    papers = [file for file in files if not file.startswith(("thu-dien-tu/", "du-lieu-van-ban/", "danh-sach-gui."))]
    assert len(papers) == 12 + 2 + 7 + 4
    assert sum(file.startswith("thu-dien-tu/") for file in files) == 12
    page = office.get("/office/papers").get_data(as_text=True)
    assert "/office/papers/file/cong-van-tra-loi/kn-001-cong-ty-co-phan-can-dien-tu-hai-phong.docx" in page
    assert "lập lại trước khi trình ký" not in page
    write.question("Còn một câu nữa")
    assert "lập lại trước khi trình ký" in office.get("/office/papers").get_data(as_text=True)
    for name in ("../secret.key", "..%2fsecret.key", "list.json", "/etc/passwd", "bao-cao.doc"):
        assert office.get(f"/office/papers/file/{name}").status_code in (404, 308)


def test_a_broken_template_is_named_and_the_former_papers_stay(conference: Conference, enrolled: Any) -> None:
    office = enrolled(Role.OFFICE)
    office.post("/office/papers", headers=ORIGIN)
    (conference.folder / fill.FOLDER).mkdir()
    document = Document()
    document.add_paragraph("Ông {{ nobody }} ký")
    document.save(str(conference.folder / fill.FOLDER / "report.docx"))
    refused = office.post("/office/papers", headers=ORIGIN)
    assert refused.status_code == 400
    assert "gần “Ông {{ nobody }} ký”" in refused.get_data(as_text=True)
    assert office.get("/office/papers/file/bao-cao.docx").status_code == 200


def test_templates_are_handed_out_as_they_are_used(office: Any, driven: Conference) -> None:
    for name in fill.NAMES:
        document = Document(io.BytesIO(office.get(f"/office/papers/template/{name}.docx").data))
        assert "{{" in document.element.xml
    assert office.get("/office/papers/template/secret.docx").status_code == 404


def test_only_the_office_may(driven: Conference, enrolled: Any, app: Any) -> None:
    desk = enrolled(Role.DESK)
    for path in ("", "/file/bao-cao.docx", "/all.zip", "/template/report.docx"):
        assert desk.get(f"/office/papers{path}").status_code == 403
        assert app.test_client().get(f"/office/papers{path}").status_code == 401


def test_a_restart_changes_no_paper_and_what_they_are_made_from_does(driven: Conference, write: Any) -> None:
    made = shelf.make(driven)
    enrolment.invite(driven, Role.DESK, "Bàn 9")
    watchdog.incident(driven, "restored", "a copy")
    assert shelf.is_stale(driven, made) is False
    write.guest("Khách Mới")
    assert shelf.is_stale(driven, made) is True


@pytest.mark.parametrize("file", ["conference.toml", f"{fill.FOLDER}/letter.docx"])
def test_settings_and_templates_make_papers_stale(driven: Conference, file: str) -> None:
    made = shelf.make(driven)
    path = driven.folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert shelf.is_stale(driven, made) is True


def test_the_tables_that_make_papers_stale_are_those_that_are_read(driven: Conference) -> None:
    asked: set[str] = set()
    driven.db.conn.set_authorizer(
        lambda code, table, *_: (asked.add(table) if code == sqlite3.SQLITE_READ else None) or sqlite3.SQLITE_OK
    )
    record.gather(driven)
    driven.db.conn.set_authorizer(None)
    assert asked - {"sqlite_master", "meta", "event"} == set(shelf.READ)  # the log holds all of them


def test_a_template_is_tried_before_it_is_used_and_the_shipped_one_comes_back(office: Any, driven: Conference) -> None:
    def send(text: str) -> Any:
        file = io.BytesIO()
        document = Document()
        document.add_paragraph(text)
        document.save(file)
        file.seek(0)
        data = {"act": "use", "file": (file, "mau.docx")}
        return office.post("/office/papers/template/report", data=data, headers=ORIGIN)

    def first() -> str:
        return str(Document(io.BytesIO(office.get("/office/papers/file/bao-cao.docx").data)).paragraphs[0].text)

    assert send("Mẫu riêng của {{ organiser }}").status_code == 303
    assert first() == "Mẫu riêng của SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    refused = send("Hỏng {{ nobody }}")
    assert refused.status_code == 400 and "nobody" in refused.get_data(as_text=True)
    assert first() == "Mẫu riêng của SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert office.post("/office/papers/template/report", data={"act": "use"}, headers=ORIGIN).status_code == 400
    assert office.post("/office/papers/template/report", data={"act": "shipped"}, headers=ORIGIN).status_code == 303
    assert not (driven.folder / fill.FOLDER / "report.docx").exists()
    assert first() != "Mẫu riêng của SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert office.post("/office/papers/template/nobody", data={"act": "shipped"}, headers=ORIGIN).status_code == 404


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are Linux's")
def test_a_template_that_fills_the_memory_is_refused_and_the_server_goes_on(conference: Conference) -> None:
    own = Document()
    own.add_paragraph("{% set s = 'xxxxxxxxxx' %}" + "{% set s = s ~ s %}" * 40 + "{{ s }}")
    data = io.BytesIO()
    own.save(data)
    with pytest.raises(Refusal) as refused:
        shelf.use_template(conference, "report", data.getvalue())
    assert "report.docx" in str(refused.value.facts["file"])
    assert not (conference.folder / fill.FOLDER / "report.docx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_child_that_is_ended_by_its_limits_is_a_refusal(conference: Conference, monkeypatch: Any) -> None:
    monkeypatch.setattr(shelf.processes, "python", lambda *_words: ["sh", "-c", "kill -XCPU $$"])
    with pytest.raises(Refusal) as refused:
        shelf.make(conference)
    assert ("5" in str(refused.value.facts), "never ends" in refused.value.text) == (True, True)


def test_a_template_that_is_too_large_is_refused(office: Any, driven: Conference, monkeypatch: Any) -> None:
    monkeypatch.setattr("kiosk.stands.office.papers.LARGEST_TEMPLATE", 100)
    sent = {"act": "use", "file": (io.BytesIO(b"x" * 101), "report.docx")}
    assert office.post("/office/papers/template/report", data=sent, headers=ORIGIN).status_code == 400
    assert not (driven.folder / fill.FOLDER / "report.docx").exists()


@pytest.mark.parametrize("words", ["papers", "archive"])
def test_the_command_line_has_the_limits_of_the_page(
    driven: Conference, tmp_path: Path, monkeypatch: Any, words: str
) -> None:
    """A template that never ends is ended and named there, too, and no paper is left; without it all are written."""
    driven.db.close()
    out = tmp_path / "out"
    own = Document()
    own.add_paragraph(
        "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% set x = 1 %}{% endfor %}{% endfor %}{% endfor %}"
    )
    place = driven.folder / fill.FOLDER / "notice.docx"
    place.parent.mkdir(exist_ok=True)
    own.save(str(place))
    command = ["--conference", str(driven.folder), words, "--out", str(out)]
    with monkeypatch.context() as shorter:
        shorter.setattr(shelf, "PAPER_SECONDS", 3)
        done = CliRunner().invoke(command_line, command)
    assert (done.exit_code != 0, "notice.docx" in done.stderr, "vòng lặp" in done.stderr) == (True, True, True)
    assert [path for path in out.rglob("*") if path.is_file()] == []
    place.unlink()
    assert CliRunner().invoke(command_line, command).exit_code == 0
    assert {"bao-cao.docx", "thong-bao-ket-luan.docx"} <= {path.name for path in out.rglob("*.docx")}


def test_a_template_that_never_ends_is_ended_and_named(conference: Conference, monkeypatch: Any) -> None:
    monkeypatch.setattr(shelf, "PAPER_SECONDS", 3)
    own = Document()
    own.add_paragraph(
        "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% set x = 1 %}{% endfor %}{% endfor %}{% endfor %}"
    )
    data = io.BytesIO()
    own.save(data)
    with pytest.raises(Refusal) as refused:
        shelf.use_template(conference, "notice", data.getvalue())
    assert (refused.value.facts["file"], refused.value.facts["seconds"]) == ("notice", 3)
    assert "vòng lặp không kết thúc" in sentence(refused.value)
    assert not (conference.folder / fill.FOLDER / "notice.docx").exists()
    assert shelf.progress() is None


def test_while_papers_are_made_the_page_can_ask_how_far_it_is(
    office: Any, driven: Conference, monkeypatch: Any
) -> None:
    assert office.get("/office/papers/progress").json == {"begun": 0, "total": 0, "title": ""}
    seen = []
    told = shelf._answer
    monkeypatch.setattr(
        shelf, "_answer", lambda line: [told(line), seen.append(office.get("/office/papers/progress").json)][0]
    )
    shelf.make(driven)
    total = 3 + 12 + 2 + 2
    assert {one["total"] for one in seen} == {0, total}
    assert [one["begun"] for one in seen if one["total"]] == sorted(one["begun"] for one in seen if one["total"])
    assert "Công văn trả lời một doanh nghiệp (kn-001-cong-ty-co-phan-can-dien-tu-hai-phong)" in {
        one["title"] for one in seen
    }


def test_a_paper_that_is_open_elsewhere_keeps_the_former_papers_whole(
    office: Any, driven: Conference, monkeypatch: Any
) -> None:
    """A double of Windows, which moves no folder in which a program has a file open."""
    shelf.make(driven)
    before = sorted(path.name for path in (driven.folder / shelf.FOLDER).iterdir())

    move = shelf.atomic.move

    def refused(old: Any, new: Any) -> None:
        if old.is_dir():
            raise PermissionError(13, "in use")
        move(old, new)

    monkeypatch.setattr(shelf.atomic, "move", refused)
    answer = office.post("/office/papers", data={"override": "Ông An"}, headers=ORIGIN)
    assert (answer.status_code, "đang mở" in answer.get_data(as_text=True)) == (400, True)
    assert sorted(path.name for path in (driven.folder / shelf.FOLDER).iterdir()) == before
