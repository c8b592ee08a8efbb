// The speaker's own page: the hall's page and the next one; arrows, space and a presenter's clicker turn.
import { newId } from "../shared/ids.js";
import { post } from "../shared/post.js";

const $ = (id) => document.getElementById(id);
const deck = $("deck").dataset;
const pages = Number(deck.pages);
const ASK_MS = 1500;
const LINE_MS = 5000;
let page = Number(deck.page);
let turning = 0;

function draw(on) {
  const src = (n) => `/slides/${deck.key}/${n}.webp`;
  const text = $("count").dataset.text.replace("{n}", page + 1);
  if (!$("now").src.endsWith(src(page))) $("now").src = src(page);
  $("now").alt = text;
  $("count").textContent = text;
  $("after-figure").hidden = page + 1 >= pages;
  if (page + 1 < pages && !$("after").src.endsWith(src(page + 1))) $("after").src = src(page + 1);
  $("off").textContent = $("off").dataset.off;
  $("off").hidden = on;
  $("back").disabled = !on || page === 0;
  $("next").disabled = !on || page + 1 >= pages;
}

/** What the server says of the hall; a refusal says that it shows something else. */
async function state(response) {
  if (!response.ok && response.status !== 409) throw new Error(response.status);
  return response.ok ? response.json() : { on: false, page };
}

function lost() {
  $("off").textContent = $("off").dataset.lost;
  $("off").hidden = false;
}

async function turn(by) {
  const wanted = page + by;
  if (wanted < 0 || wanted >= pages || $("next").disabled && $("back").disabled) return;
  page = wanted;
  draw(true);
  const mine = ++turning;
  try {
    const now = await state(await post(`/slides/${deck.key}/turn`, { id: newId(), page: wanted }));
    if (mine === turning) draw(now.on);
  } catch {
    lost();
  }
}

async function follow() {
  const before = turning;
  try {
    const now = await state(await fetch(`/slides/${deck.key}/state`, { signal: AbortSignal.timeout(LINE_MS) }));
    if (before === turning) {
      page = now.page;
      draw(now.on);
    }
  } catch {
    lost();
  }
}

$("back").addEventListener("click", () => turn(-1));
$("next").addEventListener("click", () => turn(1));
document.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!by || event.repeat || event.ctrlKey || event.altKey || event.metaKey || (event.key === " " && event.target.matches("button"))) return;
  event.preventDefault();
  turn(by);
});
setInterval(follow, ASK_MS);
draw(deck.on === "1");
