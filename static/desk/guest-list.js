// The list in memory: guests, their organisations, who is in; kept on disk, brought up to date from the server, and changed
// at once by what this desk does itself.
import { admit, arrivalOf, isAway, left, returned, undone } from "./admission.js";
import { entry } from "./search.js";
import { keepList, readList, wipeList } from "./store.js";

const KEPT_MS = 36 * 3600 * 1000;

/** Of the guest's card, of those that it replaced, and of rows that were merged into this one. */
const digestsOf = (guest) => [guest?.digest, ...(guest?.old_digests ?? []), ...(guest?.also_digests ?? [])].filter(Boolean);

/** Fires "change" whenever something of it changed, "news" when the server brought something, "saved" when the whole of it is on disk, "broken" where the disk refuses. */
export class Roster extends EventTarget {
  constructor(db, conference) {
    super();
    Object.assign(this, { db, conference, number: 0, epoch: "", handed: [], savedAt: 0, index: [], pulling: null, wanted: { epoch: "", list: 0 } });
    this.clear();
  }

  clear() {
    this.guests = new Map();
    this.organisations = new Map();
    this.arrivals = new Map();
    this.byDigest = new Map();
    this.index = [];
  }

  /** Read back what was kept, if it is of this conference and of this day. */
  async load() {
    const kept = await readList(this.db).catch(() => null);
    if (!kept) return;
    if (kept.meta.conference !== this.conference || Date.now() - kept.meta.made > KEPT_MS) return wipeList(this.db);
    this.take({ whole: true, ...kept, arrivals: Object.fromEntries(kept.arrivals.map((row) => [row.guest, row])) });
    this.savedAt = kept.meta.savedAt;
  }

  /** The server's list has reached this version under this epoch. */
  hear(epoch, list) {
    if (epoch !== this.wanted.epoch || list > this.wanted.list) this.wanted = { epoch, list };
  }

  /** Whether something is on the server's list that is not here. */
  get behind() {
    return this.epoch !== this.wanted.epoch || this.number < this.wanted.list;
  }

  /** Bring it up to date. `replay` puts this desk's own unsent changes on top again. */
  pull(line, replay) {
    this.pulling ??= this.catchUp(line, replay).finally(() => {
      this.pulling = null;
    });
    return this.pulling;
  }

  /** Ask until nothing is missing: a frame may have come that did not join while an answer was on its way. */
  async catchUp(line, replay) {
    for (let before = -1; before < this.number; ) {
      before = this.number;
      if (!(await this.fetch(line, replay))) return false;
      if (!this.behind) break;
    }
    return true;
  }

  /** Whether a frame's rows join what is known here, with none missing between them. */
  joins({ epoch, before }) {
    return before !== null && epoch === this.epoch && before <= this.number && Boolean(this.savedAt);
  }

