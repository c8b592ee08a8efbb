// The search box of a supervisor's desk: results while typing, arrows and Enter, all by keyboard.
import { find } from "./search.js";
import { called, chip, hour, icon, make, say } from "./page.js";
import { digestOf, read } from "./admission.js";

const box = document.getElementById("typed");
const list = document.getElementById("found");
const none = document.getElementById("none");

/** `enter(guest)` lets one in, `other(guest)` opens the form of who really comes, `code(text)` takes a typed code. */
export function search(roster, { enter, other, code }) {
  let found = [];
  let active = 0;

  const choose = (n) => {
    active = Math.max(0, Math.min(n, found.length - 1));
    for (const [place, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(place === active));
    const option = list.children[active];
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const draw = () => {
    found = box.value.trim() ? find(roster.index, box.value, (guest) => roster.arrivals.has(guest)) : [];
    list.replaceChildren(...found.map((line, n) => option(line, n, roster, { enter: take, other: changed })));
    box.setAttribute("aria-expanded", String(found.length > 0));
    none.hidden = found.length > 0 || !box.value.trim() || Boolean(read(box.value));
    none.textContent = none.hidden ? "" : say("none");
    choose(0);
  };

  const clear = () => {
    box.value = "";
    draw();
  };
  const take = (guest) => {
    clear();
    enter(guest);
  };
  const changed = (guest) => other(guest);

  box.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (move && found.length) {
      choose(active + move);
      event.preventDefault();
    }
    if (event.key === "Escape") clear();
    if (event.key === "F8" && found[active]) {
      event.preventDefault();
      event.stopPropagation();
      changed(found[active].guest);
    }
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value;
    if (digestOf(text) || (!found.length && /[0-9]{20,}/.test(text.replace(/\s/g, "")))) {
      clear();
      code(text);
    } else if (found[active]) take(found[active].guest);
  });
  roster.addEventListener("change", () => box.value.trim() && draw());
  return { clear, focus: () => box.focus(), text: () => box.value.trim() };
}

function option({ guest }, n, roster, { enter, other }) {
  const house = roster.organisations.get(guest.organisation);
  const arrival = roster.arrivals.get(guest.id);
  const line = make("li");
  line.id = `found-${n}`;
  line.setAttribute("role", "option");
  const who = make("span", "who");
  const under = [guest.position, house ? house.name : ""].filter(Boolean).join(" · ");
  who.append(make("b", "", called(guest)), make("small", "", under));
  line.append(who, chip(guest.block), guest.seat ? make("span", "tag", guest.seat) : "");
  if (arrival) line.append(make("span", "tag good", say("already_at", { hour: hour(arrival.at), desk: arrival.desk })));
  else if (guest.cancelled) line.append(make("span", "tag bad", say("cancelled")));
  const swap = make("span", "swap", say("other"));
  swap.prepend(icon("swap"));
  swap.addEventListener("click", (event) => {
    event.stopPropagation();
    other(guest);
  });
  line.append(swap);
  line.addEventListener("click", () => enter(guest));
  return line;
}
