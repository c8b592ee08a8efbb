// The secretary's texts and what the form offers, and how hours and units are written.
import { now } from "../shared/picture.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const words = read("words");
export const offers = read("offers");

/** A text of the page, with its braces filled. */
export const say = (text, facts = {}) => text.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);
/** 13h52, now. */
export const hour = () => new Intl.DateTimeFormat("vi", { timeStyle: "short", timeZone: document.documentElement.dataset.zone }).format(now()).replace(":", "h");
export const unitCode = (name) => offers.units.find((unit) => unit.name === name.trim())?.code ?? name.trim();
export const unitName = (code) => offers.units.find((unit) => unit.code === code)?.name ?? code;
