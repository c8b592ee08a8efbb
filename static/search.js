// Finding a guest while typing: any order of words, no accents, initials, short name, tax code, last digits of a phone, raw
// Telex. Everything is in memory; the folds are made once when the list comes.
import { fold, initials, unkey } from "./fold.js";

const HOW_MANY = 8;

/** One line of the index for a guest with his organisation. */
export function entry(guest, organisation) {
  const name = fold(guest.name);
  const came = fold(guest.substitute ?? "");
  return {
    guest,
    name: name.split(" "),
    marks: guest.name.normalize("NFC").toLowerCase(),
    initials: [initials(guest.name), name.split(" ").map((word) => word[0]).join("")],
    came: came ? came.split(" ") : [],
    short: fold(organisation?.short ?? ""),
    house: fold(`${organisation?.name ?? ""} ${organisation?.short ?? ""}`).split(" "),
    position: fold(guest.position ?? "").split(" "),
    tax: organisation?.tax ?? "",
    phone: guest.phone ?? "",
  };
}

/** The best entries for what was typed, at most `many`, with those who are in behind those who are not. */
export function find(index, typed, isIn = () => false, many = HOW_MANY) {
  const plain = rank(index, fold(typed), typed, isIn);
  const found = plain.length ? plain : rank(index, unkey(typed), typed, isIn);
  return found.slice(0, many).map(({ line }) => line);
}

function rank(index, folded, typed, isIn) {
  if (!folded) return [];
  const tokens = folded.split(" ");
  const typedMarks = typed.normalize("NFC").trim().toLowerCase();
  const marked = /[^ -~]/.test(typedMarks) ? typedMarks : null;
  const hits = [];
  for (const line of index) {
    let score = 0;
    for (const token of tokens) {
      const worth = value(line, token);
      if (!worth) {
        score = 0;
        break;
      }
      score += worth;
    }
    if (!score) continue;
    if (marked && line.marks.includes(marked)) score += 5;
    if (isIn(line.guest.id)) score -= 0.5;
    hits.push({ line, score });
  }
  return hits.sort((a, b) => b.score - a.score || (a.line.guest.name < b.line.guest.name ? -1 : 1));
}

/** What one typed word is worth on one line; 0: it is not there. */
function value(line, token) {
  const { name } = line;
  if (name.at(-1) === token) return 16;
  if (name.includes(token)) return 12;
  if (line.short && line.short.replaceAll(" ", "") === token) return 14;
  if (/^[0-9]{3,}$/.test(token)) {
    if (line.phone && line.phone.endsWith(token.slice(-4))) return 13;
    if (line.tax.replaceAll("-", "").startsWith(token)) return token.length > 6 ? 15 : 8;
  }
  if (name.at(-1).startsWith(token)) return 10;
  if (name.some((word) => word.startsWith(token))) return 8;
  if (token.length > 1 && line.initials.some((first) => first.startsWith(token))) return 9;
  if (line.came.some((word) => word.startsWith(token))) return 8;
  if (line.house.some((word) => word.startsWith(token))) return 6;
  if (line.position.some((word) => word.startsWith(token))) return 3;
  return 0;
}
