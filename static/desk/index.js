// The desk: what happens at it, in order. A scan is judged here at once, written into the journal, and sent; what the
// server says counts where it answers soon, what this desk knows where it does not.
import { SAME_MS } from "../shared/camera.js";
import { honorificOf, nameOf } from "./citizen-card.js";
import { Eye } from "./camera-panel.js";
import { Journal } from "./journal.js";
import { Line } from "./connection.js";
import { Drafts } from "./drafts.js";
import { close, comingForm, rest, undoForm } from "./forms.js";
import { Group } from "./group.js";
import { printLabel } from "./label.js";
import { isIn, show, shown } from "./outcome.js";
import { Roster } from "./guest-list.js";
import { search } from "./search-box.js";
import { drawCounts, drawLast, drawLeaders, tabs } from "./side-panels.js";
import { Shell } from "./update.js";
import { State } from "./status-bar.js";
import { open } from "./store.js";
import { sync } from "./sync.js";
import { called, desk, hour, say, steward } from "./page.js";
import { walkInForm } from "./walk-in.js";
import { newId } from "../shared/ids.js";
import { sound } from "../shared/sound.js";
import { takeScans } from "./scans.js";

const ANSWER_MS = 1200;
const element = (id) => document.getElementById(id);

const store = await open();
const { db } = store;
const line = new Line();
const roster = new Roster(db, desk.conference);
const journal = new Journal(db, line, desk.conference);
const shell = new Shell();
const state = new State(store, line, roster, journal, shell);
const drafts = new Drafts(db, desk.conference);
await roster.load();
await journal.load();
await drafts.load();

// --- a scan, from the text to the outcome

let turn = Promise.resolve();
/** One scan after another: the second guest's outcome never comes before the first's. */
const inTurn = (act) => (turn = turn.then(act, act));

/** Judge a card by its digest, empty where it could not be read. `keyboard`: an input method hid the scanner's keys. */
function judged(digest, way, keyboard = false) {
  return inTurn(async () => {
    if (way !== "camera" && digest && isJustIn("digest", digest)) return;
    await admit({ way, digest }, { keyboard });
  });
}

/** Let in a guest who was chosen on the page. */
const letIn = (way) => (guest, in_person = false) =>
  inTurn(() => (isJustIn("guest", guest.id) ? undefined : admit({ way, guest: guest.id, in_person })));

/** Who was let in last: a card that is read twice and a button that is pressed twice change nothing on the page. */
let entered = {};
const isJustIn = (key, value) => entered[key] === value && performance.now() - entered.at < SAME_MS;

async function admit(facts, more = {}) {
  if (facts.digest || facts.guest) clearBox(); // a card that was not read takes nothing away that a person has typed
  try {
    await enter(facts, more);
  } finally {
    rest();
  }
}

async function enter(facts, more) {
  const body = { id: newId(), at: line.stamp(), code: "", ...facts };
  const local = roster.judge({ ...body, desk: desk.desk });
  const row = await journal.add("/desk/scans", body, { guest: local.guest?.id ?? null, outcome: local.outcome });
  const answered = await journal.within(row, ANSWER_MS);
  if (row.state === "refused") return;
  if (answered) row.outcome = row.answer.outcome;
  else await alone(row);
  row.guest = row.answer?.guest ?? row.guest;
  settle(row, more);
  entered = row.outcome === "welcome" ? { digest: body.digest, guest: row.guest, at: performance.now() } : {};
}

/** No answer in time: the guest is told what this desk knows, and the server will be told so. */
async function alone(row) {
  if (row.state !== "unsent") return;
  Object.assign(row, { apart: true, told: row.outcome });
  await journal.keep(row);
}

