"""Ours, in the process: cards let in one after the other, and one badge after the first."""

from __future__ import annotations

import io
import json
import sys
import time
import uuid

from bench import crowd
from kiosk.app import create_app
from kiosk.conference import enrolment
from kiosk.conference.conference import open_conference
from kiosk.conference.devices import Role
from tests.support.drive import temporary

GUESTS, SCANS = 500, 300


def main() -> None:
    """Print the figures."""
    folder = temporary()
    codes = crowd.cards(folder, GUESTS)
    conference = open_conference(folder)
    app = create_app(conference)
    _device, secret = enrolment.enrol(conference, enrolment.invite(conference, Role.DESK, "Bàn 1"))

    def scan(code: str) -> None:
        body = json.dumps(
            {"id": str(uuid.uuid4()), "code": code, "at": "2026-04-24T06:50:00Z", "way": "wedge"}
        ).encode()
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": "/desk/scans", "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_COOKIE": f"kiosk={secret}",
            "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
            "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/json", "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        statuses: list[str] = []
        answer = b"".join(app.wsgi_app(environ, lambda status, *_: statuses.append(status)))
        if not statuses[0].startswith("200") or b'"welcome"' not in answer:
            raise RuntimeError(f"{statuses[0]}: {answer!r}")

    for code in codes[:50]:
        scan(code)
    start = time.process_time()
    for code in codes[50 : 50 + SCANS]:
        scan(code)
    print(json.dumps({"a card let in": (time.process_time() - start) / SCANS * 1000}))


if __name__ == "__main__":
    main()
