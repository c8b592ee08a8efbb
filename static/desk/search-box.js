// The search box of a supervisor's desk: results while typing, arrows and Enter, all by keyboard. The choice is a guest and not a
// place: what other desks do meanwhile changes what a row says, never where it stands or which one is chosen.
import { HOW_MANY, search as findAll } from "./search.js";
import { called, chip, hour, icon, make, say } from "./page.js";
import { digestOf, read } from "./admission.js";
import { redraw } from "../shared/hand.js";
import { setRows } from "../shared/rows.js";

const box = document.getElementById("typed");
const list = document.getElementById("found");
const none = document.getElementById("none");
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

/** `enter(guest)` lets one in, `other(guest)` opens the form of who really comes, `code(text)` takes a typed code. */
export function search(roster, { enter, other, code }) {
  /** The hits in the order in which they were found, as they were last known; `count`: how many there are in all. */
  let found = [];
  let count = 0;
  let chosen = "";

  const choose = (guest) => {
    chosen = guest?.id ?? "";
    for (const option of list.children) option.setAttribute("aria-selected", String(option.dataset.row === chosen));
    const option = [...list.children].find((line) => line.dataset.row === chosen);
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const choice = () => found.find(({ id }) => id === chosen);
  const step = (by) => choose(found[Math.max(0, Math.min(found.length - 1, found.findIndex(({ id }) => id === chosen) + by))]);

  const lookUp = () => {
    const hits = box.value.trim() ? findAll(roster.index, box.value, (guest) => roster.isHere(guest)) : { found: [], count: 0 };
    return { guests: hits.found.map(({ guest }) => guest), count: hits.count };
  };

  const draw = () => {
    setRows(list, found.map((guest) => row(guest, roster, { enter: take, other: changed })));
    for (const [n, option] of [...list.children].entries()) option.id = `found-${n}`;
    box.setAttribute("aria-expanded", String(found.length > 0));
    const text = found.length ? more(count - found.length) : box.value.trim() && !read(box.value) ? say("none") : "";
    if (none.textContent !== text) none.textContent = text;
    none.hidden = !text;
    choose(choice() ?? found[0]);
  };

  /** Something else was typed: the hits anew, the best one chosen. */
  const typed = () => {
    const hits = lookUp();
    [found, count, chosen] = [hits.guests, hits.count, hits.guests[0]?.id ?? ""];
    draw();
  };

  /** The list has changed while somebody looks at the hits: they stay where they are, new ones come behind them. */
  const refresh = () => {
    if (!box.value.trim()) return;
    const hits = lookUp();
    const added = hits.guests.filter((guest) => !found.some(({ id }) => id === guest.id));
    found = [...found.map((guest) => roster.guests.get(guest.id) ?? { ...guest, gone: true }), ...added].slice(0, Math.max(found.length, HOW_MANY));
    count = Math.max(hits.count, found.length);
    if (found.every(({ gone }) => gone)) [found, count] = [hits.guests, hits.count];
    redraw(list, draw);
  };

  const clear = () => {
    box.value = "";
    typed();
  };
  const take = (guest) => {
    if (!roster.guests.has(guest.id)) return;
    clear();
    enter(guest);
  };
  const changed = (guest) => {
    if (!roster.guests.has(guest.id)) return;
    clear();
    other(guest);
  };

  box.addEventListener("input", typed);
  box.addEventListener("keydown", (event) => {
    if (STEPS[event.key] && found.length) {
      step(STEPS[event.key]);
      event.preventDefault();
    }
    if (event.key === "Escape") clear();
    if (event.key === "F8" && choice()) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) changed(choice());
    }
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value;
    if (digestOf(text) || (!found.length && /[0-9]{20,}/.test(text.replace(/\s/g, "")))) {
      clear();
      code(text);
    } else if (choice()) take(choice());
  });
  roster.addEventListener("change", refresh);
  /** Look for a text that another desk typed. */
  const look = (text) => {
    box.value = text;
    typed();
    box.focus();
  };
  return { clear, look, focus: () => box.focus(), text: () => box.value.trim() };
}

const more = (n) => (n > 0 ? say("more_found", { n }) : "");

function row(guest, roster, does) {
  const house = roster.organisations.get(guest.organisation)?.name ?? "";
  const arrival = roster.arrivals.get(guest.id);
  const out = arrival && !roster.isHere(guest.id);
  const tag = guest.gone ? ["tag bad", say("gone")] : out ? ["tag warn", say("out_since", { hour: hour(arrival.left_at) })] : arrival ? ["tag good", say("already_at", { hour: hour(arrival.at), desk: arrival.desk })] : guest.cancelled ? ["tag bad", say("cancelled")] : null;
  const under = [guest.position, house].filter(Boolean).join(" · ");
  const shown = { name: called(guest), under, block: guest.block, seat: guest.seat, tag };
  return { key: guest.id, sign: shown, make: () => option(guest, shown, does) };
}

function option(guest, { name, under, block, seat, tag }, { enter, other }) {
  const line = make("li");
  line.setAttribute("role", "option");
  const who = make("span", "who");
  who.append(make("b", "", name), make("small", "", under));
  line.append(who, chip(block), seat ? make("span", "tag", seat) : "");
  if (tag) line.append(make("span", ...tag));
  if (guest.gone) return line;
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
