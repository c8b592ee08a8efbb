"""Lists in a real browser: by keyboard, in old encodings, hostile ones; the public form on a phone without JavaScript."""

import io
import zipfile
from pathlib import Path

import pytest
import xlwt
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
SAMPLE = Path(__file__).parents[2] / "examples" / "haiphong-2026"


@pytest.fixture
def hour():
    return "09:00"


@pytest.fixture
def folder(folder):
    """A conference whose form is open on its own day."""
    settings = folder / "conference.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("questions_until = 2026-04-20", "questions_until = 2026-04-24"), encoding="utf-8")
    return folder


@pytest.fixture
def office(server, open_page):
    """office(**context) → the page of lists on the office's computer."""

    def office(**options):
        page = open_page(server.links["office"], 1440, 900, **options)
        page.goto(f"{server.address}/office/lists")
        return page

    return office


def send(page, name, data):
    page.locator("[type=file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.get_by_role("button", name="Đọc danh sách").press("Enter")


def counts(page):
    return page.locator(".counts b").all_inner_texts()


def test_the_sample_is_taken_in_by_keyboard_and_taken_back(server, office):
    page = office()
    sample = (SAMPLE / "guests.xlsx").read_bytes()
    send(page, "guests.xlsx", sample)
    expect(page.get_by_role("heading", name="guests.xlsx")).to_be_visible()
    assert counts(page) == ["250", "0", "0", "0", "11", "0"]
    note = page.get_by_label("Cột N được đọc là")
    note.focus()
    page.keyboard.press("Home")
    take = page.get_by_role("button", name="Nhập danh sách")
    expect(take).to_be_disabled()
    page.get_by_role("button", name="Đọc lại").press("Enter")
    page.wait_for_url("**#columns")
    expect(page.get_by_label("Cột N được đọc là")).to_have_value("")
    take.press("Enter")
    expect(page.locator(".saved")).to_have_text("Đã nhập từ guests.xlsx: thêm mới 250, thay đổi 0, không đổi 0.")
    send(page, "guests.xlsx", sample)
    page.get_by_label("Cột N được đọc là").select_option("")
    page.get_by_role("button", name="Đọc lại").press("Enter")
    page.wait_for_url("**#columns")
    assert counts(page)[:3] == ["0", "0", "250"]
    page.get_by_role("button", name="Không có gì mới: kết thúc").press("Enter")
    expect(page.locator(".saved")).to_contain_text("không có gì thay đổi")
    page.get_by_text("Hoàn tác…").press("Enter")
    page.get_by_role("button", name="Hoàn tác lần nhập này").press("Enter")
    expect(page.locator(".saved")).to_have_text("Đã hoàn tác lần nhập gần nhất.")
    page.goto(f"{server.address}/office/guests")
    expect(page.locator(".guests > li")).to_have_count(0)


def test_an_old_workbook_in_tcvn3_is_taken_in_without_javascript(server, open_page):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("DS")
    rows = [
        ["TT", "Hä vµ tªn", "Chøc vô", "Tªn doanh nghiÖp", "§iÖn tho¹i"],
        ["1", "NguyÔn V¨n H¶i", "Gi¸m ®èc", "C«ng ty TNHH C¬ khÝ H¶i Phßng", "0912345678"],
        ["2", "TrÇn ThÞ Thñy", "Phã Gi¸m ®èc", "C«ng ty Cæ phÇn Nhùa TiÒn Phong", "0912345679"],
    ]
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            sheet.write(y, x, text)
    buffer = io.BytesIO()
    book.save(buffer)
    enrolling = open_page(server.links["office"])
    state = enrolling.context.storage_state()
    page = open_page(f"{server.address}/office/lists", 1440, 900, java_script_enabled=False, storage_state=state)
    send(page, "ds.xls", buffer.getvalue())
    expect(page.locator(".columns .tag").first).to_have_text("TCVN3 (phông .VnTime)")
    page.get_by_role("button", name="Nhập danh sách").click()
    expect(page.locator(".saved")).to_have_text("Đã nhập từ ds.xls: thêm mới 2, thay đổi 0, không đổi 0.")
    page.goto(f"{server.address}/office/guests?q=thuy")
    expect(page.locator(".guests > li")).to_contain_text("Trần Thị Thủy")


def test_a_hostile_file_is_refused_in_one_sentence(office, faults):
    faults.expected.append("422")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    page = office()
    send(page, "bom.xlsx", bomb.getvalue())
    expect(page.locator(".fault")).to_have_count(1)
    expect(page.locator(".fault")).to_contain_text("bom.xlsx: ")
    expect(page.get_by_text("Tệp đang chờ nhập")).to_have_count(0)


def test_a_business_registers_on_a_phone_and_the_office_takes_it_up(server, open_page, office):
    phone = open_page(f"{server.address}/", 390, 844, java_script_enabled=False)
    phone.get_by_role("link", name="Doanh nghiệp đăng ký tham dự và gửi kiến nghị").click()
    phone.get_by_label("Tên doanh nghiệp").fill("Công ty TNHH Cơ khí Hải Long")
    phone.get_by_label("Mã số thuế").fill("0200000014")
    phone.get_by_label("Họ và tên").first.fill("Lê Thu Hà")
    phone.get_by_label("Chức vụ").first.fill("Giám đốc")
    phone.get_by_label("Điện thoại").first.fill("0912 345 678")
    phone.get_by_label("Nội dung khó khăn").first.fill("Đề nghị hướng dẫn thủ tục kiểm định cân ô tô.")
    phone.get_by_text("Thêm kiến nghị (thứ 2)").click()
    phone.get_by_label("Nội dung khó khăn").nth(1).fill("Đề nghị công khai phí kiểm định.")
    phone.get_by_label("Chúng tôi đã đọc và đồng ý").check()
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.locator("#thanks")).to_have_text("Xin cảm ơn Quý vị. Đăng ký đã được gửi đến Ban Tổ chức.")
    page = office()
    page.get_by_role("link", name="Doanh nghiệp đăng ký 1 cần xem").click()
    page.get_by_role("link", name="Công ty TNHH Cơ khí Hải Long").click()
    page.get_by_role("button", name="Đưa vào danh sách").click()
    expect(page.locator(".saved")).to_contain_text("Đã đưa vào danh sách.")
    page.goto(f"{server.address}/office/guests?q=hai long")
    expect(page.locator(".guests > li")).to_contain_text("Lê Thu Hà")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(server, open_page, office, theme):
    page = office(color_scheme=theme)
    assert Axe().run(page, options=RULES).response["violations"] == []
    send(page, "questions.xlsx", (SAMPLE / "questions.xlsx").read_bytes())
    expect(page.locator(".columns")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.goto(f"{server.address}/office/submissions")
    assert Axe().run(page, options=RULES).response["violations"] == []
    phone = open_page(f"{server.address}/register", 390, 844, color_scheme=theme)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(phone, options=RULES).response["violations"] == []


HARD = [
    ["DANH SÁCH MỜI"],
    ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại", "Xác báo", "Người gọi điện"],
    [
        1,
        "Phạm Văn Thử + 01 lái xe",
        "Giám đốc",
        "Công ty TNHH Hải Đăng Phát",
        "0912345601",
        "Có việc bận",
        "Vũ Thị Gọi",
    ],
    [2, "Lê Thị Mẫu", "Phó Giám đốc", "nt", "0912345602", "x", "Vũ Thị Gọi"],
    ["Tổng cộng", None, None, None, None, 2, None],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_hard_list_and_a_pasted_one_are_asked_about(server, open_page, theme):
    from openpyxl import Workbook

    workbook, file = Workbook(), io.BytesIO()
    for row in HARD:
        workbook.active.append(row)
    workbook.save(file)
    page = open_page(server.links["office"], 1366, 768, color_scheme=theme)
    page.goto(f"{server.address}/office/lists")
    send(page, "kho.xlsx", file.getvalue())
    expect(page.locator(".accounted")).to_contain_text("5 dòng có nội dung")
    expect(page.locator("#added")).to_contain_text("Phạm Văn Thử")
    expect(page.get_by_label("“Có việc bận” được hiểu là")).to_have_value("none")
    expect(page.locator("section:has(#messages)")).to_contain_text("Người gọi điện")
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.goto(f"{server.address}/office/lists")
    page.locator("#paste textarea").fill(
        "1. Ông Trần Văn Ví – Chủ nhiệm – HTX Vạn Thử – 0912345603\n2. Bà Đỗ Thùy Dụ – Kế toán – Công ty A"
    )
    page.get_by_role("button", name="Đọc nội dung đã dán").press("Enter")
    expect(page.get_by_text("Trần Văn Ví").or_(page.locator("input[value='Trần Văn Ví']")).first).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []
