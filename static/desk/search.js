// Finding a guest while typing: any order of words, no accents, initials, short name, tax code, last digits of a phone, digits
// in groups, abbreviations of business names, raw Telex. Everything is in memory; the folds are made once when the list comes. Words are kept in one text, each after a
// blank; a guest without a word that begins as one of those typed is passed over by a look at one number, and only the best
// few are ever put in order: 50,000 guests are searched between two frames.
import { phrases } from "../shared/organisation-names.js";
import { fold, initials, unkey } from "../shared/fold.js";

/** So many hits stand on the page; the others are counted. */
export const HOW_MANY = 8;
const spaced = (text) => ` ${text} `;

/** One of 31 bits for how a word begins; of a single letter nothing is known. */
const bit = (word) => (word.length > 1 ? 1 << ((word.charCodeAt(0) * 7 + word.charCodeAt(1)) % 31) : 0);

/** One line of the index for a guest with his organisation. */
export function entry(guest, organisation) {
  const name = fold(guest.name);
  const line = {
    guest,
    last: name.slice(name.lastIndexOf(" ") + 1),
    name: spaced(name),
    marks: guest.name.normalize("NFC").toLowerCase(),
    initials: spaced(`${initials(guest.name)} ${name.split(" ").map((word) => word[0]).join("")}`),
    came: spaced(fold(guest.substitute ?? "")),
    short: fold(organisation?.short ?? "").replaceAll(" ", ""),
    house: spaced(houseWords(`${organisation?.name ?? ""} ${organisation?.short ?? ""}`)),
    position: spaced(fold(guest.position ?? "")),
    title: spaced(fold(guest.honorific ?? "")),
    glued: spaced(gluedWords(guest.name)),
    tax: (organisation?.tax ?? "").replaceAll("-", ""),
    phone: guest.phone ?? "",
  };
  line.all = `${line.name}${line.initials}${line.came} ${line.short}${line.house}${line.position}${line.title}${line.glued}${line.tax}`;
  line.begins = line.all.split(" ").reduce((bits, word) => bits | bit(word), 0);
  return line;
}

/** A name in one piece, and those of its words that a hyphen or an apostrophe parts: "oneil" of O'Neil. */
function gluedWords(name) {
  const whole = (text) => fold(text).replaceAll(" ", "");
  return [whole(name), ...name.split(/\s+/).filter((word) => fold(word).includes(" ")).map(whole)].join(" ");
}

/** The words of a house's names as they are written, and those that their abbreviations stand for. */
function houseWords(names) {
  const written = fold(names);
  return [written, ...phrases(written).filter((phrase) => !written.includes(phrase))].join(" ");
}

/** How people call somebody, and what they write in front of a number: nothing of a name. */
const CALLED = /^(?:ong|ba|anh|chi|co|chu|bac|em|dong chi|d c|mr|mrs|ms|mst|msdn|ma so thue|ma so doanh nghiep|dt|sdt|dien thoai) /;
const inFull = (folded) => phrases(folded.replace(/(?<=\b[0-9]+) (?=[0-9]+\b)/g, ""));
/** What else may be meant: neighbouring groups of digits as one number and abbreviations in full; the same without how somebody is called;
 * or raw Telex. */
const READINGS = [inFull, (folded) => inFull(folded.replace(CALLED, "")), (_, typed) => unkey(typed).split(" ")];

/** The best entries for what was typed, at most `many`, with those who are in behind those who are not. */
export const find = (index, typed, isIn, many) => search(index, typed, isIn, many).found;

/** Search: `{found, count}`, the best entries, at most `many`, and how many there are in all. */
export function search(index, typed, isIn = () => false, many = HOW_MANY) {
  const folded = fold(typed);
  if (!folded) return { found: [], count: 0 };
  let result = best(index, folded.split(" "), typed, isIn, many);
  for (const reading of READINGS) {
    const meant = result.count ? [] : reading(folded, typed);
    if (meant.length && meant.join(" ") !== folded) result = best(index, meant, typed, isIn, many);
  }
  return { found: result.hits.map(({ line }) => line), count: result.count };
}

function best(index, words, typed, isIn, many) {
  const tokens = words.map(token);
  const begins = tokens.reduce((bits, { digits, text }) => bits | (digits ? 0 : bit(text)), 0);
  const typedMarks = typed.normalize("NFC").trim().toLowerCase();
  const marked = /[^ -~]/.test(typedMarks) ? typedMarks : null;
  const hits = [];
  let count = 0;
  for (const line of index) {
    if ((line.begins & begins) !== begins) continue;
    let score = worth(line, tokens);
    if (!score) continue;
    count += 1;
    if (marked && line.marks.includes(marked)) score += 5;
    if (isIn(line.guest.id)) score -= 0.5;
    keep(hits, { line, score }, many);
  }
  return { hits, count };
}

const before = (a, b) => a.score > b.score || (a.score === b.score && a.line.guest.name < b.line.guest.name);

/** Put a hit in its place among the best so far. */
function keep(hits, hit, many) {
  if (hits.length === many && !before(hit, hits.at(-1))) return;
  const place = hits.findIndex((other) => before(hit, other));
  hits.splice(place < 0 ? hits.length : place, 0, hit);
  if (hits.length > many) hits.pop();
}

function token(text) {
  const digits = /^[0-9]{3,}$/.test(text);
  return { text, start: ` ${text}`, word: ` ${text} `, digits, tail: digits ? text.slice(-4) : null };
}

/** What all typed words are worth on one line; 0: one of them is not there, or nothing but "Bà" is. */
function worth(line, tokens) {
  if (tokens.every(({ word }) => line.title.includes(word)) && !tokens.some(({ start }) => line.name.includes(start))) return 0;
  let score = 0;
  for (const token of tokens) {
    const there = line.all.includes(token.start) || (token.digits && line.phone.endsWith(token.tail));
    const one = there ? value(line, token) : 0;
    if (!one) return 0;
    score += one;
  }
  return score;
}

function value(line, { text, start, word, digits, tail }) {
  if (line.last === text) return 16;
  if (line.name.includes(word)) return 12;
  if (line.short === text) return 14;
  if (digits) {
    if (line.phone.endsWith(tail)) return 13;
    if (line.tax.startsWith(text)) return text.length > 6 ? 15 : 8;
  }
  if (line.last.startsWith(text)) return 10;
  if (line.name.includes(start)) return 8;
  if (text.length > 1 && line.initials.includes(start)) return 9;
  if (line.came.includes(start)) return 8;
  if (line.house.includes(start)) return 6;
  if (line.glued.includes(start)) return 7;
  if (line.position.includes(start)) return 3;
  if (line.title.includes(word)) return 1;
  return 0;
}
