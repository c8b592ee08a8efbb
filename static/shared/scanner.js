// The scanner of a page: gives the keys of the whole document to the state machine (scan-reader.js), keeps from the page what is
// a scanner's, takes out of a field what a scan wrote into it, and leaves a person's typing alone.
import { JOIN_MS } from "./keystrokes.js";
import { Reader } from "./scan-reader.js";

const TEXT = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file], [type=range], [type=color], [type=image])";
/** Events that came while the page was busy are taken before the run is said to be over. */
const SETTLE_MS = 30;

/** Return the text field that has the focus, or null. */
function focusedField() {
  const { activeElement } = document;
  return activeElement?.matches(TEXT) ? activeElement : null;
}

const isLetter = (key) => /^\p{L}$/u.test(key);
const isPlace = (code) => /^(?:Digit|Numpad)[0-9]$/.test(code);
const isLineFeed = (event) => event.ctrlKey && !event.shiftKey && !event.altKey && event.code === "KeyJ";

/**
 * Listen on the whole document. `heard({kind, text, method, typed})` is called for scans, for runs of digits that are no card
 * ("again") and for other kinds of codes ("foreign"); see scan-reader.js. `gap` (ms) and `prefix` are the scanner's settings. `box`: at rest no field has the
 * focus, and what a person types goes into this field. `alone(digit)`: a single digit was pressed at rest; true: the page has used it.
 */
export function listen(heard, { gap, prefix, box = null, alone = null } = {}) {
  return new Listener(heard, { gap, prefix, box, alone });
}

class Listener {
  constructor(heard, { gap, prefix, box, alone }) {
    Object.assign(this, { heard, box, alone, reader: new Reader({ gap, prefix }), field: null, rest: "", moved: false, composing: false, quiet: false, timer: 0, swallowed: new Set(), blockedAt: -Infinity });
    addEventListener("keydown", (event) => this.keydown(event), true);
    addEventListener("keyup", (event) => this.keyup(event), true);
    addEventListener("beforeinput", (event) => this.write(event, "before"), true);
    addEventListener("input", (event) => this.write(event, "text"), true);
    addEventListener("compositionstart", () => (this.composing = true), true);
    addEventListener("compositionend", () => (this.composing = false), true);
    addEventListener("submit", (event) => this.submit(event), true);
  }

  keydown(event) {
    if (isLineFeed(event)) event.preventDefault(); // or Chromium opens its downloads, and the next scans go there
    const at = event.timeStamp;
    if (event.repeat) return at <= this.reader.guard ? this.block(event) : undefined;
    this.take(this.reader.idle(at));
    this.field = focusedField() ?? this.enterBox(event);
    const { key, code, ctrlKey, metaKey, altKey } = event;
    const { results, swallow, quiet } = this.reader.key({ key, code, at, ctrl: ctrlKey || metaKey, alt: altKey, value: this.field?.value ?? null });
    this.quiet = quiet;
    if (swallow) this.block(event);
    else if (quiet) this.hush(event);
    else if (!this.field) this.collect(event);
    this.take(results);
    this.wait();
  }

  keyup(event) {
    const { results, swallow } = this.reader.up(event.key, event.timeStamp, focusedField()?.value ?? null);
    if (swallow || this.swallowed.delete(event.code)) event.preventDefault();
    this.take(results);
  }

  /** Take the text of a field before and after a change of it. */
  write(event, when) {
    const field = event.target;
    if (event.kiosk || !field.matches?.(TEXT)) return;
    if (when === "text" && this.quiet) event.stopImmediatePropagation(); // the page hears of the field when the scan is taken out of it
    if (when === "before") this.take(this.reader.before(field.value, event.timeStamp).results);
    else this.reader.text(field.value, event.timeStamp);
    this.field = field;
    this.wait();
  }

  /** An input method may let a scanner's Enter through although its keydown was refused. */
  submit(event) {
    if (event.timeStamp - this.blockedAt > SETTLE_MS) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Keep a key from the page and from the browser. */
  block(event) {
    event.preventDefault();
    this.swallowed.add(event.code);
    if (event.key === "Enter" || event.code === "Enter") this.blockedAt = event.timeStamp;
    if (!isLineFeed(event)) event.stopImmediatePropagation();
  }

  /** Let a key write and nothing else. */
  hush(event) {
    event.stopImmediatePropagation();
    if (!this.field) event.preventDefault();
  }

  /** At rest a letter goes into the box, with the digits that came before it. Returns the box, or null. */
  enterBox({ key, code, ctrlKey, metaKey, altKey }) {
    if (!this.box || ctrlKey || metaKey || altKey || !isLetter(key) || isPlace(code) || document.querySelector("dialog[open]")) return null;
    if (!this.box.checkVisibility()) return null;
    this.moved = true;
    this.pour();
    return this.box;
  }

  /** Put the digits that were typed at rest into the box. */
  pour() {
    const { box, rest } = this;
    this.rest = "";
    box.focus();
    box.setSelectionRange?.(box.value.length, box.value.length);
    if (!rest) return;
    box.setRangeText?.(rest, box.value.length, box.value.length, "end");
    this.changed(box);
  }

  /** Keep a digit typed at rest until it is clear that no scan follows. */
  collect(event) {
    if (!this.box || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((isPlace(event.code) && event.key.length === 1) || (this.rest && event.key === " ")) {
      this.rest += event.key;
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.rest && event.key === "Enter") {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.settle();
    }
  }

  /** End the run when nothing follows. */
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = setTimeout(() => this.settle(), SETTLE_MS);
    }, JOIN_MS);
  }

  settle() {
    const results = this.reader.idle(this.reader.last + JOIN_MS + 1);
    this.take(results);
    this.moved = false;
    this.quiet = false;
    const { rest } = this;
    if (!rest) return;
    if (document.querySelector("dialog[open]") || !this.box.checkVisibility() || (rest.length === 1 && this.alone?.(rest))) this.rest = "";
    else this.pour();
  }

  take(results) {
    for (const result of results) {
      this.rest = "";
      this.restore(result.left);
      if (result.kind !== "echo") this.heard(result);
    }
  }

  /** Take out of the field what the scan wrote into it; the box is left again where the scan itself had moved there. */
  restore(left) {
    const { field } = this;
    if (field && left !== null && field.value !== left) {
      const { composing } = this;
      if (composing) field.blur(); // or the input method writes its text once more
      field.value = left;
      if (composing && field !== this.box) field.focus();
      this.composing = false;
      this.changed(field);
    }
    if (field && field === this.box && (this.moved || !field.value)) field.blur();
    this.moved = false;
  }

  changed(field) {
    const event = new Event("input", { bubbles: true });
    event.kiosk = true;
    field.dispatchEvent(event);
  }
}
