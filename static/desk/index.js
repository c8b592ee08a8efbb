// The desk: what happens at it, in order. A scan is judged here at once, written into the journal, and sent; what the
// server says counts where it answers soon, what this desk knows where it does not.
import { SAME_MS } from "../shared/camera.js";
import { honorificOf, nameOf } from "./citizen-card.js";
import { Acts, ANSWER_MS } from "./acts.js";
import { isAway } from "./admission.js";
import { Eye } from "./camera-panel.js";
import { Journal } from "./journal.js";
import { Line } from "./connection.js";
import { Drafts } from "./drafts.js";
import { close, comingForm, rest, undoForm } from "./forms.js";
import { Group } from "./group.js";
import { Handover } from "./handover.js";
import { printLabel, printTest } from "./label.js";
import { LabelRoll } from "./label-roll.js";
import { isIn, isOut, show, shown, shownSince } from "./outcome.js";
import { Roster } from "./guest-list.js";
import { search } from "./search-box.js";
import { drawCounts, drawLast, drawLeaders, drawSeats, tabs } from "./side-panels.js";
import { Shell } from "./update.js";
import { State } from "./status-bar.js";
import { open } from "./store.js";
import { sync } from "./sync.js";
import { desk, say, steward } from "./page.js";
import { walkInForm } from "./walk-in.js";
import { Again, once } from "../shared/again.js";
import { newId } from "../shared/ids.js";
import { JOIN_MS } from "../shared/keystrokes.js";
import { soundButton } from "./sound-button.js";
import { takeScans } from "./scans.js";

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
    if (way !== "camera" && digest && isJustIn("digest", digest)) return showEntered();
    group.leave();
    await checked(() => admit({ way, digest }, { keyboard }));
  });
}

/** Let in a guest who was chosen on the page. */
const letIn = (way) => (guest, in_person = false) =>
  inTurn(() => (isJustIn("guest", guest.id) ? showEntered() : checked(() => admit({ way, guest: guest.id, in_person }))));

/** Who was let in last: of a card that is read twice, or a button that is pressed twice, the page says what it said. */
let entered = {};
const isJustIn = (key, value) => entered[key] === value && performance.now() - entered.at < SAME_MS;
function showEntered() {
  if (shown.guest?.id === entered.guest) return;
  show(entered.view, true);
  redraw();
}

/** So long an outcome may keep the page waiting before that of the guest before is taken off it. */
const CHECKING_MS = 250;
async function checked(act) {
  const slow = setTimeout(() => (show({ outcome: "checking" }, true), redraw()), CHECKING_MS);
  await act().finally(() => clearTimeout(slow));
}

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
  else await journal.tell(row);
  row.guest = row.answer?.guest ?? row.guest;
  settle(row, more);
  printOnWelcome(row);
  entered = ["welcome", "returned"].includes(row.outcome) ? { digest: body.digest, guest: row.guest, view: shown, at: performance.now() } : {};
}

/** Where this desk has switched it on, whoever is let in gets a label without a hand; nobody a second one. */
function printOnWelcome({ outcome, guest }) {
  const view = roster.view(guest);
  if (roll?.on && outcome === "welcome" && view.guest && !view.guest.printed) print(view);
}

function settle(row, more) {
  roster.apply(row, row.outcome, desk.desk);
  const first = row.answer?.first;
  const view = roster.view(row.guest);
  if (!view.guest && row.card) Object.assign(view, { guest: { ...row.card, block: row.card.block.code }, house: row.card.organisation });
  if (first && view.guest && !view.arrival) view.arrival = { ...first, scan: row.id, party: 1, came_name: "" };
  show({ ...view, outcome: row.outcome, scan: row.id, late: row.apart, ...more });
  redraw();
}

// --- the other things a desk does

const forget = () => {
  eye.forget();
  entered = {};
};
const acts = new Acts({ roster, journal, line, inTurn, admit, forget, redraw: () => redraw(), welcomed: printOnWelcome });
/** Print the label of whom a view shows, and count it. */
const print = (view) =>
  printLabel(view, (guest) => {
    roll.used();
    return acts.act("/desk/prints", { guest: guest.id }, "printed");
  });

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
let findText = () => {};
const handover = new Handover(roster, line, { typed: () => element("typed").value.trim(), find: (text) => findText(text) });
let coming = { isOpen: false };
let walk = { isOpen: false };
let digitAlone = () => false;
let clearBox = () => (element("typed").value = "");
let undoOf = () => {};
let enterLeader = () => {};
let roll = null;
if (steward) {
  element("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const box = element("typed");
    if (box.value.trim()) scanned(box.value, "typed");
    box.value = "";
  });
} else supervise();

