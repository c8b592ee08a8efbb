"""After the conference: open matters go to the next one; persons are erased, and the record still proves itself."""

import io
import json
import shutil
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from badges import guests
from badges.refusal import Refusal
from kiosk.cli.main import main
from kiosk.closing import carry_over, erasure
from kiosk.conference import conference as conferences
from kiosk.conference import enrolment
from kiosk.conference.clock import Clock
from kiosk.conference.conference import Conference
from kiosk.conference.devices import Role
from kiosk.papers import bundle, made, record, statistics
from kiosk.recovery import backup, slide_copies
from kiosk.slides import decks
from kiosk.storage import persons
from kiosk.storage.persons import Holds
from kiosk.storage.verify import faults
from live import answers, editions, questions, replies
from live.queue import Move, Place
from live.replies import Reply


@pytest.fixture
def following(folder: Path, tmp_path: Path) -> Iterator[Conference]:
    """The next conference's folder."""
    target = tmp_path / "next"
    conferences.make(target, folder)
    settings = (
        (target / "conference.toml").read_text(encoding="utf-8").replace('id = "haiphong-2026"', 'id = "haiphong-2027"')
    )
    (target / "conference.toml").write_text(settings, encoding="utf-8")
    opened = conferences.open_conference(target)
    yield opened
    opened.db.close()


def test_what_is_open_becomes_questions_of_the_next_conference(driven: Conference, following: Conference) -> None:
    with driven.db.writing(driven.clock.stamp(), by="Văn phòng") as writing:
        replies.note(writing, Reply("28", 28, "sent", "15/SKHCN-CCTĐC", "2026-05-08"))
    assert carry_over.carry(driven, following) == (10, 0)
    taken = questions.every(following.db)
    assert [q.carried_from.split()[-1] for q in taken] == ["22", "29", "30", "31", "32", "33", "34", "35", "37", "40"]
    assert {(q.source, q.place) for q in taken} == {("carried", "received")}
    assert taken[0].text == questions.get(driven.db, 22).text
    assert statistics.count(record.gather(following)).questions.carried == 10


def test_carrying_again_changes_nothing(driven: Conference, following: Conference) -> None:
    carry_over.carry(driven, following)
    before = following.db.seq
    assert carry_over.carry(driven, following) == (0, 11)
    assert following.db.seq == before


def test_what_was_merged_goes_along_and_stays_merged(
    driven: Conference, following: Conference, write: Any, drive: Any
) -> None:
    """With its units, and with what its business said of publication."""
    house = write.organisation("Công ty B")
    write.question("Như KN 28", house, place=Place.WAITING, unit="tdc", co_units=("it", "xưa"), withheld="1")
    drive.move("16:30", Move.MERGE, 41, merge_into=28, reason="trùng nội dung")
    assert carry_over.carry(driven, following) == (12, 0)
    taken = {q.carried_from.split()[-1]: q for q in questions.every(following.db)}
    carrier, twin = taken["28"], taken["41"]
    assert (twin.place, twin.merged_into, twin.reason) == (Place.MERGED, carrier.number, "trùng nội dung")
    assert (twin.co_units, twin.withheld, twin.prepared) == (("it",), "1", carrier.prepared)
    with driven.db.writing(driven.clock.stamp(), by="Văn phòng") as writing:
        replies.note(writing, Reply("28", 28, "sent", "15/SKHCN-CCTĐC", "2026-05-08"))
    assert [m.number for m in carry_over.open_matters(driven)][-1] == 41


def test_a_twin_whose_carrier_was_sent_stands_alone(
    driven: Conference, following: Conference, write: Any, drive: Any
) -> None:
    write.question("Như KN 28", write.organisation("Công ty B"), place=Place.WAITING, unit="tdc")
    drive.move("16:30", Move.MERGE, 41, merge_into=28, reason="trùng nội dung")
    with driven.db.writing(driven.clock.stamp(), by="Văn phòng") as writing:
        replies.note(writing, Reply("28", 28, "sent", "15/SKHCN-CCTĐC", "2026-05-08"))
    carry_over.carry(driven, following)
    twin = questions.every(following.db)[-1]
    assert (twin.carried_from.split()[-1], twin.place, twin.merged_into) == ("41", Place.RECEIVED, None)


def test_a_business_is_known_again_by_its_tax_code(driven: Conference, following: Conference, write: Any) -> None:
    writer = type(write)(following)
    known = writer.organisation("Cty TNHH Thiết bị y tế Lê Chân (tên mới)", tax_code="0200000009")
    carry_over.carry(driven, following)
    assert questions.get(following.db, 1).organisation == known.id


def test_a_conference_is_not_carried_into_itself(driven: Conference) -> None:
    with pytest.raises(Refusal, match="the same id"):
        carry_over.carry(driven, driven)


