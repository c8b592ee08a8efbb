// What a desk does beside scans: undo, groups, who really came, going out, walk-ins. Each is written into the journal and sent; what the
// server says counts where it answers soon, what this desk knows where it does not.
import { show } from "./outcome.js";
import { called, desk, hour, say } from "./page.js";
import { newId } from "../shared/ids.js";

/** So long a guest waits for the server's answer. */
export const ANSWER_MS = 1200;

export class Acts {
  /** `inTurn(act)` does one thing after another; `admit(facts)` lets in; `forget()` lets the card that was just read count anew;
   * `welcomed(row)` hears of a walk-in. */
  constructor({ roster, journal, line, inTurn, admit, forget, redraw, welcomed }) {
    Object.assign(this, { roster, journal, line, inTurn, admit, forget, redraw, welcomed });
  }

  /** Do something of a guest, as the server has it where it answers soon. Gives the row, or null where that refused it. */
  async act(path, body, outcome, guest = body.guest) {
    const { journal, line, roster } = this;
    const row = await journal.add(path, { id: newId(), at: line.stamp(), ...body }, { guest: guest ?? null, outcome });
    await journal.within(row, ANSWER_MS);
    if (row.state === "refused") return null;
    await journal.tell(row);
    roster.apply(row, outcome, desk.desk);
    this.redraw();
    return row;
  }

  /** `guest` is the one whom the form names: somebody else may have been scanned since it was opened. */
  undo(scan, reason, guest) {
    const view = { ...this.roster.view(guest?.id), guest };
    this.forget();
    return this.inTurn(async () => {
      const row = await this.act("/desk/undo", { scan, reason }, "undone", guest?.id);
      if (!row) return;
      const stays = row.answer ? row.answer.first : this.roster.isHere(guest?.id) && this.roster.arrivals.get(guest.id);
      show({ ...view, arrival: null, outcome: "undone", note: stays ? say("still_in", { hour: hour(stays.at), desk: stays.desk }) : undefined });
    });
  }

  /** Let in a whole group that stands at the desk: one outcome for all. */
  letInAll(guests) {
    const { roster } = this;
    return this.inTurn(async () => {
      const awaited = guests.filter(({ id }) => !roster.isHere(id));
      for (const guest of awaited) await this.admit({ way: "search", guest: guest.id });
      const come = awaited.filter(({ id }) => roster.isHere(id));
      if (!come.length) return;
      const names = come.map((guest) => [called(guest), guest.seat].filter(Boolean).join(" · "));
      show({ ...roster.view(come[0].id), outcome: "welcome", note: [say("group_welcome", { n: come.length }), names.join("; ")] }, true);
      this.redraw();
    });
  }

  /** Who came on a card, and how many; lets in where the guest is not in yet. */
  cameInstead(body) {
    const { roster } = this;
    if (!roster.arrivals.has(body.guest)) return this.inTurn(() => this.admit({ way: "search", ...body, in_person: !body.came_name }));
    return this.inTurn(async () => {
      if (!roster.isHere(body.guest)) await this.admit({ way: "search", guest: body.guest }); // who had gone out is in again
      if (await this.act("/desk/coming", body, "amended")) show({ ...roster.view(body.guest), outcome: "amended", scan: roster.arrivals.get(body.guest)?.scan });
    });
  }

  /** Note that a guest goes out; the card lets in again. */
  goOut(guest) {
    return this.inTurn(async () => {
      if (!this.roster.isHere(guest.id)) return;
      const row = await this.act("/desk/leaving", { guest: guest.id }, "left");
      this.forget();
      if (row) show({ ...this.roster.view(guest.id), outcome: "left", scan: row.id });
      this.redraw();
    });
  }

  walkIn(body) {
    const { roster } = this;
    return this.inTurn(async () => {
      const row = await this.act("/desk/walk-ins", body, "welcome");
      if (!row) return;
      const taken = body.seat && row.card && row.card.seat !== body.seat; // another desk gave it away at the same time
      if (taken) roster.guests.get(body.guest).seat = row.card.seat;
      show({ ...roster.view(body.guest), outcome: "welcome", scan: row.id, note: taken ? say("seat_taken", { seat: body.seat }) : undefined });
      this.welcomed({ outcome: "welcome", guest: body.guest });
    });
  }
}
