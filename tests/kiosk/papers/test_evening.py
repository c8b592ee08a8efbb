"""From the evening to the archive: what is missing, numbers in, what goes along, PDF, the portal's page, the archive."""

from __future__ import annotations

import csv
import datetime as dt
import email
import hashlib
import io
import json
import sqlite3
import uuid
import zipfile
from email import policy
from typing import TYPE_CHECKING, Any

import pytest

from badges.refusal import Refusal
from kiosk.conference.devices import Role
from kiosk.machine import libreoffice
from kiosk.papers import archive, bundle, issued, readiness, record
from kiosk.papers import made as shelf
from kiosk.papers.docx import to_pdf
from kiosk.papers.readiness import Lack, Readiness

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.conference.conference import Conference

pytestmark = pytest.mark.whole

FILES = ["bao-cao.docx", "cong-van-tra-loi/kn-001-cong-ty-a.docx", "phieu-chuyen/01-so-y-te.docx"]
DAY = dt.date(2026, 4, 24)
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def office(driven: Conference, enrolled: Any) -> Any:
    """The office's browser on the driven day."""
    return enrolled(Role.OFFICE)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("bao-cao.docx\t15/BC-SKHCN\t27/4/2026", [("bao-cao", "15/BC-SKHCN", "2026-04-27")]),
        ("Tệp\tSố\tNgày\nbao-cao.docx\t15\t2026-04-27\n\n", [("bao-cao", "15", "2026-04-27")]),
        ("kn-001\t16\tngày 27 tháng 4 năm 2026", [("kn-001", "16", "2026-04-27")]),
        ("cong-van-tra-loi/kn-001-khac.docx;16;27-04-2026", [("kn-001", "16", "2026-04-27")]),
        ("01-so-y-te.docx,17,", [("phieu-chuyen/so-y-te", "17", "")]),
        ("\ufeffbao-cao.docx\t\t", [("bao-cao", "", "")]),
    ],
)
def test_a_pasted_table_is_read(table: str, rows: list[tuple[str, str, str]]) -> None:
    assert [(one.paper, one.number, one.date) for one in issued.read(table, FILES, DAY)] == rows


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("bao-cao.docx\t15\t27/4/2026\nla.docx\t1\t", "Row 2: there is no paper"),
        ("bao-cao.docx\tmười lăm\t27/4/2026", "is no number"), ("bao-cao.docx\t15\t31/4/2026", "is no day"),
        ("bao-cao.docx\t15\thôm qua", "is no day"), ("bao-cao.docx\t15\t1/4/2026", "before the conference"),
        ("bao-cao.docx\t15\t27/4/2026\nbao-cao\t16\t27/4/2026", "twice"), ("bao-cao\t1\n" * 3000, "more than"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named(table: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        issued.read(table, FILES, DAY)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[Thư ký bổ sung nội dung đã trả lời tại Hội nghị]", [Lack.UNRECORDED]), ("Đủ cả.", []), ("Gọi […] nhé", []),
        ("[Chi cục bổ sung nội dung trả lời; thời hạn 13/5/2026] [Dự thảo chưa được duyệt: Nháp.]", [Lack.PROMISE, Lack.DRAFT]),
        ("- [Cơ quan, đơn vị thực hiện]: việc. Chưa phân công", [Lack.UNASSIGNED, Lack.UNASSIGNED]),
        ("[Cơ quan soạn thảo bổ sung.]", [Lack.BRACKET]),
    ],
)  # fmt: skip
def test_what_a_paper_lacks(text: str, kinds: list[Lack]) -> None:
    missing = readiness.missing(text)
    assert [one.kind for one in missing] == kinds
    assert Readiness("bao-cao.docx", "report", missing).open == bool(set(kinds) - {Lack.BRACKET})


