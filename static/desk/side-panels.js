// The right-hand side: the last scans with their undo, the leaders with their button, the counts by block.
import { isRefused, nameOf, unseen, whomOf, whyOf } from "./refused.js";
import { called, cameOf, chip, desk, hour, icon, make, say, steward } from "./page.js";
import { freeSeats } from "./free-seats.js";
import { redraw } from "../shared/hand.js";
import { setRows } from "../shared/rows.js";

const LAST = 10;
const SHOWN = ["/desk/scans", "/desk/walk-ins", "/desk/leaving"];
const TAKEN_BACK = ["welcome", "returned", "left"];

/** The rows of the journal worth showing, newest first: what was refused and nobody has seen, then the last scans. */
function lastOf(journal) {
  const open = unseen(journal);
  const scans = journal.all.filter((row) => SHOWN.includes(row.path) && !open.includes(row));
  return [...open, ...scans.slice(-LAST).reverse()];
}

/** Draw the last scans. `does`: `undo(row)` and `seen(row)`, what their buttons do. */
export function drawLast(journal, roster, does) {
  const undoneScans = new Set(journal.all.filter((row) => row.path === "/desk/undo" && !isRefused(row)).map((row) => row.body.scan));
  const rows = lastOf(journal).map((row) => (isRefused(row) ? refusedRow(row, roster, does.seen) : lastRow(row, roster, undoneScans, does.undo)));
  const list = document.querySelector("#last ol");
  redraw(list, () => setRows(list, rows.length ? rows : [nobody]));
}

const nobody = { key: "", sign: "nobody", make: () => make("li", "quiet", say("nobody_yet")) };

function refusedRow(row, roster, seen) {
  const { house } = whomOf(row, roster);
  const under = [say("refused_word"), ...whyOf(row), house ? house.short || house.name : ""].filter(Boolean).join(" · ");
  const shown = { refused: true, at: hour(row.body.at), name: nameOf(row, roster), under, seen: Boolean(row.seen) };
  return { key: row.id, sign: shown, make: () => refusedLine(shown, () => seen(row)) };
}

function refusedLine({ at, name, under, seen }, does) {
  const line = make("li", "outcome-refused");
  const sign = make("span", "dot");
  sign.append(icon("cancelled"));
  const told = make("span", "who");
  told.append(make("b", "", name || say("refused_word")), make("small", "", under));
  line.append(sign, make("time", "", at), told);
  if (!seen) line.append(button("main", "seen", `${say("seen")}: ${name}`, does));
  return line;
}

function lastRow(row, roster, undoneScans, undo) {
  const guest = roster.guests.get(row.guest ?? row.answer?.guest);
  const outcome = row.outcome ?? row.answer?.outcome;
  const taken = undoneScans.has(row.id);
  const arrival = guest && roster.arrivals.get(guest.id);
  const name = arrival?.came_name && arrival.scan === row.id ? cameOf(arrival) : guest ? called(guest) : say(outcome);
  const may = !steward && TAKEN_BACK.includes(outcome) && !taken;
  const shown = { outcome: taken ? "undone" : outcome, at: hour(row.body.at), name, under: detail(row, guest, roster, outcome, taken), waits: row.state === "unsent", may };
  return { key: row.id, sign: shown, make: () => lastLine(shown, () => undo(row)) };
}

function lastLine({ outcome, at, name, under, waits, may }, undo) {
  const line = make("li", `outcome-${outcome}`);
  const sign = make("span", "dot");
  sign.append(icon(outcome === "returned" ? "welcome" : outcome));
  const told = make("span", "who");
  told.append(make("b", "", name), make("small", "", under));
  line.append(sign, make("time", "", at), told, state(waits));
  if (may) line.append(button("plain", "undo", say("undo_of", { who: name }), undo));
  return line;
}

function detail(row, guest, roster, outcome, taken) {
  const house = guest ? roster.organisations.get(guest.organisation) : null;
  const parts = [taken ? say("undone") : guest ? say(outcome) : "", house ? house.short || house.name : "", row.body.way ? say(`way_${row.body.way}`) : ""];
  if (row.note) parts.push(row.note);
  return parts.filter(Boolean).join(" · ");
}

function state(waits) {
  const mark = make("span", "sent");
  if (!waits) return mark;
  mark.append(icon("clock"), make("span", "seen-only-by-readers", say("waiting")));
  mark.title = say("waiting");
  return mark;
}

function button(look, word, label, does) {
  const made = make("button", look, say(word));
  made.type = "button";
  made.dataset.focus = word;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", does);
  return made;
}

