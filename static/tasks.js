// A task that the chair or the city's leader gives: the dialog in which the secretary writes it down.
import { newId } from "./ids.js";

const dialog = document.getElementById("task");
const form = document.getElementById("task-form");
const says = document.getElementById("task-says");
const key = `kiosk-task:${document.documentElement.dataset.conference}`;
let known = {};
let id = newId();
let ask = null;

export function start(words, asked) {
  ask = asked;
}

/** Open the dialog on a new task, or on one of the list to word it anew. */
export function open({ task = "", version = 0, giver = "", unit = "", text = "", due = "" }) {
  known = { task, version: Number(version) };
  id = newId();
  const draft = task ? null : JSON.parse(localStorage.getItem(key) ?? "null");
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

async function send() {
  const { giver, unit, task, due, withdrawn } = form.elements;
  const body = {
    id, giver: giver.value, unit: unit.value, task: task.value, due: due.value, conclusion: known.task, seen: known.version,
    withdrawn: withdrawn.value,
  };
  try {
    const response = await fetch("/secretary/conclusions", {
      method: "POST", headers: { "Content-Type": "application/json", "Kiosk-Conference": document.documentElement.dataset.conference }, body: JSON.stringify(body), signal: AbortSignal.timeout(6000),
    });
    const said = await response.json();
    if (!response.ok) return refused(said);
  } catch {
    return complain(dialog.dataset.lost);
  }
  localStorage.removeItem(key);
  dialog.close();
  ask().catch(() => {});
}

/** What somebody else worded meanwhile is shown below the own text; saving again keeps the own. */
function refused(said) {
  if (said.known) known.version = said.known.version;
  id = newId();
  complain([said.error, said.known?.task].filter(Boolean).join("\n"));
}

function complain(text) {
  says.textContent = text;
  says.hidden = false;
}

form.addEventListener("input", () => {
  id = newId();
  if (known.task) return;
  const { giver, unit, task, due } = form.elements;
  localStorage.setItem(key, JSON.stringify({ giver: giver.value, unit: unit.value, task: task.value, due: due.value }));
});
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
