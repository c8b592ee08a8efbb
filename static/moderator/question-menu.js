// More: what else can happen to a question, with its reason, and how it is worded. The dialog stays until it was done.
import { send } from "../shared/commands.js";
import { closeAfter } from "../shared/late.js";
import { seen } from "../shared/picture.js";

const dialog = document.getElementById("more");
const form = dialog.querySelector("form");
const field = (id) => document.getElementById(id);
const WORDING = { text: "new-text", full: "new-full", asker: "new-asker", field: "new-field", unit: "new-unit" };
let chosen = null;
let at = 0;

/** Open the dialog for a question that waits or has the floor. */
export function more(question) {
  const row = document.querySelector(`#queue > [data-question="${question}"], .now[data-question="${question}"]`);
  if (!row) return;
  chosen = Number(question);
  at = seen().number;
  form.reset();
  dialog.querySelector(".refused").hidden = true;
  dialog.querySelector("[data-waiting]").hidden = row.matches(".now");
  for (const part of dialog.querySelectorAll("[data-hall]")) part.dataset.not = row.dataset.source === "hall" ? "" : "yes";
  for (const [name, id] of Object.entries(WORDING)) {
    field(id).value = row.dataset[name];
    field(id).dataset.was = field(id).value;
  }
  needs();
  const title = field("more-title");
  title.textContent = `${title.dataset.title.replace("{number}", question)} · ${row.dataset.business}`;
  dialog.showModal();
}

const move = () => form.querySelector("input[name=move]:checked");

function needs() {
  const needed = (move()?.dataset.needs ?? "").split(" ");
  for (const label of dialog.querySelectorAll("[data-need]")) {
    label.hidden = !needed.includes(label.dataset.need) || label.dataset.not === "yes";
    const control = label.querySelector("input, textarea, select");
    if (!("may" in label.dataset)) control.required = !label.hidden;
  }
}
dialog.addEventListener("input", needs);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (move()) closeAfter(dialog, move().value === "words" ? reword() : turn());
});

/** Decided on the picture on which the dialog was opened; who then reads that somebody was first may press again. */
async function turn() {
  const text = (id) => (field(id).parentElement.hidden ? "" : field(id).value.trim());
  const body = { move: move().value, question: chosen, reason: text("reason"), refer_to: text("refer"), merge_into: Number(text("target")) || null };
  const answer = await send("/moderator/turns", body, { at });
  at = seen().number;
  return answer;
}

function reword() {
  const changed = Object.entries(WORDING).filter(([, id]) => field(id).value !== field(id).dataset.was);
  return send("/moderator/wording", { question: chosen, ...Object.fromEntries(changed.map(([name, id]) => [name, field(id).value.trim()])) }, { at });
}
