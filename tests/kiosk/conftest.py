"""A driven day: guests come, are replaced and walk in; forty questions end in every way there is."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from badges import guests
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming
from kiosk.conference import conference as conferences
from kiosk.conference.clock import Clock, stamp
from kiosk.papers import bundle, record
from kiosk.settings import load as settings_file
from live import conclusions, programme, questions
from live.conclusions import Conclusion
from live.queue import Move, Place
from tests.conftest import SAMPLE, Writer
from tests.support import voices, word_reader

if TYPE_CHECKING:
    from badges.guests import Guest, Organisation
    from kiosk.conference.conference import Conference
    from kiosk.papers.record import Record

NAMES = [
    "Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Hoàng Đức", "Phạm Thị Thúy", "Vũ Đình Khải", "Đặng Thị Hòa",
    "Bùi Quang Huy", "Hoàng Thị Yến", "Đỗ Mạnh Cường", "Ngô Thị Thủy", "Phan Văn Quyết", "Lương Thị Ánh",
]  # fmt: skip
HOUSES = [
    "Công ty Cổ phần Cân điện tử Hải Phòng", "Công ty TNHH Xăng dầu Đình Vũ", "Công ty Cổ phần Nhựa Thiếu niên",
    "Công ty TNHH MTV Nước sạch Thủy Nguyên", "Công ty Cổ phần Thực phẩm Đồ Sơn", "Công ty TNHH Thép Sông Cấm",
    "Công ty Cổ phần Dây cáp điện An Dương", "Hợp tác xã Nước mắm Cát Hải", "Doanh nghiệp tư nhân Vàng bạc Kim Ngọc",
    "Công ty TNHH Thiết bị y tế Lê Chân", "Công ty Cổ phần Xi măng Tràng Kênh", "Công ty TNHH Giày Vĩnh Bảo",
]  # fmt: skip
TEXTS = [
    "Thời hạn kiểm định cột đo xăng dầu theo quy định mới là bao lâu và doanh nghiệp đăng ký ở đâu?",
    "Doanh nghiệp đề nghị hướng dẫn thủ tục công bố hợp quy đối với sản phẩm nhựa gia dụng theo quy định mới.",
    "Đề nghị thành phố hỗ trợ kinh phí xây dựng hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001 và ISO 22000.",
    "Việc ghi nhãn hàng hóa xuất khẩu có phải bổ sung nhãn phụ tiếng Việt khi tiêu thụ trong nước không?",
    "Phòng thử nghiệm của doanh nghiệp cần điều kiện gì để được chỉ định thử nghiệm phục vụ quản lý nhà nước?",
]
FIELDS = ["metrology", "standards", "support", "quality", "quality"]


class Driver:
    """Moves the day on, at hours of the conference."""

    def __init__(self, conference: Conference) -> None:
        self.conference, self.n = conference, 0

    def at(self, hour: str, by: str = "Điều hành") -> Any:
        """One transaction at this hour."""
        moment = self.conference.settings.moment(hour) + timedelta(seconds=self.n % 50)
        return self.conference.db.writing(stamp(moment), device="d1", by=by)

    def id(self) -> str:
        """A new id."""
        self.n += 1
        return f"id-{self.n}"

    def move(self, hour: str, move: Move, number: int | None = None, **facts: Any) -> None:
        """A turn."""
        with self.at(hour) as writing:
            questions.turn(writing, self.id(), move, number, **facts)

    def come(self, hour: str, guest: Guest, coming: Coming | None = None) -> None:
        """A guest arrives."""
        moment = stamp(self.conference.settings.moment(hour))
        with self.at(hour, "Bàn 1") as writing:
            admission.admit_guest(writing, self.id(), guest.id, "search", moment, coming or Coming())

    def answer(self, hour: str, number: int, **facts: Any) -> None:
        """What the secretary writes."""
        with self.at(hour, "Thư ký") as writing:
            voices.record(writing, number, **facts)

    def run(self, number: int, hour: str) -> None:
        """A programme item starts."""
        with self.at(hour) as writing:
            programme.start(writing, self.conference.slots, number, on=number - 1 if number else None)


def people(drive: Driver, write: Any) -> list[Organisation]:
    """Businesses with two guests each, a leader, hosts, a walk-in; most come, one sends another, one declines."""
    houses = [
        write.organisation(name, tax_code=f"0200{n:06d}", address=f"Số {n + 1} đường Trần Kiên, thành phố Hải Phòng")
        for n, name in enumerate(HOUSES)
    ]
    chief = write.guest(
        "Hoàng Minh Cường", write.organisation("Ủy ban nhân dân thành phố Hải Phòng", kind="leader"), block="city",
        honorific="Đ/c", position="Ủy viên Thành ủy, Phó Chủ tịch Ủy ban nhân dân thành phố",
    )  # fmt: skip
    host = write.guest(
        "Nguyễn Cao Thắng", write.organisation("Sở Khoa học và Công nghệ", kind="host"), block="host",
        position="Giám đốc Sở",
    )  # fmt: skip
    drive.come("13:40", chief)
    drive.come("13:30", host)
    for n, house in enumerate(houses):
        facts = {"phone": f"09123456{n:02d}", "email": f"nguoi{n}@vidu.vn", "position": "Giám đốc"}
        first = write.guest(NAMES[n], house, honorific="Bà" if "Thị" in NAMES[n] else "Ông", **facts)
        write.guest(NAMES[-n - 1], house, position="Trưởng phòng kỹ thuật")
        with drive.at("10:00", "Văn phòng") as writing:
            rsvp = "declined" if n == 11 else "substitute" if n == 10 else "coming"
            told = {"substitute": "Tô Thị Hạnh", "substitute_title": "Phó Giám đốc", "reason": "đi công tác"}
            guests.answer(writing, first.id, rsvp, told)
        if n < 11:
            drive.come(f"13:{45 + n}", first, Coming(party=2) if n == 3 else None)
    walk = write.guest("Trịnh Xuân Sơn", write.organisation("Công ty TNHH Cơ khí Kiến An"), walk_in=True)
    drive.come("14:05", walk)
    return houses


def asked(drive: Driver, houses: list[Organisation], count: int = 40) -> None:
    """Questions from all sources, some with a prepared answer."""
    for n in range(count):
        with drive.at("09:00", "Chi cục") as writing:
            source = "carried" if n in (3, 17) else "phone" if n % 13 == 5 else "hall" if n % 11 == 7 else "advance"
            prepared = "Doanh nghiệp đăng ký qua Cổng dịch vụ công; hồ sơ giải quyết trong 05 ngày làm việc."
            questions.add(
                writing,
                questions.Question(
                    0, houses[n % 12].id, f"{TEXTS[n % 5]} (nội dung {n + 1})", field=FIELDS[n % 5], unit="tdc",
                    summary=TEXTS[n % 5], source=source, place=Place.WAITING, asker=NAMES[n % 12],
                    prepared=prepared if n % 2 else "", basis="Nghị định số 36/2026/NĐ-CP" if n % 3 else "",
                    proposal="Rút ngắn thời gian giải quyết" if n % 7 == 0 else "",
                ),
            )  # fmt: skip


def dialogue(drive: Driver) -> None:
    """Twenty-one are answered at the microphone, the others end in every other way; two stay open."""
    drive.move("08:00", Move.BEFORE, 38)
    drive.move("08:00", Move.BEFORE, 39)
    for number in (1, 12):
        drive.move("08:00", Move.MERGE, number + 24, merge_into=number, reason="trùng nội dung")
    for n in range(21):
        number = n + 1
        drive.move(f"{14 + (50 + 4 * n) // 60:02d}:{(50 + 4 * n) % 60:02d}", Move.NEXT, number)
        drive.answer(
            "16:00", number, answerer="Bà Hoàng Thị Hồng Ngọc", unit="tdc", form="live", result=["explained", "settled"][n % 2],
            text="Theo quy định hiện hành, doanh nghiệp thực hiện qua Cổng dịch vụ công. Hồ sơ giải quyết trong 05 ngày làm việc.",
            basis="Khoản 2 Điều 12 Nghị định số 37/2026/NĐ-CP",
        )  # fmt: skip
    drive.move("16:14", Move.ANSWERED, 21)
    drive.move("16:15", Move.CALL, 22)
    drive.move("16:16", Move.ABSENT, 22)
    drive.move("16:17", Move.FORWARD, 23, reason="thuộc lĩnh vực an toàn thực phẩm", refer_to="health")
    drive.move("16:18", Move.FORWARD, 24, reason="thuộc lĩnh vực xây dựng", refer_to="construction")
    drive.move("16:19", Move.OUT, 26, reason="vụ việc đang được tòa án giải quyết")
    drive.move("16:20", Move.WITHDRAW, 27, reason="doanh nghiệp đã được hướng dẫn")
    for number in (*range(28, 36), 37):
        drive.move("16:25", Move.WRITING, number)
    drive.answer("16:26", 28, unit="tdc", promised=True, due="2026-05-08", result="considered")
    with drive.at("16:40", "Thư ký") as writing:
        giver = "Đ/c Hoàng Minh Cường, Phó Chủ tịch UBND thành phố"
        task = "Tổng hợp, trả lời bằng văn bản đầy đủ các kiến nghị của doanh nghiệp"
        conclusions.write(writing, Conclusion("c1", giver, "tdc", task, "2026-05-13"))
        conclusions.write(
            writing, Conclusion("c2", giver, "it", "Đăng tải nội dung trả lời trên Cổng thông tin điện tử")
        )


def live_it(conference: Conference, write: Any) -> Conference:
    """The conference after such a day."""
    drive = Driver(conference)
    houses = people(drive, write)
    asked(drive, houses)
    for number, hour in enumerate(("13:45", "14:02", "14:12", "14:21", "14:50")):
        drive.run(number, hour)
    dialogue(drive)
    for number, hour in ((5, "16:31"), (6, "16:47")):
        drive.run(number, hour)
    with drive.at("17:02") as writing:
        programme.finish(writing, conference.slots, 6)
    return conference


@pytest.fixture
def driven(conference: Conference, write: Any) -> Conference:
    """The conference after such a day."""
    return live_it(conference, write)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of such a day, read once for all tests that only read."""
    folder = tmp_path_factory.mktemp("day") / "conference"
    conferences.make(folder, SAMPLE)
    setting = settings_file.load(folder)
    conference = conferences.open_conference(folder, clock=Clock.at(setting.timezone, setting.date, time(16, 45)))
    found = record.gather(live_it(conference, Writer(conference)))
    conference.db.close()
    return found


@pytest.fixture(scope="session")
def papers(kept: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All papers of that day, by file."""
    return {paper.file: paper.data for paper in bundle.make_all(tmp_path_factory.mktemp("none"), kept)}


@pytest.fixture
def drive(conference: Conference) -> Driver:
    """Moves a day on."""
    return Driver(conference)


@pytest.fixture(scope="session")
def opened() -> Any:
    """A made .docx, read back."""
    return word_reader.opened
