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
export function judge({ sound, known, cancelled, replaced, alreadyIn }) {
  if (!sound) return "unreadable";
  if (!known) return "unknown";
  if (cancelled) return "cancelled";
  if (replaced) return "replaced";
  return alreadyIn ? "already_in" : "welcome";
}

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
  });
  const arrival = outcome === "welcome" ? arrivalOf(guest, scan) : (before ?? null);
  return { outcome, guest: guest ?? null, arrival, made: outcome === "welcome" };
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

/** The guest who is no longer in when this scan is taken back; null where it let nobody in. */
export function undone(list, scan) {
  for (const arrival of list.arrivals.values()) if (arrival.scan === scan) return arrival.guest;
  return null;
}
