// The page's texts and the desk's settings, and how hours and people are written.
const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const desk = read("desk");
export const steward = desk.role === "steward";
const words = read("words");
const blocks = new Map(desk.blocks.map((block) => [block.code, block]));

/** A text of the page, with its braces filled. */
export function say(key, facts = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}

/** A block of delegates; the last where there is none. */
export const block = (code) => blocks.get(code) ?? desk.blocks.at(-1);

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: desk.zone });

/** 13h52 */
export const hour = (at) => clock.format(new Date(at)).replace(":", "h");

/** Ông Nguyễn Văn An */
export const called = (person) => `${person.honorific ?? ""} ${person.name}`.trim();

/** Who came on a card, where it was not the invited guest. */
export const cameOf = (arrival) => `${arrival.came_honorific ?? ""} ${arrival.came_name}`.trim();

/** An element with a class and a text. */
export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** One of the page's icons. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A block's chip: its colour and its name. */
export const chip = (code) => make("span", `tag block block-${code}`, block(code).short);