function supervise() {
  coming = comingForm(roster, drafts, (body) => acts.cameInstead(body));
  const enter = letIn("search");
  walk = walkInForm(roster, drafts, (body) => acts.walkIn(body), enter);
  const back = undoForm((...of) => acts.undo(...of));
  const box = search(roster, {
    enter,
    other: (guest) => coming.open(guest),
    code: (text) => scanned(text, "typed"),
  });
  clearBox = box.clear;
  findText = box.look;
  const openWalkIn = () => {
    if (walk.isOpen) return walk.focus();
    const text = box.text();
    walk.open(/[0-9]/.test(text) ? { house: text } : { name: text });
    box.clear();
  };
  const keyed = {
    coming: () => shown.guest && (coming.isOpenFor(shown.guest) ? coming.focus() : coming.open(shown.guest)),
    print: () => print(shown),
    enter: () => shown.outcome === "replaced" && enter(shown.guest),
    group: once(() => acts.letInAll(group.away())),
    undo: () => shown.guest && (isIn(shown) || isOut(shown)) && back.open(scanToUndo(), shown.guest),
    leave: () => shown.guest && isIn(shown) && acts.goOut(shown.guest),
    back: () => shown.guest && isOut(shown) && enter(shown.guest),
  };
  document.querySelector("#outcome").addEventListener("click", ({ target, detail }) => {
    // The second click of a double click would press what the first one has put there.
    if (detail < 2) keyed[target.closest("[data-do]")?.dataset.do]?.();
  });
  document.querySelector(".group ol").addEventListener("click", ({ target }) => {
    const guest = group.at(Number(target.closest("[data-digit]")?.dataset.digit));
    if (guest) enter(guest);
  });
  /** What the page shows is taken back: the leaving or the return, else the admission. */
  const scanToUndo = () => (["left", "returned"].includes(shown.outcome) ? shown.scan : (roster.arrivals.get(shown.guest.id)?.scan ?? shown.scan));
  digitAlone = (digit) => {
    if (performance.now() - shownSince < JOIN_MS) return true; // it was pressed for whoever was shown before
    const other = group.hasFocus ? group.at(digit) : null;
    if (other) enter(other);
    else if (!group.hasFocus && isIn(shown) && digit >= 1 && digit <= shown.guest.seats && digit !== shown.arrival.party) {
      const { came_name, came_honorific, came_title } = shown.arrival;
      acts.cameInstead({ guest: shown.guest.id, party: digit, came_name, came_honorific, came_title, reason: "" });
    } else return false;
    return true;
  };
  element("walk-in-open").addEventListener("click", openWalkIn);
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", close);
  const keys = { F2: () => (close(), box.focus()), F3: () => (isOut(shown) ? keyed.back() : keyed.leave()), F4: openWalkIn, F6: () => group.focus(), F7: keyed.undo, F8: keyed.coming, F9: keyed.print };
  const again = new Again();
  addEventListener("keydown", (event) => {
    const asked = document.querySelector("dialog[open]"); // a question comes before everything else
    if (event.key === "Escape" && !asked && document.querySelector(".panel:not([hidden])")) close();
    if (event.altKey || event.ctrlKey || !(event.key in keys)) return;
    event.preventDefault();
    if (asked) return;
    if (event.key === "F3" && again.isSame("F3")) return; // out, and in again by the second press of a nervous hand
    keys[event.key]();
  });
  undoOf = (row) => back.open(row.id, roster.guests.get(row.guest));
  enterLeader = letIn("vip");
  roll = new LabelRoll(printTest);
  tabs();
}

/** So long after news the list has caught up with what this desk did itself. */
const CAUGHT_UP_MS = 1500;
let looking = 0;
roster.addEventListener("news", () => (looking ||= setTimeout(lookAgain, CAUGHT_UP_MS)));

/** Say what another desk has done meanwhile to the guest who is shown. */
function lookAgain() {
  looking = 0;
  if (!shown.guest || !isIn(shown) || journal.due.length || roster.behind) return;
  const view = roster.view(shown.guest.id);
  const { arrival } = view;
  const same = arrival && ["party", "came_name", "came_honorific", "came_title"].every((name) => arrival[name] === shown.arrival[name]);
  if (!arrival) show({ ...view, guest: shown.guest, outcome: "undone", note: say("undone_elsewhere") }, true);
  else if (isAway(arrival)) show({ ...view, outcome: "left", scan: arrival.left_scan }, true);
  else if (!same) show({ ...shown, arrival }, true);
  else return;
  redraw();
}

function redraw() {
  group.draw(shown);
  handover.draw();
  drawLast(journal, roster, { undo: (row) => undoOf(row), seen: (row) => journal.see(row).then(redraw) });
  drawLeaders(roster, enterLeader);
  drawCounts(roster);
  drawSeats(roster);
}

sync({ store, line, roster, journal, state, shell }, redraw);

addEventListener("beforeunload", (event) => {
  if (journal.unsent.length) event.preventDefault();
});

show({ outcome: "ready" }, true);
soundButton();
element("refused").addEventListener("click", () => element("tab-last")?.click());
redraw();
state.draw();
line.start();
shell.keep();
eye.wake();
walk.wake?.();
