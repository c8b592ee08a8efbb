"""A wrong setting stops the start with file, key and what to write instead."""

from __future__ import annotations

import pytest

from kiosk import settings
from kiosk.settings import Wrong


@pytest.fixture
def text(folder):
    return (folder / settings.FILE).read_text(encoding="utf-8")


def test_the_sample_is_the_plans_own_conference(folder):
    setting = settings.load(folder)
    assert setting.title.lines == [
        "ĐỐI THOẠI, GIẢI QUYẾT KIẾN NGHỊ CỦA DOANH NGHIỆP",
        "LĨNH VỰC TIÊU CHUẨN, ĐO LƯỜNG, CHẤT LƯỢNG",
    ]
    hours = [(item.start, item.end) for item in setting.programme]
    assert hours == [
        ("13:45", "14:00"), ("14:00", "14:10"), ("14:10", "14:20"), ("14:20", "14:50"), ("14:50", "16:30"),
        ("16:30", "16:45"), ("16:45", "17:00"),
    ]  # fmt: skip
    assert setting.dialogue_item() == 4


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('start = "14:00"', 'start = "14h00"', 'f: programme[1].start: hãy ghi giờ dạng "14:50"'),
        ("rank = 1\n", 'rank = "x"\n', "f: blocks[0].rank: hãy ghi số nguyên, không phải chữ trong dấu nháy"),
        ("[screen]", "[screen]\nfoo = 1", "f: screen.foo: không có thiết lập này; hãy xóa hoặc sửa lại tên."),
        ('id = "haiphong-2026"', "", "f: id: thiếu thiết lập này; hãy ghi vào."),
        ("#b3261e", "red", 'f: blocks[0].colour: hãy ghi màu dạng "#b3261e"'),
        (
            'kind = "dialogue"',
            'kind = "chat"',
            "f: programme[4].kind: 'chat' không thuộc các lựa chọn ghi trong docs/settings.md",
        ),
        ("date = 2026-04-24", "date = 24", "f: date: hãy ghi ngày dạng 2026-04-24, không phải số nguyên"),
        ('end = "14:10"', 'end = "13:10"', "f: programme[1].end: kết thúc trước khi bắt đầu; hãy ghi giờ muộn hơn"),
        ('code = "city"', 'code = "business"', "f: blocks: mã business bị trùng; hãy đổi mã khác"),
        ('"Asia/Ho', '"Asi/Ho', 'f: timezone: không có múi giờ này; hãy ghi dạng "Asia/Ho_Chi_Minh"'),
        (
            'public_address = ""',
            'public_address = "x y"',
            'f: public_address: chỉ ghi giao thức và tên máy, ví dụ "https://hoinghi.example.vn"',
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure(text, right, wrong, says):
    assert right in text
    with pytest.raises(Wrong) as refusal:
        settings.parse(text.replace(right, wrong, 1), "f")
    assert str(refusal.value) == says


def test_text_that_is_not_toml_is_refused_with_its_line(text):
    with pytest.raises(Wrong, match=r"line 1, column 3"):
        settings.parse("[x\n" + text, "f")


def test_a_folder_without_a_conference_says_how_to_make_one(tmp_path):
    with pytest.raises(Wrong, match="kiosk init"):
        settings.load(tmp_path)


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path):
    (tmp_path / settings.FILE).write_bytes("name = 'Hội nghị'".encode("utf-16"))
    with pytest.raises(Wrong, match="UTF-8"):
        settings.load(tmp_path)