def test_numbers_go_into_papers_cross_references_and_follow_up(office: Any, driven: Conference) -> None:
    shelf.make(driven)
    made = shelf.find(driven)
    assert made is not None
    letter = next(file for file in made.files if file.startswith("cong-van-tra-loi/kn-004"))
    form = {
        "id": str(uuid.uuid4()),
        "state": "sent",
        "table": f"bao-cao.docx\t15\t27/4/2026\n{letter}\t16/SKHCN-CCTĐC\t28/4/2026",
    }
    for lacking in ({}, {"override": "Bà Thử"}, {"reason": "Đã điền trong Word"}):
        refused = office.post("/office/signing", data=form | lacking, headers=HERE)
        assert refused.status_code == 400
        assert "Văn bản còn thiếu nội dung: bao-cao.docx" in refused.get_data(as_text=True)
    assert issued.every(driven.db) == {}
    form |= {"override": "Bà Thử, Chánh Văn phòng", "reason": "Đã điền trong Word"}
    assert office.post("/office/signing", data=form, headers=HERE).status_code == 303
    (decided,) = driven.db.query("select text from incident where kind = 'signing'")
    assert decided["text"].startswith("Bà Thử, Chánh Văn phòng: Đã điền trong Word: bao-cao.docx")
    assert "Đã điền trong Word" in office.get("/office/signing").get_data(as_text=True)
    again = form | {"id": str(uuid.uuid4()), "override": "", "reason": ""}
    assert office.post("/office/signing", data=again, headers=HERE).status_code == 303  # decided before
    report = readiness.text((made.folder / "bao-cao.docx").read_bytes())
    assert "Số: 15/BC-SKHCN" in report and "Hải Phòng, ngày 27 tháng 4 năm 2026" in report
    assert report.count("(Kèm theo Báo cáo số 15/BC-SKHCN ngày 27 tháng 4 năm 2026") == 2
    assert "Số: 16/SKHCN-CCTĐC" in readiness.text((made.folder / letter).read_bytes())
    known = {row["document"] for row in driven.db.query("select document from promise where state = 'sent'")}
    assert known == {"16/SKHCN-CCTĐC"}
    assert office.post("/office/signing", data=form, headers=HERE).status_code == 303  # sent twice, done once
    page = office.get("/office/signing").get_data(as_text=True)
    assert "15\t27/4/2026" in page and "kn-004" in page


def test_a_wrong_table_comes_back_with_its_fault(office: Any, driven: Conference) -> None:
    shelf.make(driven)
    answer = office.post(
        "/office/signing", data={"id": str(uuid.uuid4()), "table": "la.docx\t1\t27/4/2026"}, headers=HERE
    )
    assert answer.status_code == 400
    assert "không có văn bản “la.docx”" in answer.get_data(as_text=True) and "la.docx\t1\t27/4/2026" in answer.get_data(
        as_text=True
    )


def test_each_signer_reads_what_is_missing(office: Any, driven: Conference) -> None:
    assert "Chưa lập văn bản" in office.get("/office/signing").get_data(as_text=True)
    shelf.make(driven)
    page = office.get("/office/signing").get_data(as_text=True)
    assert "hẹn trả lời chưa có nội dung" in page and "GIÁM ĐỐC" in page and "văn bản có thể trình ký" in page


def test_the_send_list_names_everybody_and_a_draft_carries_its_letter(papers: dict[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(papers["danh-sach-gui.csv"].decode("utf-8-sig"))))
    letters = [row for row in rows if row[0].startswith("cong-van-tra-loi/")]
    assert len(letters) == 12 and letters[0][1] == "Công ty Cổ phần Cân điện tử Hải Phòng"
    assert letters[0][3] == "nguoi0@vidu.vn" and letters[0][4] == "0200000000"
    drafts = {name: data for name, data in papers.items() if name.endswith(".eml")}
    assert len(drafts) == 12
    name, data = next(iter(drafts.items()))
    message = email.message_from_bytes(data, policy=policy.default)
    assert message["X-Unsent"] == "1" and message["Subject"].startswith("V/v trả lời kiến nghị của Công ty")
    assert "nguoi0@vidu.vn" in message["To"]
    attached = next(message.iter_attachments())
    assert attached.get_payload(decode=True) == papers[f"cong-van-tra-loi/{attached.get_filename()}"], name


