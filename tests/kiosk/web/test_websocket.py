"""Sockets on a real server: frames whole, messages bounded, nothing compressed, strangers held short."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.conference import conference as conferences
from kiosk.web import websocket
from tests.support.raw_socket import Wire

pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform == "win32", reason="measures memory with resource")]
ROOT = Path(__file__).parents[3]


class Server:
    """The server's process and what may be asked of it."""

    def __init__(self, folder):
        command = [sys.executable, "-m", "tests.support.socket_server", str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.port = int(self.process.stdout.readline())
        self.wires = []

    def wire(self, **options):
        self.wires.append(Wire(self.port, **options))
        return self.wires[-1]

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        return int(self.process.stdout.readline())

    def end(self):
        for wire in self.wires:
            wire.close()
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sockets") / "conference"
    conferences.make(folder, ROOT / "examples" / "haiphong-2026")
    running = Server(folder)
    yield running
    running.end()


@pytest.fixture
def other_server(folder):
    running = Server(folder)
    yield running
    running.end()


def until(wire, number):
    """The pictures that come, up to this one."""
    pictures = [wire.picture()]
    while pictures[-1]["number"] < number:
        pictures.append(wire.picture())
    return pictures


def test_a_slow_reader_gets_whole_frames_and_of_what_it_missed_the_newest_only(server):
    slow, quick = server.wire(), server.wire()
    slow.join()
    quick.join()
    before = server.ask("memory")
    server.ask("send 40 400000")
    time.sleep(1)  # the slow one reads nothing, its window is full
    assert server.ask("memory") - before < 10_000  # kB; forty pictures are 20,000
    pictures = until(slow, 39)
    assert {p["html"] == f"{p['number']}ế" * 100_000 for p in pictures} == {True}
    numbers = [p["number"] for p in pictures]
    assert numbers == sorted(set(numbers))
    assert len(numbers) < 10
    assert until(quick, 39)[-1]["number"] == 39
    server.ask("send 1 40")
    assert slow.picture()["number"] == 0, "the line is whole after it"


def test_a_reader_that_keeps_up_gets_every_picture(server):
    quick = server.wire()
    quick.join()
    for _ in range(20):
        server.ask("send 1 4000")
        assert quick.picture()["number"] == 0


def test_an_endless_message_is_refused_with_flat_memory(server):
    stranger = server.wire()
    before = server.ask("memory")
    stranger.text()
    with pytest.raises(ConnectionError):
        stranger.send(b"4", end=False)
        for _ in range(2000):
            stranger.send(b"x" * 50_000, opcode=0, end=False)
    assert server.ask("memory") - before < 20_000  # kB; 100 MB were offered


def test_a_single_huge_message_is_refused(server):
    stranger = server.wire()
    stranger.text()
    stranger.send(b"4" + b"x" * 60_000)
    with pytest.raises(ConnectionError):
        for _ in range(10):
            stranger.frame()


def test_nothing_is_compressed_even_where_it_is_offered(server):
    offered = server.wire(headers={"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"})
    assert "sec-websocket-extensions" not in offered.answer.lower()
    offered.text()
    offered.send(b'40{"stand":"hall","lang":"vi"}')
    assert [offered.frame()[1] for _ in range(2)] == [False, False]


def test_a_socket_that_talks_too_much_is_closed(server):
    stranger = server.wire()
    stranger.join()
    with pytest.raises(ConnectionError):
        for _ in range(200):
            stranger.send(b"3")
        for _ in range(200):
            stranger.frame()


@pytest.mark.parametrize("event", ["join", "next", "picture", "message", "connect", "disconnect"])
def test_an_event_closes_the_socket_that_sends_it(server, event):
    stranger = server.wire()
    stranger.join()
    stranger.send(f'421["{event}",{{"stand":"moderator","room":"moderator.vi"}}]'.encode())
    with pytest.raises(ConnectionError):
        stranger.picture()


@pytest.mark.parametrize(
    "message",
    [
        "451-[{}]",
        "43[]",
        "4",
        "",
        "x",
        "4\x00",
        "[" * 50_000,
        "42[" + "[" * 15_000,
        "2probe",
        "5",
        "44{}",
        "40{",
        "40[]",
        "40" + "[" * 15_000,
        "40/a,{}",
        "40" + '{"a":' * 80,
        "3" + "x" * 600,
    ],
)
def test_nonsense_closes_the_socket_and_nobody_else_notices(server, message):
    stranger, other = server.wire(), server.wire()
    stranger.join()
    other.join()
    stranger.send(message.encode())
    with pytest.raises(ConnectionError):
        stranger.picture()
    server.ask("send 1 40")
    assert other.picture()["number"] == 0


def test_what_a_page_may_say_is_heard():
    said = ["40", '40{"stand":"hall","lang":"vi"}', "41", "3", "1"]
    assert [text for text in said if not websocket._is_heard(text)] == []


def test_new_sockets_of_one_address_are_limited(other_server):
    assert {other_server.wire().status for _ in range(300)} == {101}
    assert other_server.wire().status == 429


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://127.0.0.1"])
def test_a_page_of_another_site_gets_no_socket(server, origin):
    assert server.wire(headers={"Origin": origin}).status == 400


def test_a_forwarded_host_does_not_widen_who_may_connect(server):
    headers = {"Origin": "http://elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}
    assert server.wire(headers=headers).status == 400


def test_without_an_origin_a_public_stand_is_shown_and_a_stand_of_ours_is_not(server):
    assert server.wire(headers={"Origin": ""}).join("hall")["stand"] == "hall"
    with pytest.raises(ConnectionRefusedError):
        server.wire(headers={"Origin": ""}).join("office")


def test_a_stranger_gets_no_picture_of_a_stand_of_ours(server):
    with pytest.raises(ConnectionRefusedError):
        server.wire().join("office")
    with pytest.raises(ConnectionRefusedError):
        server.wire().join("nowhere")
