// The form in which an answer is written down: what it says, what follows from what is chosen, and what it offers at first.
import { offers, say, unitCode, unitName, words } from "./page.js";

const $ = (id) => document.getElementById(id);

export const form = $("answer");
/** The question it belongs to, and whether the answer in it was called complete. */
export const sheet = { question: null, complete: false };

const FIELDS = ["answerer", "unit", "text", "basis", "form", "result", "detail", "promised", "due", "referred_to", "complete"];

/** What the form says. */
export function read() {
  const text = (name) => form.elements[name].value.normalize("NFC");
  return {
    answerer: text("answerer"), unit: unitCode(text("unit")), text: text("text"), basis: text("basis"), form: form.elements.form.value,
    result: form.elements.result.value, detail: text("detail"), promised: form.elements.promised.checked,
    due: form.elements.promised.checked && !early() ? text("due") : "", referred_to: text("referred_to"), complete: sheet.complete,
  };
}

/** A promise dated before the conference is none. */
const early = () => Boolean(form.elements.due.value) && form.elements.due.value < offers.dates[0];

/** Whether the record still needs something before it is complete: the first of it is said, and gone to. */
export function lacks() {
  const { form: axis, text, result, promised, due, referred_to: referred } = read();
  const told = ["live", "before"].includes(axis);
  const parts = [
    ["form", axis, words.lacks.form],
    ["text", text.trim() || !told, sheet.question.prepared ? words.lacks.prepared : words.lacks.text],
    ["result", result || !told, words.lacks.result],
    ["due", due || !promised, early() ? words.lacks.early : words.lacks.due],
    ["referred_to", referred.trim() || axis !== "forwarded", words.lacks.referred_to],
  ];
  const misfit = $("misfit").hidden ? null : ["", "", $("misfit").firstElementChild.textContent];
  const found = parts.find(([, there]) => !there) ?? misfit;
  $("lacks").hidden = !found;
  if (!found) return false;
  $("lacks").textContent = found[2];
  (form.querySelector(`[name=${found[0] || "none"}]`) ?? $("fit")).focus();
  return true;
}

/** Put an answer into the form. */
export function fill(fields) {
  for (const name of ["answerer", "text", "basis", "due", "referred_to"]) change(form.elements[name], fields[name]);
  change(form.elements.unit, unitName(fields.unit));
  form.elements.form.value = fields.form;
  form.elements.result.value = fields.result;
  form.elements.promised.checked = fields.promised;
  sheet.complete = fields.complete;
  shape();
  form.elements.detail.value = fields.detail;
}

/** Set a value without moving the caret where nothing changes. */
function change(element, value) {
  if (element.value === value) return;
  const { selectionStart, selectionEnd } = element.type === "date" ? {} : element;
  element.value = value;
  if (element === document.activeElement && selectionStart != null) element.setSelectionRange(selectionStart, selectionEnd);
}

/** What follows from what is chosen, and from where the question stands: which parts of the form are shown. */
export function shape() {
  const { form: axis, result, promised, detail } = form.elements;
  for (const label of form.querySelectorAll("[data-form=before]")) label.hidden = axis.value !== "before" && sheet.question?.place !== "before";
  $("referred").hidden = axis.value !== "forwarded";
  const options = [...detail.options].filter((option) => option.dataset.result);
  for (const option of options) option.hidden = option.disabled = option.dataset.result !== result.value;
  detail.hidden = !options.some((option) => !option.hidden);
  if (detail.selectedOptions[0]?.disabled) detail.value = "";
  $("until").hidden = !promised.checked;
  sayDue();
  sayMisfit();
}

/** The moderator put the question elsewhere than the record says: the report counts it there. */
function sayMisfit() {
  const { wanted, place_name: place } = sheet.question ?? {};
  const { value } = form.elements.form;
  $("misfit").hidden = !wanted || !value || value === wanted;
  if ($("misfit").hidden) return;
  $("misfit").firstElementChild.textContent = say(words.misfit, { place, form: human("form", value) });
  $("fit").textContent = say(words.fit, { form: human("form", wanted) });
}

function sayDue() {
  const { due } = form.elements;
  const days = offers.dates.indexOf(due.value);
  if (document.activeElement !== $("days")) $("days").value = days >= 0 ? days : "";
  const holiday = due.value && due.value <= offers.dates.at(-1) && !offers.working.includes(due.value);
  $("due-says").textContent = early() ? words.past : holiday ? words.free : days >= 0 ? say(words.days, { n: days }) : "";
}

function promise(days) {
  form.elements.due.value = offers.dates[Math.min(Math.max(days, 0), offers.dates.length - 1)];
}

/** The parts of an answer that the form holds. */
export const pick = (answer) => Object.fromEntries(FIELDS.map((name) => [name, answer[name]]));

/** What can be said before anybody typed: unit, its leader, the form that the place tells. */
export function known(question) {
  const unit = offers.units.find((one) => one.code === question.unit);
  const answered = question.wanted || (["floor", "answered"].includes(question.place) ? "live" : "");
  const promised = answered === "writing";
  return {
    answerer: unit?.leader ?? "", unit: question.unit, text: "", basis: "", form: answered, result: "", detail: "", promised,
    due: promised ? offers.dates[offers.days] : "", referred_to: question.referred_to, complete: false,
  };
}

/** A part of the answer as people read it. */
export function human(name, value) {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (name === "unit") return unitName(value);
  if (name === "detail") return form.querySelector(`[name=detail] option[value="${value}"]`)?.textContent ?? value;
  if (["form", "result"].includes(name)) return form.querySelector(`[name=${name}][value="${value}"]`)?.parentElement.textContent.trim() ?? value;
  return value;
}

form.addEventListener("input", ({ target: { name, id, value } }) => {
  if (name === "form" && form.elements.form.value === "writing" && !form.elements.promised.checked) form.elements.promised.checked = true;
  if (form.elements.promised.checked && !form.elements.due.value && ["form", "promised"].includes(name)) promise(offers.days);
  if (id === "days") promise(Number(value));
  sheet.complete = false;
  shape();
});
