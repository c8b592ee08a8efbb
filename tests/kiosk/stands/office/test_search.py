"""One box finds persons, questions and letters as a person types them, and its page stands whatever is found."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conference.devices import Role
from kiosk.stands.office import search
from live import answers
from tests.support.voices import voice

ASKED = {
    "nguyen van an": ("people", "Nguyễn Văn An"),
    "Nguyễn VĂN": ("people", "Nguyễn Văn An"),
    "an nguyen": ("people", "Nguyễn Văn An"),
    "cua cam": ("people", "Nguyễn Văn An"),
    "giam doc": ("people", "Nguyễn Văn An"),
    "an giam doc cua cam": ("people", "Nguyễn Văn An"),
    "5678": ("people", "Nguyễn Văn An"),
    "Thay Người": ("people", "Nguyễn Văn An"),
    "KN 1": ("questions", "KN số 1"),
    "kn số 1": ("questions", "KN số 1"),
    "lò nung": ("questions", "KN số 1"),
    "ho tro chi phi": ("questions", "KN số 1"),
    "giay chung nhan": ("questions", "KN số 1"),
    "nghị định 105": ("questions", "KN số 1"),
}


@pytest.fixture
def office(conference: Any, write: Any, enrolled: Any) -> Any:
    """The office's browser, with a guest, a business, and a question that two units answered."""
    house = write.organisation("Công ty Cổ phần Thép Cửa Cấm")
    write.guest("Nguyễn Văn An", house, position="Giám đốc", phone="0901 235 678", substitute="Trần Thay Người")
    asked = write.question("Kiểm định lò nung", house)
    with write.writing() as writing:
        answers.write(writing, voice(asked.number, text="Sở hỗ trợ chi phí kiểm định."))
        answers.write(writing, voice(asked.number, 2, text="Cấp giấy chứng nhận.", basis="Nghị định 105/2016/NĐ-CP"))
    return enrolled(Role.OFFICE, "Văn phòng")


@pytest.mark.parametrize(("text", "wanted"), ASKED.items())
def test_it_finds_as_a_person_types(office: Any, conference: Any, text: str, wanted: tuple[str, str]) -> None:
    kind, title = wanted
    found = search.search(conference, text, search.Haystacks())
    assert any(title in hit.title for hit in getattr(found, kind)), found
    page = office.get("/office/search", query_string={"q": text})
    assert page.status_code == 200
    assert title in page.text


@pytest.mark.parametrize("text", ["", " ", "không có ai như thế", "\x00", "'\"<script>", "%", "đ" * 5000, "0" * 5000])
def test_what_finds_nothing_says_so(office: Any, text: str) -> None:
    page = office.get("/office/search", query_string={"q": text})
    assert (page.status_code, "Không tìm thấy" in page.text, "<script>" in page.text.split("<main")[1]) == (
        200,
        True,
        False,
    )


def test_more_than_fit_are_counted(office: Any, write: Any) -> None:
    for n in range(search.MOST + 7):
        write.guest(f"Lê Trùng Tên {n}")
    assert "7" in office.get("/office/search?q=trung+ten").text.split("<main")[1]
