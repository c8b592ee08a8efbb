"""The hall's sound in a real browser with a made microphone: recorded, kept through cuts and reloads, heard again, checked."""

import re
import shutil
import struct
from pathlib import Path

import pytest
from playwright.sync_api import expect

from live import questions
from live.queue import Move, Place
from tests.browser.waiting import until_true
from tests.support.drive import Device
from tests.support.engines import Firefox, WebKit, mini_browser
from tests.support.sound_server import sound_server

pytestmark = pytest.mark.browser
HOUR = "15:00"
SAYS = "#sound-says"
AUDIO = "document.querySelector('audio#sound')"


@pytest.fixture
def folder(folder, fill):
    """Recording is allowed, and a question is on the floor."""
    with fill(folder) as write:
        for n in range(2):
            write.question(f"Hỏi {n}?", place=Place.WAITING, unit="tdc")
        with write.writing() as writing:
            questions.turn(writing, "call", Move.CALL, 1)
    allow(folder)
    return folder


def allow(folder):
    toml = folder / "conference.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[recording]\non = true\n", encoding="utf-8")


@pytest.fixture
def page(server, open_page):
    made = open_page(server.links["secretary"], 1366, 768, permissions=["microphone"])
    expect(made.locator("#record")).to_be_visible()
    return made


def chunks_of(folder):
    return sorted((folder / "sound").rglob("*.pcm"))


def loudest(wav):
    samples = struct.unpack(f"<{(len(wav) - 44) // 2}h", wav[44:])
    return max(map(abs, samples))


def heard(server, query):
    device = Device(server, "office")
    with device.opener.open(f"{server.address}/sound/play.wav?{query}", timeout=10) as answer:
        return answer.read()


def test_what_the_microphone_hears_is_played_again(page, server, folder, open_page):
    hall = open_page(server.links["hall"], 1920, 1080)
    expect(hall.locator(".recording")).to_have_count(0)
    page.click("#record")
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")
    expect(hall.locator(".recording")).to_have_text("có ghi âm")
    until_true(lambda: len(chunks_of(folder)) >= 3)
    until_true(lambda: page.evaluate("document.querySelector('#sound-level').value") > 0)  # it beeps once a second
    expect(page.locator(SAYS)).to_be_hidden()
    assert {file.stat().st_size for file in chunks_of(folder)} == {64_000}
    assert loudest(heard(server, "last=6")) > 3000  # the made microphone beeps each second
    page.keyboard.press("Alt+g")
    expect(page.locator("audio#sound")).to_be_visible()
    until_true(lambda: page.evaluate(f"{AUDIO}.duration") == 30)
    page.click("#hear")
    until_true(lambda: page.evaluate(f"{AUDIO}.duration != 30 && {AUDIO}.currentTime > 0.5"))
    page.click("#record")
    expect(page.locator("#record")).to_have_text("Ghi âm hội trường")
    expect(hall.locator(".recording")).to_have_count(0)


def test_nothing_said_is_lost_while_the_line_is_cut(page, server, folder, faults):
    page.click("#record")
    until_true(lambda: chunks_of(folder))
    faults.cut()
    server.kill()
    before = len(chunks_of(folder))
    expect(page.locator("#sound-waits")).to_be_visible(timeout=15_000)
    expect(page.locator("#sound-waits")).to_contain_text(re.compile(r"[6-9]|\d\d"))  # seconds, in pieces of two
    server.start()
    expect(page.locator("#sound-waits")).to_be_hidden(timeout=20_000)
    until_true(lambda: len(chunks_of(folder)) >= before + 3)
    numbers = [int(file.name[:6]) for file in chunks_of(folder)]
    assert numbers == list(range(len(numbers)))  # every one, and each once
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")
    assert Device(server, "office").get("/secretary/picture")["html"].count('data-sound-by=""') == 0  # it records on


def test_a_page_killed_in_the_midst_leaves_what_it_could_not_send_to_the_next_one(page, server, folder, faults):
    page.click("#record")
    until_true(lambda: chunks_of(folder))
    faults.cut()
    page.route("**/sound/*/*", lambda route: route.abort())
    expect(page.locator("#sound-waits")).to_be_visible(timeout=15_000)
    expect(page.locator("#sound-waits")).to_contain_text(re.compile(r"[6-9]|\d\d"))
    context, before = page.context, len(chunks_of(folder))
    page.close()  # no word to the server: its beacon is cut too
    again = context.new_page()
    again.goto(f"{server.address}/secretary")
    until_true(lambda: len(chunks_of(folder)) >= before + 2)


def test_a_page_loaded_again_records_on_by_itself(page, folder):
    page.click("#record")
    until_true(lambda: len(chunks_of(folder)) >= 1)
    page.reload()
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")
    until_true(lambda: len(list((folder / "sound").iterdir())) == 2 and len(chunks_of(folder)) >= 3)
    expect(page.locator(SAYS)).to_be_hidden()


def test_a_second_page_says_who_records(page, server, open_page, folder, faults):
    page.click("#record")
    until_true(lambda: chunks_of(folder))
    other = open_page(server.links["office"], 1366, 768, permissions=["microphone"])
    faults.expected.append("400")
    other.goto(f"{server.address}/secretary")
    expect(other.locator("#sound-by")).to_contain_text("đang ghi âm")
    other.click("#record")
    expect(other.locator(SAYS)).to_contain_text("Hãy dừng ở đó trước")
    expect(other.locator("#record")).to_have_text("Ghi âm hội trường")
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")


