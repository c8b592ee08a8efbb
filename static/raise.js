// A question from the floor in ten seconds: the business by any part of its name, a few words, Ctrl+Enter.
import { send } from "./commands.js";

const words = JSON.parse(document.getElementById("words").textContent);
const dialog = document.getElementById("raising");
const list = document.getElementById("businesses");
const [business, asked, asker, field, unit, goes] = ["business", "asked", "asker", "field", "unit", "goes"].map((id) => document.getElementById(id));
const said = document.getElementById("said");

let found = [];
let chosen = null;
let at = -1;
let asking = 0;

document.getElementById("raise").addEventListener("click", () => {
  dialog.querySelector("form").reset();
  choose(null);
  show([]);
  dialog.showModal();
  business.focus();
});

business.addEventListener("input", () => {
  chosen = null;
  clearTimeout(asking);
  asking = setTimeout(look, 120);
});

async function look() {
  const wanted = business.value.trim();
  if (!wanted) return show([]);
  try {
    const response = await fetch(`/moderator/businesses?q=${encodeURIComponent(wanted)}`, { signal: AbortSignal.timeout(3000) });
    const answer = await response.json();
    if (business.value.trim() === wanted && !chosen) show(answer.businesses, true);
  } catch {
    show([]);
  }
}

function show(businesses, empty = false) {
  found = businesses;
  at = found.length ? 0 : -1;
  list.replaceChildren(
    ...found.map(({ name, present, person }, n) => {
      const option = document.createElement("li");
      option.role = "option";
      option.id = `business-${n}`;
      option.textContent = name;
      if (present) {
        const tag = document.createElement("span");
        tag.className = "tag good";
        tag.textContent = person ? `${words.present}: ${person}` : words.present;
        option.append(" ", tag);
      }
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(found[n]);
      });
      return option;
    }),
  );
  if (empty && !found.length) {
    const none = document.createElement("li");
    none.className = "hint";
    none.role = "option";
    none.ariaDisabled = "true";
    none.textContent = words.none;
    list.append(none);
  }
  list.hidden = !list.children.length;
  business.ariaExpanded = String(!list.hidden);
  mark();
}

function mark() {
  [...list.children].forEach((option, n) => (option.ariaSelected = String(n === at)));
  if (at >= 0) business.setAttribute("aria-activedescendant", `business-${at}`);
  else business.removeAttribute("aria-activedescendant");
}

function choose(one) {
  chosen = one;
  if (one) {
    business.value = one.name;
    if (one.person) asker.value = one.person;
    show([]);
    asked.focus();
  }
}

business.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (["ArrowDown", "ArrowUp"].includes(event.key) && found.length) {
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    mark();
  } else if (event.key === "Enter" && !event.ctrlKey) {
    event.preventDefault();
    if (at >= 0) choose(found[at]);
    else asked.focus();
  } else if (event.key === "Escape" && found.length) {
    event.preventDefault();
    event.stopPropagation();
    show([]);
  } else if (event.key === "Tab" && at >= 0 && !chosen) choose(found[at]);
});

dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    dialog.querySelector("form").requestSubmit();
  }
});

dialog.querySelector("form").addEventListener("submit", async () => {
  const answer = await send("/moderator/questions", {
    organisation: chosen?.id ?? "", business: chosen ? "" : business.value.trim(), asker: asker.value.trim(), text: asked.value.trim(),
    field: field.value, unit: unit.value, place: goes.value,
  });
  if (!answer) return void dialog.showModal();
  said.textContent = words.taken.replace("{number}", answer.question);
  said.hidden = false;
});