def test_the_data_of_a_paper_bears_the_decrees_names(papers: dict[str, bytes]) -> None:
    data = json.loads(papers["du-lieu-van-ban/bao-cao.json"])
    assert (
        data["TypeName"] == "Báo cáo"
        and data["CodeNotation"] == "BC-SKHCN"
        and data["OrganName"] == "Sở Khoa học và Công nghệ"
    )
    assert {
        "CodeNumber",
        "IssuedDate",
        "Subject",
        "Language",
        "PageAmount",
        "Position",
        "FullName",
        "To",
        "Priority",
        "DueDate",
    } <= set(data)


def test_the_portals_page_has_no_script_and_no_person(papers: dict[str, bytes]) -> None:
    page = papers["cong-thong-tin.html"].decode()
    assert (
        "<script" not in page and "http" not in page.split("<body>")[1].split("<main")[0] and '<html lang="vi">' in page
    )
    assert "Tô Thị Hạnh" not in page and "09123456" not in page
    table = json.loads(papers["cong-thong-tin.json"])
    rows = list(csv.DictReader(io.StringIO(papers["cong-thong-tin.csv"].decode("utf-8-sig"))))
    assert [row["kien_nghi_so"] for row in table["kien_nghi"]] == [row["kien_nghi_so"] for row in rows]
    assert len(rows) == 40


def test_no_cell_of_the_open_data_is_calculated(conference: Conference, write: Any) -> None:
    write.question("=1+1", write.organisation("@SUM(A1)"))
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    for name in ("cong-thong-tin.csv", "danh-sach-gui.csv"):
        for row in csv.reader(io.StringIO(made[name].decode("utf-8-sig"))):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_archive_is_whole_and_opens_nothing(driven: Conference, tmp_path: Path) -> None:
    files = archive.of(driven, tmp_path / "luu-tru")
    lines = (tmp_path / "luu-tru" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(files) - 1
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / "luu-tru" / name).read_bytes()).hexdigest() == digest
    db = sqlite3.connect(tmp_path / "luu-tru" / "du-lieu.sqlite")
    assert db.execute("select count(*) from question").fetchone() == (40,)
    tables = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
    assert not {"device", "enrolment", "operation"} & tables
    assert db.execute("select count(*) from guest where code_digest != '' or old_digests != ''").fetchone() == (0,)
    db.close()
    rows = (tmp_path / "luu-tru" / "du-lieu" / "question.csv").read_text(encoding="utf-8-sig")
    assert rows.startswith("number,organisation,")
    with pytest.raises(Refusal, match="holds something already"):
        archive.of(driven, tmp_path / "luu-tru")


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not here")
def test_a_pdf_is_made_as_asked_and_a_broken_paper_is_refused(papers: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "thong-bao.docx").write_bytes(papers["thong-bao-ket-luan.docx"])
    (made,) = to_pdf.convert([tmp_path / "thong-bao.docx"])
    assert to_pdf.lacking(made.read_bytes()) == []
    (tmp_path / "hong.docx").write_bytes(b"PK no document")
    with pytest.raises(Refusal, match="no proper PDF"):
        to_pdf.convert([tmp_path / "hong.docx"])


@pytest.mark.parametrize(
    ("data", "missing"), [(b"", ["PDF"]), (b"%PDF-1.7\n1 0 obj", ["PDF/A-2b", "tags", "vi-VN"]), (b"<html>", ["PDF"])]
)
def test_a_pdf_that_lacks_what_was_asked_for_is_seen(data: bytes, missing: list[str]) -> None:
    assert to_pdf.lacking(data) == missing


def test_what_goes_along_is_fetched(office: Any, driven: Conference) -> None:
    assert office.get("/office/signing/drafts.zip").status_code == 404
    shelf.make(driven)
    for what, end in (("drafts", ".eml"), ("data", ".json")):
        with zipfile.ZipFile(io.BytesIO(office.get(f"/office/signing/{what}.zip").data)) as package:
            assert package.namelist() and all(name.endswith(end) for name in package.namelist())
    assert office.get("/office/signing/else.zip").status_code == 404
