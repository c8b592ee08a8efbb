// Vietnamese names, folded for search as badges/vietnamese.py folds them. Both run tests/badges/vietnamese.json and every character.
const SYLLABLE = /^(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?$/;

/** Letters, digits and signs as wide as Han, which Japanese keyboards write, as the plain ones. */
const plain = (text) => text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

/** What Python's casefold() changes beyond toLowerCase(): ß is ss, ﬁ is fi, ſ is s. */
const MORE_THAN_LOWER = /[\u0345ßŉſ\u1c80-\u1c88ẚẛẞ\ufb00-\ufb06]/g;
const caseless = (letter) => letter.toLowerCase().toUpperCase().toLowerCase();

/** What is no letter and no digit, after marks: those of Latin, Cyrillic, Thai, Hangul, kana and Han stay. */
const LETTERS = [
  "a-z0-9", String.raw`\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f`, String.raw`\u0400-\u0481\u048a-\u052f`,
  String.raw`\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e46`, String.raw`\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3`,
  String.raw`\u3005\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\uff66-\uff9f`,
  String.raw`\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}`,
];
const NOT_FOLDED = new RegExp(`[^${LETTERS.join("")}]+`, "gu");

/** No marks, đ as d, lower case, only letters, digits and single spaces. */
export function fold(text) {
  const loose = plain(text).replace(/[đĐÐð]/g, "d").replace(MORE_THAN_LOWER, caseless).toLowerCase().normalize("NFD");
  return loose.replace(/(?![\u3099\u309a])[\p{Mn}\p{Cf}]/gu, "").replace(NOT_FOLDED, " ").trim().normalize("NFC");
}

const HIDDEN = /[\p{Cf}\p{Cs}\ufffe\uffff]/gu;
const PILED = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** A name as the server stores it: composed, single spaces, nothing that cannot be seen; "" where nothing is left. */
export function tidyName(text) {
  const spaced = plain(text.normalize("NFC")).replace(/[Ðð]/g, (letter) => (letter === "Ð" ? "Đ" : "đ")).replace(/[\p{White_Space}\p{Cc}]/gu, " ");
  return spaced.replace(PILED, "$1").replace(HIDDEN, "").replace(/ +/g, " ").trim().normalize("NFC");
}

/** What was meant by a text typed with the input method off: "nguyeenx vawn an" is "nguyen van an". */
export function unkey(text) {
  return fold(text).split(" ").map(unkeyWord).join(" ");
}

function unkeyWord(word) {
  let kept = "";
  for (const char of word) {
    const again = ("aeo".includes(char) && kept.includes(char)) || (char === "d" && kept.startsWith("d"));
    const key = ("sfrxjzw".includes(char) && /[aeiouy]/.test(kept)) || (/[1-9]/.test(char) && kept !== "");
    if (!again && !key) kept += char === "w" ? "u" : char;
  }
  return SYLLABLE.test(kept) ? kept : word;
}

/** First letters, then the given name in full: "nvan". */
export function initials(name) {
  const words = fold(name).split(" ");
  const given = words.pop();
  return words.map((word) => word[0]).join("") + given;
}
