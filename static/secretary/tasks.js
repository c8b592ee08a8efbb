// A task that the chair or the city's leader gives: the dialog in which the secretary writes it down.
import { newId } from "../shared/ids.js";
import { deliver } from "../shared/post.js";

const dialog = document.getElementById("task");
const form = document.getElementById("task-form");
const says = document.getElementById("task-says");
const key = `kiosk-task:${document.documentElement.dataset.conference}`;
let known = {};
let fresh = true;
let ask = null;
// What was sent and had no answer may be on record: it is sent again as it was, and a later wording after it.
let unanswered = null;

export function start(words, asked) {
  ask = asked;
}

/** Open the dialog on a new task, or on one of the list to word it anew. */
export function open({ task = "", version = 0, giver = "", unit = "", text = "", due = "" }) {
  fresh = !task;
  const draft = fresh ? JSON.parse(localStorage.getItem(key) ?? "null") : null;
  const same = !text && draft;
  known = (same && draft.known) || { task, version: Number(version) };
  unanswered = (same && draft.unanswered) || null;
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

async function write(body) {
  const result = await deliver("/secretary/conclusions", body, { timeout: 6000, pause: () => null });
  if (!result || result.status >= 500) throw new Error(result?.answer.error);
  unanswered = null;
  const { ok, answer: said } = result;
  if (ok) known = { task: said.conclusion, version: said.version };
  return { ok, said };
}

/** The task as it is worded now is on record; what was sent before without an answer goes first. */
async function keep() {
  const wanted = worded();
  const first = unanswered;
  if (first) {
    const answer = await write(first);
    if (!answer.ok || WORDING.every((name) => first[name] === wanted[name])) return answer;
  }
  unanswered = { id: newId(), ...wanted, conclusion: known.task, seen: known.version };
  return write(unanswered);
}

async function send() {
  try {
    const { ok, said } = await keep();
    if (!ok) return refused(said);
  } catch {
    remember();
    return complain(dialog.dataset.lost);
  }
  if (fresh) localStorage.removeItem(key);
  dialog.close();
  ask().catch(() => {});
}

/** A new task is kept in this browser until it is on record. */
function remember() {
  if (fresh) localStorage.setItem(key, JSON.stringify({ ...worded(), known, unanswered }));
}

/** What somebody else worded meanwhile is shown below the own text; saving again keeps the own. */
function refused(said) {
  if (said.known) known.version = said.known.version;
  complain([said.error, said.known?.task].filter(Boolean).join("\n"));
}

function complain(text) {
  says.textContent = text;
  says.hidden = false;
}

form.addEventListener("input", remember);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && form.reportValidity()) send();
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
