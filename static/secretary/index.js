// The secretary's page: which question is open, and saving what is typed. The list, the tasks and the log are the picture;
// the form in the middle is outside of it.
import { askDrop, drop } from "./dropping.js";
import * as drafts from "./drafts.js";
import { tab as ofTab } from "../shared/kept.js";
import { AGAIN_MS } from "../shared/again.js";
import { onlyLast } from "../shared/late.js";
import { ask } from "../shared/picture.js";
import { bringBack, broughtBack, drawClash, settled } from "./conflict.js";
import { beginPromise, choose as chooseAxis, EMPTY, fill, form, known, lacks, pick, read, shape, sheet } from "./form.js";
import { draw, drawTurns, knownAt, load, showEditions } from "./question.js";
import { play } from "./recorder.js";
import { shut } from "./shut.js";
import { onKeys } from "./keys.js";
import * as list from "./list.js";
import { hour, say, words } from "./page.js";
import * as speeches from "./speeches.js";
import { safe, saved } from "./status.js";
import * as tasks from "./tasks.js";
import * as voices from "./voices.js";

const $ = (id) => document.getElementById(id);
const frame = $("picture");
const SAVE_MS = 2000;
const SAY_MS = 5000;

// `open` is the question, `voice` the id of the voice in the form; `wanted` is `open`, or the question that is on its way here.
const state = { open: null, wanted: null, voice: "", base: null, touched: false, timer: 0 };
const opening = onlyLast();

const floor = () => Number($("list").dataset.floor) || null;

async function open(number, voice = "") {
  if (number === state.wanted && !voice) return;
  if (state.open) save(state.voice);
  state.wanted = number;
  const isLast = opening();
  shut(state.open !== null && state.open !== number);
  const question = await load(number);
  if (!isLast()) return;
  shut(false);
  if (!question) return void (state.wanted = state.open);
  const waiting = drafts.waiting().find((id) => drafts.questionOf(id) === number);
  state.open = number;
  show(question, voice || waiting || question.offered);
  state.touched = Boolean(drafts.get(state.voice));
  remember();
  list.presence(state.open);
  after();
  save(state.voice);
}

/** An act on the question that is open: none while another one is on its way. */
const here = (act) => (...all) => state.wanted === state.open && act(...all);

/** Put one voice of the question into the form; `begun`: what a new one says before anybody typed. */
function show(question, voice, begun = null) {
  if (voice !== state.voice) bringBack(null);
  Object.assign(sheet, { question, voice });
  state.voice = voice;
  $("sheet").hidden = false;
  $("nothing").hidden = true;
  draw(question);
  const draft = drafts.get(voice);
  const stored = voices.stored(question, voice);
  state.base = draft?.base ?? { version: stored?.version ?? 0, fields: stored ? pick(stored) : EMPTY };
  fill(draft?.fields ?? (stored ? state.base.fields : (begun ?? known(question))));
  conflict(draft?.theirs);
  if (!draft) saved(stored ? words[stored.complete ? "complete" : "saved"] : "", question.history.findLast((one) => one.voice === voice)?.at);
  tabs();
}

const tabs = () => voices.draw(sheet.question, { id: state.voice, ...read() });

/** Begin a new voice: of another person, or of what is asked further. */
function addVoice(further) {
  if (!state.open) return;
  save(state.voice);
  const begun = voices.begin(sheet.question, { id: state.voice, ...read() }, further, Boolean(state.base.version || drafts.get(state.voice)));
  show(sheet.question, begun.id, begun);
  (further ? form.elements.asked : begun.answerer ? form.elements.text : form.elements.answerer).focus();
}

/** Take a voice out: the server keeps its history. */
async function dropVoice(voice) {
  const { version } = voice === state.voice ? state.base : (voices.stored(sheet.question, voice) ?? EMPTY);
  const question = (await drop(voice, version ?? 0)) && (await load(drafts.questionOf(voice)));
  if (question && voice === state.voice) show(question, question.voices.at(-1)?.id ?? question.offered);
}

function typed() {
  state.touched = true;
  $("lacks").hidden = true;
  remember();
  const record = drafts.get(state.voice) ?? { base: state.base, pending: null };
  drafts.put(state.voice, { base: record.base, pending: record.pending, theirs: record.theirs, fields: read() });
  state.timer ||= setTimeout(() => save(state.voice), SAVE_MS);
  tabs();
}

async function save(voice) {
  if (voice === state.voice) state.timer = clearTimeout(state.timer) ?? 0;
  if (!drafts.get(voice)) return;
  if (voice === state.voice) saved(words.saving);
  const result = await drafts.send(voice);
  if (result.seq) knownAt(drafts.questionOf(voice), result.seq);
  if (voice === state.voice) came(result);
  if (result.state === "merged") return save(voice);
  if (result.state === "saved" && drafts.get(voice)) state.timer ||= setTimeout(() => save(voice), SAVE_MS);
  safe();
}

function came(result) {
  const record = drafts.get(state.voice);
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
  tabs();
}

function conflict(theirs) {
  drawClash(drafts.get(state.voice), theirs);
  if (theirs) saved(words.here, "", "warn");
}

function settle(way) {
  const { fields, mine } = settled(drafts.get(state.voice), way);
  state.base = drafts.settle(state.voice, fields);
  fill(fields);
  conflict(null);
  bringBack(way === "theirs" ? mine : null);
  save(state.voice);
  form.elements.text.focus();
}

