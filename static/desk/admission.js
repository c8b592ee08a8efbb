// The rule of the door as the desk applies it alone: the same as kiosk/arrivals/admission.py and badges/codes.py, and held to it by
// the tables tests/kiosk/arrivals/admission.json and tests/badges/codes.json, which both sides run. No page, no clock, no storage here.
import { sha256 } from "../vendor/noble/sha2.js";
import { bytesToHex, utf8ToBytes } from "../vendor/noble/utils.js";
import { soundCode } from "../shared/codes.js";

export { read } from "../shared/codes.js";

/** The only form of a code that a desk keeps. Without `crypto.subtle`, which plain http does not have. */
export const digest = (code) => bytesToHex(sha256(utf8ToBytes(code)));

/** The digest of the sound code in a scanned text, or "" where there is none. */
export function digestOf(text) {
  const code = soundCode(text);
  return code ? digest(code) : "";
}

/** Validity before repetition: a cancelled card is never "already in". */
export function judge({ sound, known, cancelled, replaced, alreadyIn, away }) {
  if (!sound) return "unreadable";
  if (!known) return "unknown";
  if (cancelled) return "cancelled";
  if (replaced) return "replaced";
  if (!alreadyIn) return "welcome";
  return away ? "returned" : "already_in";
}

/** Whether whoever came has gone out and not come back. */
export const isAway = (arrival) => Boolean(arrival?.left_at) && !arrival.back_at;

/** Who comes, where the desk says nothing: the substitute that was announced, or the guest; `in_person`: the guest. */
function expected(guest, coming) {
  if (coming.in_person || coming.came_name || !guest?.substitute) return coming;
  return { ...coming, came_name: guest.substitute, came_honorific: guest.substitute_honorific ?? "", came_title: guest.substitute_title ?? "" };
}

/**
 * Judge one scan against a list `{guests, byDigest, arrivals}` of Maps; `byDigest` holds the cards that were replaced, too. `scan`: id, at, desk, digest or guest (an id),
 * party, came_name, came_honorific, came_title, in_person. Gives outcome, guest, the arrival that counts (null: not in) and whether
 * this scan made it; changes nothing.
 */
export function admit(list, scan) {
  const guest = scan.guest ? list.guests.get(scan.guest) : list.byDigest.get(scan.digest);
  const before = guest ? list.arrivals.get(guest.id) : undefined;
  const outcome = judge({
    sound: Boolean(scan.guest || scan.digest),
    known: Boolean(guest),
    cancelled: Boolean(guest?.cancelled),
    replaced: Boolean(guest && !scan.guest && guest.digest !== scan.digest && !guest.also_digests?.includes(scan.digest)),
    alreadyIn: Boolean(before),
    away: isAway(before),
  });
  const made = outcome === "welcome" ? arrivalOf(guest, scan) : outcome === "returned" ? returned(before, scan) : null;
  return { outcome, guest: guest ?? null, arrival: made ?? before ?? null, made: Boolean(made) };
}

/** The arrival that a welcome makes. */
export function arrivalOf(guest, scan) {
  const coming = expected(guest, scan);
  return {
    guest: guest.id,
    scan: scan.id,
    at: scan.at,
    desk: scan.desk,
    party: scan.party ?? 1,
    came_name: coming.came_name ?? "",
    came_honorific: coming.came_honorific ?? "",
    came_title: coming.came_title ?? "",
    substitute: Boolean(coming.came_name),
  };
}

/** The arrival of a guest who goes out, and of one who is in again: by which scan, and when. */
export const left = (arrival, { id, at }) => ({ ...arrival, left_at: at, left_scan: id, back_at: "", back_scan: "" });
export const returned = (arrival, { id, at }) => ({ ...arrival, back_at: at, back_scan: id });

/** What taking a scan back changes: `{guest, arrival}`, null for a guest who is no longer in; null where the scan changed nothing. */
export function undone(list, scan) {
  const never = { back_at: "", back_scan: "" };
  for (const arrival of list.arrivals.values()) {
    const { guest } = arrival;
    if (arrival.scan === scan) return { guest, arrival: null };
    if (arrival.left_scan === scan) return { guest, arrival: { ...arrival, ...never, left_at: "", left_scan: "" } };
    if (arrival.back_scan === scan) return { guest, arrival: { ...arrival, ...never } };
  }
  return null;
}
