// A click never lands on what has just slid under the resting pointer, and a key never does what its button has only just come
// to mean by another hand: the page may change between the look and the press.
import { busy } from "../shared/commands.js";

const SETTLE_MS = 2000;
const TOUCH_MS = 500;
/** No person reads and presses within so short a time. */
const KEY_MS = 400;
let pointed = "";
let at = { x: -1, y: -1 };
let slid = -SETTLE_MS;

/** What a button does, to which question: a row may keep its place while its meaning moves. */
const meaning = (button) => (button ? ["move", "question", "before", "more", "item", "do", "speech", "blank"].map((name) => button.dataset[name] ?? "").join("|") : "");
const keyed = () => new Map([...document.querySelectorAll("button[data-key]")].map((button) => [button.dataset.key, meaning(button)]));
const under = () => document.elementFromPoint(at.x, at.y)?.closest("button") ?? null;

document.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch") return;
  at = { x: event.clientX, y: event.clientY };
  pointed = meaning(event.target.closest?.("button"));
});

document.addEventListener("picture", () => {
  const found = meaning(under());
  if (found === pointed) return;
  pointed = found;
  slid = performance.now();
});

const order = () => [...document.querySelectorAll("#queue > li")].map((row) => row.dataset.question).join();
let known = order();
let shuffled = -TOUCH_MS;
document.addEventListener("picture", () => {
  const now = order();
  if (now !== known) shuffled = performance.now();
  known = now;
});

/** What the button with the focus did when Space went down on it: it is pressed only when Space comes up. */
let spaced = null;
document.addEventListener("keydown", ({ key, repeat, target }) => {
  if (!repeat) spaced = key === " " && target.matches("button") ? meaning(target) : null;
});

/** Return true where this click hits something that was not there when the pointer came to rest, or when its key went down. */
export function moved(event) {
  if (!event.detail) {
    const other = spaced !== null && spaced !== meaning(event.target.closest("button"));
    spaced = null;
    return other;
  }
  const { pointerType, clientX: x, clientY: y } = event;
  if (pointerType === "touch") return performance.now() - shuffled < TOUCH_MS && Boolean(event.target.closest("#queue"));
  const resting = Math.hypot(x - at.x, y - at.y) < 3;
  const wrong = resting && performance.now() - slid < SETTLE_MS;
  slid = -SETTLE_MS;
  return wrong;
}

let keys = keyed();
const keyMovedAt = new Map();
document.addEventListener("picture", () => {
  const now = keyed();
  for (const [key, means] of now) if (!busy() && keys.has(key) && keys.get(key) !== means) keyMovedAt.set(key, performance.now());
  keys = now;
});

/** Return true where another hand has only just changed what this button's key does. */
export const keyMoved = ({ dataset: { key } }) => performance.now() - (keyMovedAt.get(key) ?? -Infinity) < KEY_MS;
