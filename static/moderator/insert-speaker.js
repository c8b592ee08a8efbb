// Insert a speaker in two keys: I, then Enter for the first of the list: who is here and ranks highest, or whom the words fit.
import { send } from "../shared/commands.js";
import { closeAfter, onlyLast } from "../shared/late.js";

const words = JSON.parse(document.getElementById("words").textContent);
const dialog = document.getElementById("inserting");
const form = dialog.querySelector("form");
const input = document.getElementById("speaker");
const title = document.getElementById("speaker-title");
const list = document.getElementById("speakers");
let found = [];
let at = 0;
let asking = 0;
let answered = null;
const begun = onlyLast();

const typed = () => input.value.trim();

document.getElementById("insert").addEventListener("click", () => {
  form.reset();
  answered = null;
  show([]);
  dialog.querySelector(".refused").hidden = true;
  dialog.showModal();
  input.focus();
  look();
});

input.addEventListener("input", () => {
  clearTimeout(asking);
  asking = setTimeout(look, 120);
});

/** Ask who fits, and show them; a typed name comes last, as it stands. */
async function look() {
  const wanted = typed();
  const isLast = begun();
  let speakers = [];
  try {
    const response = await fetch(`/moderator/speakers?q=${encodeURIComponent(wanted)}`, { signal: AbortSignal.timeout(3000) });
    ({ speakers } = await response.json());
  } catch {
    // No line: the name as it is typed.
  }
  if (!isLast() || typed() !== wanted) return;
  answered = wanted;
  show(wanted ? [...speakers, { guest: "", name: wanted, title: "" }] : speakers);
}

function show(speakers) {
  found = speakers;
  at = 0;
  draw();
}

function draw() {
  list.replaceChildren(
    ...found.map((one, n) => {
      const option = document.createElement("li");
      option.role = "option";
      option.id = `speaker-${n}`;
      option.ariaSelected = String(n === at);
      const name = document.createElement("b");
      name.textContent = one.guest ? one.name : words.typed.replace("{name}", () => one.name);
      const tag = document.createElement("span");
      tag.className = one.present ? "tag good" : "quiet";
      tag.textContent = one.present ? words.present : "";
      option.append(name, one.title ? `, ${one.title} ` : " ", tag);
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => put(one));
      return option;
    }),
  );
  list.hidden = !found.length;
  if (found.length) input.setAttribute("aria-activedescendant", `speaker-${at}`);
  else input.removeAttribute("aria-activedescendant");
  input.ariaExpanded = String(Boolean(found.length));
}

input.addEventListener("keydown", (event) => {
  if (event.isComposing || !["ArrowDown", "ArrowUp"].includes(event.key) || !found.length) return;
  event.preventDefault();
  at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
  draw();
  list.children[at].scrollIntoView({ block: "nearest" });
});

// An Enter that comes before the answer takes the only one that fits; of several one is chosen that was read.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(asking);
  const read = answered === typed();
  if (!read) await look();
  if (answered !== typed() || !dialog.open) return;
  if (read || found.filter((one) => one.guest).length <= 1) put(found[at]);
});

function put(one) {
  if (!one) return;
  const body = one.guest ? { guest: one.guest } : { name: one.name, title: title.value.trim() };
  closeAfter(dialog, send("/moderator/speakers", { do: "begin", ...body }));
}
