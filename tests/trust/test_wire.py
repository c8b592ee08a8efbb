"""What goes over the line, byte for byte: where a message ends, what is not answered at all, what is logged of refusals."""

import json
import re
import socket
import sys
import urllib.request
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from badges.refusal import Refusal
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.recovery.spare import Puller, pull_for_ever
from kiosk.web.connections import Connections
from kiosk.web.gate import CONNECTIONS, Gate
from tests.support.access_page import rows
from tests.support.raw_socket import Wire
from tests.support.server_process import House


def said(port, raw):
    """Everything that is answered to these bytes until the line closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def first_lines(answer):
    return re.findall(rb"HTTP/1\.1 (\d+)", answer)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    from kiosk.conference import conference as conferences
    from tests.conftest import SAMPLE

    folder = tmp_path_factory.mktemp("wire") / "conference"
    conferences.make(folder, SAMPLE)
    house = House(folder).begin()
    yield house
    house.stop()


def lines(house):
    text = (house.folder / "logs" / "kiosk.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")]


def test_a_chunked_body_ends_where_its_chunks_end_whatever_length_is_claimed(house):
    smuggled = (
        b"POST /hall/shown HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 44\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    assert first_lines(said(house.port, smuggled)) == [b"400", b"200"]


def test_strangers_who_send_slowly_use_up_nothing_of_what_others_may(house):
    """A request that waits for its body is not charged for what the server does meanwhile."""
    screen, slow = house.enrol("secretary"), []
    head = "POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\na"
    for _ in range(150):
        slow.append(socket.create_connection(("127.0.0.1", house.port), 5, ("127.0.3.1", 0)))
        slow[-1].sendall(head.encode())
    for _ in range(100):
        assert screen.get("/secretary")[0] == 200
    for line in slow:
        line.sendall(b"=")
        assert line.recv(20).startswith(b"HTTP/1.1 "), "answered"
        line.close()
    with socket.create_connection(("127.0.0.1", house.port), 5, ("127.0.3.1", 0)) as line:
        line.sendall(b"GET /phone HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert line.recv(20).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_uses_are_refused(house, method):
    answer = said(
        house.port,
        f"{method} /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nSecret: s3cret\r\n\r\n".encode(),
    )
    assert (first_lines(answer), b"s3cret" in answer) == ([b"405"], False)


@pytest.mark.parametrize(
    "path", ["/static/", "/static/vendor/", "/.git/config", "/static/../kiosk.db", "/backups/", "/docs"]
)
def test_there_is_no_listing_and_no_file_but_the_pages_own(house, path):
    answer = said(house.port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert first_lines(answer) == [b"404"]


def test_every_refusal_of_a_device_is_in_the_log(house):
    desk = house.enrol("desk")
    assert [desk.get("/office")[0], desk.get("/enrol/wrong")[0]] == [403, 400]
    assert b" 401 " in said(house.port, b"GET /desk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[:20]
    told = [(line["route"], line["status"], line["role"]) for line in lines(house) if line["event"] == "request"]
    for line in [
        ("/office", 403, "desk"),
        ("/enrol/<code>", 400, "desk"),
        ("/desk", 401, ""),
        ("/enrol/<code>", 200, ""),
    ]:
        assert line in told, line


def test_a_refused_socket_and_one_that_talks_nonsense_are_in_the_log(house):
    with closing(Wire(house.port)) as wire, pytest.raises(ConnectionRefusedError):
        wire.join("moderator")
    with closing(Wire(house.port, headers={"Origin": "http://elsewhere.example"})) as wire:
        assert wire.status == 400
    with closing(Wire(house.port)) as wire, pytest.raises(ConnectionError):
        wire.join("hall")
        wire.send(b'42["next",1]')
        while True:
            wire.text()
    told = [(line["event"], line.get("why", ""), line["address"]) for line in lines(house) if "socket" in line["event"]]
    assert told == [
        ("socket refused", "not enrolled", "127.0.0.1"),
        ("socket refused", "another site's page", "127.0.0.1"),
        ("socket closed: no page of ours talks so", "", "127.0.0.1"),
    ]


def test_what_is_refused_as_an_attempt_is_in_the_log(house):
    chair = house.enrol("chair")
    asked = b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
    assert first_lines(said(house.port, asked)) == [b"421"]
    assert chair.post("/notes", {"id": 1, "nonsense": [1]})[0] == 400
    chair.address = "http://elsewhere.example"
    request = urllib.request.Request(
        f"http://127.0.0.1:{house.port}/notes", b"a=1", {"Origin": chair.address}, method="POST"
    )
    assert chair._ask(request, 5)[0] == 403
    told = [(line["event"], line.get("route", ""), line.get("status", 0)) for line in lines(house)]
    for line in [("refused: foreign host name", "", 0), ("request", "/notes", 400), ("request", "/notes", 403)]:
        assert line in told, line


def gated(known):
    return Gate(lambda environ, start_response: [b"in"], known, lambda: None, Connections)


def test_a_flood_of_sockets_is_one_line_in_the_log(caplog):
    gate = gated(lambda environ: False)
    environ = {"PATH_INFO": "/socket.io/", "REMOTE_ADDR": "10.0.0.9"}
    answers = [gate(environ, lambda *head: None) for _ in range(CONNECTIONS[0] + 50)]
    assert (answers.count([b"in"]), len(answers)) == (CONNECTIONS[0], CONNECTIONS[0] + 50)
    assert [(record.message, record.facts) for record in caplog.records] == [
        ("refused: too many sockets", {"address": "10.0.0.9"})
    ]


def test_enrolled_devices_take_nothing_of_what_strangers_behind_their_address_may_open():
    """After a restart everybody comes back at once, and all of the hall may be behind one router."""
    gate = gated(lambda environ: "HTTP_COOKIE" in environ)
    stranger = {"PATH_INFO": "/socket.io/", "REMOTE_ADDR": "10.0.0.9"}
    for environ in (stranger | {"HTTP_COOKIE": "ours"}, stranger):
        assert [gate(environ, lambda *head: None) for _ in range(CONNECTIONS[0])] == [[b"in"]] * CONNECTIONS[0]
    assert gate(stranger, lambda *head: None) not in ([b"in"], [b""])
    assert gate(stranger | {"HTTP_COOKIE": "ours"}, lambda *head: None) == [b"in"]


def test_a_chosen_language_is_kept_in_a_cookie_like_any_other(app):
    plain = app.test_client().get("/hall?lang=en").headers["Set-Cookie"]
    secure = app.test_client().get("/hall?lang=en", base_url="https://localhost").headers["Set-Cookie"]
    assert re.fullmatch(r"lang=en; Expires=[^;]+; Max-Age=2592000; HttpOnly; Path=/; SameSite=Strict", plain)
    assert re.fullmatch(
        r"__Host-lang=en; Expires=[^;]+; Max-Age=2592000; Secure; HttpOnly; Path=/; SameSite=Strict", secure
    )
    client = app.test_client()
    client.get("/hall?lang=en")
    assert 'lang="en"' in client.get("/hall").text


def test_what_is_text_says_its_encoding(app, enrolled):
    wrong, kinds = [], set()
    for client in (app.test_client(), enrolled(Role.OFFICE), enrolled(Role.DESK)):
        for address, methods, _allowed in rows(app):
            files = ["kiosk.css", "hall.js", "icon.svg"] if "<path:filename>" in address else ["1"]
            for name in files if "GET" in methods and not address.endswith(".pdf") else []:
                with client.get(re.sub(r"<[^>]+>", name, address)) as answer:
                    kind = answer.headers.get("Content-Type", "")
                kinds.add(kind)
                if kind.startswith("text/") and not re.fullmatch(r"text/(html|css|javascript); charset=utf-8", kind):
                    wrong.append((address, kind))
    assert wrong == []
    assert kinds >= {f"text/{what}; charset=utf-8" for what in ("html", "css", "javascript")} | {"application/json"}


def test_a_conference_is_its_owners_alone(folder, conference):
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600


def test_the_spare_follows_nobody_elsewhere(tmp_path, folder):
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers.get("Cookie", "")))
            self.send_response(302)
            self.send_header("Location", "/caught" if self.path != "/caught" else "/")
            self.end_headers()

        def log_message(self, *_words):
            pass

    asked = []
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        puller, heard = Puller(f"http://127.0.0.1:{server.server_port}", tmp_path / "spare"), []
        with pytest.raises(Refusal, match="không nhận đường dẫn này"):
            puller.enrol("http://x/enrol/abc")
        pull_for_ever(puller, heard.append, rounds=1)
        server.shutdown()
    assert [path for path, _cookie in asked] == ["/enrol/abc", "/spare/copy?after="]
    assert ["302" in text for text in heard] == [True]
    assert (tmp_path / "spare").stat().st_mode & 0o077 == 0
    with pytest.raises(Refusal):
        Puller("ftp://x", tmp_path / "other")


def test_a_forwarded_address_counts_for_nothing(app, conference):
    client = app.test_client()
    for number in range(5):
        assert client.get("/enrol/wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code == 400
    code = enrolment.invite(conference, Role.DESK, "Bàn 1")
    assert client.get(f"/enrol/{code}", headers={"X-Forwarded-For": "10.9.9.9"}).status_code == 429
