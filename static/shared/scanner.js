// A USB scanner types like a keyboard, only faster. This tells the two apart, in whatever field the cursor is, with Enter,
// Tab or nothing at the end, with a prefix, with Caps Lock or a Vietnamese input method on.

/**
 * Keys in, scans out. `key(key, code, at)` takes a key with its time in ms and gives null (a person, or not yet),
 * `{scan: text}` or `{again: text}`, a burst without a code: half a card, or another one. `digits` is a code's length.
 */
export class Burst {
  constructor({ gap = 40, minimum = 8, digits = 41, prefix = "" } = {}) {
    Object.assign(this, { gap, minimum, digits, prefix });
    this.reset();
  }

  reset() {
    this.text = "";
    this.keys = 0;
    this.last = -Infinity;
  }

  /** Whether so many keys came so fast that no person types them. */
  get running() {
    return this.keys >= this.minimum;
  }

  key(key, code, at) {
    const fast = at - this.last <= this.gap;
    this.last = at;
    if (key === "Enter" || key === "Tab") return fast && this.running ? this.end() : (this.reset(), null);
    if (!fast) {
      this.text = "";
      this.keys = 0;
    }
    if (key === "Shift" || key === "CapsLock" || key === "Alt") return null;
    this.keys += 1;
    this.text += character(key, code);
    return null;
  }

  /** The burst is over: by Enter, by Tab, or because nothing followed. */
  end() {
    const text = this.prefix && this.text.startsWith(this.prefix) ? this.text.slice(this.prefix.length) : this.text;
    this.reset();
    return new RegExp(`[0-9]{${this.digits}}`).test(text) || text.includes("|") ? { scan: text } : { again: text };
  }
}

/** The character of a key; where an input method hides it ("Process"), the digit by the place of the key. */
function character(key, code) {
  if (key.length === 1) return key;
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? "";
}

/** Listen on the whole document. `heard({scan} | {again})` is called for scanners only; fields get back what they held. */
export function listen(heard, options = {}) {
  const burst = new Burst(options);
  let field = null;
  let idle = 0;

  const finish = (result) => {
    clearTimeout(idle);
    giveBack(field);
    field = null;
    heard(result);
  };

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || event.ctrlKey || event.metaKey) return;
      clearTimeout(idle);
      if (!burst.running && event.timeStamp - burst.last > burst.gap) field = remember(document.activeElement);
      const wasRunning = burst.running;
      const result = burst.key(event.key, event.code, event.timeStamp);
      if (wasRunning) swallow(event);
      if (result) finish(result);
      else if (burst.running) idle = setTimeout(() => burst.running && finish(burst.end()), options.idle ?? 250);
    },
    true,
  );
  return burst;
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function remember(element) {
  if (!element || !("value" in element) || element.matches("button, [type=button], [type=submit], [type=file]")) return null;
  return { element, value: element.value };
}

function giveBack(kept) {
  if (!kept || kept.element.value === kept.value) return;
  kept.element.value = kept.value;
  kept.element.dispatchEvent(new Event("input", { bubbles: true }));
}
