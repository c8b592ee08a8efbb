// Tell a scanner's keys from a person's: a pure state machine that takes keys and the text of the field they go to. The same
// machine as badges/scan_reader.py; both are held to tests/keystrokes.json. Times are milliseconds.
import { isCitizen, isKnownFormat, kindOf, LENGTH, soundCode } from "./codes.js";
import { ECHO_MS, ENDINGS, GUARD_MS, HIDDEN, inserted, isDigit, isLongKnown, JOIN_MS, LEAD, LONG, longest, MODIFIERS, placeOf, REST_MS, RUN, SEPARATOR, SLOW_MS, startOf, STEADY, STEADY_MS, without } from "./keystrokes.js";

/**
 * The reader. Every call returns `{results, swallow, quiet}`. A result is `{kind, text, left, method, typed}`: kind "scan" (a sound
 * code or a citizen's card), "again" (a run of digits that is no code), "foreign" (another kind of code, read whole) or "echo" (what was taken
 * out of a field came once more: nothing to say); `left`: what the
 * field should hold afterwards, or null where it holds nothing of the scan; `method`: an input method hid keys; `typed`: no keys came, only text.
 * `swallow`: the key must not do anything; `quiet`: it may write, but nothing on the page may act on it.
 */
export class Reader {
  constructor({ gap = 40, prefix = "" } = {}) {
    Object.assign(this, { gap, prefix, last: -Infinity, lastKey: -Infinity, lastStroke: -Infinity, guard: -Infinity, again: -Infinity, resultAt: -Infinity, resultText: "", layout: new Map(), tail: false, tainted: false, origin: null, known: null, alt: null });
    this.forget();
  }

  /** Begin a new run. */
  forget() {
    Object.assign(this, { strokes: [], fastDigits: 0, streak: 0, hidden: 0, began: -Infinity, runOrigin: null, now: null, ended: false });
  }

  /** Return true while the machine still waits for the end of something. */
  get open() {
    return this.strokes.length > 0 || this.now !== null;
  }

  /** Take a keydown. `value`: the text of the field that has the focus, null without one. Held keys are not to be given. */
  key({ key, code = "", at, ctrl = false, alt = false, value = null }) {
    const results = this.idle(at);
    if (MODIFIERS.has(key)) {
      if (key === "Alt") this.alt = "";
      return answer(results);
    }
    if (alt && this.alt !== null && /^Numpad[0-9]$/.test(code)) {
      this.alt += placeOf(code);
      return answer(results);
    }
    this.see(value, at);
    if (ENDINGS.has(key) || (HIDDEN.has(key) && ENDINGS.has(code))) return this.ending(results, at);
    if (ctrl || alt) return this.command(results, code, at);
    const char = [...key].length === 1 ? key : "";
    const place = placeOf(code);
    if (!char && !place && !HIDDEN.has(key)) return this.edit(results, at);
    if (HIDDEN.has(key)) this.hidden += key === "Process" ? 1 : 0;
    return this.stroke(results, char, place, at);
  }

  /** Take the release of a key: with Alt the character that was typed by its number is complete. */
  up(key, at, value = null) {
    const number = Number(this.alt ?? "");
    if (key !== "Alt") return answer([]);
    this.alt = null;
    if (number < 32 || number > 126) return answer([]);
    const results = this.idle(at);
    this.see(value, at);
    const char = String.fromCharCode(number);
    return this.stroke(results, char, isDigit(char) ? char : "", at);
  }

  /** Take the text of the field before it changes. */
  before(value, at) {
    const results = this.idle(at);
    this.see(value, at);
    return answer(results);
  }

  /** Take the text of the field after it has changed. */
  text(value, at) {
    this.known = value;
    this.now = value;
    this.last = Math.max(this.last, at);
    return answer([]);
  }

  /** Say that nothing has come until `at`. */
  idle(at) {
    if (at - this.last <= JOIN_MS || !this.open) return [];
    return this.finish(this.ended ? "slow" : "", this.last + JOIN_MS);
  }

  /** Keep what the field held when the run and its quick part began; a page that writes into the field itself begins anew. */
  see(value, at) {
    if (!this.open) Object.assign(this, { runOrigin: value, began: at });
    if (value !== this.known) this.origin = value;
    this.known = value;
  }

  /** Return true when the key follows the one before as only a machine's keys do. */
  step(at) {
    const fast = at - this.lastKey <= this.gap;
    this.lastKey = at;
    this.last = Math.max(this.last, at);
    if (!fast) Object.assign(this, { tainted: false, tail: false, fastDigits: 0, origin: this.known });
    return fast;
  }