function settle(row, more) {
  roster.apply(row, row.outcome, desk.desk);
  const first = row.answer?.first;
  const view = viewOf(row.guest);
  if (!view.guest && row.card) Object.assign(view, { guest: { ...row.card, block: row.card.block.code }, house: row.card.organisation });
  if (first && view.guest && !view.arrival) view.arrival = { ...first, scan: row.id, party: 1, came_name: "" };
  show({ ...view, outcome: row.outcome, scan: row.id, late: row.apart, ...more });
  redraw();
}

function viewOf(id) {
  const guest = roster.guests.get(id) ?? null;
  const house = guest ? (roster.organisations.get(guest.organisation)?.name ?? "") : "";
  return { guest, house, arrival: guest ? (roster.arrivals.get(id) ?? null) : null };
}

// --- the other things a desk does

/** Do something of a guest, as the server has it where it answers soon. Gives the row, or null where that refused it. */
async function act(path, body, outcome, guest = body.guest) {
  const row = await journal.add(path, { id: newId(), at: line.stamp(), ...body }, { guest: guest ?? null, outcome });
  await journal.within(row, ANSWER_MS);
  if (row.state === "refused") return null;
  await alone(row);
  roster.apply(row, outcome, desk.desk);
  redraw();
  return row;
}

/** `guest` is the one whom the form names: somebody else may have been scanned since it was opened. */
function undo(scan, reason, guest) {
  const view = { ...viewOf(guest?.id), guest };
  eye.forget();
  entered = {};
  return inTurn(async () => {
    const row = await act("/desk/undo", { scan, reason }, "undone", guest?.id);
    if (!row) return;
    const stays = row.answer ? row.answer.first : roster.arrivals.get(guest?.id);
    show({ ...view, arrival: null, outcome: "undone", note: stays ? say("still_in", { hour: hour(stays.at), desk: stays.desk }) : undefined });
  });
}

/** Let in a whole group that stands at the desk: one outcome for all. */
function letInAll(guests) {
  return inTurn(async () => {
    const before = new Set(roster.arrivals.keys());
    for (const guest of guests) await admit({ way: "search", guest: guest.id });
    const come = guests.filter(({ id }) => roster.arrivals.has(id) && !before.has(id));
    if (!come.length) return;
    const names = come.map((guest) => [called(guest), guest.seat].filter(Boolean).join(" · "));
    show({ ...viewOf(come[0].id), outcome: "welcome", note: [say("group_welcome", { n: come.length }), names.join("; ")] }, true);
    redraw();
  });
}

function cameInstead(body) {
  if (!roster.arrivals.has(body.guest)) return inTurn(() => admit({ way: "search", ...body, in_person: !body.came_name }));
  return inTurn(async () => {
    if (await act("/desk/coming", body, "amended")) show({ ...viewOf(body.guest), outcome: "amended", scan: roster.arrivals.get(body.guest)?.scan });
  });
}

function walkIn(body) {
  return inTurn(async () => {
    const row = await act("/desk/walk-ins", body, "welcome");
    if (row) show({ ...viewOf(body.guest), outcome: "welcome", scan: row.id });
  });
}

const print = () => printLabel(shown, (guest) => act("/desk/prints", { guest: guest.id }, "printed"));

/** A citizen's card gives a name to the form that is open, or to a new guest's; nothing else of it is kept. */
function citizen(text, way) {
  const name = way === "wedge" ? null : nameOf(text);
  if (steward || !name) {
    const note = say(steward ? "citizen_no" : way === "wedge" ? "citizen_wedge" : "citizen_bad");
    show({ outcome: "unreadable", note });
    return;
  }
  const facts = { name, honorific: honorificOf(text) };
  if (coming.isOpen) coming.fill(facts);
  else if (walk.isOpen) walk.fill(facts);
  else walk.open(facts);
}

// --- what is on the page

const scanned = takeScans(judged, citizen, (digit) => digitAlone(Number(digit)));
const eye = new Eye(scanned);