REASONS = {
    "NotAllowedError": "Trình duyệt từ chối micrô",
    "NotFoundError": "Máy này chưa nối micrô",
    "NotReadableError": "Chương trình khác đang dùng micrô",
}


@pytest.mark.parametrize(("error", "says"), REASONS.items())
def test_where_there_is_no_microphone_the_page_says_why(page, error, says):
    page.evaluate(f"void (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{error}')))")
    page.click("#record")
    expect(page.locator(SAYS)).to_contain_text(says)
    expect(page.locator("#record")).to_have_text("Ghi âm hội trường")
    expect(page.locator("#record")).to_be_enabled()


def test_over_plain_http_the_page_says_where_to_record(page):
    page.evaluate("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    page.click("#record")
    expect(page.locator(SAYS)).to_contain_text("localhost")


def test_a_microphone_that_is_silent_is_told(page, folder):
    """The made stream carries nothing: as a mixer whose fader is down."""
    page.evaluate(
        """() => {
            const context = new AudioContext();
            navigator.mediaDevices.getUserMedia = async () => context.createMediaStreamDestination().stream;
        }"""
    )
    page.click("#record")
    expect(page.locator(SAYS)).to_contain_text("Không nghe thấy gì từ micrô", timeout=30_000)
    assert chunks_of(folder)  # silence is recorded all the same


def test_the_input_is_chosen(page, folder):
    page.click("#record")
    until_true(lambda: chunks_of(folder))
    inputs = page.locator("#sound-input option")
    assert inputs.count() >= 2
    page.select_option("#sound-input", index=inputs.count() - 1)
    until_true(lambda: len(list((folder / "sound").iterdir())) == 2)
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")
    expect(page.locator(SAYS)).to_be_hidden()


def test_the_office_switches_it_on_and_an_open_page_can_record(server, open_page, folder):
    toml = folder / "conference.toml"
    office = open_page(server.links["office"], 1366, 768)
    office.goto(f"{server.address}/office/sound")
    office.click("text=Tắt chức năng ghi âm")
    page = open_page(server.links["secretary"], 1366, 768, permissions=["microphone"])
    expect(page.locator("#record")).to_be_hidden()
    office.click("text=Bật chức năng ghi âm")
    assert re.search(r"\[recording\]\s+on = true", toml.read_text(encoding="utf-8"))
    page.click("#record")  # shown by the new picture; the page loads itself again, as its policy refused the microphone
    expect(page.locator("#record")).to_have_text("Dừng ghi âm")
    until_true(lambda: chunks_of(folder))


def test_the_minutes_are_checked_line_by_line(page, server, open_page, folder):
    page.click("#record")
    page.fill("[name=text]", "Không phải kiểm định lại.")
    page.keyboard.press("Alt+7")
    page.keyboard.press("Control+Enter")
    until_true(lambda: len(chunks_of(folder)) >= 2)
    office = open_page(server.links["office"], 1366, 768)
    office.goto(f"{server.address}/office/sound")
    expect(office.locator(".marks h3").last).to_contain_text("KN 1")
    play = office.locator("[data-play]").last
    play.click()
    until_true(lambda: office.evaluate(f"{AUDIO}.currentTime > 0.5"))
    expect(play).to_have_attribute("aria-current", "true")
    tick = office.locator("[data-line]")
    tick.focus()
    office.keyboard.press("Enter")
    expect(tick).to_have_attribute("aria-pressed", "true")
    office.reload()
    expect(office.locator("[data-line]")).to_have_attribute("aria-pressed", "true")
    source = next(Path(__import__("axe_playwright_python").__file__).parent.rglob("axe.min.js")).read_text()
    office.evaluate(source)
    assert [found["id"] for found in office.evaluate("axe.run()")["violations"]] == []


ENGINES = {
    "firefox": (
        lambda: Firefox(prefs={"media.navigator.permission.disabled": True}),
        lambda: shutil.which("firefox-esr"),
    ),
    "webkit": (WebKit, lambda: shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser()),
}


@pytest.fixture
def other_engine(request, monkeypatch):
    """Firefox or WebKitGTK with a sound server of its own, as neither brings a made microphone that hums."""
    make, there = ENGINES[request.param]
    if not there() or not shutil.which("pulseaudio"):
        pytest.skip(
            f"{request.param} with sound is not on this machine: apt-get install firefox-esr webkit2gtk-driver xvfb pulseaudio"
        )
    with sound_server() as address:
        monkeypatch.setenv("PULSE_SERVER", address)
        engine = make()
        yield engine
        engine.quit()


@pytest.mark.parametrize("other_engine", sorted(ENGINES), indirect=True)
def test_the_other_engines_record_and_play_too(other_engine, server, folder):
    asked = other_engine.js
    other_engine.go(server.links["secretary"])
    until_true(lambda: asked("document.querySelector('#kn')?.textContent") == "KN số 1", 60)
    asked("document.querySelector('#record').click()")
    until_true(lambda: len(chunks_of(folder)) >= 3, 60)
    assert asked("document.querySelector('#sound-says').textContent") == ""
    assert {file.stat().st_size for file in chunks_of(folder)} == {64_000}
    assert loudest(heard(server, "last=6")) > 3000
    other_engine.reload()
    until_true(lambda: len({file.parent for file in chunks_of(folder)}) == 2, 60)  # it records on by itself
    asked("document.querySelector('#replay').click()")
    until_true(lambda: asked(f"{AUDIO}?.duration") == 30, 40)
    asked("document.querySelector('#record').click()")
    until_true(lambda: asked("document.querySelector('#record').textContent.trim()") == "Ghi âm hội trường")