  /** Return true when a key that would press a button comes as a machine's: right behind a key that writes, with no field in focus. */
  presses(at) {
    return this.known === null && at - this.lastStroke <= this.gap;
  }

  /** Take a key that writes. */
  stroke(results, char, place, at) {
    const running = this.fastDigits >= (this.tainted ? LONG : RUN);
    const presses = char === " " && this.presses(at);
    this.lastStroke = at;
    const fast = this.step(at);
    const guarded = at <= this.guard;
    if (fast && guarded && this.tail) this.guard = at + GUARD_MS;
    const mark = char > "~" && !place;
    if (mark && !(running && fast)) {
      this.forget();
      this.tainted = true;
      return answer(results, false, guarded);
    }
    if (char && place) this.layout.set(char, place);
    this.strokes.push({ char, place, fast, origin: this.origin });
    if (place || isDigit(char)) this.fastDigits += 1;
    if (!this.tainted || this.fastDigits >= LONG) this.streak = Math.max(this.streak, this.fastDigits);
    return answer(results, presses || (fast && guarded && this.tail), guarded || (fast && running));
  }

  /** Take Backspace, an arrow, Escape: an input method that retypes a word begins with one, a scanner never does. */
  edit(results, at) {
    const running = this.fastDigits >= RUN;
    const fast = this.step(at);
    if (running && fast) return answer(results, true);
    this.forget();
    this.tainted = true;
    return answer(results, at <= this.guard, at <= this.guard);
  }

  /** Take a key with Ctrl or Alt. Ctrl+J and Ctrl+M are the line feed and the carriage return of a scanner. */
  command(results, code, at) {
    if (code === "KeyJ" || code === "KeyM") return this.ending(results, at);
    const running = this.fastDigits >= RUN && at - this.lastKey <= this.gap;
    return answer(results, running || at <= this.guard);
  }

  /** Take Enter, Tab or what a scanner sends in their place. */
  ending(results, at) {
    const quick = at - this.lastKey <= this.gap;
    const presses = this.presses(at);
    if (this.open || soundCode(this.known ?? "")) results = [...results, ...this.finish(quick ? "quick" : "slow", at)];
    const swallow = at <= this.guard || this.ended || presses;
    if (swallow && quick && at <= this.guard) this.guard = at + GUARD_MS;
    this.lastKey = at;
    this.last = Math.max(this.last, at);
    if (!this.ended) this.known = this.now ?? this.known;
    return answer(results, swallow, swallow);
  }

  /** End the run: return its result in a list, or nothing where it was a person's. `how`: "quick" or "slow" ending, "" for none. */
  finish(how, at) {
    const found = this.sound(how) ?? this.failure(how);
    if (how && found?.kind !== "scan" && this.hidden && !this.ended && this.openDigits() >= RUN) {
      this.ended = true; // the text of an input method may still be on its way, and a second Enter with it
      return [];
    }
    const method = this.hidden > 0;
    const typed = !(this.last - this.began <= SLOW_MS * this.strokes.length || method);
    const echo = this.echo(found, at);
    const silent = this.tail && found && found.kind !== "scan";
    this.forget();
    if (echo) return [echo];
    if (!found) return [];
    Object.assign(this, { guard: at + GUARD_MS, tail: true, resultAt: at, resultText: found.text });
    if (found.kind === "again") this.again = at;
    return [{ ...found, kind: silent ? "echo" : found.kind, method, typed }];
  }

  /** Return an "echo" where an input method writes once more what was just taken out of the field; null otherwise. */
  echo(found, at) {
    const written = this.written();
    const late = at - this.resultAt >= ECHO_MS;
    if (late || !written || (this.strokes.length > 0 && !this.hidden)) return null;
    const same = found?.kind === "scan" ? found.text === this.resultText : this.resultText.includes(written);
    return same ? { kind: "echo", text: written, left: this.runOrigin ?? "", method: false, typed: false } : null;
  }

  /** Return a text with the digits at the places of its characters, as far as keys have shown the layout. */
  byLayout(text) {
    return [...text].map((char) => this.layout.get(char) ?? char).join("");
  }

  /** Return the number of digits that came in this run, by whichever way shows most. */
  openDigits() {
    return Math.max(longest(this.chars()), longest(this.places()), longest(this.written()));
  }

  /** Return true when the run has nothing but digits, hidden by an input method: it may have rewritten the word before them, too. */
  hiddenDigits() {
    return this.hidden > 0 && this.strokes.every(({ char, place }) => place || isDigit(char));
  }

  /** Return what the field received in this run. */
  written() {
    return this.now === null ? "" : inserted(this.runOrigin ?? "", this.now);
  }

