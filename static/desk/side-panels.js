// The right-hand side: the last scans with their undo, the leaders with their button, the counts by block.
import { isRefused, nameOf, unseen, whomOf, whyOf } from "./refused.js";
import { called, cameOf, chip, desk, hour, icon, make, say, steward } from "./page.js";

const LAST = 10;

/** The rows of the journal worth showing, newest first: what was refused and nobody has seen, then the last scans. */
function lastOf(journal) {
  const open = unseen(journal);
  const scans = journal.all.filter((row) => (row.path === "/desk/scans" || row.path === "/desk/walk-ins") && !open.includes(row));
  return [...open, ...scans.slice(-LAST).reverse()];
}

/** Draw the last scans. `does`: `undo(row)` and `seen(row)`, what their buttons do. */
export function drawLast(journal, roster, does) {
  const undoneScans = new Set(journal.all.filter((row) => row.path === "/desk/undo" && !isRefused(row)).map((row) => row.body.scan));
  const rows = lastOf(journal).map((row) => (isRefused(row) ? refusedLine(row, roster, does.seen) : lastLine(row, roster, undoneScans, does.undo)));
  document.querySelector("#last ol").replaceChildren(...(rows.length ? rows : [make("li", "quiet", say("nobody_yet"))]));
}

function refusedLine(row, roster, seen) {
  const line = make("li", "outcome-refused");
  const sign = make("span", "dot");
  sign.append(icon("cancelled"));
  const told = make("span", "who");
  const { house } = whomOf(row, roster);
  const facts = [say("refused_word"), ...whyOf(row), house ? house.short || house.name : ""];
  told.append(make("b", "", nameOf(row, roster) || say("refused_word")), make("small", "", facts.filter(Boolean).join(" · ")));
  line.append(sign, make("time", "", hour(row.body.at)), told);
  if (!row.seen) line.append(button("main", "seen", `${say("seen")}: ${nameOf(row, roster)}`, () => seen(row)));
  return line;
}

function lastLine(row, roster, undoneScans, undo) {
  const guest = roster.guests.get(row.guest ?? row.answer?.guest);
  const outcome = row.outcome ?? row.answer?.outcome;
  const taken = undoneScans.has(row.id);
  const line = make("li", `outcome-${taken ? "undone" : outcome}`);
  const sign = make("span", "dot");
  sign.append(icon(taken ? "undone" : outcome));
  const told = make("span", "who");
  const arrival = guest && roster.arrivals.get(guest.id);
  const name = arrival?.came_name && arrival.scan === row.id ? cameOf(arrival) : guest ? called(guest) : say(outcome);
  told.append(make("b", "", name), make("small", "", detail(row, guest, roster, outcome, taken)));
  line.append(sign, make("time", "", hour(row.body.at)), told, state(row));
  if (!steward && outcome === "welcome" && !taken) line.append(button("plain", "undo", say("undo_of", { who: name }), () => undo(row)));
  return line;
}

function detail(row, guest, roster, outcome, taken) {
  const house = guest ? roster.organisations.get(guest.organisation) : null;
  const parts = [taken ? say("undone") : guest ? say(outcome) : "", house ? house.short || house.name : "", row.body.way ? say(`way_${row.body.way}`) : ""];
  if (row.note) parts.push(row.note);
  return parts.filter(Boolean).join(" · ");
}

function state(row) {
  const mark = make("span", "sent");
  if (row.state !== "unsent") return mark;
  mark.append(icon("clock"), make("span", "seen-only-by-readers", say("waiting")));
  mark.title = say("waiting");
  return mark;
}

function button(look, word, label, does) {
  const made = make("button", look, say(word));
  made.type = "button";
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
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.enters : "";
  list.replaceChildren(...(leaders.length ? leaders.map((guest) => leaderLine(guest, roster, enter)) : [make("li", "quiet", say("nobody_yet"))]));
  if (focused) list.querySelector(`[data-enters="${CSS.escape(focused)}"]`)?.focus();
}

function leaderLine(guest, roster, enter) {
  const line = make("li");
  const arrival = roster.arrivals.get(guest.id);
  const who = make("span", "who");
  const under = [guest.position, roster.organisations.get(guest.organisation)?.name].filter(Boolean).join(" · ");
  who.append(make("b", "", called(guest)), make("small", "", under), chip(guest.block));
  line.append(who);
  if (arrival) {
    line.append(make("span", "tag good", say("already_at", { hour: hour(arrival.at), desk: arrival.desk })));
    return line;
  }
  const ways = make("span", "ways");
  if (guest.substitute) {
    who.append(make("small", "", say("substitute", { who: called({ honorific: guest.substitute_honorific, name: guest.substitute }) })));
    ways.append(enterButton(guest, "substitute_arrived", () => enter(guest, false)));
  }
  ways.append(enterButton(guest, guest.substitute ? "in_person" : "arrived", () => enter(guest, Boolean(guest.substitute))));
  line.append(ways);
  return line;
}

function enterButton(guest, word, enter) {
  const made = button("main", word, `${say(word)}: ${called(guest)}`, enter);
  made.dataset.enters = `${guest.id} ${word}`;
  return made;
}

/** Keep the counts that the server drew first. */
export function drawCounts(roster) {
  const counts = roster.counts();
  for (const element of document.querySelectorAll("[data-came], [data-invited]")) {
    const kind = "came" in element.dataset ? "came" : "invited";
    element.textContent = String(counts.get(element.dataset[kind])?.[kind] ?? 0);
  }
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
