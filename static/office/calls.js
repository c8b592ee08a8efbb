// The calls about the invitation: one line a guest, one key an answer; the place is kept, and an error stands in its own line.
import { newId } from "../shared/ids.js";
import { deliver } from "../shared/post.js";

const rows = [...document.querySelectorAll("tr[data-guest]")];
const left = document.getElementById("left");
const { saving, unsent } = document.getElementById("texts").dataset;
const KEYS = { KeyC: "coming", KeyT: "substitute", KeyV: "declined", KeyK: "unreachable", KeyU: "none" };
let done = 0;

const open = (row) => !row.classList.contains("answered") && !row.classList.contains("called");

/** Move the marked line; focus follows it. */
function mark(row) {
  if (!row) return;
  for (const other of rows) other.tabIndex = other === row ? 0 : -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The next line that is still open below this one, or else above it. */
function next(row) {
  const at = rows.indexOf(row);
  return rows.slice(at + 1).find(open) ?? rows.slice(0, at).find(open) ?? row;
}

function count() {
  left.textContent = left.dataset.text.replace("{left}", rows.filter(open).length).replace("{done}", done);
}

/** Deliver one answer under one id. Returns the server's answer, or an error to show. */
async function sendCall(row, facts) {
  const body = { id: newId(), channel: document.getElementById("channel").value, ...facts };
  const result = await deliver(`/office/calls/${row.dataset.guest}`, body, { timeout: 5000 });
  return result && result.status < 500 ? result.answer : { error: unsent };
}

/** Note an answer in a line. The next line is marked at once: a caller does not wait for the disk. */
async function note(row, facts, from) {
  if (row.dataset.busy) return;
  row.dataset.busy = "1";
  const said = row.querySelector(".said-of");
  const before = said.textContent;
  said.textContent = saving;
  row.classList.remove("failed");
  if (from !== "stay") mark(next(row));
  const answer = await sendCall(row, facts);
  delete row.dataset.busy;
  if (answer.error) {
    said.textContent = answer.error;
    said.title = before;
    row.classList.add("failed");
    return;
  }
  if (open(row) && facts.result !== "none") done += 1;
  said.textContent = answer.said;
  row.querySelector(".again").textContent = answer.again;
  row.classList.toggle("answered", answer.answered);
  row.classList.toggle("called", facts.result === "unreachable");
  row.querySelector("form")?.remove();
  count();
}

/** Open the small form of a line; Enter in it notes the answer, Escape closes it. */
function ask(row, result) {
  row.querySelector("form")?.remove();
  const form = document.getElementById(`${result}-form`).content.firstElementChild.cloneNode(true);
  row.querySelector(".answer").append(form);
  form.querySelector("input").focus();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.dataset.held) return;
    note(row, { result, ...Object.fromEntries(new FormData(form)) });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      form.remove();
      mark(row);
    }
    if (event.key === "Enter" && (event.repeat || event.isComposing)) event.preventDefault();
    event.stopPropagation();
  });
}

function act(row, result) {
  if (result === "substitute" || result === "declined") ask(row, result);
  else note(row, { result }, result === "none" ? "stay" : "");
}

document.querySelector("table.calls").addEventListener("keydown", (event) => {
  const row = event.target.closest("tr[data-guest]");
  if (!row || event.target !== row || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (digit) note(row, { result: "coming", party: Number(digit) });
  else if (KEYS[event.code]) act(row, KEYS[event.code]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)]);
  else return;
  event.preventDefault();
});

document.querySelector("table.calls").addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-guest]");
  const button = event.target.closest("[data-do]");
  if (!row || event.target.closest("a, form")) return;
  if (button) act(row, button.dataset.do);
  else mark(row);
});

mark(rows.find(open));
