// The voices of the open question's answer: a tab for each, and what a new one begins with.
import * as drafts from "./drafts.js";
import { known } from "./form.js";
import { offers, say, unitName, words } from "./page.js";

const $ = (id) => document.getElementById(id);
const number = (id) => Number(id.split(":")[1] ?? 1);

/** The fields of a voice as the server has them, or null. */
export const stored = (question, id) => question.voices.find((one) => one.id === id)?.fields ?? null;

/** All voices of a question, those that wait on this machine and the open one too: {id, fields, hour}. */
export function all(question, open) {
  const found = question.voices.map((one) => ({ ...one, fields: drafts.get(one.id)?.fields ?? one.fields }));
  for (const id of drafts.waiting().filter((one) => drafts.questionOf(one) === question.number)) {
    if (!found.some((one) => one.id === id)) found.push({ id, hour: "", fields: drafts.get(id).fields });
  }
  if (open && !found.some((one) => one.id === open.id)) found.push({ id: open.id, hour: "", fields: open });
  return found;
}

/** The id of a new voice: never one that anybody had. */
export function freshId(question, open) {
  const taken = all(question, open).map((one) => number(one.id));
  const next = Math.max(number(question.fresh), ...taken.map((n) => n + 1));
  return next === 1 ? String(question.number) : `${question.number}:${next}`;
}

/** What another voice begins with: a body that has not spoken yet, and the form of the others. `isWritten`: of the open one something is on
 * record or on its way; one that was only begun gives its place to this one. */
export function begin(question, open, further, isWritten) {
  const kept = isWritten || !open.id.includes(":") ? open : null;
  const voices = all(question, kept);
  const spoken = new Set(voices.map((one) => unitName(one.fields.unit)));
  const unit = offers.units.find((one) => question.co_units.includes(one.name) && !spoken.has(one.name));
  const part = further ? Math.max(0, ...voices.map((one) => one.fields.part)) + 1 : open.part;
  return {
    ...known(question), id: freshId(question, kept), part, asked: "", asker: further ? question.asker : "", form: open.form || known(question).form,
    unit: unit?.code ?? (further ? open.unit : ""), answerer: unit?.leader ?? (further ? open.answerer : ""), promised: false, due: "",
  };
}

/** Draw the tabs; `open`: the fields of the open voice with its id. */
export function draw(question, open) {
  const voices = all(question, open);
  $("voices").replaceChildren(...voices.map((one) => tab(question, one, open)));
  $("drop-voice").hidden = voices.length < 2;
}

/** Go to the next tab, or the one before. */
export function turn(open, by) {
  const tabs = [...$("voices").querySelectorAll("[data-voice]")];
  tabs[tabs.findIndex((one) => one.dataset.voice === open) + by]?.click();
}

function tab(question, one, open) {
  const button = document.createElement("button");
  const fields = one.id === open.id ? open : one.fields;
  button.type = "button";
  button.className = "voice";
  button.dataset.voice = one.id;
  button.toggleAttribute("aria-current", one.id === open.id);
  const kn = document.createElement("b");
  kn.textContent = say(words.short, { number: fields.part ? `${question.number}.${fields.part}` : question.number });
  const who = document.createElement("span");
  who.className = "who";
  who.textContent = fields.answerer || unitName(fields.unit) || words.nobody;
  const state = document.createElement("small");
  state.textContent = [one.hour, fields.complete ? words.fields.complete : words.draft].filter(Boolean).join(" · ");
  button.append(kn, who, state);
  return button;
}
