// The secretary's page: which question is open, and saving what is typed. The list, the tasks and the log are the picture;
// the form in the middle is outside of it.
import * as drafts from "./drafts.js";
import { fold } from "../shared/fold.js";
import { newId } from "../shared/ids.js";
import { ask } from "../shared/picture.js";
import { drawClash, settled } from "./conflict.js";
import { fill, form, known, lacks, pick, read, shape, sheet } from "./form.js";
import { draw, drawTurns, load, showEditions } from "./question.js";
import { hour, say, words } from "./page.js";
import * as tasks from "./tasks.js";

const $ = (id) => document.getElementById(id);
const frame = $("picture");
const page = newId();
const SAVE_MS = 2000;
const SAY_MS = 5000;

const state = { open: null, base: null, touched: false, timer: 0, undo: null, opening: 0 };

const floor = () => Number($("list").dataset.floor) || null;

// --- opening -------------------------------------------------------------------------------------------------------

async function open(number) {
  if (number === state.open) return;
  if (state.open) save(state.open);
  const opening = ++state.opening;
  const question = await load(number);
  if (!question || opening !== state.opening) return;
  Object.assign(state, { open: number, touched: Boolean(drafts.get(number)), undo: null });
  show(question);
  remember();
  presence();
  after();
  save(number);
}

function show(question) {
  sheet.question = question;
  $("sheet").hidden = false;
  $("nothing").hidden = true;
  draw(question);
  const draft = drafts.get(question.number);
  state.base = draft?.base ?? { version: question.answer.version, fields: pick(question.answer) };
  fill(draft?.fields ?? (question.answer.version ? state.base.fields : known(question)));
  conflict(draft?.theirs);
  if (!draft) saved(question.answer.version ? words[question.answer.complete ? "complete" : "saved"] : "", question.history.at(-1)?.at);
}

// --- saving --------------------------------------------------------------------------------------------------------

function typed() {
  state.touched = true;
  $("lacks").hidden = true;
  remember();
  const record = drafts.get(state.open) ?? { base: state.base, pending: null };
  drafts.put(state.open, { base: record.base, pending: record.pending, theirs: record.theirs, fields: read() });
  state.timer ||= setTimeout(() => save(state.open), SAVE_MS);
}

async function save(number) {
  if (number === state.open) state.timer = clearTimeout(state.timer) ?? 0;
  if (!drafts.get(number)) return;
  if (number === state.open) saved(words.saving);
  const result = await drafts.send(number);
  if (number === state.open) came(result);
  if (result.state === "merged") return save(number);
  if (result.state === "saved" && drafts.get(number)) state.timer ||= setTimeout(() => save(number), SAVE_MS);
  safe();
}

function came(result) {
  const record = drafts.get(state.open);
  if (result.base) state.base = result.base;
  if (result.state === "saved") {
    saved(result.base.fields.complete ? words.complete : words.saved, hour());
    if (result.base.fields.complete && !record) {
      state.touched = false;
      remember();
      history();
      follow(true);
    }
  } else if (result.state === "merged") {
    fill(result.fields);
    saved(say(words.merged, { by: result.theirs.by }));
  } else if (result.state === "kept") saved(words.here, "", "warn");
  else if (result.state === "refused") {
    sheet.complete = false;
    saved(say(words.lost, { why: result.why }), "", "bad");
  } else if (result.state === "conflict") conflict(result.theirs);
}

function saved(text, at = "", kind = "") {
  $("saved").textContent = say(text, { hour: at });
  $("saved").dataset.kind = kind;
}

function safe() {
  const count = drafts.waiting().length;
  $("safe").textContent = count ? say(words.unsaved, { n: count }) : "";
}

async function history() {
  const question = await load(state.open);
  if (question?.number !== state.open) return;
  head(question);
}

/** Where the question stands now, beside a form that is left alone. */
function head(question) {
  sheet.question = question;
  drawTurns(question);
  shape();
}

// --- two texts -----------------------------------------------------------------------------------------------------

function conflict(theirs) {
  drawClash(drafts.get(state.open), theirs);
  if (theirs) saved(words.here, "", "warn");
}

function settle(way) {
  const { fields, mine } = settled(drafts.get(state.open), way);
  state.base = drafts.settle(state.open, fields);
  state.undo = way === "theirs" ? mine : null;
  fill(fields);
  conflict(null);
  $("bring-back").hidden = !state.undo;
  save(state.open);
  form.elements.text.focus();
}

// --- following the floor -------------------------------------------------------------------------------------------

function follow(now = false) {
  const number = floor();
  if (!number || number === state.open) return void ($("moved").hidden = true);
  if (now || state.following) {
    if (!state.touched) return void open(number);
  }
  $("moved").hidden = !state.open;
  $("moved").firstElementChild.textContent = say(words.floor, { number });
  if (!state.open) open(number);
}

function goToFloor() {
  state.touched = false;
  if (floor()) choose(floor());
}

