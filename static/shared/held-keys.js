// A key that is held down, or an Enter pressed twice by a nervous hand, does its act once: the next one would act on whatever has come
// under it meanwhile. Every page loads this.

/** A second Enter so soon after one that sent a form is not meant for another form. */
const AGAIN_MS = 400;
const MOVES = new Set(["Tab", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Shift", "Control", "Alt", "AltGraph", "Meta"]);
const WRITES = "textarea, select, input, [contenteditable]";
const NOT_TEXT = "input[type=checkbox], input[type=radio], input[type=button], input[type=submit], input[type=reset], input[type=file], input[type=range], input[type=color], input[type=image]";

let enterAt = -Infinity;
let sent = { form: null, at: -Infinity };

/** Return true when the repeat of a held key would do something a second time. */
function acts(event, target) {
  const { key, altKey, ctrlKey, metaKey } = event;
  const writes = target.matches?.(WRITES) && !target.matches(NOT_TEXT);
  if (MOVES.has(key)) return altKey && !writes;
  if (key === "Enter") return !target.matches?.("textarea, [contenteditable]") || ctrlKey || metaKey;
  if (key === "Escape" || /^F[0-9]+$/.test(key)) return true;
  return !writes;
}

function block(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

addEventListener(
  "keydown",
  (event) => {
    if (!event.key) return event.stopImmediatePropagation(); // a suggestion of the browser was taken: no key was pressed
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.repeat) return void (acts(event, target) && block(event));
    if (event.key !== "Enter") return;
    const form = target.closest("form");
    if (form && sent.form && form !== sent.form && event.timeStamp - sent.at < AGAIN_MS) return block(event);
    enterAt = event.timeStamp;
  },
  true,
);

addEventListener(
  "submit",
  (event) => {
    if (event.timeStamp - enterAt < AGAIN_MS) sent = { form: event.target, at: event.timeStamp };
  },
  true,
);
