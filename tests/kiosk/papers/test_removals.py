"""Before publication the office sees each removal with its place, and what is left in doubt."""

from __future__ import annotations

from kiosk.conference.conference import Conference
from kiosk.conference.devices import Role
from kiosk.papers import bundle, public, record, removals
from live.queue import Place


def test_each_removal_has_its_place_and_what_stays_in_doubt_is_named(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    house = write.organisation("Hộ kinh doanh Cân Hai Lan", tax_code="031085001234")
    write.question(
        "Xin gọi chị Bình kế toán, 0912 345 678. Cửa hàng ở đường Nguyễn Văn Linh; số lô 1234567890.", house,
        place=Place.BEFORE, prepared="Liên hệ an@vidu.vn.",
    )  # fmt: skip
    write.question("Gọi 0987654321", withheld="1")
    found = removals.review(record.gather(conference))
    assert [(one.number, one.field, one.kind, one.piece) for one in found.taken] == [
        (1, "text", "name", "Bình"), (1, "text", "phone", "0912 345 678"), (1, "answer", "email", "an@vidu.vn"),
    ]  # fmt: skip
    assert found.taken[0].before.endswith("Xin gọi chị ") and found.taken[0].after.startswith(" kế toán")
    assert [(one.kind, one.piece) for one in found.doubtful] == [("name", "Nguyễn Văn Linh"), ("number", "1234567890")]
    assert (found.households, found.withheld) == (("Hộ kinh doanh Cân Hai Lan",), (2,))


def test_what_the_page_lists_is_what_the_papers_leave_out(conference: Conference, write) -> None:  # type: ignore[no-untyped-def]
    for text in ("Ông Lê Văn Tám hỏi: 0912345678", "CCCD 031085001234", "không có gì"):
        write.question(text)
    kept = record.gather(conference)
    pieces = [one.piece for one in removals.review(kept).taken]
    shown = str(public.of(kept))
    assert len(pieces) == 3 and shown.count("[…]") >= 3
    assert not any(piece in shown for piece in pieces)


def test_the_page_stands_before_the_files(conference: Conference, enrolled, write) -> None:  # type: ignore[no-untyped-def]
    write.question("Gọi 0987654321 <b>ngay</b>")
    bundle.write_all(conference, conference.folder / "elsewhere")
    office = enrolled(Role.OFFICE, "Văn phòng")
    page = office.get("/office/papers/publishing").get_data(as_text=True)
    assert "<del>0987654321</del> &lt;b&gt;ngay" in page and "Chưa lập văn bản" in page
    assert office.post("/office/papers", headers={"Origin": "http://localhost"}, data={"id": "x"}).status_code == 303
    page = office.get("/office/papers/publishing").get_data(as_text=True)
    assert page.count("/office/papers/file/") == 7 and "cong-thong-tin.html" in page
    assert "cong-thong-tin" not in office.get("/office/papers").get_data(as_text=True)
