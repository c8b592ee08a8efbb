// The office's screening pages: a counter of what the hall can show, a filter, and no text lost by leaving.
import { fold } from "../shared/fold.js";

const say = (text, facts) => text.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

const summary = document.getElementById("summary");
const hint = document.getElementById("room");

/** As `kiosk/conference/legibility.py` counts: the letters of a word longer than any, a web address for instance, are wider. */
function length(text) {
  const unbroken = text.split(/\s+/).map((word) => [...word].length).filter((letters) => letters > 20);
  return [...text].length + Math.ceil(unbroken.reduce((sum, letters) => sum + letters, 0) / 10);
}

/** What the hall would show: the summary, or the text where there is none. */
function count() {
  const text = document.querySelector("[name=text]").value;
  const shown = summary.value.trim() || text.trim();
  const [n, room] = [length(shown.normalize("NFC")), Number(summary.dataset.room)];
  const over = n - room;
  const { fits, over: long, whole } = hint.dataset;
  hint.textContent = [summary.value.trim() ? "" : whole, say(over > 0 ? long : fits, { n, room, over })].filter(Boolean).join(" ");
  hint.classList.toggle("over-long", over > 0);
}
if (summary) {
  document.querySelector("form[data-guard]").addEventListener("input", count);
  count();
}

const find = document.getElementById("find");
find?.addEventListener("input", () => {
  const wanted = fold(find.value).split(" ");
  for (const row of document.querySelectorAll("tr[data-search]")) {
    const text = fold(row.dataset.search);
    row.hidden = !wanted.every((word) => text.includes(word));
  }
  find.form.dispatchEvent(new Event("rows-shown"));
});

const guarded = document.querySelector("form[data-guard]");
let changed = false;
guarded?.addEventListener("input", () => {
  changed = true;
});
guarded?.addEventListener("submit", () => {
  changed = false;
});
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