def late(conference: Conference) -> Conference:
    conference.clock = Clock.at("Asia/Ho_Chi_Minh", date(2026, 7, 24), time(9, 0))
    return conference


CANARIES = ["Nguyễn Văn An", "Tô Thị Hạnh", "0912345600", "nguoi0@vidu.vn", "Trịnh Xuân Sơn", "Bà Hoàng Thị Hồng Ngọc"]


def everything(conference: Conference) -> str:
    """All that the database holds."""
    tables = [row["name"] for row in conference.db.query("select name from sqlite_master where type = 'table'")]
    rows = [list(conference.db.query(f"select * from {table}")) for table in tables]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_persons_go_and_everything_else_stays(driven: Conference) -> None:
    before = record.gather(late(driven))
    assert [word for word in CANARIES if word not in everything(driven)] == []
    erasure.erase(driven)
    assert [word for word in CANARIES if word in everything(driven)] == []
    after = record.gather(driven)
    assert statistics.count(after) == statistics.count(before)
    assert [h.name for h in after.organisations.values()] == [h.name for h in before.organisations.values()]
    assert [m.question.text for m in after.matters] == [m.question.text for m in before.matters]
    assert [m.answer.text for m in after.matters] == [m.answer.text for m in before.matters]


def test_what_pages_were_answered_goes_too(driven: Conference) -> None:
    late(driven).perform("f" * 32, "scan", {}, lambda writing: {"first": {"by": "Tô Thị Hạnh"}}, None)
    erasure.erase(driven)
    assert list(driven.db.query("select answer from operation where id = ?", ("f" * 32,))) == [{"answer": "{}"}]


def test_nothing_of_them_is_left_in_the_file(driven: Conference) -> None:
    erasure.erase(late(driven))
    raw = b"".join(path.read_bytes() for path in driven.folder.glob("kiosk.db*"))
    assert [word for word in CANARIES if word.encode() in raw] == []


def test_the_log_still_proves_the_state(driven: Conference) -> None:
    assert list(faults(driven.db)) == []
    erasure.erase(late(driven))
    assert list(faults(driven.db)) == []
    driven.db.conn.execute("update organisation set name = 'anders' where rowid = 1")
    assert len(list(faults(driven.db))) == 1


def test_papers_can_still_be_made(driven: Conference) -> None:
    erasure.erase(late(driven))
    files = [paper.file for paper in bundle.make_all(driven.folder, record.gather(driven))]
    assert sum(file.endswith((".docx", ".xlsx")) for file in files) == 22
    assert editions.every(driven.db, "1") == [answers.voice(driven.db, "1")]


def test_names_inside_texts_go_too(conference: Conference, write: Any) -> None:
    write.guest("Vũ Thị Chim Yến")
    write.question("Bà vũ thị chim yến, điện thoại 0987 654 321, hỏi")
    erasure.erase(late(conference))
    assert questions.get(conference.db, 1).text == "Bà […], điện thoại […], hỏi"


@pytest.mark.parametrize(
    "asker", ["anh Lê Văn Tám", "Lê Văn Tám - Giám đốc", "Ths. Lê Văn Tám (GĐ)", "Đ/c: Lê Văn Tám"]
)
def test_names_go_however_their_owner_was_written(conference: Conference, write: Any, asker: str) -> None:
    write.question("Theo Lê Văn Tám thì khác", asker=asker)
    erasure.erase(late(conference))
    assert "Lê Văn Tám" not in everything(conference)


def test_a_households_tax_code_goes_as_it_is_its_owners_number(conference: Conference, write: Any) -> None:
    """Twelve digits since 1/7/2025; a household known by that number alone has it in its name, too."""
    named = write.organisation("Hộ kinh doanh Cân Hai Lan", tax_code="031085001234", address="Số 3 ngõ 5")
    unnamed = write.organisation("MST 031085005678", tax_code="031085005678")
    firm = write.organisation("Công ty TNHH A", tax_code="0200000010", address="Số 1")
    write.question("Hỏi, mã số thuế 031 085 001 234", named)
    erasure.erase(late(conference))
    kept = guests.organisations(conference.db)
    assert [(kept[one.id].tax_code, kept[one.id].address) for one in (named, unnamed, firm)] == [
        ("", ""), ("", ""), ("0200000010", "Số 1"),
    ]  # fmt: skip
    assert [
        code for code in ("031085001234", "031085005678", "031 085 001 234") if code in everything(conference)
    ] == []


