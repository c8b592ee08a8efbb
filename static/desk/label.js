// The label of a guest who is in, in the browser's own print dialogue. A name is never cut: the letters get smaller first,
// then the organisation gets fewer lines, then the position.
import { sure } from "./forms.js";
import { isIn } from "./outcome.js";
import { block, called, cameOf, say } from "./page.js";

const label = document.getElementById("label");
const part = (name) => label.querySelector(name);
const SMALLER = [1, 0.9, 0.8, 0.7];
const TINY = [0.6, 0.5, 0.4];
const LINES = [3, 2, 1];

/** Print the label of the guest who is shown, if he is in. `printed(guest)` is called once that was done. */
export async function printLabel(now, printed) {
  const { guest } = now;
  if (!guest || !isIn(now) || (guest.printed && !(await sure(say("print_again"), say("print"))))) return;
  fill(now);
  fit();
  const done = () => (guest.printed = true) && printed(guest); // known at once, for a second press
  addEventListener("afterprint", done, { once: true });
  globalThis.print();
}

function fill({ guest, house, arrival }) {
  const text = (name, value) => {
    part(name).textContent = value;
  };
  text(".label-name", arrival?.came_name ? cameOf(arrival) : called(guest));
  text(".label-what", (arrival?.came_name ? arrival.came_title : guest.position) ?? "");
  text(".label-house", house);
  text(".label-block", block(guest.block).name);
  part(".label-foot").className = `label-foot block-${block(guest.block).code}`;
  text("b", guest.seat);
}

/** Set it as the printer will, out of sight, until all of it is on the label. */
function fit() {
  const set = (element, name) => (value) => element.style.setProperty(name, String(value));
  const fits = () => label.scrollHeight <= label.clientHeight;
  const until = (change, values) => fits() || values.some((value) => (change(value), fits()));
  const size = set(label, "--fit");
  const lines = [".label-house", ".label-what"].map((name) => set(part(name), "--lines"));
  label.classList.add("measured");
  size(1);
  for (const change of lines) change("none");
  until(size, SMALLER);
  for (const change of lines) until(change, LINES);
  until(size, TINY);
  label.classList.remove("measured");
}
