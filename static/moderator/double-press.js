// Presses that only repeat the one before: the second half of a double click, a key held down, a bouncing switch. What was
// just done has put another question under the same button: for a moment the page takes no second press of the same step.
import { busy, listeners } from "../shared/commands.js";

const REST_MS = 700;
const NEAR_PX = 12;
const ONCE = new Set(["next", "end", "start"]);
let until = 0;
let waking = 0;
let done = "";
/** The key of the button that was pressed last, and of the one whose step was done last: by now it may do the opposite, or the next step. */
let pressed = "";
let doneBy = "";
let where = { x: -NEAR_PX, y: -NEAR_PX };

listeners.add((state, command) => {
  const step = command && stepOf({ ...command.body, blank: { true: "on", false: "off" }[command.body.on] });
  if (state !== "free" || !step) return;
  done = step;
  [doneBy, pressed] = [pressed, ""];
  until = performance.now() + REST_MS;
  document.documentElement.dataset.rest = done;
  clearTimeout(waking);
  waking = setTimeout(() => delete document.documentElement.dataset.rest, REST_MS);
});

/** The step that a button or a command does. */
export const stepOf = ({ move, do: what, speech, blank }) => move ?? what ?? speech ?? { on: "dark", off: "light" }[blank];

/** Whether this click on a button that does `step` is no press of its own: by a pointer at the same place, of the same step or the same key. */
export function repeats({ detail, clientX: x, clientY: y, target }, step) {
  if (busy()) return false;
  const { key = "" } = target.closest("button").dataset;
  const near = detail > 0 && Math.hypot(x - where.x, y - where.y) < NEAR_PX;
  const repeated = detail > 1 || (performance.now() < until && (near || (step === done && ONCE.has(step)) || (key && key === doneBy)));
  if (!repeated) pressed = key;
  if (!repeated && detail > 0) where = { x, y };
  return repeated;
}

document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && !event.target.closest("textarea")) event.preventDefault();
});
