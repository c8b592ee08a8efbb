// The unattended tablet: show the card, be greeted, and after six seconds nothing is left of it. There is no way out of
// the page; what a person types goes nowhere.
import { Camera, possible, SAME_MS } from "../shared/camera.js";
import { newId } from "../shared/ids.js";
import { now } from "../shared/picture.js";
import { play } from "../shared/sound.js";
import { listen } from "../shared/scanner.js";
import { kindOf, soundCode, TEST_CARD } from "../shared/codes.js";
import { watchFocus } from "../shared/focus-band.js";
import { post } from "../shared/post.js";

const element = (id) => document.getElementById(id);
const words = JSON.parse(element("words").textContent);
const told = element("told");
const REST_MS = Number(told.dataset.rest);
const ANSWER_MS = 5000;
let resting = 0;
/** So long a greeting may stay while the next guest's is on its way. */
const CHECKING_MS = 250;
let turn = Promise.resolve();
let last = { code: "", at: -Infinity };

/** A card or another code, by the scanner or the camera. What is no invitation is not sent anywhere. */
function scanned(code) {
  if (soundCode(code) === TEST_CARD) return tell({ outcome: "tested" });
  return ["foreign", "citizen"].includes(kindOf(code)) ? tell({ outcome: "foreign" }) : next(code);
}

/** One guest after another; a card that was read twice greets once. */
function next(code) {
  const now = performance.now();
  if (code === last.code && now - last.at < SAME_MS) return;
  last = { code, at: now };
  turn = turn.then(() => send(code));
}

async function send(code) {
  const slow = setTimeout(rest, CHECKING_MS);
  try {
    const response = await post("/self/scans", { id: newId(), code, at: new Date(now()).toISOString() }, { timeout: ANSWER_MS });
    if (!response.ok) throw new Error(String(response.status));
    tell(await response.json());
  } catch {
    last.at = -Infinity;
    tell({ outcome: "help" });
  } finally {
    clearTimeout(slow);
  }
}

function tell({ outcome, name = "", seat = "", block = "", colour = "", hour = "" }) {
  const greeted = outcome === "welcome" || outcome === "already_in";
  told.dataset.outcome = outcome;
  element("greeting").textContent = greeted ? words[outcome].replace("{hour}", hour) : words[outcome];
  element("name").textContent = greeted ? name : outcome === "help" || outcome === "foreign" ? words.helped : "";
  element("seat").textContent = seat;
  element("place").hidden = !seat;
  element("block").textContent = block;
  element("block").className = colour;
  element("block").hidden = !block;
  told.hidden = false;
  element("rest").hidden = true;
  play(outcome === "help" ? "unknown" : outcome);
  clearTimeout(resting);
  resting = setTimeout(rest, outcome === "unreadable" ? REST_MS / 2 : REST_MS);
}

/** Back to rest: nothing of the guest is left in the page. */
function rest() {
  told.hidden = true;
  element("rest").hidden = false;
  for (const id of ["greeting", "name", "seat", "block"]) element(id).textContent = "";
  element("block").className = "";
  delete told.dataset.outcome;
}

listen(({ kind, text }) => (kind === "scan" ? scanned(text) : tell({ outcome: kind === "foreign" ? "foreign" : "unreadable" })), { gap: Number(told.dataset.gap), prefix: told.dataset.prefix });
watchFocus(element("no-focus"));

async function look() {
  const eye = element("eye");
  if (!possible()) return blind();
  try {
    await new Camera(eye, scanned, "user").start();
    eye.hidden = false;
  } catch {
    blind();
  }
}

function blind() {
  element("hint").textContent = words.no_camera;
}

// Full screen is offered once and again whenever it was left; there is nothing to go back to and nothing to open.
const full = element("full");
const offer = () => {
  full.hidden = !document.fullscreenEnabled || Boolean(document.fullscreenElement);
};
full.addEventListener("click", async () => {
  await document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
  await navigator.keyboard?.lock?.().catch(() => {});
  await navigator.wakeLock?.request("screen").catch(() => {});
});
document.addEventListener("fullscreenchange", offer);
addEventListener("keydown", (event) => {
  const leaves = event.ctrlKey || event.altKey || event.metaKey || /^(F\d+|Escape|Backspace|ContextMenu|Browser.*)$/.test(event.key);
  if (leaves) event.preventDefault();
});
for (const kind of ["contextmenu", "dragstart", "drop", "dragover", "selectstart"]) addEventListener(kind, (event) => event.preventDefault());
history.pushState(null, "", location.href);
addEventListener("popstate", () => history.pushState(null, "", location.href));
offer();
look();
