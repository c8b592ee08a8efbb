// A stand's picture: the newest one, whole, by socket; by polling where no socket can be had; and a plain word when it
// is not live. Pages import nothing else to stay right. The server draws pictures with autoescape on: this is the only
// place where they become elements.
import { now, setClock } from "./clock.js";
import { tick } from "./countdown.js";
import { redraw } from "./hand.js";
import { io } from "../vendor/socket.io.js";
import { Idiomorph } from "../vendor/idiomorph.js";
import { patched } from "./patches.js";
import { warn } from "./warning.js";

const policy = globalThis.trustedTypes?.createPolicy("kiosk-picture", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
const frame = document.getElementById("picture");
const line = document.getElementById("line");
const POLL_MS = 3000;
// So long after the line broke the page says so: a poll came in between.
const LOST_MS = 3500;
// And after so long without a sign of life, however whole the line looks: the server's heartbeat comes every four seconds.
const SILENT_MS = 7000;

let { epoch } = frame.dataset;
let number = Number(frame.dataset.number);
setClock(Number(frame.dataset.now));
// The text of the newest picture that came and the mark by which the server knows it: what a patch stands on.
let text = "";
let mark = "";
let asking = null;
let next = null;
let held = 0;
let kept = null;
let lostAt = 0;
let heard = performance.now();

export { now };

/** While held (a drag, an open menu), newer pictures wait. */
export function hold() {
  held += 1;
  return () => {
    held -= 1;
    if (!held && kept) take(kept);
  };
}

/** The newest picture's number and the server's epoch. */
export const seen = () => ({ number, epoch });

/** The id of this page's socket, where it has one. */
export const socketId = () => (socket.connected ? socket.id : "");

/** Take a picture unless it is older than the one shown; while a pointer is pressed it waits for the release. */
export function take(picture) {
  if (picture.stand !== frame.dataset.stand) return;
  if (picture.conference !== document.documentElement.dataset.conference) return void location.reload();
  redraw(frame, () => draw(picture));
}

function draw(picture) {
  if (isOlder(picture)) return;
  if (picture.patch) {
    if (picture.base !== mark) return void ask().catch(lost); // one was missed between
    picture.html = patched(text, picture.patch);
    delete picture.patch;
  }
  ({ html: text, mark } = picture);
  if (held) {
    kept = picture;
    frame.dataset.waiting = picture.number;
    return;
  }
  kept = null;
  delete frame.dataset.waiting;
  warn(picture.warning);
  ({ number, epoch } = picture);
  setClock(picture.now);
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(picture.html);
  // Only what somebody is typing is kept: with any other element in focus the option would keep its children old too.
  const typing = document.activeElement?.matches("input, textarea, select") ?? false;
  Idiomorph.morph(frame, template.content, { morphStyle: "innerHTML", ignoreActiveValue: typing });
  Object.assign(frame.dataset, { number, epoch });
  tick();
  found();
  frame.dispatchEvent(new CustomEvent("picture", { bubbles: true, detail: picture }));
}

/** Than the one that is shown, or that waits to be. */
function isOlder(picture) {
  const newest = kept ?? { epoch, number };
  return picture.epoch === newest.epoch && picture.number < newest.number;
}

/** Ask for the picture over HTTP: after an own change, and where there is no socket. One that is on its way already may have
 * been drawn before the change: another one is asked for after it. */
export function ask() {
  if (!asking) return (asking = fetchPicture().finally(() => (asking = null)));
  next ??= asking.catch(() => {}).then(() => {
    next = null;
    return ask();
  });
  return next;
}

async function fetchPicture() {
  const response = await fetch(`/${frame.dataset.stand}/picture`, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(4000) });
  if (!response.ok) throw new Error(String(response.status));
  take(await response.json());
}

/** The line broke, or an answer did not come. */
function lost() {
  lostAt ||= now();
}

/** A picture, an answer or a heartbeat came. */
function found() {
  heard = performance.now();
  lostAt = 0;
  line.hidden = true;
  delete document.documentElement.dataset.line;
}

/** Say that the page is not live, by a clock of its own: whatever it waits for may never come. */
function watch() {
  const silent = performance.now() - heard > SILENT_MS;
  if (silent) lost();
  if (!silent && !(lostAt && now() - lostAt > LOST_MS)) return;
  const hour = new Intl.DateTimeFormat("vi", { timeStyle: "medium", timeZone: document.documentElement.dataset.zone }).format(lostAt);
  const text = frame.dataset.lost.replace("{hour}", hour);
  if (line.textContent !== text) line.textContent = text;
  line.hidden = false;
  document.documentElement.dataset.line = "lost";
}
setInterval(watch, 250);

const socket = io({
  transports: ["websocket"],
  auth: { stand: frame.dataset.stand, lang: frame.dataset.lang },
  reconnectionDelay: 500,
  reconnectionDelayMax: 1500,
  autoConnect: false,
});
socket.on("picture", take);
socket.on("disconnect", (reason) => {
  lost();
  if (reason === "io server disconnect") setTimeout(() => location.reload(), 1000);
});
socket.on("connect", found);
socket.io.on("ping", found);
socket.connect();

setInterval(async () => {
  if (socket.connected) return;
  try {
    await ask();
  } catch {
    lost();
  }
}, POLL_MS);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) ask().catch(lost);
});

tick();
