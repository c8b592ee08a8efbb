"""The stall watch: a route that holds everybody up is named; a machine that slept is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[3]
PROGRAM = """
from gevent import monkey
monkey.patch_all()
import sys, time, gevent
from pathlib import Path
from flask import Flask
from kiosk.server import stall_watch as stall
app = Flask("stalled")
watch = stall.StallWatch(Path(sys.argv[1]))
watch.start()
gevent.spawn(stall.keep_beating, watch)
@app.get("/busy/<name>")
def busy(name):
    end = time.monotonic() + 2.6
    while time.monotonic() < end:
        sum(range(1000))
    return "done"
@app.get("/waits")
def waits():
    time.sleep(2.6)
    return "done"
gevent.sleep(0.5)
assert app.test_client().get(sys.argv[2]).data == b"done"
gevent.sleep(0.5)
print(len(watch.stalls))
"""


@pytest.mark.parametrize(("path", "stalls"), [("/busy/Nguyen", 1), ("/waits", 0)])
def test_a_route_that_holds_everybody_up_is_named(tmp_path, path, stalls):
    log = tmp_path / "log.jsonl"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(log), path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert int(done.stdout) == stalls
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    assert [line["route"] for line in lines] == ["/busy/<name>"] * stalls
    assert "Nguyen" not in (log.read_text() if stalls else "") + done.stderr, "what somebody typed is in no log"
    assert done.stderr.count("nobody was answered for") == stalls


@pytest.mark.skipif(sys.platform == "win32", reason="stops the process with SIGSTOP")
def test_a_machine_that_slept_is_no_stall(tmp_path):
    stop = 's.Popen(["sh", "-c", f"kill -STOP {os.getpid()}; sleep 3; kill -CONT {os.getpid()}"])'
    program = PROGRAM.replace("time.sleep(2.6)", f"import os, subprocess as s; {stop}; time.sleep(0.3)")
    log = tmp_path / "log.jsonl"
    words = [sys.executable, "-c", program, str(log), "/waits"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout.strip(), log.exists()) == ("0", False)
