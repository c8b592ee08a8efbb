// The hall's own part: type that fits by fixed steps and never gets too small to read, a quiet fade, a screen that stays
// awake and says which picture it shows.
import { seen, socketId } from "../shared/picture.js";
import { post } from "../shared/post.js";

const frame = document.getElementById("picture");
const STEPS = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.4];
const SHORTER = [[1, 18], [3, 14], [4, 12], [5, 10], [6, 8], [7, 4]];
// What goes first where the smallest type has no room: this rank is left out, then texts are cut to this many words at least.
const LEAST_WORDS = 4;
const FADE_MS = 300;
const HEARTBEAT_MS = 5000;

/** Words; what is longer than any word, a web address for instance, counts and is cut as several. */
const words = (text) => text.trim().match(/\s*(?:(?<!\S)\S{1,20}(?!\S)|\S{1,4})/gu) ?? [];
const BREAK = "\u200b";
const whole = new WeakMap();

/** Side by side as they stood; a line may end between two parts of one word. */
const joined = (parts) => parts.reduce((text, part) => text + (text && /^\S/.test(part) ? BREAK : "") + part, "");

/** Shorten to this many words, with an ellipsis; the whole text is kept beside it. */
function cut(element, count) {
  const all = words(whole.get(element));
  const text = count >= all.length ? joined(all) : `${joined(all.slice(0, count)).replace(/[.,;:–-]+$/, "")}…`;
  if (element.textContent !== text) element.textContent = text;
}

/** The most words, though never fewer than the least, with which `fits` holds. */
function most(elements, fits, least = 1) {
  let [low, high] = [least, Math.max(least, ...elements.map((element) => words(whole.get(element)).length))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    for (const element of elements) cut(element, middle);
    if (fits()) low = middle;
    else high = middle - 1;
  }
  for (const element of elements) cut(element, low);
}

/** Leave out what may go first, up to a rank, and show what stands in its place. */
function drop(scene, rank) {
  for (const element of scene.querySelectorAll("[data-drop]")) element.hidden = Number(element.dataset.drop) <= rank;
  for (const element of scene.querySelectorAll("[data-instead]")) element.hidden = Number(element.dataset.instead) > rank;
  scene.classList.toggle("tight", rank > 0);
}

function inRoom(scene) {
  const room = scene.querySelector(".room");
  const box = scene.querySelector(".fit");
  return box.offsetHeight <= room.clientHeight && box.scrollWidth <= box.clientWidth + 1 && scene.scrollHeight <= scene.clientHeight + 1;
}

/** The largest step at which everything is in the room; then leave out and shorten in turn. `fresh`: the server just drew it. */
function fit(fresh) {
  const scene = frame.querySelector(".scene");
  if (!scene) return;
  for (const element of scene.querySelectorAll("[data-cut], [data-line]")) {
    if (fresh === true || !whole.has(element)) whole.set(element, element.textContent);
    cut(element, Infinity);
  }
  const fits = () => inRoom(scene);
  drop(scene, 0);
  let fitted = STEPS.some((step) => {
    scene.style.setProperty("--k", step);
    return fits();
  });
  const cuts = (rank) => [...scene.querySelectorAll(`[data-cut="${rank}"]`)].filter((element) => element.offsetParent);
  // A question was given as many letters a page as the screen holds alone: all else goes before one of its words does.
  const asked = scene.id === "scene-question";
  for (const [rank, least] of SHORTER) {
    if (fitted) break;
    drop(scene, rank);
    if (!asked && cuts(2).length) most(cuts(2), fits, least);
    fitted = fits();
  }
  if (asked && !fitted && cuts(2).length) {
    most(cuts(2), fits, LEAST_WORDS);
    fitted = fits();
  }
  for (const rank of [1, 0]) {
    if (fitted || !cuts(rank).length) continue;
    most(cuts(rank), fits, LEAST_WORDS);
    fitted = fits();
  }
  for (const line of scene.querySelectorAll("[data-line]")) if (line.scrollWidth > line.clientWidth) most([line], () => line.scrollWidth <= line.clientWidth);
}

/** A screen that is held by itself goes to the address of what it is held on, and back once it is not. */
function follow() {
  const { stand, device } = frame.dataset;
  const held = JSON.parse(document.getElementById("held")?.dataset.held ?? "{}")[device];
  const byHand = new URLSearchParams(location.search).has("held");
  const wanted = held ? `hall/${held}` : byHand ? "hall" : stand;
  if (!device || wanted === stand || (stand !== "hall" && !byHand)) return;
  location.replace(wanted === "hall" ? "/hall" : `/${wanted}?held`);
}

let key = "";
function drawn() {
  follow();
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
  post("/hall/shown", { socket: socketId(), number: seen().number }).catch(() => {});
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
