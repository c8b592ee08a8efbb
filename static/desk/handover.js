// A guest who is not green is sent to the help desk by one key, with what this desk saw; the help desk takes the next one on by the same
// key and has the name before it. It goes by the line alone: a guest is at the other desk before a journal is.
import { show, shown } from "./outcome.js";
import { called, desk, hour, make, say, steward } from "./page.js";
import { Again } from "../shared/again.js";
import { newId } from "../shared/ids.js";
import { post } from "../shared/post.js";
import { redraw } from "../shared/hand.js";
import { setRows } from "../shared/rows.js";

const KEY = "F10";
const LIMIT_MS = 3000;
const frame = document.getElementById("handed");

export class Handover {
  /** `typed()` is what stands in the search box; `find(text)` puts a text there. */
  constructor(roster, line, { typed, find }) {
    Object.assign(this, { roster, line, typed, find, again: new Again() });
    addEventListener("keydown", (event) => {
      if (event.key !== KEY || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      if (!event.repeat && !document.querySelector("dialog[open]") && !this.again.isSame(KEY)) this.press();
    });
    document.getElementById("outcome").addEventListener("click", ({ target }) => target.closest("[data-do=hand]") && this.hand());
  }

  /** The one key: send whom the page shows, or take on who was sent here first. */
  press() {
    const [next] = this.roster.handed;
    if (shown.handed === false) this.hand();
    else if (next && !steward) this.take(next);
  }

  async hand() {
    const view = shown;
    if (view.handed !== false) return;
    view.handed = true; // a second press sends nobody twice
    const body = { guest: view.guest?.id ?? "", outcome: view.outcome, text: view.guest ? "" : this.typed() };
    const there = await this.post("/desk/handovers", body);
    if (shown !== view) return;
    show({ ...view, handed: there, note: say(there ? "handed_to" : "hand_failed", { desk: desk.help }) }, true);
  }

  async take(item) {
    this.roster.handed = this.roster.handed.filter(({ id }) => id !== item.id);
    this.draw();
    const view = this.roster.view(item.guest);
    show({ ...view, outcome: item.outcome, scan: view.arrival?.scan, extra: say("handed_from", { desk: item.desk, hour: hour(item.at) }) }, true);
    if (!view.guest) this.find(item.text);
    await this.post("/desk/handovers/taken", { handover: item.id });
  }

  async post(path, body) {
    try {
      return (await post(path, { id: newId(), at: this.line.stamp(), ...body }, { timeout: LIMIT_MS })).ok;
    } catch {
      return false;
    }
  }

  draw() {
    if (!frame) return;
    const { handed } = this.roster;
    const list = frame.querySelector("ol");
    redraw(list, () => {
      frame.hidden = handed.length === 0;
      setRows(list, handed.map((item, n) => this.row(item, n)));
    });
  }

  row(item, n) {
    const { guest, house } = this.roster.view(item.guest);
    const name = guest ? called(guest) : item.text || say("handed_unnamed");
    const under = [say(item.outcome), house, item.desk, hour(item.at)].filter(Boolean).join(" · ");
    return { key: item.id, sign: { name, under, first: n === 0 }, make: () => line(name, under, n === 0, () => this.take(item)) };
  }
}

function line(name, under, first, take) {
  const item = make("li");
  const who = make("span", "who");
  who.append(make("b", "", name), make("small", "", under));
  const button = make("button", "main", say("take_on"));
  button.type = "button";
  button.setAttribute("aria-label", `${say("take_on")}: ${name}`);
  if (first) button.append(" ", make("kbd", "", KEY));
  button.addEventListener("click", take);
  item.append(who, button);
  return item;
}
