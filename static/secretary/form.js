// The form in which an answer is written down: what it says, what follows from what is chosen, and what it offers at first.
import { after, inWords, isDayOff, isEarly, workingDays } from "./dates.js";
import { play } from "./recorder.js";
import { offers, say, unitCode, unitName, words } from "./page.js";

const $ = (id) => document.getElementById(id);

export const form = $("answer");
/** The question it belongs to, the voice that it holds, its part (n of KN 9.n), and whether it was called complete. */
export const sheet = { question: null, voice: "", part: 0, complete: false };

const FIELDS = ["part", "asked", "asker", "answerer", "unit", "text", "basis", "form", "result", "detail", "promised", "due", "referred_to", "complete"];

/** What the form says. */
export function read() {
  const text = (name) => form.elements[name].value.normalize("NFC");
  return {
    part: sheet.part, asked: text("asked"), asker: text("asker"), answerer: text("answerer"), unit: unitCode(text("unit")), text: text("text"), basis: text("basis"), form: form.elements.form.value,
    result: form.elements.result.value, detail: text("detail"), promised: form.elements.promised.checked,
    due: form.elements.promised.checked && !isEarly(form.elements.due.value) ? text("due") : "", referred_to: text("referred_to"), complete: sheet.complete,
  };
}

/** Whether the record still needs something before it is complete: the first of it is said, and gone to. */
export function lacks() {
  const { form: axis, text, result, promised, due, referred_to: referred, part, asked } = read();
  const early = isEarly(form.elements.due.value);
  const told = ["live", "before"].includes(axis);
  const parts = [
    ["asked", asked.trim() || !part, words.lacks.asked],
    ["form", axis, words.lacks.form],
    ["text", text.trim() || !told, sheet.question.prepared ? words.lacks.prepared : words.lacks.text],
    ["result", result || !told, words.lacks.result],
    ["due", due || !promised, early ? words.lacks.early : words.lacks.due],
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
  sheet.part = fields.part ?? 0;
  for (const name of ["asked", "asker", "answerer", "text", "basis", "due", "referred_to"]) change(form.elements[name], fields[name] ?? "");
  change(form.elements.unit, unitName(fields.unit));
  // A list of radio buttons does not let go of the one that is checked when its value is set to nothing.
  for (const name of ["form", "result"]) for (const button of form.elements[name]) button.checked = button.value === fields[name];
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
  $("further").hidden = !sheet.part;
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
  const others = (sheet.question?.voices ?? []).filter((one) => one.id !== sheet.voice).map((one) => one.fields.form);
  $("misfit").hidden = !wanted || !value || [value, ...others].includes(wanted);
  if ($("misfit").hidden) return;
  $("misfit").firstElementChild.textContent = say(words.misfit, { place, form: human("form", value) });
  $("fit").textContent = say(words.fit, { form: human("form", wanted) });
}

function sayDue() {
  const { value } = form.elements.due;
  const days = workingDays(value);
  if (document.activeElement !== $("days")) $("days").value = days >= 0 ? days : "";
  $("due-words").textContent = inWords(value);
  $("due-says").textContent = isEarly(value) ? words.past : isDayOff(value) ? words.free : "";
}

/** Promise in so many working days; what is no such number is no date. */
function promise(days) {
  form.elements.due.value = /^[0-9]+$/.test(days) ? after(Number(days)) : "";
}

/** Promise a reply in writing, and go to the number of its working days. */
export function beginPromise() {
  if (!form.elements.promised.checked) form.elements.promised.click();
  $("days").focus();
  $("days").select();
}

/** Choose form or result by its key's number. */
export function choose(name, value) {
  const button = form.querySelector(`[name=${name}][value=${value}]`);
  if (!button.closest("label").hidden) button.click();
}

/** The parts of an answer that the form holds. */
export const pick = (answer) => Object.fromEntries(FIELDS.map((name) => [name, answer[name]]));

/** A voice of which nothing is on record. */
export const EMPTY = Object.fromEntries(FIELDS.map((name) => [name, name === "part" ? 0 : ["promised", "complete"].includes(name) ? false : ""]));

/** What can be said before anybody typed: unit, its leader, the form that the place tells. */
export function known(question) {
  const unit = offers.units.find((one) => one.code === question.unit);
  const answered = question.wanted || (["floor", "answered"].includes(question.place) ? "live" : "");
  const promised = answered === "writing";
  return {
    part: 0, asked: "", asker: "", answerer: unit?.leader ?? "", unit: question.unit, text: "", basis: "", form: answered, result: "", detail: "", promised,
    due: promised ? offers.dates[offers.days] : "", referred_to: question.referred_to, complete: false,
  };
}

/** A part of the answer as people read it. */
export function human(name, value) {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (name === "unit") return unitName(value);
  if (name === "detail") return form.querySelector(`[name=detail] option[value="${value}"]`)?.textContent ?? value;
  if (["form", "result"].includes(name)) return form.querySelector(`[name=${name}][value="${value}"]`)?.nextElementSibling.firstChild.textContent.trim() ?? value;
  return value;
}

form.addEventListener("input", ({ target: { name, id, value } }) => {
  if (name === "form" && form.elements.form.value === "writing" && !form.elements.promised.checked) form.elements.promised.checked = true;
  if (form.elements.promised.checked && !form.elements.due.value && ["form", "promised"].includes(name)) promise(offers.days);
  if (id === "days") promise(value);
  sheet.complete = false;
  shape();
});

$("days").addEventListener("blur", sayDue);

$("fit").addEventListener("click", () => {
  form.querySelector(`[name=form][value=${sheet.question.wanted}]`).click();
  form.elements.text.focus();
});

/** Copy the prepared answer and its basis behind what stands there already. */
$("copy").addEventListener("click", () => {
  const { text, basis } = form.elements;
  const joined = (old, more) => (!more || old.includes(more) ? old : [old, more].filter(Boolean).join("\n"));
  text.value = joined(text.value, sheet.question.prepared);
  basis.value = joined(basis.value, sheet.question.basis);
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  text.focus();
});

/** The stretch of the recording in which this voice was heard. */
$("hear").addEventListener("click", () => {
  const called = sheet.question.voices.find((one) => one.id === sheet.voice)?.fields.called ?? "";
  play(`question=${sheet.question.number}&called=${encodeURIComponent(called)}`);
});