function follow(now = false) {
  const number = floor();
  if (!number || number === state.wanted) return void ($("moved").hidden = true);
  const free = state.wanted === state.open && !state.touched && !document.querySelector("dialog[open]");
  if (free && (now || state.following)) return void open(number);
  $("moved").hidden = !state.open;
  $("moved").firstElementChild.textContent = say(words.floor, { number });
  if (!state.wanted) open(number);
}

/** Alt+0: the question on the floor, and the cursor in what is answered to it. */
async function goToFloor() {
  state.touched = false;
  if (floor()) await choose(floor());
  if (state.open) form.elements.text.focus();
}

function choose(number) {
  state.following = number === floor();
  return open(number);
}

/** After a picture, or after another question was opened: what the list shows of this page's own doings. */
function after() {
  state.following ||= state.wanted === floor();
  list.mark(state.open);
  const row = frame.querySelector(`[data-open="${state.open}"]`);
  if (!row || !sheet.question) return;
  const versions = sheet.question.voices.reduce((sum, one) => sum + one.fields.version, 0);
  if (Number(row.dataset.version) !== versions || row.dataset.place !== sheet.question.place || row.dataset.called !== sheet.question.called) refresh();
}

/** Somebody else wrote in the open record, or the question was moved: the form is drawn again while nothing of mine waits. */
async function refresh() {
  const question = await load(state.open);
  if (question?.number !== state.open) return;
  const own = voices.stored(question, state.voice)?.version ?? 0;
  const again = question.called !== sheet.question.called && question.offered !== state.voice;
  if (again && !drafts.get(state.voice)) return show(question, question.offered);
  const untouched = !own && !sheet.part && state.voice === question.offered && question.place !== sheet.question.place;
  if (drafts.get(state.voice) || (own === state.base.version && !untouched)) head(question);
  else {
    const place = form.contains(document.activeElement);
    show(question, own ? state.voice : question.offered);
    if (place) document.activeElement.scrollIntoView({ block: "nearest" });
  }
}

function remember() {
  ofTab.set("secretary", JSON.stringify({ open: state.open, voice: drafts.get(state.voice) ? state.voice : "", touched: state.touched }));
}

// --- events --------------------------------------------------------------------------------------------------------

form.addEventListener("input", typed);
form.addEventListener("focusout", () => state.open && save(state.voice));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  complete();
});

let completedAt = -Infinity;
function complete() {
  // What was completed has opened the next question under the same key: a second press is not meant for that one.
  if (!state.touched && performance.now() - completedAt < AGAIN_MS) return;
  if (lacks()) return;
  completedAt = performance.now();
  sheet.complete = true;
  typed();
  save(state.voice);
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open]");
  if (button) choose(Number(button.dataset.open));
  const task = event.target.closest("[data-task]");
  if (task) tasks.open({ ...task.dataset });
  const speech = event.target.closest("[data-speech]");
  if (speech) speeches.open({ ...speech.dataset });
});
document.addEventListener("picture", () => {
  after();
  follow();
});
$("follow").addEventListener("click", goToFloor);
$("conflict").addEventListener("click", (event) => event.target.dataset.settle && settle(event.target.dataset.settle));
$("bring-back").addEventListener("click", () => {
  fill(broughtBack());
  typed();
  save(state.voice);
});
$("mark").addEventListener("click", () => {
  const { value, selectionStart, selectionEnd } = form.elements.text;
  tasks.open({ text: value.slice(selectionStart, selectionEnd).trim(), unit: form.elements.unit.value });
});
$("new-task").addEventListener("click", () => tasks.open({}));
$("add-voice").addEventListener("click", () => addVoice(false));
$("add-further").addEventListener("click", () => addVoice(true));
$("drop-voice").addEventListener("click", () => askDrop(state.voice, dropVoice));
document.addEventListener("close", () => follow(), true);
$("voices").addEventListener("click", ({ target }) => {
  const tab = target.closest("[data-voice]");
  if (!tab || tab.dataset.voice === state.voice) return;
  save(state.voice);
  show(sheet.question, tab.dataset.voice);
});
$("show-history").addEventListener("click", async () => {
  const { open: number } = state;
  await history();
  if (number === state.wanted) showEditions(sheet.question);
});

onKeys({
  complete: here(complete), goToFloor, step: (by) => list.step(state.wanted, by, choose), beginPromise: here(beginPromise), chooseAxis: here(chooseAxis),
  copy: here(() => $("copy").click()), task: () => tasks.open({}), replay: () => play("last=30"), voice: here(() => addVoice(false)), further: here(() => addVoice(true)),
  turn: here((by) => voices.turn(state.voice, by)),
});

addEventListener("pagehide", () => {
  if (state.open) save(state.voice);
  list.presence(null);
});
addEventListener("online", () => drafts.waiting().forEach(save));
setInterval(() => {
  list.presence(state.open);
  for (const voice of drafts.waiting()) save(voice);
}, SAY_MS);

const before = JSON.parse(ofTab.get("secretary") ?? "{}");
const unsent = drafts.waiting();
safe();
if (before.open || unsent.length) {
  await open(before.open ?? drafts.questionOf(unsent[0]), before.open ? (before.voice ?? "") : unsent[0]);
  state.touched ||= Boolean(before.touched);
}
after();
follow();
tasks.start(words, ask);
