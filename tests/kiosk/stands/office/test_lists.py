"""Lists on the office's page: sent in, looked through, taken in, taken back. All of it by plain forms."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from badges import guests
from kiosk.conference.devices import Role
from kiosk.intake import uploads
from kiosk.storage.verify import faults
from live import questions

SAMPLE = Path(__file__).parents[4] / "examples" / "haiphong-2026"
HEADS = ["STT", "Họ và tên", "Chức vụ", "Doanh nghiệp", "Mã số thuế", "Điện thoại"]
AN = [1, "Nguyễn Văn An", "Giám đốc", "Công ty TNHH Cân Hải Phòng", "0200000014", "0912000001"]


def book(*rows, heads=HEADS, **sheets):
    workbook = Workbook()
    for row in [heads, *rows]:
        workbook.active.append(row)
    for title, others in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in others:
            sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


HERE = {"Origin": "http://localhost"}


def send(office, data, kind="guests", name="danh sách.xlsx"):
    """The upload as a browser sends it; the body is made here, since the test client leaves large files open."""
    parts = f'--frontier\r\nContent-Disposition: form-data; name="kind"\r\n\r\n{kind}\r\n--frontier\r\n'
    parts += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = parts.encode() + data + b"\r\n--frontier--\r\n"
    return office.post("/office/lists", data=body, content_type="multipart/form-data; boundary=frontier", headers=HERE)


def form(page, action):
    """What the form with this action would send as it stands."""
    inside = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page.text, re.S)[0]
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', inside, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def take(office, address, **more):
    page = office.get(address)
    return office.post(f"{address}/import", data=form(page, f"{address}/import") | more, headers=HERE)


def test_a_list_is_looked_through_and_then_taken_in(office, conference):
    answer = send(office, book(AN))
    address = answer.headers["Location"]
    page = office.get(address)
    assert (answer.status_code, page.status_code, guests.every(conference.db)) == (303, 200, [])
    assert re.findall(r"<b>(\d+)</b>", page.text) == ["1", "0", "0", "0", "0", "0"]
    done = take(office, address)
    assert [guest.name for guest in guests.every(conference.db)] == ["Nguyễn Văn An"]
    assert (
        "Đã nhập từ danh sách.xlsx: thêm mới 1, thay đổi 0, không đổi 0." in office.get(done.headers["Location"]).text
    )
    assert (uploads.every(conference), list((conference.folder / "incoming").iterdir())) == ([], [])
    assert office.get(address).status_code == 404


def test_the_file_lies_under_a_name_of_ours(office, conference):
    send(office, book(AN), name="../../etc/Danh sách.xlsx")
    names = sorted(path.name for path in (conference.folder / "incoming").iterdir())
    assert [bool(re.fullmatch(r"[0-9a-f]{24}\.(json|list)", name)) for name in names] == [True, True]
    assert uploads.every(conference)[0].name == "Danh sách.xlsx"


@pytest.mark.whole
def test_the_sample_again_changes_nothing_and_leaves_no_import(office, conference):
    for kind in ("guests", "questions"):
        data = (SAMPLE / f"{kind}.xlsx").read_bytes()
        take(office, send(office, data, kind).headers["Location"])
        seq = conference.db.seq
        done = take(office, send(office, data, kind).headers["Location"])
        assert (done.headers["Location"], conference.db.seq) == ("/office/lists?said=same", seq)
    assert (len(guests.every(conference.db)), len(questions.every(conference.db))) == (250, 43)


def test_the_same_button_twice_takes_the_list_in_once(office, conference):
    address = send(office, book(AN)).headers["Location"]
    sent = form(office.get(address), f"{address}/import")
    first, second = (office.post(f"{address}/import", data=sent, headers=HERE) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(guests.every(conference.db)) == 1


def test_columns_are_chosen_by_hand(office, conference):
    heads = ["STT", "Cột lạ", "Chức vụ", "Doanh nghiệp", "Mã số thuế", "Điện thoại"]
    address = send(office, book(AN, heads=heads)).headers["Location"]
    sent = form(office.get(address), address)
    assert sent["column-B"] == "name"  # by its cells
    office.post(address, data=sent | {"column-B": "name"}, headers=HERE)
    take(office, address)
    assert [guest.name for guest in guests.every(conference.db)] == ["Nguyễn Văn An"]


def test_two_columns_are_not_one_field(office):
    address = send(office, book(AN)).headers["Location"]
    sent = form(office.get(address), address)
    answer = office.post(address, data=sent | {"column-C": "name"}, headers=HERE)
    assert (answer.status_code, "Cột B và cột C cùng được đọc là “Họ và tên”." in answer.text) == (400, True)


def test_another_sheet_is_read(office, conference):
    data = book(AN, BaoChi=[HEADS, [1, "Trần Thị Bình", "Phóng viên", "Báo Hải Phòng", "", ""]])
    address = send(office, data).headers["Location"]
    sent = form(office.get(address), address)
    office.post(address, data=sent | {"sheet": "BaoChi"}, headers=HERE)
    take(office, address)
    assert [(guest.name, guest.block) for guest in guests.every(conference.db)] == [("Trần Thị Bình", "press")]


def test_a_doubt_is_settled_on_the_page(office, conference, write):
    guest = write.guest("Nguyễn Văn An", write.organisation(AN[3], tax_code=AN[4]), phone="0912000001")
    address = send(office, book([1, "Nguyễn Văn Ân Em", *AN[2:]])).headers["Location"]
    assert "Trùng số điện thoại với Ông Nguyễn Văn An" in office.get(address).text
    take(office, address, **{"same-B2": guest.id})
    assert [(g.id, g.name) for g in guests.every(conference.db)] == [(guest.id, "Nguyễn Văn Ân Em")]


def test_what_was_looked_at_is_what_is_taken_in(office, conference, write):
    address = send(office, book(AN)).headers["Location"]
    sent = form(office.get(address), f"{address}/import")
    write.guest("Nguyễn Văn An", write.organisation(AN[3], tax_code=AN[4]))
    answer = office.post(f"{address}/import", data=sent, headers=HERE)
    assert (answer.status_code, "Hồ sơ vừa thay đổi." in answer.text, len(guests.every(conference.db))) == (
        409,
        True,
        1,
    )


def test_a_list_with_errors_has_no_button(office, conference):
    address = send(office, book([1, "Nguyễn Văn An", "", "#REF!", "", ""])).headers["Location"]
    page = office.get(address)
    assert ("D2</b>" in page.text, 'class="main">Nhập danh sách' in page.text) == (True, False)
    assert office.post(f"{address}/import", data=form(page, f"{address}/import"), headers=HERE).status_code == 400
    assert guests.every(conference.db) == []


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"PK\x03\x04 not a workbook", 422, "Tệp bị hỏng"),
        (b"%PDF-1.7 report", 422, "Đây là tệp PDF"),
        (b"x" * (5 * 2**20 + 1), 422, "lớn hơn 5 MB"),
        (b"x" * (6 * 2**20), 413, "lớn hơn 5 MB"),
        (b"", 422, "Tệp trống"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(office, conference, data, status, sentence):
    answer = send(office, data)
    said = re.findall(r'<p class="fault" role="alert">(.*?)</p>', answer.text)
    assert (answer.status_code, len(said), sentence in said[0], uploads.every(conference)) == (status, 1, True, [])


def test_other_routes_keep_their_small_limit(office):
    answer = office.post("/office/lists/undo", data={"batch": "x" * 300_000}, headers=HERE)
    assert answer.status_code == 413


def test_the_last_import_is_taken_back_until_somebody_arrived(office, conference, write):
    take(office, send(office, book(AN)).headers["Location"])
    page = office.get("/office/lists")
    sent = form(page, "/office/lists/undo")
    write.arrive(guests.every(conference.db)[0])
    late = office.post("/office/lists/undo", data=sent, headers=HERE)
    assert (late.status_code, "Đã có đại biểu trong danh sách này đến dự" in late.text) == (400, True)
    assert "Hoàn tác lần nhập này" not in office.get("/office/lists").text
    assert len(guests.every(conference.db)) == 1


def test_an_import_is_taken_back(office, conference):
    take(office, send(office, book(AN)).headers["Location"])
    sent = form(office.get("/office/lists"), "/office/lists/undo")
    answer = office.post("/office/lists/undo", data=sent, headers=HERE)
    assert (answer.headers["Location"], guests.every(conference.db)) == ("/office/lists?said=undone", [])
    assert "Đã hoàn tác</span>" in office.get("/office/lists").text
    assert list(faults(conference.db)) == []


@pytest.mark.parametrize("key", ["x", "0" * 24, "..%2F..%2Fconference"])
def test_no_other_file_is_opened(office, key):
    assert office.get(f"/office/lists/{key}").status_code == 404


def test_only_the_office_may(enrolled):
    assert enrolled(Role.DESK).get("/office/lists").status_code == 403


def test_twenty_lists_wait_at_most(office, conference):
    for _ in range(uploads.MOST_FILES):
        uploads.keep(conference, "guests", "a.xlsx", book(AN), "t")
    refused = send(office, book(AN))
    assert (refused.status_code, len(uploads.every(conference)), "20" in refused.text) == (400, 20, True)


def test_a_list_is_thrown_away_when_it_is_taken_in_or_dropped(office, conference):
    for act in ("import", "drop"):
        page = office.get(send(office, book(AN)).headers["Location"])
        at = next(iter(uploads.every(conference)))
        action = f"/office/lists/{at.id}/{act}"
        sent = form(page, action) if act == "import" else {}
        assert office.post(action, data=sent, headers=HERE).status_code in (200, 303)
        kept = conference.folder / uploads.FOLDER
        assert [path.name for path in kept.iterdir()] == [], act


def test_a_files_name_is_cut_before_anything_is_done_with_it(conference, monkeypatch):
    seen = []
    monkeypatch.setattr(uploads, "tidy_name", lambda text: seen.append(len(text)) or text)
    uploads.keep(conference, "guests", "x" * 200_000, book(AN), "t")
    assert seen == [uploads.LONGEST_SENT]
