// A hand on the page: lists are not rebuilt under it. While a pointer is pressed, redraws wait, so that a press and its release
// hit the same row; a row that a redraw has just moved takes no press for a moment.
const SETTLE_MS = 500;
const MOVED_PX = 4;
const ROWS = "[data-row]";
/** A pointer that was let go outside the window is never heard of again: nothing waits longer for it. */
const LONGEST_MS = 4000;

const waiting = new Set();
const movedAt = new WeakMap();
let pressed = false;

/** Draw now, or as soon as the pointer is released. Rows (`data-row`) of `list` that the draw moves take no press for a moment. */
export function redraw(list, draw) {
  if (pressed) return void waiting.add(draw);
  const before = new Map([...list.querySelectorAll(ROWS)].map((row) => [row, place(row)]));
  draw();
  for (const [row, was] of before) if (row.isConnected && Math.abs(place(row) - was) > MOVED_PX) movedAt.set(row, performance.now());
}

/** The row's place in its list, whatever the list is scrolled to. */
const place = (row) => row.offsetTop;

/** True while a row that an event hits has only just moved there. */
export function hasJustMoved(target) {
  const row = target instanceof Element ? target.closest(ROWS) : null;
  return Boolean(row) && performance.now() - (movedAt.get(row) ?? -Infinity) < SETTLE_MS;
}

function release() {
  if (!pressed) return;
  pressed = false;
  const draws = [...waiting];
  waiting.clear();
  for (const draw of draws) draw();
}

let refused = null;
let forgotten = 0;
addEventListener("pointerdown", ({ target }) => {
  pressed = true;
  clearTimeout(forgotten);
  forgotten = setTimeout(release, LONGEST_MS);
  refused = hasJustMoved(target) ? target : null;
}, true);
// After the click, which comes in the same task as the release or right behind it.
for (const name of ["pointerup", "pointercancel", "dragend"]) addEventListener(name, () => setTimeout(release), true);
addEventListener("blur", release);
addEventListener("click", (event) => {
  if (event.detail === 0 || (!refused && !hasJustMoved(event.target))) return; // detail 0: by the keyboard, on what has the focus
  refused = null;
  event.preventDefault();
  event.stopPropagation();
}, true);
