// The label of a guest who is in: printed on a key, or by itself on a welcome where this desk has switched it on (the browser then runs
// with --kiosk-printing and asks nothing). The card's code comes from the server, for guests who came; without a line the label has none.
// A name is never cut: the letters get smaller first, then the organisation gets fewer lines, then the position.
import { sure } from "./forms.js";
import { isIn } from "./outcome.js";
import { block, called, cameOf, say } from "./page.js";

const label = document.getElementById("label");
const part = (name) => label.querySelector(name);
const SMALLER = [1, 0.9, 0.8, 0.7];
const TINY = [0.6, 0.5, 0.4];
const LINES = [3, 2, 1];
const CODE_MS = 1500;

let turn = Promise.resolve();
/** One label after another: each waits for its code, and one must never be printed with another guest's. */
const inTurn = (act) => (turn = turn.then(act, act));

/** Print the label of the guest who is shown, if he is in. `printed(guest)` is called once that was done. */
export async function printLabel(now, printed) {
  const { guest } = now;
  if (!guest || !isIn(now) || (guest.printed && !(await sure(say("print_again", { who: called(guest) }), say("print"))))) return;
  guest.printed = true; // known at once, for a second press
  await inTurn(() => out(textsOf(now), guest.id, () => printed(guest)));
}

/** Print a label that shows how one looks, with the test card's code. `printed()` once that was done. */
export const printTest = (printed) =>
  inTurn(() => out({ name: say("label_test"), what: say("label_test_what"), house: say("label_test_house"), block: block(""), seat: "A-1" }, "test", printed));

function textsOf({ guest, house, arrival }) {
  const came = arrival?.came_name;
  return { name: came ? cameOf(arrival) : called(guest), what: (came ? arrival.came_title : guest.position) ?? "", house, block: block(guest.block), seat: guest.seat };
}

async function out(texts, id, printed) {
  fill(texts);
  await showCode(id);
  label.classList.add("measured");
  await typeIsThere();
  fit();
  label.classList.remove("measured");
  addEventListener("afterprint", printed, { once: true });
  globalThis.print();
}

function fill({ name, what, house, block: { code, name: named }, seat }) {
  const text = (where, value) => {
    part(where).textContent = value;
  };
  text(".label-name", name);
  text(".label-what", what);
  text(".label-house", house);
  text(".label-block", named);
  part(".label-foot").className = `label-foot block-${code}`;
  text("b", seat);
}

/** The code of the guest's card as a picture; none where the server does not answer in time. */
async function showCode(id) {
  const picture = part(".label-code");
  picture.hidden = true;
  picture.src = `/desk/label/${encodeURIComponent(id)}.svg`;
  const late = new Promise((resolve) => setTimeout(resolve, CODE_MS, false));
  const drawn = picture.decode().then(() => true, () => false);
  picture.hidden = !(await Promise.race([drawn, late]));
}

/** A letter of another font is wider or narrower. A font begins to load only when something is set in it. */
async function typeIsThere() {
  label.getBoundingClientRect();
  await Promise.race([document.fonts.ready, new Promise((resolve) => setTimeout(resolve, CODE_MS))]);
}

/** Set it as the printer will, out of sight, until all of it is on the label. */
function fit() {
  const set = (element, name) => (value) => element.style.setProperty(name, String(value));
  const fits = () => label.scrollHeight <= label.clientHeight;
  const until = (change, values) => fits() || values.some((value) => (change(value), fits()));
  const size = set(label, "--fit");
  const lines = [".label-house", ".label-what"].map((name) => set(part(name), "--lines"));
  size(1);
  for (const change of lines) change("none");
  until(size, SMALLER);
  for (const change of lines) until(change, LINES);
  until(size, TINY);
}