  /** Ask once. False: the server does not know this device. */
  async fetch(line, replay) {
    const since = this.epoch && this.epoch === line.epoch && this.savedAt ? `?since=${this.number}&epoch=${this.epoch}` : "";
    const response = await fetch(`/desk/list${since}`, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15000) });
    if (response.status === 401) {
      this.dispatchEvent(new CustomEvent("unenrolled", { detail: response.headers.get("Kiosk-Device") }));
      return false;
    }
    if (!response.ok) throw new Error(String(response.status));
    const news = await response.json();
    this.handed = news.handed ?? [];
    if (!news.whole && news.epoch === this.epoch && news.number < this.number) return true; // frames have brought more meanwhile
    await this.accept(news, replay);
    return true;
  }

  /** Take rows in that reach to `number`, put this desk's own unsent changes on top again, and keep it all on disk. */
  async accept(news, replay) {
    this.take(news);
    replay();
    Object.assign(this, { number: news.number, epoch: news.epoch, savedAt: news.now });
    this.changed();
    this.dispatchEvent(new Event("news"));
    const left = Object.keys(news.arrivals).filter((guest) => news.arrivals[guest] === null);
    const meta = { conference: this.conference, number: this.number, savedAt: this.savedAt, made: Date.now() };
    const arrivals = news.whole ? [...this.arrivals.values()] : Object.keys(news.arrivals).map((guest) => this.arrivals.get(guest)).filter(Boolean);
    if (await this.keep({ ...news, arrivals, left, meta })) this.dispatchEvent(new Event("saved"));
    else this.savedAt = 0; // rows are missing on the disk: the next answer brings the whole
  }

  /** Write rows to the disk. One that refuses must not stop the door: the page goes on from memory and says so. */
  async keep(rows) {
    try {
      await keepList(this.db, rows);
      return true;
    } catch {
      this.dispatchEvent(new Event("broken"));
      return false;
    }
  }

  /** Take rows in: all of them, or only what changed. */
  take({ whole, guests, organisations, arrivals, gone = [] }) {
    if (whole) this.clear();
    for (const id of gone) this.forget(id);
    for (const organisation of organisations) this.organisations.set(organisation.id, organisation);
    for (const guest of guests) this.put(guest);
    for (const [guest, arrival] of Object.entries(arrivals)) {
      if (arrival) this.arrivals.set(guest, { ...arrival, guest });
      else this.arrivals.delete(guest);
    }
    if (whole || guests.length || organisations.length || gone.length) this.reindex();
  }

  /** Somebody, or an organisation, is no longer on the list: an import was taken back. */
  forget(id) {
    for (const digest of digestsOf(this.guests.get(id))) this.byDigest.delete(digest);
    for (const rows of [this.guests, this.organisations, this.arrivals]) rows.delete(id);
  }

  put(guest) {
    const before = this.guests.get(guest.id);
    for (const digest of digestsOf(before)) this.byDigest.delete(digest);
    this.guests.set(guest.id, guest);
    for (const digest of digestsOf(guest)) this.byDigest.set(digest, guest);
  }

  reindex() {
    this.index = [...this.guests.values()].map((guest) => entry(guest, this.organisations.get(guest.organisation)));
  }

  /** A guest with the organisation's name and the arrival, as the page shows them. */
  view(id) {
    const guest = this.guests.get(id) ?? null;
    const house = guest ? (this.organisations.get(guest.organisation)?.name ?? "") : "";
    return { guest, house, arrival: guest ? (this.arrivals.get(id) ?? null) : null };
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** What a scan would come to here. */
  judge(scan) {
    return admit(this, scan);
  }

  /** Do here what a row of the journal did, by what came of it (`outcome`). */
  apply(row, outcome, desk) {
    const { body } = row;
    if (row.path === "/desk/scans" && outcome === "welcome") this.enter(body, row.guest ?? body.guest, desk);
    if (row.path === "/desk/walk-ins" && outcome === "welcome") this.walkIn(body, desk);
    if (row.path === "/desk/scans" && outcome === "returned") this.bringBack(body, row.guest ?? body.guest);
    if (row.path === "/desk/leaving") this.goOut(body);
    if (row.path === "/desk/undo") this.takeBack(undone(this, body.scan));
    if (row.path === "/desk/coming") this.amend(body);
    if (row.path === "/desk/prints") this.mark(body.guest);
    this.changed();
  }

  enter(body, id, desk) {
    const guest = this.guests.get(id) ?? this.byDigest.get(body.digest);
    if (!guest || this.arrivals.has(guest.id)) return;
    this.setArrival(arrivalOf(guest, { ...body, desk }));
  }

  walkIn(body, desk) {
    if (this.guests.has(body.guest) && this.arrivals.has(body.guest)) return;
    const { id, name, short_name: short, tax_code: tax } = body.organisation;
    if (!this.organisations.has(id)) this.organisations.set(id, { id, name, short, tax });
    const { guest: key, name: called, honorific, position, block, party, phone, seat } = body;
    const guest = {
      id: key, digest: "", name: called, honorific, position, organisation: id, block, seat: seat ?? "", seats: party ?? 1,
      cancelled: "", walk_in: true, rank: 0, phone: (phone ?? "").replace(/[^0-9]/g, "").slice(-4), rsvp: "coming", printed: false,
    };
    this.put(guest);
    this.index.push(entry(guest, this.organisations.get(id)));
    this.keep({ guests: [guest], organisations: [this.organisations.get(id)] });
    this.setArrival(arrivalOf(guest, { ...body, desk }));
  }

  amend({ guest, party, came_name, came_honorific, came_title }) {
    const before = this.arrivals.get(guest);
    if (before) this.setArrival({ ...before, party, came_name, came_honorific, came_title, substitute: Boolean(came_name) });
  }

  mark(id) {
    const guest = this.guests.get(id);
    if (!guest) return;
    guest.printed = true;
    this.keep({ guests: [guest] });
  }

  setArrival(arrival) {
    this.arrivals.set(arrival.guest, arrival);
    this.keep({ arrivals: [arrival] });
  }

  goOut(body) {
    const arrival = this.arrivals.get(body.guest);
    if (arrival && !isAway(arrival)) this.setArrival(left(arrival, body));
  }

  bringBack(body, id) {
    const arrival = this.arrivals.get(id ?? this.byDigest.get(body.digest)?.id);
    if (isAway(arrival)) this.setArrival(returned(arrival, body));
  }

  takeBack(change) {
    if (!change) return;
    if (change.arrival) return this.setArrival(change.arrival);
    this.arrivals.delete(change.guest);
    this.keep({ left: [change.guest] });
  }

  /** Whether a guest is in the hall now. */
  isHere(guest) {
    const arrival = this.arrivals.get(guest);
    return Boolean(arrival) && !isAway(arrival);
  }

  /** Cards invited and in the hall now, persons in the hall (`heads`) and persons who have gone out (`out`), in all ("") and by block. */
  counts() {
    const counts = new Map([["", { invited: 0, came: 0, heads: 0, out: 0 }]]);
    for (const guest of this.guests.values()) {
      if (guest.cancelled) continue;
      if (!counts.has(guest.block)) counts.set(guest.block, { invited: 0, came: 0, heads: 0, out: 0 });
      for (const key of ["", guest.block]) {
        counts.get(key).invited += 1;
        const arrival = this.arrivals.get(guest.id);
        if (isAway(arrival)) counts.get(key).out += arrival.party;
        else if (arrival) counts.get(key).came += 1;
        if (this.isHere(guest.id)) counts.get(key).heads += arrival.party;
      }
    }
    return counts;
  }
}
