"""A wrong setting stops the start with file, key and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import i18n
from kiosk.settings import load as settings_file
from kiosk.settings.load import Wrong


def curved(path: str) -> str:
    """What is said of a path between quotation marks."""
    slashes = path.replace("\\", "/")
    return f"dấu \\ trong dấu nháy kép không đọc được như một ký tự thường; hãy ghi \"{slashes}\" hoặc '{path}'"


@pytest.fixture
def text(folder):
    return (folder / settings_file.FILE).read_text(encoding="utf-8")


def test_the_sample_is_the_plans_own_conference(folder):
    setting = settings_file.load(folder)
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
        ('start = "14:00"', 'start = "14h00"', 'programme[1].start: hãy ghi giờ dạng "14:50"'),
        ("rank = 1", 'rank = "x"', "blocks[0].rank: hãy ghi số nguyên, không phải chữ trong dấu nháy"),
        ("warn_units_ahead = 2", "foo = 1", "dialogue.foo: không có thiết lập này; hãy xóa hoặc sửa lại tên."),
        ('colour = "#b3261e"', 'colour = "red"', 'blocks[0].colour: hãy ghi màu dạng "#b3261e"'),
        (
            'kind = "dialogue"',
            'kind = "chat"',
            'programme[4].kind: hãy chọn một trong các giá trị: "break", "closing", "dialogue", "direction", "introduction", '
            '"opening", "reception", "talk"',
        ),
        ('language = "vi"', 'language = "fr"', 'language: hãy chọn một trong các giá trị: "en", "vi"'),
        ("date = 2026-04-24", "date = 24", "date: hãy ghi ngày dạng 2026-04-24, không phải số nguyên"),
        ("date = 2026-04-24", 'date = "24/4/2026"', "date: hãy ghi ngày là 2026-04-24"),
        ("date = 2026-04-24", 'date = "31/4/2026"', "date: không có ngày này; hãy ghi ngày dạng 2026-04-24 (năm-tháng-ngày)"),
        ("reply_working_days = 10", "reply_working_days = -5", "reply_working_days: hãy ghi số nguyên từ 1 đến 120"),
        (
            "picture_height_m = 3.0", "picture_height_m = 0.1",
            "screen.picture_height_m: hãy ghi số lớn hơn 0.3, không quá 30",
        ),
        ("label_mm = [90, 55]", "label_mm = [90]", "door.label_mm: hãy ghi danh sách có đúng 2 mục"),
        ('end = "14:10"', 'end = "13:10"', "programme[1].end: kết thúc trước khi bắt đầu; hãy ghi giờ muộn hơn"),
        ('timezone = "Asia/Ho_Chi_Minh"', 'timezone = "Asi"', 'timezone: không có múi giờ này; hãy ghi dạng "Asia/Ho_Chi_Minh"'),
        (
            'public_address = ""',
            'public_address = "x y"',
            'public_address: chỉ ghi giao thức và tên máy, ví dụ "https://hoinghi.example.vn"',
        ),
        ("warn_units_ahead = 2", r'second = "E:\kiosk"', curved(r"E:\kiosk")),
        ("warn_units_ahead = 2", 'second = "E:\\"', curved("E:\\")),
        ("warn_units_ahead = 2", r'help = "E:\backup"', "dialogue.help: " + curved(r"E:\backup")),
        ("date = 2026-04-24", "date = 20-04-2026", "hãy ghi ngày là 2026-04-20"),
        ("date = 2026-04-24", "date = 24/4/2026", "hãy ghi ngày là 2026-04-24"),
        ("date = 2026-04-24", "date = 2026-02-30", "không có ngày này; hãy ghi ngày dạng 2026-04-24 (năm-tháng-ngày)"),
        ('start = "14:00"', "start = 14:00", 'hãy ghi giờ trong dấu nháy: "14:00"'),
        ('language = "vi"', 'language = "vi', 'thiếu dấu nháy; hãy ghi chữ dạng "…", gọn trên một dòng'),
        ('language = "vi"', "language = “vi”", 'hãy dùng dấu nháy thẳng "…" thay cho dấu nháy cong'),
        ('language = "vi"', "language = vi", 'hãy ghi chữ trong dấu nháy: "vi"'),
        ('language = "vi"', "language =", "sau dấu = chưa có gì; hãy ghi giá trị vào đó"),
        ('language = "vi"', "language vi", 'hãy ghi thiết lập dạng tên = "giá trị"; dòng ghi chú bắt đầu bằng #'),
        ("vip = true", "vip = True", "hãy ghi true bằng chữ thường"),
        ("picture_height_m = 3.0", "picture_height_m = 3,0", "hãy ghi số thập phân bằng dấu chấm: 3.0"),
        ("[door]", "[door", "hãy ghi tiêu đề bảng dạng [backup], đủ hai dấu ngoặc và không ghi gì phía sau"),
        ("[door]", "[data]", "bảng này bị ghi hai lần; hãy gộp các thiết lập vào dưới một tiêu đề"),
        (
            "label_mm = [90, 55]", "label_mm = [90, 55",
            "danh sách bắt đầu ở dòng này chưa đóng hoặc thiếu dấu phẩy; hãy ghi ] ở cuối danh sách",
        ),
        ("theme = \"dark\"", "farthest_seat_m = 30.0", "thiết lập này bị ghi hai lần; hãy xóa một dòng"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_line_and_its_cure(text, right, wrong, says):
    assert right in text.splitlines()
    number = text.splitlines().index(right) + 1
    with pytest.raises(Wrong) as refusal:
        settings_file.parse(text.replace(f"\n{right}\n", f"\n{wrong}\n", 1), "f")
    assert str(refusal.value) == f"f, dòng {number}: {wrong}\n→ {says}"


def test_what_is_missing_is_named_with_the_table_it_belongs_in(text):
    for wrong, says in (
        (text.replace('id = "haiphong-2026"\n', "", 1), "f: id: thiếu thiết lập này; hãy ghi vào."),
        (
            text.replace("rank = 2\n", "", 1),
            "f, dòng 94: [[blocks]]\n→ blocks[1].rank: thiếu thiết lập này; hãy ghi vào.",
        ),
        (
            text.replace('code = "city"', 'code = "business"', 1),
            'f, dòng 128: code = "business"\n→ blocks[5].code: mã business bị trùng; hãy đổi mã khác',
        ),
    ):
        with pytest.raises(Wrong) as refusal:
            settings_file.parse(wrong, "f")
        assert str(refusal.value) == says


def test_a_slip_is_told_in_english_too(text):
    with i18n.speaking("en"), pytest.raises(Wrong) as refusal:
        settings_file.parse(text.replace("date = 2026-04-24", "date = 24/4/2026"), "f")
    assert str(refusal.value) == "f, line 8: date = 24/4/2026\n→ write the date as 2026-04-24"


@pytest.mark.parametrize("second", [r"E:\\kiosk\tx", r"E:\new", r"E:\temp", r"E:\restore"])
def test_a_path_in_which_nobody_sees_a_character_is_refused(text, second):
    with pytest.raises(Wrong, match=r"backup\.second: dấu"):
        settings_file.parse(f'{text}\n[backup]\nsecond = "{second}"\n', "f")


@pytest.mark.parametrize("second", ["kiosk", "E:kiosk", "../sao-luu", "~/kiosk"])
def test_a_second_place_is_a_whole_path(text, second):
    with pytest.raises(Wrong, match="hãy ghi đường dẫn đầy đủ, dùng dấu / hoặc đặt trong dấu nháy đơn"):
        settings_file.parse(f'{text}\n[backup]\nsecond = "{second}"\n', "f")


def test_a_whole_path_is_taken(text, tmp_path):
    for second in (f'"{tmp_path.as_posix()}"', f"'{tmp_path}'"):
        assert Path(settings_file.parse(f"{text}\n[backup]\nsecond = {second}\n").backup.second) == tmp_path


@pytest.mark.parametrize("second", ["E:/kiosk", "/media/usb/kiosk"])
def test_a_spare_of_another_system_starts_with_the_servers_settings(text, second):
    """Windows' path on a Linux laptop is no reason not to take over; the doctor says that the place cannot be reached."""
    assert settings_file.parse(f'{text}\n[backup]\nsecond = "{second}"\n').backup.second == second


@given(st.text(alphabet="[]{}=\"'\\#.,:-/ \naé0129_", max_size=60))
def test_whatever_is_no_settings_file_is_refused_with_a_sentence(text):
    with pytest.raises(Wrong):
        settings_file.parse(text, "f")


def test_a_folder_without_a_conference_says_how_to_make_one(tmp_path):
    with pytest.raises(Wrong, match="kiosk init"):
        settings_file.load(tmp_path)


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path):
    (tmp_path / settings_file.FILE).write_bytes("name = 'Hội nghị'".encode("utf-16"))
    with pytest.raises(Wrong, match="UTF-8"):
        settings_file.load(tmp_path)
