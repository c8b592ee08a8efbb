// The chair's page: it reads, acknowledges notes, gives a signal with one touch, and nods to the lines of the closing.
import { ask, now } from "../shared/picture.js";
import { send } from "../shared/post.js";

const frame = document.getElementById("picture");

frame.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-note], [data-signal], [data-nod]");
  if (!button || button.disabled) return;
  button.disabled = true;
  const { note, signal, nod, text } = button.dataset;
  const done = await (note ? send(`/notes/${note}/receipt`) : nod ? send("/chair/nods", { line: nod, text }) : answer(signal));
  button.disabled = false;
  if (done) ask().catch(() => {});
});

/** One touch: a signal to the moderator, and the answer to the newest note that waits and can have been read. */
async function answer(text) {
  const note = frame.querySelector("[data-note]");
  if (note && performance.now() - (shownAt.get(note.dataset.note) ?? 0) > READ_MS) await send(`/notes/${note.dataset.note}/receipt`, { reply: text });
  return send("/notes", { stand: "moderator", text });
}

/** Nobody reads a note in less. */
const READ_MS = 1500;

/** A note that has just come takes the focus, so that one key acknowledges it, unless another button has it: its key is on the way. */
const shownAt = new Map();
function cover() {
  const button = frame.querySelector("[data-note]");
  if (!button || shownAt.has(button.dataset.note)) return;
  shownAt.set(button.dataset.note, performance.now());
  if (!document.activeElement?.matches("button")) button.focus({ preventScroll: true });
}

/** The limit of a question is soft: a colour, a word, no sound. */
function limit() {
  const clock = frame.querySelector("[data-soft]");
  if (clock) clock.parentElement.classList.toggle("long", now() - Number(clock.dataset.since) > Number(clock.dataset.soft) * 1000);
}

async function stayAwake() {
  if (!document.hidden) await navigator.wakeLock?.request("screen").catch(() => {});
}

document.addEventListener("picture", () => {
  cover();
  limit();
});
document.addEventListener("visibilitychange", stayAwake);
setInterval(limit, 500);
cover();
limit();
stayAwake();
