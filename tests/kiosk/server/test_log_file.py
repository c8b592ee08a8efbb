"""Logs: one JSON object per line, without a code, a secret or anybody's name, whatever people send."""

import json
import logging
import re
import sys
import uuid

import pytest

from kiosk.conference.conference import open_conference
from kiosk.server import log_file
from tests.support.server_process import Client, House
from tests.support.trials.door import crowd

pytestmark = pytest.mark.whole

HOSTILE = 'Nguyễn\nVăn \x1b[31mAn\r\n{"level": "INFO"}'


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_no_code_no_secret_and_no_name_is_ever_logged(folder):
    codes = crowd(folder, 3)
    house = House(folder).begin()
    desk, stranger = house.enrol("desk"), Client(house.address)
    secrets = [cookie.value for cookie in desk.jar] + [link.rpartition("/")[2] for link in house.links.values()]
    for code in codes:
        for path in (f"/I/{code}", f"/enrol/{code}", f"/nowhere/{code}?code={code}", f"/static/{code}.js"):
            stranger.get(path)
        body = {"id": str(uuid.uuid4()), "code": code, "at": "2026-04-24T06:52:00Z", "way": "wedge"}
        assert desk.post("/desk/scans", body)[0] == 200
        desk.post("/desk/scans", {"code": code, "wrong": code})
        desk.get(f"/desk/list?since={code}&epoch={code}")
    house.stop()
    text = "".join(path.read_text(encoding="utf-8") for path in (folder / "logs").iterdir())
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line["event"] for line in lines} >= {"start", "request", "stop"}
    assert {line["route"] for line in lines if line["event"] == "request"} >= {"/I/<code>", "/desk/scans", ""}
    assert [secret for secret in [*codes, *secrets] if secret in text] == []
    assert re.findall(r"Khách|Bàn|[0-9]{20,}", text) == []


def test_line_breaks_and_escapes_stay_inside_their_line():
    record = logging.LogRecord("kiosk", logging.ERROR, __file__, 1, "a %s", (HOSTILE,), None)
    line = log_file.Lines().format(record)
    assert (line.count("\n"), "\x1b" in line, json.loads(line)["event"]) == (0, False, f"a {HOSTILE}")


def test_what_somebody_typed_is_not_told_with_an_error():
    try:
        raise ValueError("Nguyễn Văn An, 0912345678")
    except ValueError as error:
        told = log_file.told(error)
    assert (told["error"], "0912345678" in str(told)) == ("ValueError", False)


def test_a_start_after_a_bad_end_is_told_apart(folder):
    conference = open_conference(folder)
    assert conference.db.remembered("clean_shutdown") == ""
    conference.db.close()


def test_a_full_log_goes_aside_and_the_oldest_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "MEGABYTES", 1 / 1024**2)  # a line is more than that
    root, kept = logging.getLogger(), list(logging.getLogger().handlers)
    level = root.level
    try:
        log_file.begin(tmp_path)
        for number in range(20):
            log_file.log.info("line %s", number)
    finally:
        root.handlers[0].close()
        root.handlers = kept
        root.setLevel(level)
    files = sorted(path.name for path in (tmp_path / log_file.FOLDER).iterdir())
    assert files == [log_file.FILE, *(f"{log_file.FILE}.{n}" for n in range(1, 9))]
    assert (log_file.FILES, "line 19" in (tmp_path / log_file.FOLDER / log_file.FILE).read_text()) == (8, True)
