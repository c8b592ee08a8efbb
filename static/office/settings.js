// Settings: rows added, moved and taken out; every field checked by the server while typing; nothing lost by leaving.
import { onlyLast } from "../shared/late.js";
import { post } from "../shared/post.js";

const form = document.getElementById("settings");
const fault = document.getElementById("fault");
const NEW = "NEW";
const PAUSE_MS = 500;
let made = 0;
let waiting = 0;
let changed = false;

/** Give a new row a key of its own: every name in it carries the key instead of the placeholder. */
function fresh(list) {
  const row = list.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
  const name = list.dataset.rows;
  made += 1;
  const key = `n${made}`;
  const rename = (root) => {
    for (const field of root.querySelectorAll("[name], [data-wrong], [data-rows]")) {
      for (const attribute of ["name", "data-wrong", "data-rows"]) {
        const value = field.getAttribute(attribute);
        if (value?.startsWith(`${name}.${NEW}`)) field.setAttribute(attribute, name + "." + key + value.slice(name.length + 1 + NEW.length));
      }
    }
    for (const inner of root.querySelectorAll("template")) rename(inner.content);
  };
  rename(row);
  row.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`).value = key;
  return row;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button]");
  if (!button) return;
  const list = button.closest("[data-rows]");
  const row = button.closest("[data-row]");
  if ("add" in button.dataset) {
    const added = fresh(list);
    list.querySelector(":scope > [data-list]").append(added);
    added.querySelector("input:not([type=hidden]), textarea, select").focus();
  } else if ("out" in button.dataset) row.remove();
  else if ("up" in button.dataset) row.previousElementSibling?.before(row);
  else if ("down" in button.dataset) row.nextElementSibling?.after(row);
  if (row?.isConnected) button.focus();
  touched();
});

function touched() {
  changed = true;
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE_MS);
}

const begun = onlyLast();

/** Ask the server what is wrong so far, and say it at each field. */
async function check() {
  const isLast = begun();
  try {
    const response = await post(form.dataset.check, new URLSearchParams(new FormData(form)));
    const wrong = response.ok && (await response.json());
    if (wrong && isLast()) show(wrong);
  } catch {
    // the line is cut: saving will check once more
  }
}

function show(wrong) {
  for (const place of form.querySelectorAll("[data-wrong]")) {
    const text = wrong[place.dataset.wrong] ?? "";
    if (place.textContent !== text) place.textContent = text;
    const field = form.elements[place.dataset.wrong];
    if (field instanceof Element) field.toggleAttribute("aria-invalid", Boolean(text));
  }
  if (wrong[""]) fault.textContent = wrong[""];
  fault.hidden = !wrong[""];
}

form.addEventListener("input", touched);
form.addEventListener("submit", () => {
  changed = false;
});
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
form.querySelector(".wrong:not(:empty)")?.closest("label, fieldset")?.querySelector("input, textarea, select")?.focus();
