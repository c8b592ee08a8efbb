// The organisation at a glance: under the outcome the others who are invited from the same one, each with the seat and a digit. F6 puts
// the focus there: a digit lets one in, Enter all who stand there.
import { called, hour, make, say } from "./page.js";
import { setRows } from "../shared/rows.js";

const MOST = 9;
const frame = document.querySelector("#outcome .group");
const list = frame?.querySelector("ol");
const whole = frame?.querySelector("[data-do=group]");

/** The others of the guest's organisation, those who are not in first; each keeps the place while guests of this group are shown, until all
 * who stand on the page are in and there are more of them. */
export class Group {
  constructor(roster) {
    Object.assign(this, { roster, ids: [], others: [] });
  }

  /** Draw those beside the guest who is shown; nobody beside an outcome that lets nobody in. */
  draw({ guest, outcome }) {
    if (!frame || outcome === "checking") return void (frame && (frame.hidden = true));
    const shows = guest?.organisation && ["welcome", "already_in", "amended", "returned"].includes(outcome);
    const all = this.others.length > MOST && !this.away().length;
    if (!shows || all || !this.ids.includes(guest.id)) {
      this.others = shows ? this.find(guest) : [];
      this.ids = shows ? [guest.id, ...this.others] : [];
    }
    const away = this.away();
    const beyond = this.others.slice(MOST).filter((id) => !this.roster.isHere(id)).length;
    frame.hidden = this.others.length === 0;
    setRows(list, this.others.slice(0, MOST).map((other, n) => this.row(other, n)));
    frame.querySelector(".rest").textContent = beyond ? say("group_more", { n: beyond }) : "";
    whole.hidden = away.length === 0;
    whole.firstElementChild.textContent = say("group_all", { n: away.length });
  }

  find({ id, organisation }) {
    const { guests } = this.roster;
    const others = [...guests.values()].filter((guest) => guest.organisation === organisation && guest.id !== id && !guest.cancelled);
    const order = (guest) => (this.roster.isHere(guest.id) ? 1e6 : 0) + (guest.rank || 9999);
    return others.sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, "vi")).map((guest) => guest.id);
  }

  row(id, n) {
    const guest = this.roster.guests.get(id);
    const arrival = this.roster.isHere(id) ? this.roster.arrivals.get(id) : null;
    const shown = { n: n + 1, name: guest ? called(guest) : "", seat: guest?.seat ?? "", since: arrival ? hour(arrival.at) : "" };
    return { key: id, sign: shown, make: () => line(shown) };
  }

  /** Those on the page who are not in yet. */
  away() {
    return this.others.slice(0, MOST).map((id) => this.roster.guests.get(id)).filter((guest) => guest && !this.roster.isHere(guest.id));
  }

  /** Whom a digit means, or null. */
  at(digit) {
    const guest = this.roster.guests.get(this.others[digit - 1]);
    return guest && !this.roster.isHere(guest.id) ? guest : null;
  }

  get hasFocus() {
    return Boolean(frame?.contains(document.activeElement));
  }

  /** Another card was read: a digit no longer means one of this group. */
  leave() {
    if (this.hasFocus) document.activeElement.blur();
  }

  focus() {
    if (frame && !frame.hidden && !whole.hidden) whole.focus();
  }
}

function line({ n, name, seat, since }) {
  const item = make("li", since ? "in" : "");
  const button = make("button", "plain");
  button.type = "button";
  button.disabled = Boolean(since);
  button.dataset.digit = String(n);
  button.append(make("kbd", "", String(n)), make("b", "", name), make("span", "", [seat, since ? say("group_in", { hour: since }) : ""].filter(Boolean).join(" · ")));
  item.append(button);
  return item;
}
