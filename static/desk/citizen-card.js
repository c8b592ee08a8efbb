// The name on a citizen's card (CCCD, 2021–2024), from its QR code. Everything else on it is dropped here, in memory:
// it is never stored, sent or logged (Luật 91/2025/QH15).

export { isCitizen } from "../shared/codes.js";

/** The name, as Vietnamese names are written; null where the card's fields are not those of the known form. */
export function nameOf(text) {
  const [number, , name, born, sex] = text.trim().split("|");
  const sound =
    text.split("|").length >= 7 && /^[0-9]{12}$/.test(number) && isDate(born) && ["Nam", "Nữ"].includes(sex.normalize("NFC")) && /^[^0-9]{2,60}$/.test(name);
  return sound ? titled(name) : null;
}

/** Ông or Bà, from the card's sex. */
export const honorificOf = (text) => (text.split("|")[4]?.normalize("NFC") === "Nữ" ? "Bà" : "Ông");

function isDate(text) {
  const parts = /^([0-9]{2})([0-9]{2})([0-9]{4})$/.exec(text ?? "");
  if (!parts) return false;
  const [day, month, year] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function titled(name) {
  const words = name.normalize("NFC").trim().toLocaleLowerCase("vi").split(/\s+/);
  return words.map((word) => word[0].toLocaleUpperCase("vi") + word.slice(1)).join(" ");
}