const group = new Group(roster);
let coming = { isOpen: false };
let walk = { isOpen: false };
let digitAlone = () => false;
let clearBox = () => (element("typed").value = "");
let undoOf = () => {};
let enterLeader = () => {};
if (steward) {
  element("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const box = element("typed");
    if (box.value.trim()) scanned(box.value, "typed");
    box.value = "";
  });
} else supervise();

function supervise() {
  coming = comingForm(roster, drafts, cameInstead);
  const enter = letIn("search");
  walk = walkInForm(roster, drafts, walkIn, enter);
  const back = undoForm(undo);
  const box = search(roster, {
    enter,
    other: (guest) => coming.open(guest),
    code: (text) => scanned(text, "typed"),
  });
  clearBox = box.clear;
  const openWalkIn = () => {
    if (walk.isOpen) return walk.focus();
    const text = box.text();
    walk.open(/[0-9]/.test(text) ? { house: text } : { name: text });
    box.clear();
  };
  const acts = {
    coming: () => shown.guest && (coming.isOpenFor(shown.guest) ? coming.focus() : coming.open(shown.guest)),
    print,
    enter: () => shown.outcome === "replaced" && enter(shown.guest),
    group: () => letInAll(group.away()),
    undo: () => shown.guest && isIn(shown) && back.open(roster.arrivals.get(shown.guest.id)?.scan ?? shown.scan, shown.guest),
  };
  document.querySelector("#outcome").addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());
  document.querySelector(".group ol").addEventListener("click", ({ target }) => {
    const guest = group.at(Number(target.closest("[data-digit]")?.dataset.digit));
    if (guest) enter(guest);
  });
  digitAlone = (digit) => {
    const other = group.hasFocus ? group.at(digit) : null;
    if (other) enter(other);
    else if (!group.hasFocus && isIn(shown) && digit >= 1 && digit <= shown.guest.seats && digit !== shown.arrival.party) {
      const { came_name, came_honorific, came_title } = shown.arrival;
      cameInstead({ guest: shown.guest.id, party: digit, came_name, came_honorific, came_title, reason: "" });
    } else return false;
    return true;
  };
  element("walk-in-open").addEventListener("click", openWalkIn);
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", close);
  const keys = { F2: () => (close(), box.focus()), F4: openWalkIn, F6: () => group.focus(), F7: acts.undo, F8: acts.coming, F9: acts.print };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".panel:not([hidden])")) close();
    if (event.altKey || event.ctrlKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  undoOf = (row) => back.open(row.id, roster.guests.get(row.guest));
  enterLeader = letIn("vip");
  tabs();
}

function redraw() {
  group.draw(shown);
  drawLast(journal, roster, { undo: (row) => undoOf(row), seen: (row) => journal.see(row).then(redraw) });
  drawLeaders(roster, enterLeader);
  drawCounts(roster);
}

sync({ store, line, roster, journal, state, shell }, redraw);

addEventListener("beforeunload", (event) => {
  if (journal.unsent.length) event.preventDefault();
});

// --- sound

sound.on = localStorage.getItem("kiosk-sound") !== "off";
element("refused").addEventListener("click", () => element("tab-last")?.click());
/** Browsers allow no sound before the page was touched: say so, nobody waits for a tone in vain. */
function drawSound() {
  const words = element("sound").querySelector("span");
  const waits = sound.on && navigator.userActivation?.hasBeenActive === false;
  words.textContent = words.dataset[waits ? "touch" : "on"];
  element("sound").setAttribute("aria-pressed", String(sound.on));
}
for (const name of ["pointerup", "keyup"]) addEventListener(name, () => drawSound(), { once: true });
element("sound").addEventListener("click", () => {
  sound.on = !sound.on;
  localStorage.setItem("kiosk-sound", sound.on ? "" : "off");
  drawSound();
});

show({ outcome: "ready" }, true);
drawSound();
redraw();
state.draw();
line.start();
shell.keep();
eye.wake();
walk.wake?.();
