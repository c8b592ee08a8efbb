// Vietnamese names, folded for search as badges/vietnamese.py folds them. Both run tests/badges/vietnamese.json and every character.
const SYLLABLE = /^(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?$/;

/** What Python's casefold() changes beyond toLowerCase(): ß is ss, ﬁ is fi, ſ is s. */
const MORE_THAN_LOWER = /[\u0345ßŉſẚẛẞ\ufb00-\ufb06]/g;
const caseless = (letter) => letter.toLowerCase().toUpperCase().toLowerCase();

/** No marks, đ as d, lower case, only a-z, 0-9 and single spaces. */
export function fold(text) {
  const loose = text.replace(/[đĐÐð]/g, "d").replace(MORE_THAN_LOWER, caseless).toLowerCase().normalize("NFD");
  return loose.replace(/[\p{Mn}\p{Cf}]/gu, "").replace(/[^a-z0-9]+/g, " ").trim();
}

const HIDDEN = /[\p{Cf}\p{Cs}\ufffe\uffff]/gu;
const PILED = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** A name as the server stores it: composed, single spaces, nothing that cannot be seen; "" where nothing is left. */
export function tidyName(text) {
  const spaced = text.normalize("NFC").replace(/[Ðð]/g, (letter) => (letter === "Ð" ? "Đ" : "đ")).replace(/[\p{White_Space}\p{Cc}]/gu, " ");
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
