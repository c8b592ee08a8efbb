// The text of a speech, for the minutes: a dialog over the page. What is typed is kept in this browser until it is on record.
import { newId } from "../shared/ids.js";
import { browser } from "../shared/kept.js";
import { closeAfter } from "../shared/late.js";
import { ask } from "../shared/picture.js";
import { deliver } from "../shared/post.js";

const dialog = document.getElementById("speech");
const form = document.getElementById("speech-form");
const says = document.getElementById("speech-says");
const place = (id) => `kiosk-speech:${document.documentElement.dataset.conference}:${id}`;
// The speech that the dialog is open on, the edition that was seen, and the id under which its text goes out until it is worded anew.
let sheet = { speech: "", version: 0, id: "" };

/** Open the dialog on a speech of the list. */
export function open({ speech, version, title, text }) {
  const draft = JSON.parse(browser.get(place(speech)) ?? "null");
  sheet = { speech, version: Number(draft?.version ?? version), id: draft?.id ?? newId() };
  document.getElementById("speech-title").textContent = title;
  form.elements.said.value = draft?.text ?? text;
  says.hidden = true;
  dialog.showModal();
  form.elements.said.focus();
}

const text = () => form.elements.said.value.normalize("NFC");

function remember() {
  browser.set(place(sheet.speech), JSON.stringify({ ...sheet, text: text() }));
}

function complain(sentence, of) {
  if (of !== sheet) return;
  says.textContent = sentence;
  says.hidden = false;
  remember();
}

async function isKept(of) {
  const result = await deliver("/secretary/speeches", { id: of.id, speech: of.speech, text: text(), seen: of.version }, { timeout: 6000, pause: () => null });
  if (!result || result.status >= 500) return complain(dialog.dataset.lost, of);
  const { ok, answer } = result;
  if (!ok) {
    of.id = newId();
    if (answer.known) of.version = answer.known.version;
    return complain([answer.error, answer.known?.text].filter(Boolean).join("\n"), of);
  }
  browser.drop(place(of.speech));
  ask().catch(() => {});
  return true;
}

async function keep() {
  const of = sheet;
  if (of.sending) return;
  of.sending = true;
  await closeAfter(dialog, isKept(of));
  of.sending = false;
}

form.addEventListener("input", () => {
  sheet.id = newId();
  remember();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep();
});
form.addEventListener("keydown", (event) => event.ctrlKey && event.key === "Enter" && form.requestSubmit());
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
