"""A real X server with a real Vietnamese input method, and keys as a scanner or a person presses them (xdotool, XTEST).

Debian's packages: xvfb, openbox, dbus-x11, xdotool, x11-xkb-utils, and for the methods fcitx5, fcitx5-unikey,
fcitx5-frontend-gtk3 or ibus, ibus-unikey, ibus-gtk3.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

PROGRAMS = ("Xvfb", "openbox", "dbus-launch", "xdotool", "setxkbmap")
METHODS = {
    "none": (), "fcitx5": ("/usr/lib/*/fcitx5/libunikey.so", "/usr/lib/*/gtk-3.0/*/immodules/im-fcitx5.so"),
    "ibus": ("/usr/libexec/ibus-engine-unikey", "/usr/lib/*/gtk-3.0/*/immodules/im-ibus.so"),
}  # fmt: skip
FLAGS = ("--no-sandbox", "--disable-gpu", "--gtk-version=3", "--window-size=1366,860", "--window-position=0,0")
READY_SECONDS = 20.0
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=unikey

[Groups/0/Items/0]
Name=unikey
Layout=

[GroupOrder]
0=Default
"""


def missing(method: str) -> list[str]:
    """Return what is not installed for this method."""
    programs = [*PROGRAMS, *({"fcitx5": ["fcitx5"], "ibus": ["ibus-daemon"]}.get(method, []))]
    found = [name for name in programs if shutil.which(name) is None]
    return found + [pattern for pattern in METHODS[method] if not any(Path("/").glob(pattern[1:]))]


class RealKeyboard:
    """An X server of its own. `browser` runs in it; keys go to whatever has the focus there."""

    def __init__(self, folder: Path, method: str) -> None:
        self.home, self.method = folder, method
        folder.mkdir(mode=0o700)
        module = {"fcitx5": "fcitx", "ibus": "ibus"}.get(method, "")
        self.env = os.environ | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        self.env |= {"GTK_IM_MODULE": module or "none", "XMODIFIERS": f"@im={module or 'none'}"}
        self.started: list[subprocess.Popen[Any]] = []
        self.display()
        self.start("openbox")
        for line in self.run("dbus-launch").splitlines():
            name, _, value = line.partition("=")
            self.env[name] = value
        if method != "none":
            getattr(self, method)()

    def start(self, *command: str) -> None:
        """Start a program in this display."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.started.append(subprocess.Popen(command, env=self.env, **quiet))

    def run(self, *command: str) -> str:
        """Run a program in this display; returns its output."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=120, check=False).stdout

    def display(self) -> None:
        """Start the X server on a number that it chooses itself."""
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x860x24", "-nolisten", "tcp"]
        self.started.append(subprocess.Popen(command, pass_fds=[write], env=self.env, stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"

    def fcitx5(self) -> None:
        """Start fcitx5 with Unikey in Telex, on from the start."""
        config = self.home / "config" / "fcitx5"
        (config / "conf").mkdir(parents=True)
        (config / "profile").write_text(PROFILE, encoding="utf-8")
        (config / "config").write_text("[Behavior]\nActiveByDefault=True\nShareInputState=All\n", encoding="utf-8")
        (config / "conf" / "unikey.conf").write_text("InputMethod=Telex\nOutputCharset=Unicode\n", encoding="utf-8")
        self.start("fcitx5", "--disable=wayland")
        self.until(lambda: "unikey" in self.run("fcitx5-remote", "-n"))

    def ibus(self) -> None:
        """Start ibus with Unikey. `ibus engine Unikey` reports a failure under Xvfb although it worked: ask for the engine."""
        self.start("ibus-daemon", "--xim", "--panel=disable")

        def on() -> bool:
            self.run("ibus", "engine", "Unikey")
            return "Unikey" in self.run("ibus", "engine")

        self.until(on)

    def until(self, done: Any) -> None:
        """Wait for a condition."""
        end = time.monotonic() + READY_SECONDS
        while not done():
            assert time.monotonic() < end, f"{self.method} is not ready"
            time.sleep(0.2)

    def browser(self, playwright: Playwright) -> Browser:
        """Start Chromium with a window in this display."""
        path = shutil.which("chromium")
        return playwright.chromium.launch(executable_path=path, headless=False, env=self.env, args=list(FLAGS))

    def click(self, page: Page, selector: str) -> None:
        """Click with the display's own pointer until the element has the focus: the first click may only raise the window."""
        place = """s => {
            const r = document.querySelector(s).getBoundingClientRect();
            return [screenX + (outerWidth - innerWidth) / 2 + r.x + r.width / 2,
                screenY + outerHeight - innerHeight + r.y + r.height / 2];
        }"""
        focused = "s => document.hasFocus() && document.activeElement === document.querySelector(s)"

        def done() -> bool:
            x, y = page.evaluate(place, selector)
            self.run("xdotool", "mousemove", str(int(x)), str(int(y)), "click", "1")
            page.wait_for_timeout(150)
            return bool(page.evaluate(focused, selector))

        self.until(done)

    def scan(self, digits: str, gap: int = 4, end: tuple[str, ...] = ("Return",)) -> None:
        """Press the keys at the digits' places, `gap` ms apart, as a scanner of the American layout does."""
        places = [str(19 if digit == "0" else 9 + int(digit)) for digit in digits]
        self.run("xdotool", "key", "--delay", str(gap), *places, *end)

    def type(self, text: str, gap: int = 70) -> None:
        """Type as a person does."""
        self.run("xdotool", "type", "--delay", str(gap), text)

    def layout(self, name: str) -> None:
        """Choose the keyboard's layout."""
        self.run("setxkbmap", name)

    def stop(self) -> None:
        """End everything that was started here."""
        if bus := self.env.get("DBUS_SESSION_BUS_PID", ""):
            os.kill(int(bus), signal.SIGTERM)
        for program in reversed(self.started):
            program.terminate()
        for program in self.started:
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