/** Draw the leaders, in protocol order, each with a button or the hour; with two where a substitute was announced.
 * `enter(guest, in_person)` lets one in. */
export function drawLeaders(roster, enter) {
  const list = document.querySelector("#leaders ul");
  if (!list) return;
  const ranks = new Map(desk.blocks.filter((block) => block.vip).map((block, n) => [block.code, n]));
  const leaders = [...roster.guests.values()].filter((guest) => ranks.has(guest.block) && !guest.cancelled);
  leaders.sort((a, b) => ranks.get(a.block) - ranks.get(b.block) || a.rank - b.rank);
  redraw(list, () => setRows(list, leaders.length ? leaders.map((guest) => leaderRow(guest, roster, enter)) : [nobody]));
}

function leaderRow(guest, roster, enter) {
  const arrival = roster.arrivals.get(guest.id);
  const shown = {
    name: called(guest),
    under: [guest.position, roster.organisations.get(guest.organisation)?.name].filter(Boolean).join(" · "),
    block: guest.block,
    instead: guest.substitute && !arrival ? called({ honorific: guest.substitute_honorific, name: guest.substitute }) : "",
    out: arrival && !roster.isHere(guest.id) ? say("out_since", { hour: hour(arrival.left_at) }) : "",
    in: roster.isHere(guest.id) ? say("already_at", { hour: hour(arrival.at), desk: arrival.desk }) : "",
  };
  return { key: guest.id, sign: shown, make: () => leaderLine(shown, (in_person) => enter(guest, in_person)) };
}

function leaderLine({ name, under, block, instead, out, in: since }, enter) {
  const line = make("li");
  const who = make("span", "who");
  who.append(make("b", "", name), make("small", "", under), chip(block));
  line.append(who);
  if (since) {
    line.append(make("span", "tag good", since));
    return line;
  }
  const ways = make("span", "ways");
  const way = (word, in_person) => ways.append(button("main", word, `${say(word)}: ${name}`, () => enter(in_person)));
  if (instead) {
    who.append(make("small", "", say("substitute", { who: instead })));
    way("substitute_arrived", false);
  }
  if (out) who.append(make("small", "", out));
  way(out ? "back_in" : instead ? "in_person" : "arrived", Boolean(instead));
  line.append(ways);
  return line;
}

/** Keep the counts that the server drew first. */
export function drawCounts(roster) {
  const counts = roster.counts();
  for (const element of document.querySelectorAll("[data-came], [data-invited], [data-heads], [data-out]")) {
    const kind = ["came", "invited", "heads", "out"].find((name) => name in element.dataset);
    element.textContent = String(counts.get(element.dataset[kind])?.[kind] ?? 0);
  }
}

/** Draw the free seats by row, and how many of the row's guests are still expected. */
export function drawSeats(roster) {
  const list = document.querySelector("#seats ul");
  if (!list) return;
  const rows = freeSeats(roster.guests.values(), (guest) => roster.arrivals.has(guest)).map(seatRow);
  redraw(list, () => setRows(list, rows.length ? rows : [noSeats]));
  const free = freeSeats(roster.guests.values(), (guest) => roster.arrivals.has(guest)).flatMap((row) => row.free);
  document.getElementById("free-seats").replaceChildren(...free.map((seat) => Object.assign(make("option"), { value: seat })));
}

const noSeats = { key: "", sign: "none", make: () => make("li", "quiet", say("no_seats")) };

function seatRow({ row, places, away }) {
  const shown = { row, free: places.join(", "), n: places.length, away };
  return { key: `row-${row}`, sign: shown, make: () => seatLine(shown) };
}

function seatLine({ row, free, n, away }) {
  const line = make("li");
  const told = make("span", "who");
  told.append(make("span", "", free || say("no_free")), make("small", "", away ? say("seats_away", { n: away }) : ""));
  line.append(make("b", "", row || "–"), told, make("span", n ? "tag good" : "tag", say("seats_free", { n })));
  return line;
}

/** The tabs: click, or arrows and Home and End. */
export function tabs() {
  const all = [...document.querySelectorAll("[role=tab]")];
  const pick = (tab, focus) => {
    for (const other of all) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !chosen;
    }
    if (focus) tab.focus();
  };
  for (const [n, tab] of all.entries()) {
    tab.addEventListener("click", () => pick(tab, false));
    tab.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: all.length - 1 }[key];
      if (to !== undefined) pick(all.at(to % all.length), true);
    });
  }
}
