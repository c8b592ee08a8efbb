// Two texts of one answer, side by side, when somebody else wrote meanwhile; and what is kept of them.
import * as drafts from "./drafts.js";
import { human } from "./form.js";
import { say, words } from "./page.js";

const $ = (id) => document.getElementById(id);

/** Show where a draft and what is on record differ; without `theirs` there is nothing to show. */
export function drawClash(record, theirs) {
  $("conflict").hidden = !theirs;
  if (!theirs) return;
  const parts = drafts.clashes(record, theirs);
  $("conflict-says").textContent = say(words.clash, { by: theirs.by });
  $("theirs-by").textContent = say(words.theirs, { by: theirs.by, version: theirs.version });
  describe($("mine"), record.fields, parts);
  describe($("theirs"), theirs, parts);
}

function describe(list, fields, parts) {
  list.replaceChildren(
    ...parts.flatMap((name) => {
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = words.fields[name];
      value.textContent = human(name, fields[name]) || words.empty;
      return [term, value];
    }),
  );
}

/** The parts to go on with, by the `way` that was chosen ("mine", "theirs", "both"), and what `mine` would have been. */
export function settled(record, way) {
  const { theirs } = record;
  const parts = drafts.clashes(record, theirs);
  const mine = drafts.onTop(record, theirs);
  const fields = { ...mine };
  if (way === "theirs") for (const name of parts) fields[name] = theirs[name];
  if (way === "both") for (const name of parts.filter((part) => ["text", "basis"].includes(part))) fields[name] = `${theirs[name]}\n\n${fields[name]}`.trim();
  return { fields, mine };
}

let gaveWay = null;

/** Offer the fields that gave way to another's text, as long as their voice is open; null for none. */
export function bringBack(fields) {
  gaveWay = fields;
  $("bring-back").hidden = !fields;
}

/** Return the fields that gave way, which are offered no more. */
export function broughtBack() {
  const fields = gaveWay;
  bringBack(null);
  return fields;
}
