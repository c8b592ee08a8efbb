"""The three browser engines behind one small face: Chromium by Playwright, Firefox by WebDriver BiDi, WebKitGTK by WebDriver.

`go(url)`, `js(expression)` (awaited, JSON), `keys(text)` (WebDriver's codes for other keys), `quit()`. Firefox and WebKit need no
program but what Debian packs: firefox-esr speaks BiDi itself, webkit2gtk-driver is WebKit's own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import websocket

from tests.support.drive import free_port

ENTER, UP, DOWN, F4, TAB = "\ue007", "\ue013", "\ue015", "\ue034", "\ue004"
START_SECONDS, ANSWER_SECONDS = 90, 60
MINI = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"


def mini_browser() -> str:
    """Return the path of WebKitGTK's small browser, or ""."""
    return next((str(path) for path in Path("/").glob(MINI[1:])), "")


def until(ask: Any, seconds: float = START_SECONDS) -> Any:
    """Ask until there is an answer that counts; OSError and None do not."""
    end = time.monotonic() + seconds
    while True:
        try:
            if (answer := ask()) is not None:
                return answer
        except (OSError, websocket.WebSocketException):
            pass
        assert time.monotonic() < end, "no answer in time"
        time.sleep(0.1)


class Firefox:
    """A headless Firefox in a profile of its own. `prefs`: settings of about:config, true or false."""

    def __init__(self, prefs: dict[str, bool] | None = None) -> None:
        self.home = tempfile.mkdtemp(prefix="kiosk-firefox-")
        lines = [f'user_pref("{name}", {str(on).lower()});' for name, on in (prefs or {}).items()]
        Path(self.home, "user.js").write_text("\n".join(lines), encoding="utf-8")
        port = free_port()
        command = [
            "firefox-esr",
            "--headless",
            "--no-remote",
            "--remote-debugging-port",
            str(port),
            "--profile",
            self.home,
        ]
        self.process = subprocess.Popen(
            [*command, "about:blank"],
            env=os.environ | {"HOME": self.home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"ws://127.0.0.1:{port}/session"
        # With an Origin header Firefox refuses the connection.
        self.socket = until(lambda: websocket.create_connection(address, timeout=ANSWER_SECONDS, suppress_origin=True))
        self.asked = 0
        self.call("session.new", capabilities={})
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Send a command; returns its result. Raises RuntimeError with what Firefox says."""
        self.asked += 1
        self.socket.send(json.dumps({"id": self.asked, "method": method, "params": params}))
        while (got := json.loads(self.socket.recv())).get("id") != self.asked:
            pass  # an event
        if got["type"] == "error":
            raise RuntimeError(got["message"])
        return got["result"]

    def go(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def reload(self) -> None:
        self.call("browsingContext.reload", context=self.tab, wait="complete")

    def js(self, expression: str) -> Any:
        wrapped = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        got = self.call("script.evaluate", expression=wrapped, target={"context": self.tab}, awaitPromise=True)
        if got["type"] != "success":
            raise RuntimeError(str(got["exceptionDetails"]["text"]))
        return json.loads(got["result"]["value"])

    def keys(self, text: str) -> None:
        acts = [{"type": kind, "value": char} for char in text for kind in ("keyDown", "keyUp")]
        self.call("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": acts}])

    def quit(self) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)


class WebKit:
    """WebKitGTK's MiniBrowser on an X server of its own: without a display its driver never answers."""

    def __init__(self) -> None:
        self.home = tempfile.mkdtemp(prefix="kiosk-webkit-")
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as number:
            display = number.readline().strip()
        self.port = free_port()
        env = os.environ | {"DISPLAY": f":{display}", "HOME": self.home, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        self.driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={self.port}"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(lambda: self.ask("GET", "/status"))
        options = {"binary": mini_browser(), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}}
        self.session = f"/session/{self.ask('POST', '/session', wanted)['sessionId']}"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Send a command; returns its value. Raises RuntimeError with what the driver says."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode() if body is not None else None,
            {"Content-Type": "application/json"}, method=method,
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from error

    def go(self, url: str) -> None:
        self.ask("POST", f"{self.session}/url", {"url": url})

    def reload(self) -> None:
        self.ask("POST", f"{self.session}/refresh", {})

    def js(self, expression: str) -> Any:
        asked = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        script = f"const done = arguments[0]; {asked}.then(done, (error) => done(`!${{error}}`))"
        got = self.ask("POST", f"{self.session}/execute/async", {"script": script, "args": []})
        if str(got).startswith("!"):
            raise RuntimeError(got)
        return json.loads(got)

    def keys(self, text: str) -> None:
        acts = [{"type": kind, "value": char} for char in text for kind in ("keyDown", "keyUp")]
        self.ask("POST", f"{self.session}/actions", {"actions": [{"type": "key", "id": "keys", "actions": acts}]})

    def quit(self) -> None:
        try:
            self.ask("DELETE", self.session)
        finally:
            for process in (self.driver, self.screen):
                process.terminate()
                process.wait(20)
            shutil.rmtree(self.home, ignore_errors=True)
