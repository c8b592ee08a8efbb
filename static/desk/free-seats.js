// Free seats by row, as far as the list knows the hall: the numbers of a row up to its highest, without those of guests who are
// expected or came. A guest who declined or whose invitation was taken back leaves a seat free. Python's twin of the first
// function is badges/seats.py; both run tests/badges/seats.json.
import { fold } from "../shared/fold.js";

const PLACES = new Set(["ban", "day", "hang", "khu", "khu vuc"]);
/** A number beyond this is not a seat's place in a row. */
const LONGEST_ROW = 200;

/** A seat as row and number: "Dãy C, ghế 12" gives ["Dãy C", "12"]; of a table only the name. */
export function rowAndSeat(seat) {
  const found = /^(.*?)[\s,.;:/–-]*(?:ghế|số)?[\s,.;:/–-]*(\d+)$/iu.exec(seat.trim());
  return found && !PLACES.has(fold(found[1])) ? [found[1], found[2]] : [seat.trim(), ""];
}

/** Rows in order: `{row, free: [seats], places: [their numbers], away}`, `away` how many of its guests are expected and not here yet. */
export function freeSeats(guests, hasCome) {
  const rows = new Map();
  for (const guest of guests) {
    const [row, number] = rowAndSeat(guest.seat ?? "");
    const place = Number(number);
    if (!number || place > LONGEST_ROW) continue;
    const known = rows.get(row) ?? { row, taken: new Set(), away: 0, last: 0, form: guest.seat };
    rows.set(row, known);
    if (place >= known.last) Object.assign(known, { last: place, form: guest.seat });
    const came = hasCome(guest.id);
    if (!came && (guest.cancelled || guest.rsvp === "declined")) continue;
    known.taken.add(place);
    if (!came) known.away += 1;
  }
  const order = new Intl.Collator("vi", { numeric: true });
  return [...rows.values()].sort((a, b) => order.compare(a.row, b.row)).map(({ row, taken, away, last, form }) => {
    const places = Array.from({ length: last }, (_, n) => n + 1).filter((place) => !taken.has(place));
    return { row, free: places.map((place) => written(form, place)), places, away };
  });
}

/** A place as the row's other seats are written: A07 beside A12. */
function written(form, place) {
  return form.trim().replace(/\d+$/, (digits) => String(place).padStart(digits.startsWith("0") ? digits.length : 1, "0"));
}
