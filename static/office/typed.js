// What was typed into a form is there again after Back, a reload, a refusal: kept for this tab until the page is opened anew.
import { tab } from "../shared/kept.js";

const KEY = `typed ${location.pathname}${location.search}`;
const LEFT_OUT = new Set(["hidden", "file", "password", "submit", "button", "fieldset"]);
const ticked = (field) => field.type === "checkbox" || field.type === "radio";

/** Every field of the forms but searches, by a name that is the same when the page is drawn again. */
function fields() {
  const found = new Map();
  for (const form of document.querySelectorAll("main form:not([role=search])")) {
    for (const field of form.elements) {
      if (LEFT_OUT.has(field.type) || field.autocomplete === "new-password") continue;
      const name = [form.getAttribute("action"), field.name || field.id, ticked(field) ? field.value : ""].join(" ");
      let nth = 0;
      while (found.has(`${name} ${nth}`)) nth += 1;
      found.set(`${name} ${nth}`, field);
    }
  }
  return found;
}

const now = (field) => (ticked(field) ? field.checked : field.value);
function drawn(field) {
  if (ticked(field)) return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].findLast((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
}

function keep() {
  const typed = [...fields()].filter(([, field]) => now(field) !== drawn(field));
  if (!typed.length) tab.drop(KEY);
  else tab.set(KEY, JSON.stringify(typed.map(([name, field]) => [name, drawn(field), now(field)])));
}

/** Put back what the same page still shows as it did when it was typed over: a newer record is never covered. */
function restore() {
  const found = fields();
  for (const [name, before, typed] of JSON.parse(tab.get(KEY) ?? "[]")) {
    const field = found.get(name);
    if (!field || drawn(field) !== before || now(field) === typed) continue;
    if (ticked(field)) field.checked = typed;
    else field.value = typed;
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** The same words sent again after Back are the same act: they go under the id under which they went before. */
function again(event) {
  const { target: form, submitter } = event;
  const id = form.elements.id;
  if (event.defaultPrevented || form.method !== "post" || id?.type !== "hidden") return;
  const body = JSON.stringify([...new FormData(form, submitter)].filter(([name, value]) => name !== "id" && typeof value === "string"));
  const key = `sent ${form.getAttribute("action")}`;
  const before = JSON.parse(tab.get(key) ?? "{}");
  if (cameBack && before.body === body && before.page === KEY) id.value = before.id;
  else tab.set(key, JSON.stringify({ page: KEY, body, id: id.value }));
}

const [how] = performance.getEntriesByType("navigation");
const cameBack = how && how.type !== "navigate";
if (cameBack) restore();
else tab.drop(KEY);
document.addEventListener("input", keep);
document.addEventListener("change", keep);
document.addEventListener("submit", again);
