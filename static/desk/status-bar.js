// How this desk is: its line, what is unsent, how many guests it has saved, whether the page itself is kept. Shown on the page, and
// told to the office. The green tick means that both list and page survive a reload without the line.
import { unseen } from "./refused.js";
import { hour, say } from "./page.js";
import { post } from "../shared/post.js";

const REPORT_MS = 9000;
const element = (id) => document.getElementById(id);

/** Where there is a change only, so that nothing is read aloud twice. */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

export class State {
  constructor(store, line, roster, journal, shell) {
    Object.assign(this, { store, line, roster, journal, shell });
    this.reported = { at: -REPORT_MS, unsent: 0, saved: 0 };
    /** Whether the server does not know this desk. */
    this.stranger = false;
  }

  draw() {
    const state = element("state");
    const { state: now } = this.line;
    if (state.dataset.state !== now || !state.lastElementChild.textContent) state.lastElementChild.textContent = say(now === "unknown" ? "unknown_line" : now);
    state.dataset.state = now;
    const unsent = this.journal.unsent.length;
    element("unsent").hidden = unsent === 0;
    write(element("unsent").lastElementChild, say("unsent", { n: unsent }));
    const refused = unseen(this.journal).length;
    element("refused").hidden = refused === 0;
    write(element("refused").lastElementChild, say("refused_n", { n: refused }));
    this.drawSaved();
  }

  drawSaved() {
    const { guests, savedAt } = this.roster;
    const n = guests.size;
    const kept = savedAt ? say("saved", { n, all: n, hour: hour(savedAt) }) : say(this.line.state === "lost" ? "no_list" : "saving");
    const parts = [this.stranger ? say("stranger") : this.store.durable ? kept : ""].filter(Boolean);
    if (this.store.blocked) parts.push(say("blocked"));
    else if (!this.store.durable) parts.push(say("not_durable"));
    else if (!this.shell.possible) parts.push(say("insecure"));
    else if (!this.shell.kept) parts.push(say("shell_missing"));
    const [, words] = element("saved").children;
    write(words, parts.join(" · "));
    element("saved").toggleAttribute("data-saved", Boolean(savedAt) && this.store.durable && this.shell.kept && !this.stranger);
  }

  /** Tell the office: what is unsent, how many guests are saved, what this machine's clock shows. */
  report() {
    const unsent = this.journal.unsent.length;
    const saved = this.roster.savedAt ? this.roster.guests.size : 0;
    if (performance.now() - this.reported.at < REPORT_MS && this.reported.unsent === unsent && this.reported.saved === saved) return;
    this.reported = { at: performance.now(), unsent, saved };
    post("/desk/status", { unsent, saved, at: new Date().toISOString() }).catch(() => {
      // The line is measured elsewhere; a desk that reports nothing is seen to be silent.
    });
  }
}
