// Play the rows of keystrokes.json with the browser's machine; keystroke_table.py plays them with the server's and says what a row is.
// node keystroke_table.mjs MACHINE.js < {"layouts", "rows"} > what came of each row
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { Reader } = await import(pathToFileURL(process.argv[2]));
const NAMED = ["Enter", "NumpadEnter", "Tab", "Backspace", "ArrowLeft", "Escape", "Shift", "Ctrl+J", "Ctrl+M", "F2", "Ctrl+V", "Pause"];
const WRITTEN_BY_METHOD = ["process", "merged", "unidentified", "whole"];

class Played {
  constructor(row, layouts) {
    this.reader = new Reader({ gap: row.gap ?? 40, prefix: row.prefix ?? "" });
    this.layout = layouts[row.layout ?? "us"];
    this.method = row.method ?? "none";
    this.value = row.field ?? null;
    this.most = row.most ?? 10 ** 6;
    const end = (this.value ?? "").length;
    this.caret = row.caret ?? [end, end];
    Object.assign(this, { at: 10000, acts: 0, hidden: 0, heard: [], waiting: "", rewrites: row.rewrites ?? "" });
  }

  take(results) {
    for (const { kind, text, left, method } of results) {
      if (kind !== "echo") this.heard.push([kind, text]);
      this.hidden += Number(method);
      if (this.value !== null && left !== null) {
        this.value = left;
        this.caret = [left.length, left.length];
      }
    }
  }

  write(text) {
    if (this.value === null) return;
    this.take(this.reader.before(this.value, this.at).results);
    if (this.rewrites) {
      this.value = this.rewrites;
      this.rewrites = "";
      this.caret = [this.value.length, this.value.length];
    }
    const [start, end] = this.caret;
    this.value = (this.value.slice(0, start) + text + this.value.slice(end)).slice(0, this.most);
    const caret = Math.min(this.value.length, start + text.length);
    this.caret = [caret, caret];
    this.reader.text(this.value, this.at);
  }

  press(key, code, ms, writes = "", more = {}) {
    this.at += ms;
    this.take(this.reader.idle(this.at));
    const { results, swallow, quiet } = this.reader.key({ key, code, at: this.at, value: this.value, ...more });
    this.take(results);
    if (writes && !swallow) this.write(writes);
    return !swallow && !quiet;
  }

  named(name, ms) {
    if (name === "Pause") {
      this.flush();
      this.at += ms;
      return this.take(this.reader.idle(this.at));
    }
    this.flush();
    if (name.startsWith("Ctrl+")) return void this.press(name.at(-1).toLowerCase(), `Key${name.at(-1)}`, ms, "", { ctrl: true });
    const free = this.press(name === "NumpadEnter" ? "Enter" : name, name, ms);
    if (free && ["Enter", "NumpadEnter", "Tab"].includes(name)) this.acts += 1;
    if (name === "Backspace" && free && this.value) {
      this.take(this.reader.before(this.value, this.at).results);
      let [start, end] = this.caret;
      if (start === end && start > 0) start -= 1;
      this.value = this.value.slice(0, start) + this.value.slice(end);
      this.caret = [start, start];
      this.reader.text(this.value, this.at);
    }
  }

  flush() {
    const { waiting } = this;
    this.waiting = "";
    if (waiting) this.write(waiting);
  }

  character(char, ms, count) {
    const digit = /^[0-9]$/.test(char);
    if (this.layout.kind === "alt" && digit) return this.alt(char, ms);
    if (!/^[A-Za-z0-9]$/.test(char)) {
      const free = this.press(char, "", ms, char);
      if (free && char === " " && this.value === null) this.acts += 1;
      return;
    }
    let code = digit ? `${this.layout.place ?? "Digit"}${char}` : `Key${char.toUpperCase()}`;
    const key = this.layout.keys[char] ?? char;
    if (this.layout.shift && digit) {
      this.press("Shift", "ShiftLeft", ms / 2);
      ms /= 2;
    }
    if (this.method === "packet") code = "";
    if (!WRITTEN_BY_METHOD.includes(this.method)) return void this.press(key, code, ms, [...key].length === 1 ? key : "");
    this.waiting += char;
    if (this.method === "whole") this.at += ms;
    else if (this.method === "unidentified") {
      this.press("Unidentified", "", ms);
      this.flush();
    } else if (this.method === "process" || count % 3 === 0) {
      this.press("Process", code, ms);
      this.flush();
    } else this.at += ms;
  }

  alt(char, ms) {
    const digits = String(char.charCodeAt(0)).padStart(this.layout.digits, "0");
    const step = ms / (digits.length + 1);
    this.press("Alt", "AltLeft", step, "", { alt: true });
    for (const digit of digits) this.press(digit, `Numpad${digit}`, step, "", { alt: true });
    const { results, swallow } = this.reader.up("Alt", this.at, this.value);
    this.take(results);
    if (!swallow) this.write(char);
  }
}

function play(row, layouts) {
  const played = new Played(row, layouts);
  for (const [what, ms] of row.steps) {
    if (NAMED.includes(what)) {
      played.named(what, ms);
      continue;
    }
    [...what].forEach((char, count) => played.character(char, ms, count));
    if (played.method !== "merged") played.flush();
  }
  played.flush();
  played.at += 1000;
  played.take(played.reader.idle(played.at));
  return { heard: played.heard, left: played.value, acts: played.acts, hidden: played.hidden };
}

const { layouts, rows } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(rows.map((row) => play(row, layouts))));
