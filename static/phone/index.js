// Where the organisation's own questions stand, worked out from the public order of the queue that every picture brings.
import { onlyLast } from "../shared/late.js";

const mine = document.querySelector("[data-standing]");
const SPREAD_MS = 3000;

function stand() {
  const now = document.querySelector("#picture [data-line]");
  const line = now.dataset.line.split(" ").filter(Boolean).map(Number);
  const talking = Boolean(now.dataset.talking);
  let gone = false;
  for (const state of mine.querySelectorAll("[data-question]")) {
    const carrier = Number(state.dataset.carrier);
    const ahead = line.indexOf(carrier);
    const place = carrier === Number(now.dataset.floor) ? "floor" : ahead >= 0 ? "waiting" : "out";
    if (place === "floor") write(state, mine.dataset.now);
    else if (place === "waiting" && talking) write(state, ahead ? mine.dataset.before.replace("{n}", ahead) : mine.dataset.next);
    else if (["floor", "waiting"].includes(state.dataset.place) !== (place === "waiting")) gone = true;
    state.dataset.place = place;
  }
  // Two hundred phones must not ask in the same moment.
  if (gone) setTimeout(ask, Math.random() * SPREAD_MS);
}

function write(state, text) {
  if (state.textContent !== text) state.textContent = text;
}

const begun = onlyLast();

async function ask() {
  const isLast = begun();
  const response = await fetch(mine.dataset.standing, { headers: { Accept: "application/json" } });
  const texts = response.ok && (await response.json());
  if (!texts || !isLast()) return;
  for (const [number, text] of Object.entries(texts)) {
    const state = mine.querySelector(`[data-question="${number}"]`);
    if (state && state.dataset.place === "out") write(state, text);
  }
}

if (mine) document.addEventListener("picture", stand);
