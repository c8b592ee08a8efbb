// A question from the floor in ten seconds: the business by any part of its name, a few words, Ctrl+Enter.
import { business, clear, look } from "./organisation-picker.js";
import { listeners, send } from "../shared/commands.js";
import { newId } from "../shared/ids.js";
import { closeAfter } from "../shared/late.js";

const PATH = "/moderator/questions";
const words = JSON.parse(document.getElementById("words").textContent);
const dialog = document.getElementById("raising");
const form = dialog.querySelector("form");
const [house, asked, summary, asker, field, unit, goes] = ["business", "asked", "summary", "asker", "field", "unit", "goes"].map((id) => document.getElementById(id));
const said = document.getElementById("said");

// What was sent and had no answer may have been taken in: it is sent again as it was, and a later wording after it.
let unanswered = null;
let taken = null;
listeners.add((state, command) => {
  if (command?.path !== PATH) return;
  const { seen, id, ...body } = command.body;
  if (state === "unsent") unanswered = { id, body };
  if (state === "done" || state === "refused") unanswered = null;
});

function freeze() {
  const sent = Boolean(unanswered ?? taken);
  house.readOnly = sent;
  goes.disabled = sent;
  return sent;
}

const half = dialog.querySelector(".half");
const begun = () => [house, asked, summary, asker].some((part) => part.value.trim());

/** Begin with an empty form. */
function empty() {
  form.reset();
  clear();
  half.hidden = true;
  dialog.querySelector(".refused").hidden = true;
  fits.textContent = "";
  house.focus();
}

// What was typed and not sent is there again, however the dialog was closed.
document.getElementById("raise").addEventListener("click", () => {
  const sent = freeze();
  dialog.showModal();
  if (!sent && !begun()) return empty();
  half.hidden = sent;
  (sent || business().organisation || business().new ? asked : house).focus();
});
half.querySelector("button").addEventListener("click", empty);
dialog.querySelector("[data-close]").addEventListener("click", () => !(unanswered ?? taken) && empty());

house.addEventListener("chosen", ({ detail }) => {
  if (detail.person) asker.value = detail.person;
  if (document.activeElement === house) asked.focus();
});

dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// What was taken in already is put right by its parts: the form's names, and those of a later wording.
const WORDING = { asker: "asker", text: "full", summary: "text", field: "field", unit: "unit" };
const facts = () => ({ ...business(), asker: asker.value.trim(), text: asked.value.trim(), summary: summary.value.trim(), field: field.value, unit: unit.value, place: goes.value });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = facts();
  if (await closeAfter(dialog, arrives(wanted))) {
    said.textContent = words.taken.replace("{number}", taken.question);
    said.hidden = false;
    taken = null;
    form.reset();
  } else if (!freeze() && !wanted.organisation) look();
});

// What is typed is measured as `kiosk/conference/legibility.py` counts, so that it is shortened before the hall cuts it.
const fits = document.getElementById("fits");
dialog.addEventListener("input", () => {
  const text = summary.value.trim() || asked.value.trim();
  const wide = text.split(/\s+/).map((word) => [...word].length).filter((letters) => letters > 20);
  const n = [...text].length + Math.ceil(wide.reduce((sum, letters) => sum + letters, 0) / 10);
  const room = Number(document.querySelector("[data-room]").dataset.room);
  fits.textContent = !text ? "" : n <= room ? fits.dataset.fits : fits.dataset.long.replace("{room}", room).replace("{n}", n);
});

/** Whether it was taken in, and stands there as it is worded now. */
async function arrives(wanted) {
  if (!taken) {
    const { id, body } = unanswered ?? { id: newId(), body: wanted };
    const answer = await send(PATH, body, { id });
    if (!answer) return false;
    taken = { ...body, question: answer.question };
  }
  const changed = Object.entries(WORDING).filter(([name]) => wanted[name] !== taken[name]).map(([name, part]) => [part, wanted[name]]);
  return !changed.length || send("/moderator/wording", { question: taken.question, ...Object.fromEntries(changed) });
}
