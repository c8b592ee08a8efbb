"""What is published names no person and no way to reach one."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from msgspec import structs

from kiosk.conference.conference import Conference
from kiosk.papers import bundle, public, record
from kiosk.papers.record import Record
from kiosk.papers.text import context
from live.queue import Place
from tests.support import petitions

LAW = "Nghị định số 36/2026/NĐ-CP ngày 23/01/2026, ISO 9001, 2.127 kiến nghị, MST 0200000010-001"
PUBLISHED = ["cong-thong-tin.docx", "cong-thong-tin.xlsx", "thong-tin-bao-chi.docx"]


def inside(data: bytes, between: str = "") -> str:
    """All text of all parts of a package. `between`: what parts the texts of neighbouring elements."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))]
    return re.sub(r"<[^>]+>", between, "".join(parts))


@pytest.mark.parametrize("file", PUBLISHED)
def test_no_person_is_in_what_is_published(papers: dict[str, bytes], kept: Record, file: str) -> None:
    text = inside(papers[file])
    known = (
        {a.guest.name for a in kept.attendees}
        | {a.guest.phone for a in kept.attendees}
        | {a.guest.email for a in kept.attendees}
    )
    known |= {"Tô Thị Hạnh", "Hoàng Thị Hồng Ngọc", "Nguyễn Cao Thắng", "Hoàng Minh Cường"}
    assert [word for word in known if word and word in text] == []


def test_the_canary_is_elsewhere(papers: dict[str, bytes]) -> None:
    """Names do stand in the papers that are not published, so the test above could fail."""
    assert "Tô Thị Hạnh" in inside(papers["bao-cao.docx"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Liên hệ ông Nguyễn Văn An, 0912 345 600 hoặc an@vidu.vn.", "Liên hệ ông […], […] hoặc […]."),
        ("nguyen van an hỏi", "[…] hỏi"),
        ("NGUYỄN  VĂN AN", "[…]"),
        ("Đặng Thị Hoà và Vu Dinh Khai", "[…] và […]"),
        ("+84 912 345 678; 84-912-345-678; (0225) 384 7777; 02253847777", "[…]; […]; […]; […]"),
        (LAW, LAW),
        ("đường Nguyễn Văn Anh", "đường Nguyễn Văn Anh"),
    ],
)  # fmt: skip
def test_persons_are_taken_out_of_texts(kept: Record, text: str, shown: str) -> None:
    assert public.hider(kept)(text) == shown


WRITTEN = [
    "anh Lê Văn Tám", "ông Lê Văn Tám", "ÔNG LÊ VĂN TÁM", "Mr Lê Văn Tám", "Mr. Lê Văn Tám", "Ths. Lê Văn Tám",
    "PGS.TS. Lê Văn Tám", "Đ/c: Lê Văn Tám", "đ/c Lê Văn Tám", "Lê Văn Tám - Giám đốc", "Lê Văn Tám – Giám đốc",
    "Ông Lê Văn Tám (Giám đốc)", "Lê Văn Tám; Giám đốc", "Lê Văn Tám, Giám đốc", "Lê Văn Tám -Giám đốc",
    "ĐẠI DIỆN: Ông Lê Văn Tám", "Giám đốc Lê Văn Tám", "Phó Chủ tịch UBND thành phố Lê Văn Tám", "1. Ông Lê Văn Tám",
    "Lê Văn Tám 0912345678", "Bà Vũ Thị Lành và ông Lê Văn Tám", "Ông/Bà: Lê Văn Tám", "(ông) Lê Văn Tám",
    "Trương Thị Sen & Lê Văn Tám", "Cô Lê Văn Tám", "Lê Văn Tám: giám đốc",
]  # fmt: skip


@pytest.mark.parametrize("asker", WRITTEN)
def test_a_name_is_known_however_its_owner_is_written(conference: Conference, write, asker: str) -> None:  # type: ignore[no-untyped-def]
    write.question("Mời gặp Lê Văn Tám, Giám đốc.", asker=asker)
    assert public.hider(record.gather(conference))("Mời gặp Lê Văn Tám, Giám đốc.") == "Mời gặp […], Giám đốc."