  chars() {
    return this.strokes.map(({ char }) => char).join("");
  }

  /** Return the keys by their places: the second reading, for another layout. */
  places() {
    return this.strokes.map(({ char, place }) => place || (SEPARATOR.test(char) ? char : "x")).join("");
  }

  /** Return the scan of a sound code in the keys, in their places, or in the field; null without one. */
  sound(how) {
    for (const one of [({ char }) => char, ({ char, place }) => place || (SEPARATOR.test(char) ? char : "x")]) {
      const parts = this.strokes.map(one);
      const code = soundCode(parts.join(""));
      if (code) return { kind: "scan", text: code, left: this.leftFrom(this.lead(startOf(parts, code))) };
    }
    const written = this.written();
    const code = soundCode(written) || soundCode(this.byLayout(written));
    if (code) return { kind: "scan", text: code, left: written.length <= LENGTH + 1 || this.hiddenDigits() ? (this.runOrigin ?? "") : without(this.now, code) };
    const whole = how ? soundCode(this.known ?? "") : "";
    return whole ? { kind: "scan", text: whole, left: without(this.known, whole) } : null;
  }

  /** Return "again" or "foreign" for what no person typed and is no card; null for a person's typing. */
  failure(how) {
    const { strokes } = this;
    const placed = strokes.every(({ place }) => place);
    const parts = strokes.map(({ char, place }) => (placed ? place : char));
    const written = this.written();
    const text = this.hidden && written ? written : parts.join("");
    const clean = !this.tainted && strokes.length > 3 && strokes.slice(1).filter(({ fast }) => !fast).length <= strokes.length / 8;
    if (clean && isCitizen(text)) return { kind: "scan", text, left: this.leftFrom(0) };
    const digits = this.openDigits();
    const paced = this.last - this.began <= SLOW_MS * Math.max(digits, strokes.length, written.length);
    const rest = how === "quick" && /^[0-9]+$/.test(text) && this.began - this.again < REST_MS;
    if (!rest && this.isForeign(text, clean, how)) return { kind: "foreign", text, left: this.hidden && written ? this.runOrigin : this.leftFrom(0) };
    if (!rest && how && paced && isLongKnown(written)) return { kind: "foreign", text: written, left: this.runOrigin };
    const chain = inserted(this.origin ?? "", this.now ?? "");
    if (!rest && how === "quick" && isLongKnown(chain)) return { kind: "foreign", text: chain, left: this.origin };
    if (!rest && this.streak < RUN && !(digits >= LONG && (how || paced))) return null;
    const first = strokes.findIndex(({ char, place }) => place || isDigit(char));
    const shown = this.byLayout(written);
    if (/^[0-9]+$/.test(shown)) return { kind: "again", text: shown.length > strokes.length ? shown : parts.join(""), left: this.runOrigin };
    if (this.hidden && written) return { kind: "again", text, left: this.hiddenDigits() ? this.runOrigin : without(this.now, "") };
    return { kind: "again", text: parts.slice(Math.max(0, first)).join(""), left: first < 0 ? without(this.now, "") : this.leftFrom(this.lead(first)) };
  }

  /** Return true for another kind of code: read whole by a scanner, in one go. */
  isForeign(text, clean, how) {
    if (kindOf(text) !== "foreign" || /[^\t\n\r -~]/.test(text) || this.hiddenDigits() || (this.hidden && !text)) return false;
    if (!clean) return Boolean(how) && this.isSteady(text);
    if (how === "quick") return text.length >= RUN || (text.length > 3 && /[0-9]/.test(text));
    return (isKnownFormat(text) && text.length >= RUN) || this.streak >= RUN;
  }

  /** Return true for a slow scanner's text: no person keeps up this pace over letters and digits. */
  isSteady(text) {
    const { length } = this.strokes;
    return length >= STEADY && /^\S*[0-9]\S*$/.test(text) && this.lastKey - this.began <= STEADY_MS * length;
  }

  /** Return the place where what the scanner wrote in front of the code begins. */
  lead(start) {
    const before = this.strokes.slice(0, start).map(({ char }) => char || "\0").join("");
    if (this.prefix && before.endsWith(this.prefix)) return start - this.prefix.length;
    return start - (LEAD.exec(before)?.[0].length ?? 0);
  }

  /** Return what the field held before the keys from `start` on; null where no field was written to. */
  leftFrom(start) {
    return this.strokes[Math.max(0, start)]?.origin ?? null;
  }
}

const answer = (results, swallow = false, quiet = false) => ({ results, swallow, quiet: quiet || swallow });
