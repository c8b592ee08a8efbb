// The hall's own part: type that fits by fixed steps and never gets too small to read, a quiet fade, a screen that stays
// awake and says which picture it shows.
import { seen, socketId } from "./picture.js";

const frame = document.getElementById("picture");
const STEPS = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.4];
const DROPS = 6;
const FADE_MS = 300;
const HEARTBEAT_MS = 5000;

const words = (text) => text.split(/\s+/).filter(Boolean);
const whole = new WeakMap();

/** Shorten to this many words, with an ellipsis; the whole text is kept beside it. */
function cut(element, count) {
  const all = words(whole.get(element));
  element.textContent = count >= all.length ? all.join(" ") : `${all.slice(0, count).join(" ").replace(/[.,;:–-]+$/, "")}…`;
}

/** The most words, at least one, with which `fits` holds. */
function most(elements, fits) {
  let [low, high] = [1, Math.max(...elements.map((element) => words(whole.get(element)).length))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    for (const element of elements) cut(element, middle);
    if (fits()) low = middle;
    else high = middle - 1;
  }
  for (const element of elements) cut(element, low);
}

function inRoom(scene) {
  const room = scene.querySelector(".room");
  const box = scene.querySelector(".fit");
  return box.offsetHeight <= room.clientHeight && box.scrollWidth <= box.clientWidth + 1 && scene.scrollHeight <= scene.clientHeight + 1;
}

/** The largest step at which everything is in the room; then leave out; then shorten. `fresh`: the server just drew it. */
function fit(fresh) {
  const scene = frame.querySelector(".scene");
  if (!scene) return;
  for (const element of scene.querySelectorAll("[data-cut], [data-line]")) {
    if (fresh === true || !whole.has(element)) whole.set(element, element.textContent);
    else element.textContent = whole.get(element);
  }
  const fits = () => inRoom(scene);
  scene.removeAttribute("data-dropped");
  let fitted = STEPS.some((step) => {
    scene.style.setProperty("--k", step);
    return fits();
  });
  for (let drop = 1; drop <= DROPS && !fitted; drop += 1) {
    scene.dataset.dropped = String(drop);
    fitted = fits();
  }
  for (const rank of ["3", "2", "1", "0"]) {
    const elements = [...scene.querySelectorAll(`[data-cut="${rank}"]`)].filter((element) => element.offsetParent);
    if (fitted || !elements.length) continue;
    most(elements, fits);
    fitted = fits();
  }
  for (const line of scene.querySelectorAll("[data-line]")) if (line.scrollWidth > line.clientWidth) most([line], () => line.scrollWidth <= line.clientWidth);
}

let key = "";
function drawn() {
  fit(true);
  const scene = frame.querySelector(".scene");
  const changed = scene && scene.dataset.key !== key;
  if (changed && key && !matchMedia("(prefers-reduced-motion: reduce)").matches) scene.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS, easing: "ease-out" });
  key = scene?.dataset.key ?? "";
  frame.dataset.ready = "";
  requestAnimationFrame(() => setTimeout(tell, 0));
}
frame.addEventListener("picture", drawn);
addEventListener("resize", () => fit());
document.fonts.ready.then(() => fit());
drawn();

/** Tell the moderator which picture stands on this screen. A screen without a socket is not known, and says nothing. */
function tell() {
  if (!socketId()) return;
  const body = JSON.stringify({ socket: socketId(), number: seen().number });
  fetch("/hall/shown", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal: AbortSignal.timeout(4000) }).catch(() => {});
}
setInterval(tell, HEARTBEAT_MS);

// The hall keeps awake where the browser lets it, and asks again after each sleep.
async function awake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Refused on battery saving or without a secure context: the machine's own power plan decides then.
  }
}
document.addEventListener("visibilitychange", () => document.hidden || awake());
awake();
