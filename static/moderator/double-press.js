// Presses that only repeat the one before: the second half of a double click, a key held down, a bouncing switch. What was
// just done has put another question under the same button: for a moment the page takes no second press of the same step.
import { busy, listeners } from "../shared/commands.js";

const REST_MS = 700;
const NEAR_PX = 12;
const ONCE = new Set(["next", "end", "start"]);
/** Steps that lie on one key with their opposites. */
const OPPOSITE = { pause: "resume", resume: "pause", dark: "light", light: "dark" };
let until = 0;
let waking = 0;
let done = "";
let where = { x: -NEAR_PX, y: -NEAR_PX };

listeners.add((state, command) => {
  const step = command && stepOf({ ...command.body, blank: { true: "on", false: "off" }[command.body.on] });
  if (state !== "free" || !step) return;
  done = step;
  until = performance.now() + REST_MS;
  document.documentElement.dataset.rest = done;
  clearTimeout(waking);
  waking = setTimeout(() => delete document.documentElement.dataset.rest, REST_MS);
});

/** The step that a button or a command does. */
export const stepOf = ({ move, do: what, speech, blank }) => move ?? what ?? speech ?? { on: "dark", off: "light" }[blank];

/** Whether this click on a button that does `step` is no press of its own: by a pointer at the same place, or of the same step. */
export function repeats({ detail, clientX: x, clientY: y }, step) {
  if (busy()) return false;
  const near = detail > 0 && Math.hypot(x - where.x, y - where.y) < NEAR_PX;
  const repeated = detail > 1 || (performance.now() < until && (near || (step === done && ONCE.has(step)) || OPPOSITE[step] === done));
  if (!repeated && detail > 0) where = { x, y };
  return repeated;
}

document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && !event.target.closest("textarea")) event.preventDefault();
});
