"""Tell a scanner's keys from a person's: a pure state machine that takes keys and the text of the field they go to.

The same machine as `static/shared/scan-reader.js`, which every stand with a scanner runs; both are held to
`tests/keystrokes.json`. The server runs it to try a scanner's setting on the keys that the scanner has sent
(`badges/scanner_check.py`). Times are milliseconds.

A run is what comes without a pause of `JOIN_MS`. Its keys are read three times: as characters, by their places (another
layout), and as the text that the field received (an input method). 41 digits whose check agrees are a scan, at any speed.
"""

from __future__ import annotations

import math

from badges import codes
from badges import keystrokes as keys
from badges.codes import LENGTH, Kind
from badges.keystrokes import Answer, Found, Heard, Stroke


class Reader:
    """The state machine. `gap`: keys closer than this are a machine's; `prefix`: what the scanner is set to send first."""

    def __init__(self, gap: float = 40, prefix: str = "") -> None:
        self.gap, self.prefix = gap, prefix
        self.last = self.last_key = self.last_stroke = self.guard = self.again = -math.inf
        self.result_at, self.result_text = -math.inf, ""
        self.layout: dict[str, str] = {}
        self.tail = self.tainted = False
        self.origin: str | None = None
        self.known: str | None = None
        self.alt: str | None = None
        self.forget()

    def forget(self) -> None:
        """Begin a new run."""
        self.strokes: list[Stroke] = []
        self.fast_digits = self.streak = self.hidden = 0
        self.began = -math.inf
        self.run_origin: str | None = None
        self.now: str | None = None
        self.ended = False

    @property
    def open(self) -> bool:
        """Return True while the machine waits for the end of something."""
        return bool(self.strokes) or self.now is not None

    def key(
        self, key: str, code: str = "", *, at: float, ctrl: bool = False, alt: bool = False, value: str | None = None
    ) -> Answer:
        """Take a keydown. `value`: the text of the field that has the focus. Repeats of a held key are not to be given."""
        results = self.idle(at)
        if key in keys.MODIFIERS:
            if key == "Alt":
                self.alt = ""
            return Answer(results)
        if alt and self.alt is not None and keys.NUMPAD.fullmatch(code):
            self.alt += code[-1]
            return Answer(results)
        self._see(value, at)
        if key in keys.ENDINGS or (key in keys.HIDDEN and code in keys.ENDINGS):
            return self._ending(results, at)
        if ctrl or alt:
            return self._command(results, code, at)
        char = key if len(key) == 1 else ""
        placed = keys.PLACE.fullmatch(code)
        if not char and not placed and key not in keys.HIDDEN:
            return self._edit(results, at)
        self.hidden += key == "Process"
        return self._stroke(results, char, placed[1] if placed else "", at)

    def up(self, key: str, at: float, value: str | None = None) -> Answer:
        """Take the release of a key: with Alt the character that was typed by its number is complete."""
        if key != "Alt":
            return Answer()
        number, self.alt = int(self.alt or 0), None
        if not ord(" ") <= number <= ord("~"):
            return Answer()
        results = self.idle(at)
        self._see(value, at)
        char = chr(number)
        return self._stroke(results, char, char if keys.is_digit(char) else "", at)

    def before(self, value: str | None, at: float) -> Answer:
        """Take the text of the field before it changes."""
        results = self.idle(at)
        self._see(value, at)
        return Answer(results)

    def text(self, value: str | None, at: float) -> None:
        """Take the text of the field after it has changed."""
        self.known = self.now = value
        self.last = max(self.last, at)

    def idle(self, at: float) -> tuple[Heard, ...]:
        """Say that nothing has come until `at`."""
        if at - self.last <= keys.JOIN_MS or not self.open:
            return ()
        return self._finish("slow" if self.ended else "", self.last + keys.JOIN_MS)

    def _see(self, value: str | None, at: float) -> None:
        """Keep what the field held when the run and its quick part began; a page that writes itself begins anew."""
        if not self.open:
            self.run_origin, self.began = value, at
        if value != self.known:
            self.origin = value
        self.known = value

    def _step(self, at: float) -> bool:
        """Return True when the key follows the one before as only a machine's keys do."""
        fast = at - self.last_key <= self.gap
        self.last_key = at
        self.last = max(self.last, at)
        if not fast:
            self.tainted = self.tail = False
            self.fast_digits = 0
            self.origin = self.known
        return fast

    def _presses(self, at: float) -> bool:
        """Return True where a key would press a button by machine: right behind a key that writes, with no field in focus."""
        return self.known is None and at - self.last_stroke <= self.gap

    def _stroke(self, results: tuple[Heard, ...], char: str, place: str, at: float) -> Answer:
        """Take a key that writes."""
        running = self.fast_digits >= (keys.LONG if self.tainted else keys.RUN)
        presses = char == " " and self._presses(at)
        self.last_stroke = at
        fast = self._step(at)
        guarded = at <= self.guard
        if fast and guarded and self.tail:
            self.guard = at + keys.GUARD_MS
        mark = char > "~" and not place
        if mark and not (running and fast):
            self.forget()
            self.tainted = True
            return Answer(results, False, guarded)
        if char and place:
            self.layout[char] = place
        self.strokes.append(stroke := Stroke(char, place, fast, self.origin))
        self.fast_digits += stroke.digit
        if not self.tainted or self.fast_digits >= keys.LONG:
            self.streak = max(self.streak, self.fast_digits)
        quiet = presses or guarded or (fast and running)
        return Answer(results, presses or (fast and guarded and self.tail), quiet)

    def _edit(self, results: tuple[Heard, ...], at: float) -> Answer:
        """Take Backspace, an arrow, Escape: an input method that retypes a word begins with one, a scanner never does."""
        running = self.fast_digits >= keys.RUN
        if self._step(at) and running:
            return Answer(results, True, True)
        self.forget()
        self.tainted = True
        return Answer(results, at <= self.guard, at <= self.guard)

    def _command(self, results: tuple[Heard, ...], code: str, at: float) -> Answer:
        """Take a key with Ctrl or Alt. Ctrl+J and Ctrl+M are the line feed and the carriage return of a scanner."""
        if code in ("KeyJ", "KeyM"):
            return self._ending(results, at)
        running = self.fast_digits >= keys.RUN and at - self.last_key <= self.gap
        return Answer(results, running or at <= self.guard, running or at <= self.guard)

    def _ending(self, results: tuple[Heard, ...], at: float) -> Answer:
        """Take Enter, Tab or what a scanner sends in their place."""
        quick = at - self.last_key <= self.gap
        presses = self._presses(at)
        if self.open or codes.sound_code(self.known or ""):
            results += self._finish("quick" if quick else "slow", at)
        swallow = at <= self.guard or self.ended or presses
        if quick and at <= self.guard:
            self.guard = at + keys.GUARD_MS
        self.last_key = at
        self.last = max(self.last, at)
        return Answer(results, swallow, swallow)

    def _finish(self, how: str, at: float) -> tuple[Heard, ...]:
        """End the run: return its result, or nothing where it was a person's. `how`: "quick" or "slow" ending, or none."""
        found = self._sound(how) or self._failure(how)
        scan = found is not None and found[0] is Found.SCAN
        if how and not scan and self.hidden and not self.ended and self._digits() >= keys.RUN:
            self.ended = True  # the text of an input method may still be on its way, and a second Enter with it
            return ()
        method = self.hidden > 0
        typed = not (self.last - self.began <= keys.SLOW_MS * len(self.strokes) or method)
        echo = self._echo(found, at)
        silent = found is not None and self.tail and not scan
        self.forget()
        if echo:
            return (echo,)
        if found is None:
            return ()
        self.guard, self.tail = at + keys.GUARD_MS, True
        self.result_at, self.result_text = at, found[1]
        if found[0] is Found.AGAIN:
            self.again = at
        kind, text, left = found
        return (Heard(Found.ECHO if silent else kind, text, left, method, typed),)

    def _echo(self, found: tuple[Found, str, str | None] | None, at: float) -> Heard | None:
        """Return an echo where an input method writes once more what was just taken out of the field."""
        written = self._written()
        if at - self.result_at >= keys.ECHO_MS or not written or (self.strokes and not self.hidden):
            return None
        scan = found is not None and found[0] is Found.SCAN
        same = found[1] == self.result_text if found and scan else written in self.result_text
        return Heard(Found.ECHO, written, self.run_origin or "") if same else None

    def _digits(self) -> int:
        """Return the number of digits that came in one row, by whichever way shows most."""
        chars = "".join(stroke.char for stroke in self.strokes)
        places = "".join(stroke.placed for stroke in self.strokes)
        return max(map(keys.longest_digits, (chars, places, self._written())))

    def _by_layout(self, text: str) -> str:
        """Return a text with the digits at the places of its characters, as far as keys have shown the layout."""
        return "".join(self.layout.get(char, char) for char in text)

    def _hidden_digits(self) -> bool:
        """Return True for nothing but digits, hidden by an input method: it may have rewritten the word before, too."""
        return self.hidden > 0 and all(stroke.digit for stroke in self.strokes)

    def _written(self) -> str:
        """Return what the field received in this run."""
        return "" if self.now is None else keys.inserted(self.run_origin or "", self.now)

    def _sound(self, how: str) -> tuple[Found, str, str | None] | None:
        """Return the scan of a sound code in the keys, in their places, or in the field."""
        for parts in ([stroke.char for stroke in self.strokes], [stroke.placed for stroke in self.strokes]):
            if code := codes.sound_code("".join(parts)):
                return Found.SCAN, code, self._left(self._lead(keys.start_of_code(parts, code)))
        written = self._written()
        if code := codes.sound_code(written) or codes.sound_code(self._by_layout(written)):
            whole = len(written) <= LENGTH + 1 or self._hidden_digits()
            return Found.SCAN, code, (self.run_origin or "") if whole else keys.without_code(self.now, code)
        if how and (code := codes.sound_code(self.known or "")):
            return Found.SCAN, code, keys.without_code(self.known, code)
        return None

    def _failure(self, how: str) -> tuple[Found, str, str | None] | None:
        """Return what no person typed and is no card; None for a person's typing."""
        strokes, written = self.strokes, self._written()
        placed = all(stroke.place for stroke in strokes)
        parts = [stroke.place if placed else stroke.char for stroke in strokes]
        by_field = bool(self.hidden and written)
        text = written if by_field else "".join(parts)
        late = sum(not stroke.fast for stroke in strokes[1:])
        clean = not self.tainted and len(strokes) >= keys.MIXED and late * keys.LATE_PART <= len(strokes)
        if clean and codes.is_citizen(text):
            return Found.SCAN, text, self._left(0)
        digits = self._digits()
        paced = self.last - self.began <= keys.SLOW_MS * max(digits, len(strokes), len(written))
        rest = how == "quick" and keys.all_digits(text) and self.began - self.again < keys.REST_MS
        if not rest and self._is_foreign(text, clean, how):
            return Found.FOREIGN, text, self.run_origin if by_field else self._left(0)
        if not rest and how and paced and keys.is_long_known(written):
            return Found.FOREIGN, written, self.run_origin
        chain = keys.inserted(self.origin or "", self.now or "")
        if not rest and how == "quick" and keys.is_long_known(chain):
            return Found.FOREIGN, chain, self.origin
        if not rest and self.streak < keys.RUN and not (digits >= keys.LONG and (how or paced)):
            return None
        first = next((place for place, stroke in enumerate(strokes) if stroke.digit), -1)
        shown = self._by_layout(written)
        if keys.all_digits(shown):
            return Found.AGAIN, shown if len(shown) > len(strokes) else "".join(parts), self.run_origin
        if by_field:
            return Found.AGAIN, text, self.run_origin if self._hidden_digits() else keys.without_code(self.now, "")
        left = keys.without_code(self.now, "") if first < 0 else self._left(self._lead(first))
        return Found.AGAIN, "".join(parts[max(0, first) :]), left

    def _is_foreign(self, text: str, clean: bool, how: str) -> bool:
        """Return True for another kind of code: read whole by a scanner, in one go."""
        if codes.kind_of(text) is not Kind.FOREIGN or not keys.PRINTABLE.fullmatch(text):
            return False
        if self._hidden_digits() or (self.hidden and not text):
            return False
        if not clean:
            return bool(how) and self._is_steady(text)
        if how == "quick":
            return len(text) >= keys.RUN or (len(text) >= keys.MIXED and any(map(keys.is_digit, text)))
        return (codes.is_known_format(text) and len(text) >= keys.RUN) or self.streak >= keys.RUN

    def _is_steady(self, text: str) -> bool:
        """Return True for a slow scanner's text: no person keeps up this pace over letters and digits."""
        count = len(self.strokes)
        paced = count >= keys.STEADY and self.last_key - self.began <= keys.STEADY_MS * count
        return paced and keys.STEADY_TEXT.fullmatch(text) is not None

    def _lead(self, start: int) -> int:
        """Return the place where what the scanner wrote in front of the code begins."""
        before = "".join(stroke.char or "\0" for stroke in self.strokes[:start])
        if self.prefix and before.endswith(self.prefix):
            return start - len(self.prefix)
        lead = keys.LEAD.search(before)
        return start - (len(lead[0]) if lead else 0)

    def _left(self, start: int) -> str | None:
        """Return what the field held before the keys from `start` on."""
        return self.strokes[max(0, start)].origin if self.strokes else None
