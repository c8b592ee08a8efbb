"""Which field a heading means: every form of the list, what stands around it, and what two headings settle together."""

import pytest

from kiosk.intake.reader.column_roles import Head
from kiosk.intake.reader.columns import assign
from kiosk.intake.reader.heading_synonyms import GUESTS, QUESTIONS, matches
from kiosk.intake.reader.table import Kind

pytestmark = pytest.mark.whole

SYNONYMS = [
    (kind, field, synonym.strip().removeprefix("="))
    for kind, table in (("guests", GUESTS), ("questions", QUESTIONS))
    for field, synonyms in table.items()
    for synonym in synonyms.split(";")
]


def mapped(kind: Kind, *headings: str | tuple[str, str]) -> dict[str, int]:
    heads = [Head(*heading) if isinstance(heading, tuple) else Head(heading) for heading in headings]
    return assign(dict(enumerate(heads, 1)), kind)


@pytest.mark.parametrize(("kind", "field", "synonym"), SYNONYMS)
def test_every_synonym_means_its_field(kind: Kind, field: str, synonym: str) -> None:
    assert field in [match.field for match in matches(synonym, kind) if match.exact]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HỌ VÀ TÊN", "name"),
        ("Họ và\ntên (*)", "name"),
        ("  Họ  và\u00a0tên: ", "name"),
        ("Ho va ten", "name"),
        ("Họ và tên".encode().decode("latin-1"), "name"),
        ("Hä vµ tªn", "name"),
        ("Hoï vaø teân", "name"),
        ("Họ và tên đại biểu1", "name"),
        ("Chức vụ của người đại diện", "position"),
        ("Số điện thoại (di động)", "phone"),
        ("ĐT", "phone"),
        ("Địa chỉ email", "email"),
        ("Địa chỉ trụ sở chính", "address"),
        ("Mã số thuế (MST)", "tax_code"),
        ("MST/MSDN", "tax_code"),
        ("Tên viết tắt", "short_name"),
        ("Vị trí ngồi", "seat"),
        ("Vị trí", "position"),
        ("Số lượng đại biểu", "seats"),
        ("Mã đại biểu", "invitation_number"),
        ("Xác nhận tham dự", "rsvp"),
        ("Xác nhận ký", "signature"),
        ("Người dự thay (nếu có)", "substitute"),
        ("Cơ quan, đơn vị", "organisation"),
        ("Tên doanh nghiệp/HTX", "business"),
    ],
)
def test_headings_of_guest_lists(heading: str, field: str) -> None:
    assert matches(heading, "guests")[0].field == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nội dung khó khăn, vướng mắc, kiến nghị của doanh nghiệp", "text"),
        ("Kiến nghị, đề xuất", "text"),
        ("Đề xuất giải pháp", "proposal"),
        ("Nội dung trả lời", "prepared"),
        ("Cơ quan trả lời", "unit"),
        ("Đơn vị phối hợp", "co_units"),
        ("Căn cứ pháp lý", "basis"),
        ("Thời hạn hoàn thành", "due"),
        ("KN số", "number"),
        ("Lĩnh vực", "field"),
        ("Doanh nghiệp kiến nghị", "business"),
        ("Nguồn", "source"),
        ("Số văn bản trả lời", "document_number"),
        ("Đồng ý công khai nội dung", "publish"),
        ("Công khai", "publish"),
    ],
)
def test_headings_of_question_lists(heading: str, field: str) -> None:
    assert matches(heading, "questions")[0].field == field


def test_a_long_text_and_a_title_are_no_headings() -> None:
    assert matches("Đề nghị Sở hướng dẫn " * 10, "questions") == ()
    assert matches("Kèm theo Kế hoạch số 77/KH-UBND", "guests") == ()


def test_the_business_is_the_organisation_and_the_authority_stands_in() -> None:
    assert mapped("guests", "Họ tên", "Đơn vị", "Tên doanh nghiệp") == {"name": 1, "agency": 2, "organisation": 3}


def test_don_vi_of_a_question_list_is_the_business_or_else_the_unit() -> None:
    assert mapped("questions", "Đơn vị", "Nội dung") == {"organisation": 1, "text": 2}
    assert mapped("questions", "Doanh nghiệp", "Nội dung", "Đơn vị") == {"organisation": 1, "text": 2, "unit": 3}


def test_family_and_given_name_side_by_side_are_joined_and_one_alone_is_the_name() -> None:
    assert mapped("guests", "STT", "Họ và tên đệm", "Tên", "Đơn vị") == {
        "ordinal": 1,
        "family": 2,
        "given": 3,
        "organisation": 4,
    }
    assert mapped("guests", "Họ", "Tên", "Đơn vị") == {"family": 1, "given": 2, "organisation": 3}
    assert mapped("guests", "STT", "Tên", "Đơn vị") == {"ordinal": 1, "name": 2, "organisation": 3}


def test_below_a_wider_heading_the_narrow_one_is_tried_first() -> None:
    heads = [
        ("Tên", "Doanh nghiệp"),
        ("MST", "Doanh nghiệp"),
        ("Họ và tên", "Người đại diện"),
        ("ĐT", "Người đại diện"),
    ]
    assert mapped("guests", *heads) == {"organisation": 1, "tax_code": 2, "name": 3, "phone": 4}


def test_of_two_people_the_one_who_takes_part_is_the_guest() -> None:
    heads = [
        ("Họ và tên", "Đại diện pháp luật"),
        ("ĐT", "Đại diện pháp luật"),
        ("Họ và tên", "Người tham dự"),
        ("ĐT", "Người tham dự"),
    ]
    assert mapped("guests", *heads) == {"name": 3, "phone": 4}
