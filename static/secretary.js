// The secretary's page. The list, the tasks and the log are the picture; the form in the middle is outside of it.
import { ask, now } from "./picture.js";
import { newId } from "./send.js";
import * as drafts from "./drafts.js";
import * as tasks from "./tasks.js";

const $ = (id) => document.getElementById(id);
const words = JSON.parse($("words").textContent);
const offers = JSON.parse($("offers").textContent);
const form = $("answer");
const frame = $("picture");
const page = newId();
const SAVE_MS = 2000;
const SAY_MS = 5000;

const FIELDS = ["answerer", "unit", "text", "basis", "form", "result", "detail", "promised", "due", "referred_to", "complete"];
const state = { open: null, question: null, base: null, touched: false, complete: false, timer: 0, undo: null, opening: 0 };

export const say = (text, facts = {}) => text.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);
const hour = () => new Intl.DateTimeFormat("vi", { timeStyle: "short", timeZone: document.documentElement.dataset.zone }).format(now()).replace(":", "h");
const unitCode = (name) => offers.units.find((unit) => unit.name === name.trim())?.code ?? name.trim();
const unitName = (code) => offers.units.find((unit) => unit.code === code)?.name ?? code;
const floor = () => Number($("list").dataset.floor) || null;

// --- the form ------------------------------------------------------------------------------------------------------

function read() {
  const text = (name) => form.elements[name].value.normalize("NFC");
  return {
    answerer: text("answerer"), unit: unitCode(text("unit")), text: text("text"), basis: text("basis"), form: form.elements.form.value,
    result: form.elements.result.value, detail: text("detail"), promised: form.elements.promised.checked,
    due: form.elements.promised.checked ? text("due") : "", referred_to: text("referred_to"), complete: state.complete,
  };
}

