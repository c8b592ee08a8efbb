// A task that the chair or the city's leader gives: the dialog in which the secretary writes it down.
import { newId } from "../shared/ids.js";
import { browser } from "../shared/kept.js";
import { closeAfter } from "../shared/late.js";
import { deliver } from "../shared/post.js";

const dialog = document.getElementById("task");
const form = document.getElementById("task-form");
const says = document.getElementById("task-says");
const key = `kiosk-task:${document.documentElement.dataset.conference}`;
// The task that the dialog is open on: whether it is new, and as what it is known to be on record. What was sent and had no
// answer may be on record: it is sent again as it was, and a later wording after it.
let sheet = { fresh: true, known: {}, unanswered: null };
let ask = null;

export function start(words, asked) {
  ask = asked;
}

/** Open the dialog on a new task, or on one of the list to word it anew. */
export function open({ task = "", version = 0, giver = "", unit = "", text = "", due = "" }) {
  const fresh = !task;
  const draft = fresh ? JSON.parse(browser.get(key) ?? "null") : null;
  const same = !text && draft;
  sheet = { fresh, known: (same && draft.known) || { task, version: Number(version) }, unanswered: (same && draft.unanswered) || null };
  const { elements } = form;
  elements.giver.value = giver || draft?.giver || document.getElementById("side").dataset.giver;
  elements.unit.value = unit || draft?.unit || "";
  elements.task.value = text || draft?.task || "";
  elements.due.value = due || draft?.due || "";
  elements.withdrawn.value = "";
  document.getElementById("withdraw").hidden = !task;
  document.getElementById("why").hidden = true;
  says.hidden = true;
  dialog.showModal();
  (elements.unit.value ? elements.task : elements.unit).focus();
}

const WORDING = ["giver", "unit", "task", "due", "withdrawn"];
const worded = () => Object.fromEntries(WORDING.map((name) => [name, form.elements[name].value]));

async function write(body, of) {
  const result = await deliver("/secretary/conclusions", body, { timeout: 6000, pause: () => null });
  if (!result || result.status >= 500) throw new Error(result?.answer.error);
  of.unanswered = null;
  const { ok, answer: said } = result;
  if (ok) of.known = { task: said.conclusion, version: said.version };
  return { ok, said };
}

/** The task as it is worded now is on record; what was sent before without an answer goes first. */
async function keep(of) {
  const wanted = worded();
  const first = of.unanswered;
  if (first) {
    const answer = await write(first, of);
    if (!answer.ok || WORDING.every((name) => first[name] === wanted[name])) return answer;
  }
  of.unanswered = { id: newId(), ...wanted, conclusion: of.known.task, seen: of.known.version };
  return write(of.unanswered, of);
}

async function send() {
  const of = sheet;
  if (of.sending) return;
  of.sending = true;
  await closeAfter(dialog, isKept(of));
  of.sending = false;
}

async function isKept(of) {
  try {
    const { ok, said } = await keep(of);
    if (!ok) return refused(said, of);
  } catch {
    if (of === sheet) remember();
    return complain(dialog.dataset.lost, of);
  }
  if (of.fresh) browser.drop(key);
  ask().catch(() => {});
  return true;
}

/** A new task is kept in this browser until it is on record. */
function remember() {
  const { fresh, known, unanswered } = sheet;
  if (fresh) browser.set(key, JSON.stringify({ ...worded(), known, unanswered }));
}

/** What somebody else worded meanwhile is shown below the own text; saving again keeps the own. */
function refused(said, of) {
  if (said.known) of.known.version = said.known.version;
  return complain([said.error, said.known?.task].filter(Boolean).join("\n"), of);
}

/** Say it in the dialog, unless that is open on another task by now. */
function complain(text, of) {
  if (of !== sheet) return false;
  says.textContent = text;
  says.hidden = false;
  return false;
}

form.addEventListener("input", remember);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") form.requestSubmit();
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) dialog.close();
});
document.getElementById("withdraw").addEventListener("click", () => {
  const why = document.getElementById("why");
  const { withdrawn } = form.elements;
  if (why.hidden || !withdrawn.value.trim()) {
    why.hidden = false;
    withdrawn.focus();
    return;
  }
  send();
});