@pytest.mark.parametrize("asker", ["Chủ tọa", "Giám đốc Sở", "Công ty TNHH Lê Gia Phát", "Trưởng phòng và Kế toán", ""])
def test_a_position_or_a_business_is_no_person(conference: Conference, write, asker: str) -> None:  # type: ignore[no-untyped-def]
    write.question("?", asker=asker)
    text = "Chủ tọa, Giám đốc Sở, Công ty TNHH Lê Gia Phát, Trưởng phòng và Kế toán"
    assert public.hider(record.gather(conference))(text) == text


def test_an_answer_that_names_somebody(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    write.guest("Vũ Thị Chim Yến", write.organisation("Công ty X"))
    write.question("Bà Vũ Thị Chim Yến (0987654321, chim@yen.vn) hỏi về cân", asker="Lò Văn Quạ")
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    for file in PUBLISHED:
        assert "Chim" not in inside(made[file]) and "0987654321" not in inside(made[file])


def test_nothing_personal_of_any_petition_is_published(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    """Every written form of the tables in questions, answers and tasks of one day: none is in any published file."""
    forms = [*petitions.NUMBERS, *petitions.PERSONS]
    for n in range(0, len(forms), 12):
        text = "\n".join(sentence for sentence, _secrets in forms[n : n + 12])
        write.question(f"Kiến nghị:\n{text}", prepared=text, place=Place.BEFORE)
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    for file in (*PUBLISHED, "cong-thong-tin.html", "cong-thong-tin.json", "cong-thong-tin.csv"):
        text = inside(made[file], " " if "xlsx" in file else "") if file.endswith("x") else made[file].decode()
        long = {secret for _sentence, secrets in forms for secret in secrets if len(secret) > 5}
        assert [secret for secret in sorted(long) if secret in text] == []


def test_public_fields_are_some_of_all_fields(kept: Record) -> None:
    assert set(public.of(kept)) - set(context.of(kept)) == set()


def test_what_a_business_keeps_to_itself_is_left_out_and_counted(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    """Numbered anew, and one merged into a question that is left out carries its answer itself."""
    kept = write.question(
        "Cân ô tô kiểm định ở đâu?", withheld="1", prepared="Tại Chi cục.", basis="Luật Đo lường", place=Place.BEFORE
    )
    same = write.question("Kiểm định cân ô tô ở đâu?", place=Place.MERGED, merged_into=kept.number)
    write.question("Phí bao nhiêu?", field="support", place=Place.MERGED, merged_into=same.number)
    fields = public.of(record.gather(conference))
    rows = [
        (band["roman"], band["count"], row["n"], row["number"], row["answer"])
        for band in fields["bands"]
        for row in band["rows"]
    ]
    assert rows == [("I", "0", "1", "2", "Tại Chi cục."), ("II", "0", "2", "3", "Tại Chi cục.")]
    assert fields["withheld"] == "01 kiến nghị không công khai theo đề nghị của doanh nghiệp"
    made = {paper.file: paper.data for paper in bundle.make_all(conference.folder, record.gather(conference))}
    assert [file for file in PUBLISHED if "Cân ô tô kiểm định ở đâu" in inside(made[file])] == []
    assert "Cân ô tô kiểm định ở đâu" in inside(made["bao-cao.docx"])
    assert fields["withheld"] in inside(made["cong-thong-tin.docx"])


def test_a_households_tax_code_is_shortened_wherever_it_is_published(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    named = write.organisation("Hộ kinh doanh Cân Hai Lan", tax_code="031085001234", address="Số 3 ngõ 5")
    unnamed = write.organisation("MST 031085005678", tax_code="031085005678")
    write.question("Hỏi", named)
    write.question("Cũng hỏi", unnamed)
    made = {p.file: p.data for p in bundle.make_all(conference.folder, record.gather(conference))}
    for file in PUBLISHED:
        text = inside(made[file])
        assert "031085001234" not in text and "031085005678" not in text and "Số 3 ngõ 5" not in text
    assert "…234" in inside(made["cong-thong-tin.docx"])
    assert "031085001234" in inside(made["bao-cao.docx"])


def test_what_the_office_publishes_about_itself_stays(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    papers = structs.replace(conference.settings.documents, contact="Chi cục TĐC, 0225 3823 456; tdc@haiphong.gov.vn")
    kept = replace(record.gather(conference), settings=structs.replace(conference.settings, documents=papers))
    text = "Gọi 02253.823.456, tdc@haiphong.gov.vn hoặc 0912 345 678"
    assert public.hider(kept)(text) == "Gọi 02253.823.456, tdc@haiphong.gov.vn hoặc […]"
