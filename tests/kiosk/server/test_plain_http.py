"""Plain http on the port of https: what is sent on, and what is refused."""

import socket

import pytest

from kiosk.server import plain_http

PAGE = "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n"
HTML = "text/html,application/xhtml+xml"


def asked(method="GET", path="/desk", host="kiosk.local:8000", accept=HTML):
    return plain_http.response(PAGE.format(**locals())).decode().split("\r\n")


@pytest.mark.parametrize("host", ["kiosk.local:8000", "192.168.1.10:8000", "[fe80::1]:8000", "kiosk"])
def test_a_page_is_sent_on_to_the_same_place_over_https(host):
    first, location, *_ = asked(path="/enrol/x?lang=en", host=host)
    assert (first, location) == ("HTTP/1.1 307 Temporary Redirect", f"Location: https://{host}/enrol/x?lang=en")


@pytest.mark.parametrize("other", [
    {"method": "POST"}, {"method": "PUT"}, {"accept": "application/json"}, {"accept": ""}, {"host": ""}, {"host": "a b"},
    {"host": "x/@y"}, {"path": "//bank.example"}, {"path": "http://bank.example/"}, {"path": ""}, {"path": "/a\x7f"},
])  # fmt: skip
def test_what_a_program_sends_and_what_is_odd_is_refused(other):
    assert asked(**other)[0] == "HTTP/1.1 400 Bad Request"
    assert not any(line.startswith("Location") for line in asked(**other))


@pytest.mark.parametrize("head", ["", "GET", "\r\n", "GET / HTTP/0.9", "\x80\x00" * 40])
def test_garbage_is_refused(head):
    assert plain_http.response(head).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(("sent", "plain"), [(b"\x16\x03\x01", False), (b"GET / ", True), (b"", False)])
def test_the_first_byte_tells_and_stays_unread(sent, plain):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        assert plain_http.is_plain(ours) is plain
        assert ours.recv(9) == sent
