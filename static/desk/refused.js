// What the server would not take although the desk had done it: said with whom and what, and kept in the list, marked by
// icon and word and without an undo, until a person has seen each.
import { called, cameOf, say } from "./page.js";
import { newId } from "../shared/ids.js";

const REPORTS = "/desk/reports";
const ACTS = { "/desk/scans": "note", "/desk/walk-ins": "walk_in", "/desk/undo": "undo", "/desk/coming": "other_came", "/desk/prints": "print", "/desk/leaving": "leave" };

export const isRefused = (row) => row.state === "refused";

/** Those that nobody has seen yet, newest first. */
export const unseen = (journal) => journal.all.filter((row) => isRefused(row) && !row.seen && row.path !== REPORTS).reverse();

/** Tell the office of something that was done here while the desk was apart, and that the server judged otherwise: once. */
export async function report(row, sentence, journal, roster) {
  if (!row.apart || row.reported || row.path === REPORTS) return;
  row.reported = true;
  await journal.keep(row);
  const { guest, house } = whomOf(row, roster);
  const name = [guest ? called(guest) : "", house?.name ?? ""].filter(Boolean).join(", ");
  const facts = { path: row.path, guest: row.guest ?? row.body.guest ?? "", name: name.slice(0, 300), sentence: sentence.slice(0, 300) };
  await journal.add(REPORTS, { id: newId(), at: row.body.at, ...facts });
  journal.drain();
}

/** Whom a row is about: `{guest, house}`. One whom only this desk put on the list is known from what it sent. */
export function whomOf(row, roster) {
  const guest = roster.guests.get(row.guest ?? row.answer?.guest);
  if (guest || row.path !== "/desk/walk-ins") return { guest: guest ?? null, house: roster.organisations.get(guest?.organisation) ?? null };
  const { organisation: house, guest: id, ...facts } = row.body;
  return { guest: { ...facts, id, seats: 1, seat: "" }, house: { name: house.name, short: house.short_name } };
}

/** What was to be done, and why the server would not. */
export function whyOf({ path, body, sentence }) {
  const who = body.came_name ? `: ${cameOf(body)}` : "";
  return [`${say(ACTS[path])}${who}`, sentence];
}

/** The same for the page's large part. */
export function viewOfRefused(row, roster) {
  const { guest, house } = whomOf(row, roster);
  return { outcome: "refused", guest, house: house?.name ?? "", arrival: null, note: whyOf(row) };
}

/** The name of whom a row is about, or "". */
export function nameOf(row, roster) {
  const { guest } = whomOf(row, roster);
  return guest ? called(guest) : "";
}
