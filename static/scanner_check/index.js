// Try the scanner: keeps the keys of three scans as they came, and shows what the server finds in them.
import { watchFocus } from "../shared/focus-band.js";
import { newId } from "../shared/ids.js";
import { listen } from "../shared/scanner.js";
import { TEST_CARD } from "../shared/codes.js";
import { post } from "../shared/post.js";

const SCANS = 3;
const MOST_KEYS = 300;
/** A scan's ending may come a moment after its outcome. */
const ENDING_MS = 400;
/** What comes after such a pause belongs to another scan. */
const PAUSE_MS = 1000;

const element = (id) => document.getElementById(id);
const words = JSON.parse(element("words").textContent);
const say = (key, n = "") => words[key].replace("{n}", n);
const field = element("field");
const places = [...element("scans").children];

let keys = [];
let last = -Infinity;
let scans = [];
let timer = 0;

/** Keep one key as it came. Keys after a pause begin anew: a person's, or another scan's. */
function keep(event, more = {}) {
  const at = event.timeStamp;
  if (at - last > PAUSE_MS) keys = [];
  const { key, code, ctrlKey: ctrl, altKey: alt } = event;
  if (keys.length < MOST_KEYS) keys.push({ key: key.slice(0, 24), code: code.slice(0, 24), ms: keys.length ? Math.max(0, Math.round((at - last) * 10) / 10) : 0, ctrl, alt, ...more });
  last = at;
}

// Before the scanner's own listeners, which keep a scan's keys from the page.
addEventListener("keydown", (event) => event.repeat || keep(event), true);
addEventListener("keyup", (event) => event.key === "Alt" && keep(event, { up: true }), true);
addEventListener(
  "input",
  () => {
    if (keys.length) keys.at(-1).text = field.value.slice(0, 400);
  },
  true,
);

listen(heard, {});
watchFocus(element("no-focus"));
field.value = "";

function heard({ kind, text }) {
  clearTimeout(timer);
  const found = kind === "scan" && text !== TEST_CARD ? "foreign" : kind;
  timer = setTimeout(() => add(found), ENDING_MS);
}

/** One more scan is whole, with its ending. */
function add(kind) {
  if (scans.length >= SCANS) return;
  const place = places[scans.length];
  scans.push(keys);
  keys = [];
  field.value = "";
  place.dataset.kind = kind;
  place.textContent = say({ scan: "read" }[kind] ?? kind, scans.length);
  if (kind === "foreign") return void scans.pop();
  if (scans.length < SCANS) verdict("", say("left", SCANS - scans.length));
  else judge();
}

async function judge() {
  try {
    const response = await post(element("main").dataset.post, { id: newId(), at: new Date().toISOString(), scans }, { timeout: 5000 });
    const answer = await response.json();
    if (response.ok) show(answer);
    else verdict("warn", answer.error);
  } catch {
    verdict("warn", say("unsent"));
  }
  element("anew").hidden = false;
}

function verdict(level, text) {
  element("said").className = `verdict ${level}`;
  element("said").textContent = text;
}

function show(answer) {
  const { good, read, advice } = answer;
  verdict(good ? "good" : "warn", say(good ? "good" : read === SCANS ? "cured" : "bad"));
  const written = {
    keys: answer.keys,
    longest_gap: say("ms", answer.longest_gap),
    layout: answer.layout,
    method: say(answer.method ? "on" : "off"),
    ending: answer.ending,
    prefix: answer.prefix || say("nothing"),
    gap: say("setting", answer.gap),
  };
  for (const [name, text] of Object.entries(written)) document.querySelector(`[data-of="${name}"]`).textContent = text;
  element("shown").hidden = false;
  element("advice").replaceChildren(...advice.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

element("anew").addEventListener("click", () => {
  scans = [];
  keys = [];
  for (const place of places) {
    place.textContent = "";
    delete place.dataset.kind;
  }
  for (const part of ["shown", "anew"]) element(part).hidden = true;
  element("advice").replaceChildren();
  verdict("", "");
  document.activeElement?.blur();
});
element("print").addEventListener("click", () => window.print());
