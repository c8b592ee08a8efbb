// Dates written out in words, the same in every browser whatever its language: a promise is read twice before it is given.
import { offers, say, words } from "./page.js";

const day = (iso) => new Date(`${iso}T00:00:00Z`);

/** thứ Sáu, ngày 08 tháng 5 năm 2026, of 2026-05-08; empty for what is no date. Days below 10 and the months 1 and 2 have a 0. */
export function inWords(iso) {
  const date = day(iso);
  if (Number.isNaN(date.getTime())) return "";
  const month = date.getUTCMonth() + 1;
  return say(words.date, {
    weekday: words.weekdays[date.getUTCDay()], day: String(date.getUTCDate()).padStart(2, "0"), month: month < 3 ? `0${month}` : month, year: date.getUTCFullYear(),
  });
}

/** So many working days after the conference; the last that is offered where there are more. */
export const after = (days) => offers.dates[Math.min(Math.max(days, 0), offers.dates.length - 1)];

/** Working days from the conference to a date, -1 for a day off and for what lies outside of those offered. */
export const workingDays = (iso) => offers.dates.indexOf(iso);

/** Whether an office works on a day of those offered; days beyond them are not judged. */
export const isDayOff = (iso) => Boolean(iso) && iso <= offers.dates.at(-1) && !offers.working.includes(iso);

/** A promise dated before the conference is none. */
export const isEarly = (iso) => Boolean(iso) && iso < offers.dates[0];