function choose(number) {
  state.following = number === floor();
  open(number);
}

/** After a picture, or after another question was opened: what the list shows of this page's own doings. */
function after() {
  state.following ||= state.open === floor();
  for (const button of frame.querySelectorAll("[data-open]")) button.toggleAttribute("aria-current", Number(button.dataset.open) === state.open);
  const others = [];
  for (const tag of frame.querySelectorAll(".working")) {
    tag.hidden = tag.dataset.page === page;
    if (!tag.hidden && tag.closest("li").id === `row-${state.open}`) others.push(tag.dataset.who);
  }
  $("working").hidden = !others.length;
  $("working").textContent = others.length ? say(words.working, { who: others.join(", ") }) : "";
  find();
  const row = frame.querySelector(`[data-open="${state.open}"]`);
  if (!row || !sheet.question) return;
  const written = Number(row.dataset.version) > state.base.version && !drafts.get(state.open);
  if (written || row.dataset.place !== sheet.question.place) refresh();
}

/** Somebody else wrote in the open record, or the question was moved: the form is drawn again while nothing of mine waits. */
async function refresh() {
  const question = await load(state.open);
  if (question?.number !== state.open) return;
  if (drafts.get(state.open)) head(question);
  else {
    const place = form.contains(document.activeElement);
    show(question);
    if (place) document.activeElement.scrollIntoView({ block: "nearest" });
  }
}

function find() {
  const wanted = fold($("find").value);
  for (const row of frame.querySelectorAll("li[data-search]")) row.hidden = !fold(row.dataset.search).includes(wanted);
}

async function presence(gone = false) {
  const body = JSON.stringify({ page, question: gone ? null : state.open });
  await fetch("/secretary/presence", { method: "POST", headers: { "Content-Type": "application/json", "Kiosk-Conference": document.documentElement.dataset.conference }, body, keepalive: true }).catch(() => {});
}

function remember() {
  sessionStorage.setItem("secretary", JSON.stringify({ open: state.open, touched: state.touched }));
}

// --- events --------------------------------------------------------------------------------------------------------

form.addEventListener("input", typed);
form.addEventListener("focusout", () => state.open && save(state.open));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  complete();
});

function complete() {
  if (lacks()) return;
  sheet.complete = true;
  typed();
  save(state.open);
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open]");
  if (button) choose(Number(button.dataset.open));
  const task = event.target.closest("[data-task]");
  if (task) tasks.open({ ...task.dataset });
});
document.addEventListener("picture", () => {
  after();
  follow();
});
$("follow").addEventListener("click", goToFloor);
$("conflict").addEventListener("click", (event) => event.target.dataset.settle && settle(event.target.dataset.settle));
$("bring-back").addEventListener("click", () => {
  $("bring-back").hidden = true;
  fill(state.undo);
  typed();
  save(state.open);
});
$("find").addEventListener("input", find);
$("fit").addEventListener("click", () => {
  form.querySelector(`[name=form][value=${sheet.question.wanted}]`).click();
  form.elements.text.focus();
});
$("copy").addEventListener("click", () => {
  const { text, basis } = form.elements;
  const joined = (old, more) => (!more || old.includes(more) ? old : [old, more].filter(Boolean).join("\n"));
  text.value = joined(text.value, sheet.question.prepared);
  basis.value = joined(basis.value, sheet.question.basis);
  sheet.complete = false;
  typed();
  text.focus();
});
$("mark").addEventListener("click", () => {
  const { value, selectionStart, selectionEnd } = form.elements.text;
  tasks.open({ text: value.slice(selectionStart, selectionEnd).trim(), unit: form.elements.unit.value });
});
$("new-task").addEventListener("click", () => tasks.open({}));
$("show-history").addEventListener("click", async () => {
  await history();
  showEditions(sheet.question);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && form.contains(event.target)) complete();
  else if (event.altKey && event.key === "0") goToFloor();
  else if (event.altKey && event.key.toLowerCase() === "c") $("copy").click();
  else if (event.altKey && event.key.toLowerCase() === "k") tasks.open({});
  else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) step(event.key === "ArrowUp" ? -1 : 1);
  else return;
  event.preventDefault();
});

function step(by) {
  const numbers = [...frame.querySelectorAll("li:not([hidden]) > [data-open]")].map((button) => Number(button.dataset.open));
  const next = numbers[numbers.indexOf(state.open) + by];
  if (next) choose(next);
}

addEventListener("pagehide", () => {
  if (state.open) save(state.open);
  presence(true);
});
addEventListener("online", () => drafts.waiting().forEach(save));
setInterval(() => {
  presence();
  for (const number of drafts.waiting()) save(number);
}, SAY_MS);

const before = JSON.parse(sessionStorage.getItem("secretary") ?? "{}");
const unsent = drafts.waiting();
safe();
if (before.open || unsent.length) {
  await open(before.open ?? unsent[0]);
  state.touched ||= Boolean(before.touched);
}
after();
follow();
tasks.start(words, ask);
