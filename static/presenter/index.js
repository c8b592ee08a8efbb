// The presenter's list: mark who was introduced, change the order by drag or by Alt and the arrows, print with the hour.
import { Again } from "../shared/again.js";
import { browser } from "../shared/kept.js";
import { ask, hold, now } from "../shared/picture.js";
import { send } from "../shared/post.js";
import Sortable from "../vendor/sortable.js";

const root = document.documentElement;
const SIZE = "kiosk.presenter.size";
const SIZES = [1.25, 1.5, 1.75, 2.125, 2.5, 3];
const opened = new Set();
const lists = new Map();
const orderButton = document.getElementById("order");
let ordering = false;

async function mark(key, done) {
  if (await send("/presenter/introductions", { key, done })) await ask().catch(() => {});
}

/** Confirm what the plan's hour proposes, or keep what is on. */
async function lead(button) {
  button.disabled = true;
  const done = await send("/presenter/programme", { item: Number(button.dataset.item), do: button.dataset.do });
  button.disabled = false;
  if (done) await ask().catch(() => {});
}

let marking = false;
/** Nobody reads a name out in less. */
const again = new Again(400);

/** Mark the one whose turn it is, and bring the next one to the middle. A press while the one before is still being marked, or right behind
 * the one before, is none of its own. */
async function markNext() {
  const line = document.querySelector(".line-of.next");
  if (!line || marking || again.isSame(" ")) return;
  marking = true;
  try {
    await mark(line.dataset.key, true);
  } finally {
    marking = false;
  }
  document.querySelector(".line-of.next")?.scrollIntoView({ block: "center", behavior: "smooth" });
}

async function move(line, before) {
  const list = line.parentElement;
  await send("/presenter/order", { guest: line.dataset.key, before: before?.dataset.key ?? null });
  await ask().catch(() => {});
  const place = [...list.children].indexOf(line) + 1;
  const moved = document.getElementById("moved");
  const name = line.querySelector("strong").textContent;
  moved.textContent = moved.dataset.place.replace("{name}", name).replace("{n}", place).replace("{all}", list.children.length);
}

async function step(line, direction, focus) {
  const before = direction === "up" ? line.previousElementSibling : line.nextElementSibling?.nextElementSibling;
  if (direction === "up" ? !before : !line.nextElementSibling) return;
  const { id } = line;
  await move(line, before);
  if (focus) document.getElementById(id)?.querySelector(focus)?.focus();
}

document.addEventListener("click", (event) => {
  // A pointer leaves the focus on what it pressed, and Space would press it again instead of going on to the next one.
  const pointed = event.detail > 0;
  if (pointed) event.target.closest("button, summary")?.blur();
  const target = event.target.closest("button");
  if (target?.dataset.mark && event.detail < 2) mark(target.dataset.mark, target.getAttribute("aria-pressed") !== "true");
  if (target?.dataset.move) step(target.closest(".line-of"), target.dataset.move, pointed ? "" : `[data-move="${target.dataset.move}"]`);
  if (target?.dataset.size) resize(Number(target.dataset.size));
  if (target?.dataset.do) lead(target);
});

document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.(".people .line-of");
  if (event.altKey && line && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    step(line, event.key === "ArrowUp" ? "up" : "down", ".mark");
  } else if (event.key === " " && !event.repeat && !event.target.closest("button, summary, input")) {
    event.preventDefault();
    markNext();
  }
});

orderButton.addEventListener("click", () => {
  ordering = !ordering;
  orderButton.setAttribute("aria-pressed", String(ordering));
  root.classList.toggle("ordering", ordering);
  dress();
});

document.getElementById("print").addEventListener("click", async () => {
  if (!(await send("/presenter/printings"))) return;
  await ask().catch(() => {});
  window.print();
});
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((list) => (list.open = true)));
addEventListener("afterprint", () => document.querySelectorAll("details").forEach((list) => (list.open = opened.has(list.id))));

function resize(by) {
  const at = Math.min(SIZES.length - 1, Math.max(0, Number(browser.get(SIZE) ?? 2) + by));
  browser.set(SIZE, at);
  root.style.setProperty("--type", `${SIZES[at]}rem`);
}

/** What the server does not know of the page: which lists are open, which can be dragged, who is no longer fresh. */
function dress() {
  for (const list of document.querySelectorAll("details")) list.open = opened.has(list.id);
  for (const list of document.querySelectorAll(".people")) {
    if (!lists.has(list)) lists.set(list, sortable(list));
    lists.get(list).option("disabled", !ordering);
  }
}

function sortable(list) {
  let free = () => {};
  return Sortable.create(list, {
    handle: ".handle",
    animation: 120,
    onStart: () => {
      free = hold();
    },
    onEnd: async ({ item, oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) await move(item, item.nextElementSibling);
      free();
    },
  });
}

document.addEventListener("toggle", ({ target }) => target.open !== undefined && opened[target.open ? "add" : "delete"](target.id), true);
document.addEventListener("picture", dress);
setInterval(() => {
  for (const line of document.querySelectorAll(".fresh")) if (Number(line.dataset.freshUntil) < now()) line.classList.remove("fresh");
}, 5000);
resize(0);
dress();