function fill(fields) {
  for (const name of ["answerer", "text", "basis", "due", "referred_to"]) change(form.elements[name], fields[name]);
  change(form.elements.unit, unitName(fields.unit));
  form.elements.form.value = fields.form;
  form.elements.result.value = fields.result;
  form.elements.promised.checked = fields.promised;
  state.complete = fields.complete;
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

/** What follows from what is chosen: which parts of the form are shown. */
function shape() {
  const { form: axis, result, promised, detail } = form.elements;
  for (const label of form.querySelectorAll("[data-form=before]")) label.hidden = axis.value !== "before" && state.question?.place !== "before";
  $("referred").hidden = axis.value !== "forwarded";
  const options = [...detail.options].filter((option) => option.dataset.result);
  for (const option of options) option.hidden = option.disabled = option.dataset.result !== result.value;
  detail.hidden = !options.some((option) => !option.hidden);
  if (detail.selectedOptions[0]?.disabled) detail.value = "";
  $("until").hidden = !promised.checked;
  sayDue();
}

function sayDue() {
  const { due } = form.elements;
  const days = offers.dates.indexOf(due.value);
  if (document.activeElement !== $("days")) $("days").value = days >= 0 ? days : "";
  const early = due.value && due.value < offers.dates[0];
  const holiday = due.value && due.value <= offers.dates.at(-1) && !offers.working.includes(due.value);
  $("due-says").textContent = early ? words.past : holiday ? words.free : days >= 0 ? say(words.days, { n: days }) : "";
}

function promise(days) {
  form.elements.due.value = offers.dates[Math.min(Math.max(days, 0), offers.dates.length - 1)];
}

// --- opening -------------------------------------------------------------------------------------------------------

async function open(number) {
  if (number === state.open) return;
  if (state.open) save(state.open);
  const opening = ++state.opening;
  const question = await load(number);
  if (!question || opening !== state.opening) return;
  Object.assign(state, { open: number, touched: Boolean(drafts.get(number)), undo: null });
  show(question);
  remember();
  presence();
  after();
  save(number);
}

async function load(number) {
  try {
    const response = await fetch(`/secretary/questions/${number}`, { signal: AbortSignal.timeout(6000) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function show(question) {
  state.question = question;
  $("sheet").hidden = false;
  $("nothing").hidden = true;
  $("kn").textContent = `KN số ${question.number}`;
  $("place").textContent = question.place_name;
  $("hours").textContent = [question.start, question.end].filter(Boolean).join(" – ");
  $("here").textContent = question.here;
  $("business").textContent = question.business;
  $("others").textContent = question.others.length ? say(words.raised, { names: question.others.map(([n, name]) => `${name} (KN ${n})`).join("; ") }) : "";
  $("asked").textContent = [question.text, question.proposal].filter(Boolean).join("\n\n");
  $("prepared").textContent = question.prepared || words.none;
  $("prepared-basis").textContent = question.basis || words.none;
  $("copy").hidden = !question.prepared && !question.basis;
  $("show-history").hidden = !question.history.length;
  $("show-history").textContent = say(words.history, { n: question.history.length });
  const draft = drafts.get(question.number);
  state.base = draft?.base ?? { version: question.answer.version, fields: pick(question.answer) };
  fill(draft?.fields ?? (question.answer.version ? state.base.fields : known(question)));
  conflict(draft?.theirs);
  if (!draft) saved(question.answer.version ? words[question.answer.complete ? "complete" : "saved"] : "", question.history.at(-1)?.at);
}

const pick = (answer) => Object.fromEntries(FIELDS.map((name) => [name, answer[name]]));

/** What can be said before anybody typed: unit, its leader, the form that the place tells. */
function known(question) {
  const unit = offers.units.find((one) => one.code === question.unit);
  const byPlace = { floor: "live", answered: "live", writing: "writing", forwarded: "forwarded", out: "out", before: "before" };
  const answered = byPlace[question.place] ?? "";
  const promised = answered === "writing";
  return {
    answerer: unit?.leader ?? "", unit: question.unit, text: "", basis: "", form: answered, result: "", detail: "", promised,
    due: promised ? offers.dates[offers.days] : "", referred_to: question.referred_to, complete: false,
  };
}

// --- saving --------------------------------------------------------------------------------------------------------

function typed() {
  state.touched = true;
  remember();
  const record = drafts.get(state.open) ?? { base: state.base, pending: null };
  drafts.put(state.open, { base: record.base, pending: record.pending, theirs: record.theirs, fields: read() });
  state.timer ||= setTimeout(() => save(state.open), SAVE_MS);
}

async function save(number) {
  if (number === state.open) state.timer = clearTimeout(state.timer) ?? 0;
  if (!drafts.get(number)) return;
  if (number === state.open) saved(words.saving);
  const result = await drafts.send(number);
  if (number === state.open) came(result);
  if (result.state === "merged") return save(number);
  if (result.state === "saved" && drafts.get(number)) state.timer ||= setTimeout(() => save(number), SAVE_MS);
  safe();
}

function came(result) {
  const record = drafts.get(state.open);
  if (result.base) state.base = result.base;
  if (result.state === "saved") {
    saved(result.base.fields.complete ? words.complete : words.saved, hour());
    if (result.base.fields.complete && !record) {
      state.touched = false;
      remember();
      history();
      follow(true);
    }
  } else if (result.state === "merged") {
    fill(result.fields);
    saved(say(words.merged, { by: result.theirs.by }));
  } else if (result.state === "kept") saved(words.here, "", "warn");
  else if (result.state === "refused") {
    state.complete = false;
    saved(say(words.lost, { why: result.why }), "", "bad");
  } else if (result.state === "conflict") conflict(result.theirs);
}

function saved(text, at = "", kind = "") {
  $("saved").textContent = say(text, { hour: at });
  $("saved").dataset.kind = kind;
}

function safe() {
  const count = drafts.waiting().length;
  $("safe").textContent = count ? say(words.unsaved, { n: count }) : "";
}

async function history() {
  const question = await load(state.open);
  if (question?.number !== state.open) return;
  state.question = question;
  $("show-history").hidden = !question.history.length;
  $("show-history").textContent = say(words.history, { n: question.history.length });
  $("place").textContent = question.place_name;
  $("hours").textContent = [question.start, question.end].filter(Boolean).join(" – ");
}

// --- two texts -----------------------------------------------------------------------------------------------------

function conflict(theirs) {
  $("conflict").hidden = !theirs;
  if (!theirs) return;
  const record = drafts.get(state.open);
  const parts = drafts.clashes(record, theirs);
  $("conflict-says").textContent = say(words.clash, { by: theirs.by });
  $("theirs-by").textContent = say(words.theirs, { by: theirs.by, version: theirs.version });
  describe($("mine"), record.fields, parts);
  describe($("theirs"), theirs, parts);
  saved(words.here, "", "warn");
}

function describe(list, fields, parts) {
  list.replaceChildren(
    ...parts.flatMap((name) => {
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = words.fields[name];
      value.textContent = human(name, fields[name]) || words.empty;
      return [term, value];
    }),
  );
}

function human(name, value) {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (name === "unit") return unitName(value);
  if (name === "detail") return form.querySelector(`[name=detail] option[value="${value}"]`)?.textContent ?? value;
  if (["form", "result"].includes(name)) return form.querySelector(`[name=${name}][value="${value}"]`)?.parentElement.textContent.trim() ?? value;
  return value;
}

function settle(way) {
  const record = drafts.get(state.open);
  const { theirs } = record;
  const parts = drafts.clashes(record, theirs);
  const fields = drafts.onTop(record, theirs);
  const mine = { ...fields };
  if (way === "theirs") for (const name of parts) fields[name] = theirs[name];
  if (way === "both") for (const name of parts.filter((part) => ["text", "basis"].includes(part))) fields[name] = `${theirs[name]}\n\n${fields[name]}`.trim();
  state.base = drafts.settle(state.open, fields);
  state.undo = way === "theirs" ? mine : null;
  fill(fields);
  conflict(null);
  $("bring-back").hidden = !state.undo;
  save(state.open);
  form.elements.text.focus();
}

// --- following the floor -------------------------------------------------------------------------------------------

function follow(now = false) {
  const number = floor();
  if (!number || number === state.open) return void ($("moved").hidden = true);
  if (now || state.following) {
    if (!state.touched) return void open(number);
  }
  $("moved").hidden = !state.open;
  $("moved").firstElementChild.textContent = say(words.floor, { number });
  if (!state.open) open(number);
}

function goToFloor() {
  state.touched = false;
  if (floor()) choose(floor());
}

function choose(number) {
  state.following = number === floor();
  open(number);
}

/** After a picture, or after another question was opened: what the list shows of this page's own doings. */
function after() {
  state.following ||= state.open === floor();
  for (const button of frame.querySelectorAll("[data-open]")) button.toggleAttribute("aria-current", Number(button.dataset.open) === state.open);
  const others = [];
  for (const tag of frame.querySelectorAll(".working")) {
    tag.hidden = tag.dataset.page === page;
    if (!tag.hidden && tag.closest("li").id === `row-${state.open}`) others.push(tag.dataset.who);
  }
  $("working").hidden = !others.length;
  $("working").textContent = others.length ? say(words.working, { who: others.join(", ") }) : "";
  find();
  const row = frame.querySelector(`[data-open="${state.open}"]`);
  if (row && Number(row.dataset.version) > state.base.version && !drafts.get(state.open)) refresh();
}

/** Somebody else wrote in the open record while nothing of mine waits. */
async function refresh() {
  const question = await load(state.open);
  if (question?.number === state.open && !drafts.get(state.open)) {
    const place = form.contains(document.activeElement);
    show(question);
    if (place) document.activeElement.scrollIntoView({ block: "nearest" });
  }
}

function find() {
  const wanted = fold($("find").value);
  for (const row of frame.querySelectorAll("li[data-search]")) row.hidden = !fold(row.dataset.search).includes(wanted);
}

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

async function presence(gone = false) {
  const body = JSON.stringify({ page, question: gone ? null : state.open });
  await fetch("/secretary/presence", { method: "POST", headers: { "Content-Type": "application/json", "Kiosk-Conference": document.documentElement.dataset.conference }, body, keepalive: true }).catch(() => {});
}

function remember() {
  sessionStorage.setItem("secretary", JSON.stringify({ open: state.open, touched: state.touched }));
}

// --- events --------------------------------------------------------------------------------------------------------

form.addEventListener("input", (event) => {
  const { name, id } = event.target;
  if (name === "form" && form.elements.form.value === "writing" && !form.elements.promised.checked) form.elements.promised.checked = true;
  if (form.elements.promised.checked && !form.elements.due.value && ["form", "promised"].includes(name)) promise(offers.days);
  if (id === "days") promise(Number(event.target.value));
  state.complete = false;
  shape();
  typed();
});
form.addEventListener("focusout", () => state.open && save(state.open));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  complete();
});

function complete() {
  state.complete = true;
  typed();
  save(state.open);
}

frame.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open]");
  if (button) choose(Number(button.dataset.open));
  const task = event.target.closest("[data-task]");
  if (task) tasks.open({ ...task.dataset });
});
document.addEventListener("picture", () => {
  after();
  follow();
});
$("follow").addEventListener("click", goToFloor);
$("conflict").addEventListener("click", (event) => event.target.dataset.settle && settle(event.target.dataset.settle));
$("bring-back").addEventListener("click", () => {
  $("bring-back").hidden = true;
  fill(state.undo);
  typed();
  save(state.open);
});
$("find").addEventListener("input", find);
$("copy").addEventListener("click", () => {
  const { text, basis } = form.elements;
  const joined = (old, more) => (!more || old.includes(more) ? old : [old, more].filter(Boolean).join("\n"));
  text.value = joined(text.value, state.question.prepared);
  basis.value = joined(basis.value, state.question.basis);
  state.complete = false;
  typed();
  text.focus();
});
$("mark").addEventListener("click", () => {
  const { value, selectionStart, selectionEnd } = form.elements.text;
  tasks.open({ text: value.slice(selectionStart, selectionEnd).trim(), unit: form.elements.unit.value });
});
$("new-task").addEventListener("click", () => tasks.open({}));
$("show-history").addEventListener("click", async () => {
  await history();
  $("editions").replaceChildren(...state.question.history.toReversed().map(edition));
  $("history").showModal();
});

