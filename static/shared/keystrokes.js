// Keys as a scanner or a person presses them: what the reader of scans (scan-reader.js) knows of one key and of the text of a field.
// The same as badges/keystrokes.py. Times are milliseconds.
import { isKnownFormat, LENGTH } from "./codes.js";

/** Pieces of one scan lie no further apart. */
export const JOIN_MS = 250;
/** Nothing that follows a scan so soon acts on the page. */
export const GUARD_MS = 300;
/** No person keeps up twenty digits at this pace. */
export const SLOW_MS = 100;
/** Digits that come so soon after a run without a result are its rest. */
export const REST_MS = 1000;
/** What an input method held back comes so soon after the scan. */
export const ECHO_MS = 1000;
export const RUN = 8;
export const LONG = 20;
export const STEADY = 12;
export const STEADY_MS = 70;
export const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Fn", "FnLock", "Hyper", "Super"]);
export const HIDDEN = new Set(["Process", "Unidentified", "Dead"]);
export const ENDINGS = new Set(["Enter", "NumpadEnter", "Tab"]);
export const SEPARATOR = /^[\s.-]$/;
/** What a scanner writes in front of a code: an address, or the name of the symbology. */
export const LEAD = /(?:https?:\/\/\S*|\][A-Za-z][0-9]?)$/i;

export const isDigit = (text) => /^[0-9]$/.test(text);
export const digitRuns = (text) => (text.match(/[0-9]+/g) ?? []).map((run) => run.length);
export const longest = (text) => Math.max(0, ...digitRuns(text));

/** Return the digit that lies at the place of a key, whatever the layout writes there, or "". */
export const placeOf = (code) => /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? "";

/** Return the part of `now` that is not in `before`: what was written at one place of a field. */
export function inserted(before, now) {
  let head = 0;
  while (head < before.length && head < now.length && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < now.length - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return now.slice(head, now.length - tail);
}

export const isLongKnown = (text) => text.length >= 2 * RUN && isKnownFormat(text);

/** Return the index of the part in which a code begins; the code's digits may stand in groups. */
export function startOf(parts, code) {
  let need = LENGTH;
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    if (parts[index] === code[need - 1]) need -= 1;
    else if (need < LENGTH && !SEPARATOR.test(parts[index])) need = LENGTH;
    if (need === 0) return index;
  }
  return 0;
}

/** Return a field's text without a code and what a scanner wrote in front of it; without any long run of digits where `code` is empty. */
export function without(now, code) {
  if (now === null) return null;
  const at = code ? now.lastIndexOf(code) : now.search(/[0-9]{8,}/);
  if (at < 0) return now;
  const length = code ? code.length : /^[0-9]+/.exec(now.slice(at))[0].length;
  return now.slice(0, at).replace(LEAD, "") + now.slice(at + length);
}
