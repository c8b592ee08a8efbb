// Names of businesses and authorities as people write them: the desk's own copy of badges/organisation_names.py. Both run the tables
// tests/badges/organisation_names.json.
import { fold } from "./fold.js";

const SHORT = {
  cb: "che bien", ck: "co khi", cp: "co phan", ct: "cong ty", ctcp: "cong ty co phan", cty: "cong ty", dntn: "doanh nghiep tu nhan",
  dt: "dau tu", dv: "dich vu", hdnd: "hoi dong nhan dan", hkd: "ho kinh doanh", hp: "hai phong", htx: "hop tac xa", kd: "kinh doanh",
  kt: "ky thuat", mtv: "mot thanh vien", nk: "nhap khau", pt: "phat trien", qt: "quoc te", sx: "san xuat", tct: "tong cong ty",
  tm: "thuong mai", tnhh: "trach nhiem huu han", ubnd: "uy ban nhan dan", vlxd: "vat lieu xay dung", vn: "viet nam",
  vpdd: "van phong dai dien", vt: "van tai", xd: "xay dung", xk: "xuat khau", xnk: "xuat nhap khau",
};
const PARTS = Object.keys(SHORT).sort((a, b) => b.length - a.length).join("|");
const PART = new RegExp(PARTS, "g");
const RUN_TOGETHER = new RegExp(`^(?:${PARTS})+$`);
const MEMBERS = /\b(1|2|mot|hai) thanh vien(?: tro len)?\b/g;
const NUMBER = { 1: "mot", 2: "hai" };
const FORM = new RegExp(
  "\\b(?:tong cong ty|cong ty|trach nhiem huu han|co phan|hop danh|(?:mot|hai) thanh vien|doanh nghiep tu nhan|hop tac xa" +
    "|ho kinh doanh|chi nhanh|van phong dai dien|co ltd|company limited|joint stock company|jsc|corporation)\\b",
  "g",
);
const LABEL = /^\s*(?:mst|msdn|mã số(?: thuế| doanh nghiệp)?)\s*[:.]*\s*/i;

const inFull = (word) => (RUN_TOGETHER.test(word) ? word.match(PART).map((part) => SHORT[part]) : [word]);

/** The words of a folded text without "và"; one that is an abbreviation gives what it stands for, each in one piece. */
export const phrases = (folded) => folded.split(" ").filter((word) => word !== "va").flatMap(inFull);

const kept = new Map();

/** The fold of a name with its abbreviations in full and without "và". */
export function spelled(name) {
  if (!kept.has(name)) kept.set(name, phrases(fold(name)).join(" ").replace(MEMBERS, (_, n) => `${NUMBER[n] ?? n} thanh vien`));
  return kept.get(name);
}

/** What spellings of one business have in common even without its legal form: good for proposing, never for deciding. */
export function businessKey(name) {
  return spelled(name).replace(FORM, " ").split(" ").filter(Boolean).join(" ") || fold(name);
}

/** A tax code as it is stored, or null where the text is none: badges/numbers.py has the rules. */
export function taxCode(text) {
  let digits = text.replace(LABEL, "").replace(/[\s.\-\u2010-\u2015\u00a0\u200b\ufeff]+/g, "");
  if (!/^[0-9]{9,13}$/.test(digits)) return null;
  if ([9, 11].includes(digits.length) || (digits.length === 12 && !digits.startsWith("0"))) digits = `0${digits}`;
  return digits.length === 13 ? `${digits.slice(0, 10)}-${digits.slice(10)}` : digits;
}

/** Whether a text names nobody: a tax code, or no letter in it. */
export const isNameless = (text) => taxCode(text) !== null || !/\p{L}/u.test(text);

/** The organisation of the desk's list that is meant, by tax code, name, short name or the name in another spelling; or null. */
export function meant(houses, name, tax) {
  const [folded, full] = [fold(name), spelled(name)];
  const coded = tax ? houses.find((house) => house.tax === tax) : null;
  if (coded || !folded) return coded ?? null;
  const first = (same) => houses.find(same);
  return (
    first((house) => fold(house.name) === folded) ??
    first((house) => fold(house.short ?? "") === folded) ??
    first((house) => spelled(house.name) === full && !(tax && house.tax)) ??
    null
  );
}

/** Those that may be meant although nobody can be sure: the same but for the legal form. */
export function alike(houses, name) {
  const key = businessKey(name);
  return key ? houses.filter((house) => [house.name, house.short ?? ""].some((one) => one && businessKey(one) === key)) : [];
}
