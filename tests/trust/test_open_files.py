"""A real server under the limit of 1,024 files of a plain laptop, with a hall of phones that never end a connection."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import time

import pytest

from tests.support.server_process import House

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="many addresses of one machine, and limits as on Linux"),
]
FILES = 1024
PHONES = 130
"""Each opens six connections and keeps them: the next one used to be refused."""


@pytest.fixture
def limited(monkeypatch):
    """Whatever is started has 1,024 files and cannot have more."""
    start = subprocess.Popen.__init__

    def init(self, *words, **options):
        options.setdefault("preexec_fn", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES)))
        start(self, *words, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", init)


def test_a_desk_is_answered_while_phones_hold_all_the_connections_they_can(folder, limited):
    house = House(folder).begin()
    desk = house.enrol("desk")
    held = []
    try:
        for phone in range(PHONES):
            for _ in range(6):
                line = socket.create_connection(("127.0.0.1", house.port), 5, (f"127.0.1.{phone + 1}", 0))
                line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                held.append(line)
        waits = []
        for _ in range(10):
            began = time.monotonic()
            assert desk.get("/desk", timeout=5)[0] == 200
            waits.append(time.monotonic() - began)
        assert max(waits) < 3.0
        late = socket.create_connection(("127.0.0.1", house.port), 5, ("127.0.2.1", 0))
        held.append(late)
        late.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert late.recv(20).startswith(b"HTTP/1.1 200"), "and another phone gets in, as an idle one gives way"
    finally:
        for line in held:
            line.close()
        house.stop()
