// The keys of the secretary's page. Alt and a letter serve everywhere; P, N and H alone where nothing is being typed.
import { letter, placed } from "../shared/letter.js";

const FORMS = ["live", "writing", "forwarded", "out", "before"];
const RESULTS = { 7: "explained", 8: "settled", 9: "considered" };
const typing = (target) => target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

/** Call the page's `acts` by their keys. */
export function onKeys(acts) {
  const byAlt = { c: acts.copy, k: acts.task, n: acts.voice, h: acts.further, p: acts.beginPromise, g: acts.replay, 0: acts.goToFloor };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (act(event, acts, byAlt)) event.preventDefault();
  });
}

function act(event, acts, byAlt) {
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== "Enter" || event.altKey || event.repeat || !event.target.closest("#answer")) return false;
    acts.complete();
    return true;
  }
  const key = placed(event) || letter(event); // Alt makes another sign of it
  if (!event.altKey) {
    if (event.shiftKey || event.repeat || typing(event.target) || !["p", "n", "h"].includes(key)) return false;
    byAlt[key]();
    return true;
  }
  if (["ArrowUp", "ArrowDown"].includes(event.key)) acts.step(event.key === "ArrowUp" ? -1 : 1);
  else if (["PageUp", "PageDown"].includes(event.key)) acts.turn(event.key === "PageUp" ? -1 : 1);
  else if (!event.repeat && byAlt[key]) byAlt[key]();
  else if (!event.repeat && FORMS[Number(key) - 1]) acts.chooseAxis("form", FORMS[Number(key) - 1]);
  else if (!event.repeat && RESULTS[key]) acts.chooseAxis("result", RESULTS[key]);
  else return false;
  return true;
}
