// The business that asks: found by any part of its name and taken from the list, or said to be a new one.
import { onlyLast } from "../shared/late.js";

const words = JSON.parse(document.getElementById("words").textContent);
const input = document.getElementById("business");
const list = document.getElementById("businesses");

let found = [];
let chosen = null;
let at = -1;
let walked = false;
let asking = 0;
let leaving = false;
const begun = onlyLast();

const typed = () => input.value.trim();
const pending = () => list.ariaBusy === "true";

/** What a question says of its business. */
export const business = () => ({ organisation: chosen?.id ?? "", business: chosen?.id ? "" : typed(), new: Boolean(chosen && !chosen.id) });

/** Forget the last one. */
export function clear() {
  chosen = null;
  show([]);
}

// What was found for another text is nobody's choice: it stays in sight, greyed, until the answer to this one is there.
input.addEventListener("input", () => {
  chosen = null;
  found = [];
  at = -1;
  leaving = false;
  list.ariaBusy = "true";
  mark();
  clearTimeout(asking);
  asking = setTimeout(look, 120);
});

/** Ask for the businesses that fit, and show them. */
export async function look() {
  const wanted = typed();
  const isLast = begun();
  if (!wanted) return show([]);
  try {
    const response = await fetch(`/moderator/businesses?q=${encodeURIComponent(wanted)}`, { signal: AbortSignal.timeout(3000) });
    const answer = await response.json();
    if (isLast() && typed() === wanted && !chosen) show(answer.businesses, true);
  } catch {
    if (isLast() && typed() === wanted && !chosen) show([]);
  }
}

function line(one, n) {
  const option = document.createElement("li");
  option.role = "option";
  option.id = `business-${n}`;
  option.classList.toggle("fresh", !one.id);
  option.textContent = one.id ? one.name : words.fresh.replace("{name}", () => one.name);
  if (one.present) {
    const tag = document.createElement("span");
    tag.className = "tag good";
    tag.textContent = one.person ? `${words.present}: ${one.person}` : words.present;
    option.append(" ", tag);
  }
  option.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(one);
  });
  return option;
}

function none() {
  const hint = document.createElement("li");
  hint.className = "hint";
  hint.role = "option";
  hint.ariaDisabled = "true";
  hint.textContent = words.none;
  return hint;
}

function show(businesses, answered = false) {
  const [settle, one] = [leaving, businesses.length === 1];
  found = businesses.length ? [...businesses, { id: "", name: typed() }] : [];
  at = found.length ? 0 : -1;
  walked = one;
  leaving = false;
  list.ariaBusy = "false";
  list.replaceChildren(...(answered && !found.length ? [none()] : found.map(line)));
  list.hidden = !list.children.length;
  input.ariaExpanded = String(!list.hidden);
  mark();
  if (settle && one) choose(found[0]);
}

function mark() {
  [...list.children].forEach((option, n) => (option.ariaSelected = String(n === at)));
  if (at >= 0) input.setAttribute("aria-activedescendant", `business-${at}`);
  else input.removeAttribute("aria-activedescendant");
  list.children[at]?.scrollIntoView({ block: "nearest" });
}

function choose(one) {
  chosen = one;
  input.value = one.name;
  show([]);
  input.dispatchEvent(new CustomEvent("chosen", { detail: one }));
}

input.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey) return;
  if (["ArrowDown", "ArrowUp"].includes(event.key) && found.length) {
    event.preventDefault();
    walked = true;
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    mark();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (pending()) leaving = true;
    else if (at >= 0) choose(found[at]);
    else input.dispatchEvent(new CustomEvent("chosen", { detail: {} }));
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    show([]);
  } else if (event.key === "Tab" && !event.shiftKey) {
    if (pending()) leaving = true;
    else if (at >= 0 && walked) choose(found[at]);
  }
});