def test_copies_and_papers_go_and_the_office_is_told_what_is_left(driven: Conference) -> None:
    backup.make(driven)
    (driven.folder / made.FOLDER).mkdir()
    (driven.folder / made.FOLDER / "bao-cao.docx").write_bytes(b"x")
    (driven.folder / "danh-sach.xlsx").write_bytes(b"x")
    erasure.erase(late(driven))
    assert not (driven.folder / backup.FOLDER).exists() and not (driven.folder / made.FOLDER).exists()
    assert driven.folder / "danh-sach.xlsx" in erasure.left_over(driven.folder)


def test_copies_of_the_second_place_go_too(driven: Conference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, other = tmp_path / "usb" / "kiosk" / "000000000123.db", tmp_path / "usb" / "anh.jpg"
    copy.parent.mkdir(parents=True)
    copy.touch(), other.touch()
    monkeypatch.setattr(backup, "second_place", lambda conference: tmp_path / "usb")
    erasure.erase(late(driven))
    assert (copy.exists(), other.exists()) == (False, True)


def test_slides_of_talks_go_and_extracts_of_decrees_stay(
    conference: Conference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = io.BytesIO()
    Image.new("RGB", (160, 90), "white").save(page, "PNG")
    for title, speaker, question in (("Chuyển đổi số", "Nguyễn Văn An", 0), ("Điều 8", "", 3)):
        decks.add(conference.folder, decks.new(title, speaker, "14:20", question), [("1.png", page.getvalue())])
    place = tmp_path / "usb"
    slide_copies.carry(conference.folder, place)
    monkeypatch.setattr(backup, "second_place", lambda conference: place)
    erasure.erase(late(conference))
    for folder in (conference.folder, place):
        assert [deck.title for deck in decks.every(folder)] == ["Điều 8"]
        assert "Nguyễn Văn An" not in "".join(file.read_text() for file in folder.rglob("deck.json"))


def test_why_somebody_stays_away_is_nobodys_matter_afterwards(conference: Conference, write: Any) -> None:
    write.guest(
        "Nguyễn Văn An", absent_reason="nhập viện", cancel_reason="bị kỷ luật", note="tiểu đường", substitute="Lê Bình"
    )
    held = everything(conference)
    assert [word for word in ("nhập viện", "bị kỷ luật", "tiểu đường", "Lê Bình") if word not in held] == []
    erasure.erase(late(conference))
    held = everything(conference)
    assert [word for word in ("nhập viện", "bị kỷ luật", "tiểu đường", "Lê Bình") if word in held] == []


def test_before_its_time_nothing_is_erased(driven: Conference) -> None:
    driven.clock = Clock.at("Asia/Ho_Chi_Minh", date(2026, 7, 23), time(23, 0))
    with pytest.raises(Refusal, match="23/7/2026"):
        erasure.erase(driven)
    assert "Nguyễn Văn An" in everything(driven)


def test_the_commands(driven: Conference, following: Conference) -> None:
    for day in (driven, following):
        day.db.close()
    run = CliRunner().invoke
    carried = run(main, ["--conference", str(driven.folder), "carry-over", "--into", str(following.folder)])
    assert (carried.exit_code, carried.output) == (
        0,
        "Đã chuyển 11 kiến nghị tồn sang kỳ sau, 0 kiến nghị đã có từ trước.\n",
    )
    shutil.rmtree(driven.folder / "backups", ignore_errors=True)
    toml = driven.folder / "conference.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("date = 2026-04-24", "date = 2026-01-16"), encoding="utf-8"
    )
    refused = run(main, ["--conference", str(driven.folder), "erase-personal-data"], input="n\n")
    assert refused.exit_code == 1


SERVE = ["Bà Hoàng Thị Thử Nghiệm", "lễ tân quầy Sen"]
"""One that is known for a person by its words, and one that only the list of devices knows."""


@pytest.mark.whole
@pytest.mark.parametrize("serves", SERVE)
@pytest.mark.parametrize("role", [Role.DESK, Role.OFFICE, Role.MODERATOR, Role.SECRETARY, Role.CHAIR, Role.PRESENTER])
def test_whoever_served_at_a_stand_is_nowhere_afterwards(app, driven: Conference, role: Role, serves: str) -> None:
    client = app.test_client()
    client.get(f"/enrol/{enrolment.invite(driven, role, serves, by=serves)}")
    with driven.db.writing(driven.clock.stamp(), by=serves) as writing:
        for table in persons.tables(Holds.STAFF, Holds.FREE):
            for row in list(driven.db.query(f"select * from {table} limit 1")):
                texts = dict.fromkeys(persons.columns(table, Holds.STAFF), serves)
                free = [
                    column for column in persons.columns(table, Holds.FREE) if (table, column) != ("turn", "before")
                ]
                writing.put("test", table, row | texts | dict.fromkeys(free, f"Do {serves} ghi lúc 15h"))
    erasure.erase(late(driven))
    assert serves not in everything(driven)
