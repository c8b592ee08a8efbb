// The chair's page: it only reads, and acknowledges notes.
import { ask, now } from "../shared/picture.js";
import { send } from "../shared/post.js";

const frame = document.getElementById("picture");

frame.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-note]");
  if (!button || button.disabled) return;
  button.disabled = true;
  const done = await send(`/notes/${button.dataset.note}/receipt`);
  button.disabled = false;
  if (done) ask().catch(() => {});
});

/** A note takes the focus, so that one key or one touch acknowledges it. */
function cover() {
  const button = frame.querySelector("[data-note]");
  if (button && document.activeElement !== button) button.focus();
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
