// The moderator's page: every key is a button, every button one command; the queue is ordered by drag or by keys.
import { send, busy, listeners } from "../shared/commands.js";
import { more } from "./question-menu.js";
import { ask, hold, now, seen } from "../shared/picture.js";
import { send as post } from "../shared/post.js";
import { fold } from "../shared/fold.js";
import { letter } from "../shared/letter.js";
import { closeAfter } from "../shared/late.js";
import { keyMoved, moved } from "./moved.js";
import { show } from "./slides.js";
import { takeBack } from "./undo.js";
import { repeats, stepOf } from "./double-press.js";
import Sortable from "../vendor/sortable.js";
import "./insert-speaker.js";
import "./raise-question.js";

const words = JSON.parse(document.getElementById("words").textContent);
const say = (text, facts = {}) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
const said = document.getElementById("said");
const refused = document.getElementById("refused");
const find = document.getElementById("find");
const choices = { field: document.getElementById("of-field"), unit: document.getElementById("of-unit"), present: document.getElementById("of-presence") };
const number = (text) => (text ? Number(text) : null);

// What the page says: quietly of what goes well, plainly of what was refused.
let hush = 0;
function tell(text, ms = 4000) {
  said.textContent = text;
  said.hidden = !text;
  clearTimeout(hush);
  if (text && ms) hush = setTimeout(() => tell(""), ms);
}
function complain(sentence, place = document.querySelector("dialog[open] .refused") ?? refused) {
  for (const one of document.querySelectorAll(".refused")) one.hidden = true;
  (place.querySelector("span") ?? place).textContent = sentence;
  place.hidden = !sentence;
}
refused.querySelector("button").addEventListener("click", () => complain(""));
listeners.add((state, command, answer) => {
  document.documentElement.toggleAttribute("data-pending", busy() && state !== "free");
  if (state === "sending") {
    complain("");
    tell(words.sending, 0);
  }
  if (state === "again") tell(words.again, 0);
  if (state === "wait") tell(words.wait);
  if (state === "done") tell("");
  if (state === "unsent") complain(words.unsent);
  if (state === "refused") complain(answer.error);
  if (state === "refused" || state === "unsent") tell("");
  if (state === "replayed" && answer.again) tell(say(words.replayed, { n: answer.again }), 10_000);
  if (state === "replayed" && answer.lost) complain(say(words.lost, { n: answer.lost }), refused);
});

// Buttons.
const turn = (move, question, facts = {}, how = {}) => send("/moderator/turns", { move, question, ...facts }, how);

/** A place in the queue: before a question, or before whichever is the first. */
const placed = (before) => number(before === "first" ? document.querySelector("#queue li").dataset.question : before);

function act({ move, question, before, item, mode, message, speech, ...rest }, how) {
  if (move === "undo" || move === "redo") return void takeBack(move, askFirst);
  if (speech) send("/moderator/speakers", { do: "end", speech });
  if (move) turn(move, number(question), before ? { before: placed(before) } : {}, how).then(() => move === "order" && place(question));
  if (item !== undefined) send("/moderator/programme", { item: number(item) ?? 0, do: rest.do, minutes: Number(rest.minutes ?? 0), part: Number(rest.part ?? 0) });
  if (mode ?? message !== undefined) send("/moderator/hall", mode ? { mode } : { message });
  if (rest.blank) send("/moderator/hall/blank", { on: rest.blank === "on" });
  if (rest.slide) show(rest);
  if (rest.screen) send("/moderator/hall/screen", { screen: rest.screen, mode: rest.hold });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  const facts = { ...button.dataset };
  const step = stepOf(facts);
  if (step && moved(event)) return tell(words.moved);
  if (step && !STEPWISE.has(step) && repeats(event, step)) return tell(words.repeated);
  if (facts.receipt) seenSignal(button);
  if (facts.ask) return askFirst(facts);
  act(facts);
  if (facts.more) more(facts.more);
  if (facts.open) document.getElementById(facts.open).showModal();
  if (facts.close !== undefined) button.closest("dialog").close();
});

const STEPWISE = new Set(["extend", "shift", "undo"]);

/** A signal of the chair was seen. */
async function seenSignal(button) {
  button.disabled = true;
  if (await post(`/notes/${button.dataset.receipt}/receipt`)) ask().catch(() => {});
  button.disabled = false;
}

// What the hall would not understand is asked first.
const sure = document.getElementById("sure");
let sureOf = () => {};
function askFirst(facts, then) {
  if (sure.open) return void complain(facts.ask, refused);
  const how = { at: seen().number };
  const programme = document.querySelector("#programme:popover-open");
  sureOf = then ?? (() => (isOffered(facts) ? act(facts, how) : complain(words.other, refused)));
  sure.addEventListener("close", () => programme?.showPopover(), { once: true });
  document.getElementById("sure-text").textContent = facts.ask;
  sure.showModal();
}
sure.querySelector("form").addEventListener("submit", () => sureOf());

/** Whether the page still offers the very step that was asked about. */
const isOffered = (facts) => [...document.querySelectorAll("[data-ask]")].some(({ dataset }) => Object.keys(facts).every((name) => dataset[name] === facts[name]));

