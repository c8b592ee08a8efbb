// The desk's small forms: who really comes, and undo with a reason (a guest who is not on the list: desk-walkin.js). They open beside
// the outcome and never over it, so that the next guest can be scanned at any time. And the one question that does wait.
import { refill } from "./drafts.js";
import { tidyName } from "../shared/fold.js";
import { called, say } from "./page.js";

const form = (id) => document.getElementById(id);

/** Open one form, close the others. */
export function open(which) {
  for (const other of document.querySelectorAll(".panel")) other.hidden = other !== which;
  which.querySelector(".fault")?.setAttribute("hidden", "");
}

/** Close all; what is half filled stays a draft. */
export function close() {
  for (const panel of document.querySelectorAll(".panel")) panel.hidden = true;
  rest();
}

/** The defined focus between two guests: an open form keeps it; else no field has it: a scanner's keys are read best so, and a letter
 * typed goes to the search box. */
export function rest() {
  if (document.querySelector(".panel:not([hidden]), dialog[open], .group:not([hidden]):focus-within")) return;
  document.activeElement?.blur();
}

/** Whether the cursor is in a form. */
export const isWithin = (which) => which.contains(document.activeElement);

/** Say what is wrong in a form, or nothing; true where nothing is. */
export const fault = (which, text) => {
  const line = which.querySelector(".fault");
  line.textContent = text;
  line.hidden = !text;
  return !text;
};

/** Choose a value of a list, also one that it does not offer: a guest list may say Đồng chí. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** Who comes on a card. `done({guest, party, came_name, came_honorific, came_title, reason})`. */
export function comingForm(roster, drafts, done) {
  const which = form("coming");
  const fields = which.elements;
  let guest = null;
  const draft = () => `coming:${guest.id}`;
  drafts.follow(which, draft, ["came_name", "came_title", "reason"]);
  const redraw = () => {
    which.querySelector(".other").hidden = fields.who.value !== "other";
    which.querySelector("[data-more]").hidden = Number(fields.party.value) <= (guest?.seats ?? 1);
  };
  which.addEventListener("input", redraw);
  which.addEventListener("submit", (event) => {
    event.preventDefault();
    const other = fields.who.value === "other";
    const name = other ? tidyName(fields.came_name.value) : "";
    const party = Number(fields.party.value) || 1;
    if (other && !fault(which, name ? "" : say("write_name"))) return fields.came_name.focus();
    const reason = tidyName(fields.reason.value);
    if (!fault(which, party > guest.seats && !reason ? say("why", { seats: guest.seats }) : "")) return fields.reason.focus();
    drafts.drop(draft());
    close();
    const [came_honorific, came_title] = other ? [fields.came_honorific.value, fields.came_title.value.trim()] : ["", ""];
    done({ guest: guest.id, party, came_name: name, came_honorific, came_title, reason });
  });
  return {
    open(which_guest, facts = {}) {
      guest = which_guest;
      const arrival = roster.arrivals.get(guest.id);
      which.reset();
      which.querySelector("h2").textContent = say("coming_of", { who: called(guest) });
      which.querySelector(".self").textContent = say("himself", { who: called(guest) });
      fields.party.value = arrival?.party ?? 1;
      fields.who.value = "other";
      const { substitute: came_name, substitute_honorific: came_honorific, substitute_title: came_title } = guest;
      const came = arrival ?? { came_name, came_honorific, came_title };
      fields.came_name.value = facts.name ?? came.came_name ?? "";
      choose(fields.came_honorific, facts.honorific ?? came.came_honorific ?? "");
      fields.came_title.value = came.came_title ?? "";
      if (drafts.get(draft())) refill(which, { ...drafts.get(draft()), ...(facts.name ? { came_name: facts.name } : {}) });
      open(which);
      redraw();
      fields.came_name.focus();
    },
    fill({ name, honorific }) {
      fields.who.value = "other";
      fields.came_name.value = name;
      fields.came_honorific.value = honorific;
      which.dispatchEvent(new Event("input"));
    },
    isOpenFor: (other) => !which.hidden && guest?.id === other.id,
    focus: () => isWithin(which) || fields.came_name.focus(),
    get isOpen() {
      return !which.hidden;
    },
  };
}

/** Undo with a reason. `done(scan, reason, guest)`. */
export function undoForm(done) {
  const which = form("undo");
  let of = [];
  const finish = (reason) => {
    close();
    done(of[0], reason, of[1]);
  };
  for (const button of which.querySelectorAll("[data-reason]")) button.addEventListener("click", () => finish(button.dataset.reason));
  which.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = tidyName(which.elements.reason.value);
    if (fault(which, reason ? "" : say("write_reason"))) finish(reason);
  });
  return {
    open(scan, guest = null) {
      of = [scan, guest];
      which.reset();
      which.querySelector("h2").textContent = say("undo_of", { who: guest ? called(guest) : "" });
      open(which);
      which.querySelector("[data-reason]").focus();
    },
  };
}

/** Ask before something is done; false at once while another question is open, so that one answer never stands for two. */
export function sure(question, yes) {
  const dialog = document.getElementById("ask");
  if (dialog.open) return false;
  dialog.querySelector("p").textContent = question;
  dialog.querySelector("[value=yes]").textContent = yes;
  return new Promise((resolve) => {
    const answered = new AbortController();
    const { signal } = answered;
    const answer = (yes) => (answered.abort(), resolve(yes));
    // Not its "close": that comes a task later, when the next question may already be open.
    dialog.addEventListener("submit", ({ submitter }) => answer(submitter?.value === "yes"), { signal });
    dialog.addEventListener("cancel", () => answer(false), { signal });
    dialog.showModal();
  });
}
