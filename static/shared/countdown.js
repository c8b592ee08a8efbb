// Lengths of time in words: «1 giờ 37 phút», never 97:12. `data-until` (ms since 1970) tells the time left, and past that
// moment by how much it is exceeded; `data-since` the time that went by. `data-bare`: the length alone, without «còn».
import { now } from "./clock.js";

const words = () => document.getElementById("picture").dataset;

/** The pieces of a length of so many seconds: words, and numbers in elements of their own. */
function pieces(seconds, fine) {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const { hours, minutes, fine: exact, fewSeconds } = words();
  const format = h ? hours : m ? (fine ? exact : minutes) : fewSeconds;
  return format.split(/(\{[hms]\})/).filter(Boolean).map((part) => ({ "{h}": h, "{m}": m, "{s}": s })[part] ?? part);
}

function show(element, text, seconds, fine) {
  const [before, after] = text.split("{time}");
  const parts = [before, ...pieces(seconds, fine), after].filter((part) => part !== "");
  const key = parts.join("");
  if (element.textContent === key && element.children.length) return;
  element.replaceChildren(
    ...parts.map((part) => {
      if (typeof part === "string") return part;
      const number = document.createElement("time");
      number.textContent = String(part);
      return number;
    }),
  );
}

/** Write every length anew. */
export function tick() {
  const { left, over } = words();
  for (const element of document.querySelectorAll("[data-until], [data-since]")) {
    const until = Number(element.dataset.until);
    const spent = (until ? until - now() : now() - Number(element.dataset.since)) / 1000;
    const bare = !until || "bare" in element.dataset;
    const past = until > 0 && spent < 0;
    // The last started minute still counts as one: «còn 1 phút» until it is over.
    const seconds = until ? (past ? -spent : spent >= 60 ? spent + 59 : spent) : spent;
    show(element, past ? over : bare ? "{time}" : left, seconds, !until);
    element.classList.toggle("over", past);
  }
}
setInterval(tick, 250);
