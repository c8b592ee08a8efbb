"""Play the rows of `keystrokes.json`: keys go through a keyboard layout and an input method into a field, as in a browser.

`keystroke_table.mjs` plays the same rows in JavaScript. A row: `steps` are [what, ms before each of its keys]; what is a text
(each character a key, digits by the row's `layout`), a named key (Enter, Tab, Backspace, Ctrl+J …) or Pause. `method` is the
way from the key to the page, `field` what the field holds at first (null: none has the focus), `caret` from where to where
it is selected, `rewrites` what an input method makes of that when the first key comes. Expected: `heard` [kind, text] in
order, `left` in the field at the end, `acts`: how many Enters, Tabs and, with no field in focus, spaces the page was left to
act on, `hidden`: how many results say that an input method is on.
"""

from __future__ import annotations

from typing import Any

from badges.scan_reader import Reader

NAMED = (
    "Enter", "NumpadEnter", "Tab", "Backspace", "ArrowLeft", "Escape", "Shift", "Ctrl+J", "Ctrl+M", "F2", "Ctrl+V", "Pause",
)  # fmt: skip
WRITTEN_BY_METHOD = ("process", "merged", "unidentified", "whole")


class Played:
    """A row while it is played: the reader, the clock, the field and what was heard."""

    def __init__(self, row: dict[str, Any], layouts: dict[str, Any]) -> None:
        self.reader = Reader(row.get("gap", 40), row.get("prefix", ""))
        self.layout = layouts[row.get("layout", "us")]
        self.method = row.get("method", "none")
        self.value: str | None = row.get("field")
        self.most = row.get("most", 10**6)
        end = len(self.value or "")
        self.caret = row.get("caret", [end, end])
        self.at, self.acts, self.hidden = 10_000.0, 0, 0
        self.heard: list[list[str]] = []
        self.waiting = ""
        self.rewrites = row.get("rewrites", "")

    def take(self, results: Any) -> None:
        for found in results:
            if found.kind != "echo":
                self.heard.append([str(found.kind), found.text])
            self.hidden += found.method
            if self.value is not None and found.left is not None:
                self.value = found.left
                self.caret = [len(self.value)] * 2

    def write(self, text: str) -> None:
        if self.value is None:
            return
        self.take(self.reader.before(self.value, self.at).results)
        if self.rewrites:
            self.value, self.rewrites = self.rewrites, ""
            self.caret = [len(self.value)] * 2
        start, end = self.caret
        self.value = (self.value[:start] + text + self.value[end:])[: self.most]
        self.caret = [min(len(self.value), start + len(text))] * 2
        self.reader.text(self.value, self.at)

    def press(self, key: str, code: str, ms: float, writes: str = "", **more: bool) -> bool:
        """Press one key; returns whether the page may act on it."""
        self.at += ms
        self.take(self.reader.idle(self.at))
        answer = self.reader.key(key, code, at=self.at, value=self.value, **more)
        self.take(answer.results)
        if writes and not answer.swallow:
            self.write(writes)
        return not answer.swallow and not answer.quiet

    def named(self, name: str, ms: float) -> None:
        """Press a named key, or wait."""
        if name == "Pause":
            self.flush()
            self.at += ms
            return self.take(self.reader.idle(self.at))
        self.flush()
        if name.startswith("Ctrl+"):
            self.press(name[-1].lower(), f"Key{name[-1]}", ms, ctrl=True)
            return None
        free = self.press("Enter" if name == "NumpadEnter" else name, name, ms)
        if free and name in ("Enter", "NumpadEnter", "Tab"):
            self.acts += 1
        if name == "Backspace" and free and self.value:
            self.take(self.reader.before(self.value, self.at).results)
            start, end = self.caret
            start -= start == end and start > 0
            self.value = self.value[:start] + self.value[end:]
            self.caret = [start, start]
            self.reader.text(self.value, self.at)
        return None

    def flush(self) -> None:
        """Let an input method write what it holds back."""
        if self.waiting:
            waiting, self.waiting = self.waiting, ""
            self.write(waiting)

    def character(self, char: str, ms: float, count: int) -> None:
        """Press the key of a character, as the layout and the input method have it."""
        kind = self.layout["kind"]
        if kind == "alt" and char.isdigit():
            return self.alt(char, ms)
        if not char.isascii() or not char.isalnum():
            free = self.press(char, "", ms, char)
            self.acts += free and char == " " and self.value is None
            return None
        code = f"{self.layout.get('place', 'Digit')}{char}" if char.isdigit() else f"Key{char.upper()}"
        key = self.layout["keys"].get(char, char)
        if self.layout.get("shift") and char.isdigit():
            self.press("Shift", "ShiftLeft", ms / 2)
            ms /= 2
        if self.method == "packet":
            code = ""
        if self.method not in WRITTEN_BY_METHOD:
            self.press(key, code, ms, key if len(key) == 1 else "")
            return None
        self.waiting += char
        if self.method == "whole":
            self.at += ms
        elif self.method == "unidentified":
            self.press("Unidentified", "", ms)
            self.flush()
        elif self.method == "process" or count % 3 == 0:
            self.press("Process", code, ms)
            self.flush()
        else:
            self.at += ms
        return None

    def alt(self, char: str, ms: float) -> None:
        """Type a character by its number on the keypad."""
        digits = str(ord(char)).zfill(self.layout["digits"])
        step = ms / (len(digits) + 1)
        self.press("Alt", "AltLeft", step, alt=True)
        for digit in digits:
            self.press(digit, f"Numpad{digit}", step, alt=True)
        answer = self.reader.up("Alt", self.at, self.value)
        self.take(answer.results)
        if not answer.swallow:
            self.write(char)


def play(row: dict[str, Any], layouts: dict[str, Any]) -> dict[str, Any]:
    """Return what came of a row: heard, left, acts, hidden."""
    played = Played(row, layouts)
    for what, ms in row["steps"]:
        if what in NAMED:
            played.named(what, ms)
            continue
        for count, char in enumerate(what):
            played.character(char, ms, count)
        if played.method != "merged":
            played.flush()
    played.flush()
    played.at += 1000
    played.take(played.reader.idle(played.at))
    return {"heard": played.heard, "left": played.value, "acts": played.acts, "hidden": played.hidden}
