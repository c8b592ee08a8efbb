// The code on a card as text: 41 decimal digits, two of them check digits. The same rules as badges/codes.py, held to them
// by tests/badges/codes.json, which both languages run. No page, no clock, no storage here.
export const LENGTH = 41;
/** The code of the test card: sound, nobody's, and known to every stand with a scanner. */
export const TEST_CARD = "01234567890123456789012345678901234567863";
const GAP = "\\s.\\-\u2010-\u2015\u2212\u00b7\u00ad\u200b-\u200d\u2060\ufeff";
const GROUPED = new RegExp(`[0-9]+(?:[${GAP}]{1,3}[0-9]+)*`, "g");
const PART_OF_CARD = /^(?:.*\/I\/|\][A-Za-z][0-9]?)?[0-9]{9,}$/i;
const BAR_CODE_LENGTHS = [8, 10, 12, 13, 14];
const KNOWN_FORMAT = /^(?:[a-z][a-z0-9+.-]*:|www\.|000201[0-9])/i;

/** Return the code in a scan: its last run of 41 digits; digits in groups only where there is no such run; null without one. */
export function read(text) {
  const digits = text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48));
  const runs = digits.match(/[0-9]{41,}/g);
  if (runs) return runs.at(-1).slice(-LENGTH);
  const joined = (digits.match(GROUPED) ?? []).map((group) => group.replace(/[^0-9]/g, ""));
  return joined.findLast((group) => group.length === LENGTH) ?? null;
}

/** Return true when the two check digits fit (ISO 7064 MOD 97-10). */
export function isSound(code) {
  if (!/^[0-9]{41}$/.test(code)) return false;
  return 98n - ((BigInt(code.slice(0, 39)) * 100n) % 97n) === BigInt(code.slice(39));
}

/** Return the sound code in a text, or "". */
export function soundCode(text) {
  const code = read(text);
  return code && isSound(code) ? code : "";
}

/** Return true for the text of a citizen's card, which is never treated as an invitation. */
export const isCitizen = (text) => /^\s*[0-9]{12}\|/.test(text) && text.split("|").length >= 6;

/** Return true for a text that begins like a link, a bank transfer, a Wi-Fi code or an electronic business card. */
export const isKnownFormat = (text) => KNOWN_FORMAT.test(text.trim());

/**
 * Return the kind of a text that was read whole: "code" (a sound one), "citizen", "unreadable" (nothing, part of a card, or
 * 41 digits whose check does not agree) or "foreign" (read perfectly, and no invitation).
 */
export function kindOf(text) {
  const plain = text.trim();
  if (soundCode(plain)) return "code";
  if (isCitizen(plain)) return "citizen";
  if (!plain) return "unreadable";
  if (/^[0-9]+$/.test(plain)) return plain.length < 9 || BAR_CODE_LENGTHS.includes(plain.length) ? "foreign" : "unreadable";
  if (PART_OF_CARD.test(plain)) return "unreadable";
  return read(plain) && !isKnownFormat(plain) ? "unreadable" : "foreign";
}
