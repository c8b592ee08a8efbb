// What the page says of saving: of the open voice, and of all that waits on this machine.
import * as drafts from "./drafts.js";
import { say, words } from "./page.js";

const $ = (id) => document.getElementById(id);

/** Say how the open voice stands. */
export function saved(text, at = "", kind = "") {
  $("saved").textContent = say(text, { hour: at });
  $("saved").dataset.kind = kind;
}

/** Say how many voices the server does not have yet. */
export function safe() {
  const count = drafts.waiting().length;
  $("safe").textContent = count ? say(words.unsaved, { n: count }) : "";
}
