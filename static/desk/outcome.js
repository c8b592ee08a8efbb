// What the desk says after a scan: one colour, one icon, one word, who it is, where to sit. It stays until the next scan.
import { play } from "../shared/sound.js";
import { isAway } from "./admission.js";
import { block, called, cameOf, desk, hour, make, say, steward } from "./page.js";

const frame = document.getElementById("outcome");
const part = (name) => frame.querySelector(name);

/** What is shown: outcome, guest (a line of the list), house, arrival, scan (its id), late. */
export let shown = { outcome: "ready" };
/** Since when the page shows this guest, by the browser's own clock. */
export let shownSince = -Infinity;

/** Outcomes of which the help desk knows more; there is no sending from the help desk itself. */
const FOR_HELP = ["already_in", "unknown", "cancelled", "replaced", "foreign"];

/** Show an outcome. `quiet` redraws without a sound. `handed`: whether whom it shows was sent to the help desk; none where that is no matter. */
export function show(next, quiet = false) {
  if (next.guest?.id !== shown.guest?.id) shownSince = performance.now();
  shown = next;
  if (FOR_HELP.includes(next.outcome) && desk.desk !== desk.help) next.handed ??= false;
  frame.dataset.outcome = next.outcome === "unknown" && next.late ? "unverified" : next.outcome;
  part(".sign use").setAttribute("href", `#i-${{ amended: "welcome", returned: "welcome", refused: "cancelled", foreign: "cancelled", tested: "welcome", checking: "clock" }[next.outcome] ?? next.outcome}`);
  part(".word").textContent = say(next.outcome === "refused" ? "refused_word" : frame.dataset.outcome);
  part(".name").textContent = nameOf(next);
  part(".what").textContent = next.guest ? [titleOf(next), next.house].filter(Boolean).join(" · ") : "";
  part(".more").replaceChildren(...moreOf(next).map((line) => make("span", "", line)));
  facts(next);
  if (quiet) return;
  play(next.outcome);
  if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
}

/** Whether whom it shows is in the hall: what its buttons do is for them alone. */
export const isIn = (next) => Boolean(next.arrival) && next.outcome !== "undone" && !isAway(next.arrival);

/** Whether whom it shows has just gone out. */
export const isOut = (next) => next.outcome === "left" && isAway(next.arrival);

function nameOf({ guest, arrival }) {
  if (!guest) return "";
  return arrival?.came_name ? cameOf(arrival) : called(guest);
}

const titleOf = ({ guest, arrival }) => (arrival?.came_name ? arrival.came_title : guest.position);

function moreOf(next) {
  const { outcome, guest, arrival } = next;
  if (next.note) return [next.note].flat();
  const lines = [];
  if (outcome === "ready") lines.push(say(steward ? "ready_scan" : "ready_more"));
  if (outcome === "unknown") lines.push(next.late ? say("unverified_more") : say(steward ? "unknown_steward" : "unknown_more", { desk: desk.help }));
  if (outcome === "replaced") lines.push(say(steward ? "unknown_steward" : "replaced_more", { desk: desk.help }));
  if (outcome === "unreadable") lines.push(say(next.keyboard ? "keyboard" : steward ? "unreadable_steward" : "unreadable_more"));
  if (outcome === "foreign") lines.push(say(steward ? "foreign_steward" : "foreign_more", { desk: desk.help }));
  if (outcome === "left") lines.push(say("left_more"));
  if (outcome === "returned" && arrival?.left_at) lines.push(say("out_since", { hour: hour(arrival.left_at) }));
  if (outcome === "tested") lines.push(say("tested_more"));
  if (outcome === "cancelled") lines.push(...[guest?.cancel_reason, say("cancelled_more")].filter(Boolean));
  if (["already_in", "replaced"].includes(outcome) && arrival) lines.push(since(next));
  if (next.extra) lines.push(next.extra);
  if (arrival?.came_name && guest) lines.push(say("instead", { guest: called(guest) }));
  return lines;
}

function since({ arrival }) {
  return say("already_more", { hour: hour(arrival.at), desk: arrival.desk });
}

function facts(next) {
  const { guest, arrival } = next;
  const admitted = guest && isIn(next);
  part(".facts").hidden = !guest || next.outcome === "refused";
  const acts = part(".do");
  const asked = next.outcome === "replaced" && !admitted;
  const out = Boolean(guest) && isOut(next);
  const offered = asked ? ["enter"] : out ? ["back", "undo"] : admitted ? ["coming", "print", "leave", "undo"] : [];
  if (steward) offered.length = 0;
  if (next.handed === false) offered.unshift("hand");
  if (acts) acts.hidden = offered.length === 0;
  for (const button of acts?.children ?? []) button.hidden = !offered.includes(button.dataset.do);
  if (!guest) return;
  fact(".seat", guest.seat);
  fact(".party", guest.seats > 1 || arrival?.party > 1 ? say("persons", { n: arrival?.party ?? 1, seats: guest.seats }) : "");
  fact(".give", next.outcome === "welcome" ? desk.handouts.join(", ") : "");
  part(".khoi .swatch").className = `swatch block-${block(guest.block).code}`;
  part(".khoi dd span:last-child").textContent = block(guest.block).name;
}

function fact(name, text) {
  part(name).hidden = !text;
  part(`${name} dd`).textContent = text;
}