function edition(one) {
  const item = document.createElement("li");
  const head = document.createElement("p");
  const text = document.createElement("p");
  const rest = document.createElement("p");
  head.className = "by";
  head.textContent = [one.at, one.by, one.complete ? words.fields.complete : words.draft].filter(Boolean).join(" · ");
  text.className = "reading";
  text.textContent = one.text || words.empty;
  rest.className = "quiet";
  rest.textContent = [[one.answerer, one.unit].filter(Boolean).join(" – "), ...one.said, one.due, one.basis].filter(Boolean).join(" · ");
  item.append(head, text, rest);
  return item;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && form.contains(event.target)) complete();
  else if (event.altKey && event.key === "0") goToFloor();
  else if (event.altKey && event.key.toLowerCase() === "k") tasks.open({});
  else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) step(event.key === "ArrowUp" ? -1 : 1);
  else return;
  event.preventDefault();
});

function step(by) {
  const numbers = [...frame.querySelectorAll("li:not([hidden]) > [data-open]")].map((button) => Number(button.dataset.open));
  const next = numbers[numbers.indexOf(state.open) + by];
  if (next) choose(next);
}

addEventListener("pagehide", () => {
  if (state.open) save(state.open);
  presence(true);
});
addEventListener("online", () => drafts.waiting().forEach(save));
setInterval(() => {
  presence();
  for (const number of drafts.waiting()) save(number);
}, SAY_MS);

const before = JSON.parse(sessionStorage.getItem("secretary") ?? "{}");
const unsent = drafts.waiting();
safe();
if (before.open || unsent.length) {
  await open(before.open ?? unsent[0]);
  state.touched ||= Boolean(before.touched);
}
after();
follow();
tasks.start(words, ask);
