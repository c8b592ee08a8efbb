// The desk: what happens at it, in order. A scan is judged here at once, written into the journal, and sent; what the
// server says counts where it answers soon, what this desk knows where it does not.
import { SAME_MS } from "../shared/camera.js";
import { honorificOf, nameOf } from "./citizen-card.js";
import { Eye } from "./camera-panel.js";
import { Journal } from "./journal.js";
import { Line } from "./connection.js";
import { close, comingForm, undoForm } from "./forms.js";
import { printLabel } from "./label.js";
import { show, shown } from "./outcome.js";
import { Roster } from "./guest-list.js";
import { search } from "./search-box.js";
import { viewOfRefused } from "./refused.js";
import { drawCounts, drawLast, drawLeaders, tabs } from "./side-panels.js";
import { shell } from "./update.js";
import { State } from "./status-bar.js";
import { open, wipe } from "./store.js";
import { desk, say, steward } from "./page.js";
import { walkInForm } from "./walk-in.js";
import { newId } from "../shared/ids.js";
import { sound } from "../shared/sound.js";
import { io } from "../vendor/socket.io.js";
import { takeScans } from "./scans.js";

const ANSWER_MS = 1200;
const element = (id) => document.getElementById(id);

const store = await open();
const { db } = store;
const line = new Line();
const roster = new Roster(db, desk.conference);
const journal = new Journal(db, line, desk.conference);
const state = new State(store, line, roster, journal);
await roster.load();
await journal.load();

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

/** The server will not have it: a person must hear that, and the list here is taken anew. */
function refused(row) {
  if (!row.seen) show(viewOfRefused(row, roster));
  roster.epoch = "";
  pull();
  redraw();
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
    if (await act("/desk/undo", { scan, reason }, "undone", guest?.id)) show({ ...view, arrival: null, outcome: "undone" });
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

const scanned = takeScans(judged, citizen);
const eye = new Eye(scanned);

let coming = { isOpen: false };
let walk = { isOpen: false };
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
  coming = comingForm(roster, cameInstead);
  const enter = letIn("search");
  walk = walkInForm(roster, walkIn, enter);
  const back = undoForm(undo);
  const box = search(roster, {
    enter,
    other: (guest) => coming.open(guest),
    code: (text) => scanned(text, "typed"),
  });
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
    undo: () => shown.guest && back.open(roster.arrivals.get(shown.guest.id)?.scan ?? shown.scan, shown.guest),
  };
  document.querySelector(".do").addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());
  element("walk-in-open").addEventListener("click", openWalkIn);
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", close);
  const keys = { F2: () => (close(), box.focus()), F4: openWalkIn, F8: acts.coming, F9: acts.print };
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
  drawLast(journal, roster, { undo: (row) => undoOf(row), seen: (row) => journal.see(row).then(redraw) });
  drawLeaders(roster, enterLeader);
  drawCounts(roster);
}

// --- the line, the list, the journal

const socket = io({ transports: ["websocket"], auth: { stand: "desk", lang: document.documentElement.lang }, reconnectionDelay: 500, reconnectionDelayMax: 1500 });
socket.on("picture", ({ number }) => number > roster.number && pull());
socket.on("disconnect", () => line.probe());

/** This desk's own changes that the server has not heard of stay on top of what it sends. */
const replay = () => journal.due.forEach((row) => roster.apply(row, row.told || row.outcome, desk.desk));
const pull = () => roster.pull(line, replay).catch(() => line.probe());

line.addEventListener("change", () => state.draw());
line.addEventListener("beat", async () => {
  if (localStorage.getItem("kiosk-epoch") !== line.epoch) {
    localStorage.setItem("kiosk-epoch", line.epoch);
    await journal.again();
  } else if (journal.due.length) await journal.drain();
  if (line.number > roster.number || line.epoch !== roster.epoch) await pull();
  state.report();
});

journal.addEventListener("answer", ({ detail: { row, answer } }) => {
  const parted = row.apart && row.told && answer.outcome !== row.told;
  if (parted && row.told === "welcome" && answer.outcome === "already_in") {
    // The server had judged before it heard that the guest was let in: say so, under an id of its own.
    const body = { ...row.body, id: newId() };
    journal.add(row.path, body, { guest: row.guest, outcome: "welcome", apart: true, told: "welcome" }).then(() => journal.drain());
  } else if (parted) row.note = say("changed", { word: say(answer.outcome) });
  if (answer.double) row.note = say("double", { desk: answer.first?.desk });
  if (parted || answer.double) row.outcome = answer.outcome;
  redraw();
});
journal.addEventListener("refused", ({ detail: { row } }) => refused(row));
journal.addEventListener("count", () => state.draw());
journal.addEventListener("broken", () => {
  store.durable = false;
  state.draw();
});
for (const part of [journal, roster]) part.addEventListener("unenrolled", unenrolled);
roster.addEventListener("change", redraw);
roster.addEventListener("saved", () => state.draw());

/** Ended, it forgets; one that the server only does not know (it goes on from an older copy) keeps everything to send it. */
async function unenrolled({ detail }) {
  if (detail !== "ended") {
    if (!state.stranger) show({ outcome: "unknown", note: say("stranger") }, true);
    state.stranger = true; // told once; then beside the list, and the door goes on
    return state.draw();
  }
  roster.clear();
  journal.rows.clear();
  await wipe(db);
  socket.disconnect();
  show({ outcome: "unknown", note: say("unenrolled") }, true);
  redraw();
  state.draw();
}

addEventListener("beforeunload", (event) => {
  if (journal.unsent.length) event.preventDefault();
});

// --- sound

sound.on = localStorage.getItem("kiosk-sound") !== "off";
element("refused").addEventListener("click", () => element("tab-last")?.click());
const drawSound = () => element("sound").setAttribute("aria-pressed", String(sound.on));
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
shell().catch(() => {});
eye.wake();