// Keys. Letters mean nothing while somebody types, or in an open dialog.
const writes = (element) => element.closest("input, textarea, select, [contenteditable]");
const row = () => document.activeElement?.closest?.("#queue li");

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const key = letter(event);
  if (event.isComposing || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.altKey) return void (key.startsWith("Arrow") && row() && shift(event, row()));
  if (writes(target)) {
    if (key === "Escape" && target === find) clear();
    return;
  }
  if (key === "/") return event.preventDefault(), find.focus(), find.select();
  if (key === "?") return document.getElementById("keys").showModal();
  if (key === "ArrowDown" || key === "ArrowUp") return step(event, key === "ArrowDown" ? 1 : -1);
  if (key === "Enter" && target.matches("#queue li")) return event.preventDefault(), more(target.dataset.question);
  if (event.repeat) return;
  if (!key) return tell(words.method, 10_000);
  if (event.shiftKey) return void (key === "u" && takeBack("redo", askFirst));
  if (key === "f") return event.preventDefault(), document.getElementById("raise").click();
  if (key === "s") return document.getElementById("programme").togglePopover();
  if (key === "i") return event.preventDefault(), document.getElementById("insert").click();
  const button = document.querySelector(`[data-key="${CSS.escape(CLICKER[key] ?? key)}"]`);
  if (!button) return;
  event.preventDefault();
  if (keyMoved(button)) tell(words.other);
  else if (button.disabled) tell(words.nothing);
  else button.click();
});

// A presenter's clicker sends the keys of whole pages.
const CLICKER = { PageUp: ",", PageDown: "." };

const shownRows = () => [...document.querySelectorAll("#queue > li:not([hidden])")];

function step(event, by) {
  const rows = shownRows();
  if (!rows.length) return;
  event.preventDefault();
  const at = rows.indexOf(row());
  rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))].focus();
}

async function shift(event, li) {
  event.preventDefault();
  const button = li.querySelector(event.key === "ArrowUp" ? ".up" : ".down");
  if (!["ArrowUp", "ArrowDown"].includes(event.key) || button.disabled) return;
  const { question, before } = button.dataset;
  await turn("order", number(question), before ? { before: number(before) } : {});
  place(question);
}

/** After a move the row has the keyboard again and its place is told. */
function place(question) {
  const rows = [...document.querySelectorAll("#queue > li")];
  const at = rows.findIndex((li) => li.dataset.question === question);
  if (at < 0) return;
  // Who types by now keeps the keyboard: the rest of a word would be commands.
  const busy = writes(document.activeElement) || document.querySelector("dialog[open]");
  if (!busy && !rows[at].contains(document.activeElement)) rows[at].focus({ preventScroll: false });
  tell(say(words.position, { number: question, n: at + 1, total: rows.length }));
}

// Drag. From the press on a grip on pictures wait, as one that came before the browser begins the drag would end it; and
// what is dropped is judged by the picture on which it was grasped.
let release = null;
let dragging = false;
let on = 0;
let sortable = null;
function sort() {
  const list = document.getElementById("queue");
  if (sortable?.el === list) return;
  sortable?.destroy();
  sortable = Sortable.create(list, {
    handle: ".grip",
    draggable: "li",
    animation: 0,
    onChoose: () => {
      release = hold();
      on = seen().number;
    },
    onUnchoose: () => dragging || release(),
    onStart: () => {
      dragging = true;
    },
    onEnd: async ({ item, oldIndex, newIndex }) => {
      dragging = false;
      const next = item.nextElementSibling;
      try {
        if (oldIndex !== newIndex) await turn("order", number(item.dataset.question), next ? { before: number(next.dataset.question) } : {}, { at: on });
      } finally {
        release();
        place(item.dataset.question);
      }
    },
  });
}

// Filters only hide: the order and the commands are those of the whole queue.

function filter() {
  const wanted = fold(find.value).split(" ").filter(Boolean);
  const active = wanted.length || Object.values(choices).some((choice) => choice.value);
  let shown = 0;
  const rows = document.querySelectorAll("#queue > li, #closed li, #received li");
  for (const li of rows) {
    const fits = wanted.every((word) => li.dataset.fold.includes(word)) && Object.entries(choices).every(([name, choice]) => !choice.value || li.dataset[name] === choice.value);
    li.hidden = !fits;
    shown += fits && li.parentElement.id === "queue";
  }
  document.getElementById("count").textContent = active ? say(words.found, { n: shown, total: document.querySelectorAll("#queue > li").length }) : "";
}
function clear() {
  find.value = "";
  for (const choice of Object.values(choices)) choice.value = "";
  filter();
  find.blur();
}
for (const control of [find, ...Object.values(choices)]) control.addEventListener("input", filter);

// The lists that a person opened stay open when a picture comes.
const open = new Set();
document.addEventListener("toggle", ({ target }) => target.matches?.("details[id]") && (target.open ? open.add(target.id) : open.delete(target.id)), true);

/** Past its time a question says so, without a picture having to come. */
function soft() {
  const clock = document.querySelector("[data-soft]");
  document.querySelector(".now").classList.toggle("long", Boolean(clock) && now() - Number(clock.dataset.since) > Number(clock.dataset.soft) * 1000);
}
setInterval(soft, 1000);

/** Which step undo would take back for this page: its own last one, otherwise the newest of all, which is asked first. */
function ownUndo() {
  const { device } = document.getElementById("picture").dataset;
  const lines = [...document.querySelectorAll(".last [data-undo]")];
  const own = lines.find((line) => line.dataset.of === device) ?? lines.find((line) => !line.dataset.of);
  for (const line of lines) line.hidden = line !== own;
}

function drawn() {
  ownUndo();
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  filter();
  sort();
  soft();
}
document.addEventListener("picture", drawn);
drawn();

document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());

const saying = document.getElementById("saying");
saying.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  closeAfter(saying, send("/moderator/hall", { message: document.getElementById("message").value.trim() }));
});
