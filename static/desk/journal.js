// Everything a desk does is written here before it is sent, sent in order until the server answers, and kept for the day:
// a server put back from a backup gets it all again. A row: n, id, path, body, state (unsent, again, sent, refused; seen: by a
// person), apart and told (what the guest heard while there was no answer), answer, sentence. Two tabs of one desk share the
// journal: it is read from disk, and one of them sends at a time.
import { browser } from "../shared/kept.js";
import { answerOf, post } from "../shared/post.js";

const LIMIT_MS = 4000;
const PATIENCE = 5;
const KEPT_MS = 36 * 3600 * 1000;
const NAME = "kiosk-desk-journal";
const EPOCH = "kiosk-epoch";

/** Act alone among the tabs of this desk. Plain http has no locks: there the ids keep what is sent twice harmless. */
const alone = (act) => (navigator.locks ? navigator.locks.request(NAME, act) : act());

/** Fires "answer" (detail: the row), "refused", "unenrolled", "count", "broken", "stopped". */
export class Journal extends EventTarget {
  constructor(db, line, conference) {
    super();
    Object.assign(this, { db, line, conference, rows: new Map(), draining: null, passed: 0 });
    this.tabs = new BroadcastChannel(NAME);
    this.tabs.addEventListener("message", ({ data }) => this.hear(data));
  }

  /** Read back what was done before this page was opened; what belongs to another conference is never sent to this one. */
  async load() {
    for (const row of await this.read((db) => db.getAll("journal"))) {
      const old = Date.now() - row.made > KEPT_MS && row.state !== "unsent";
      if (old) await this.write((store) => store.delete(row.n));
      else this.take(row);
    }
  }

  /** Rows from the disk; none where it refuses. */
  async read(act) {
    try {
      return this.db ? await act(this.db) : [];
    } catch {
      this.dispatchEvent(new Event("broken"));
      return [];
    }
  }

  /** Take in a row that is on disk, written by this tab or by another. */
  take(row) {
    if (row.conference !== this.conference) return;
    const known = this.rows.get(row.id);
    if (!known) return void this.rows.set(row.id, row);
    if (row.apart) Object.assign(known, { apart: true, told: known.told || row.told });
    if (known.state === "unsent" || row.state === "again") Object.assign(known, { state: row.state, answer: row.answer, sentence: row.sentence });
  }

  /** Another tab has written a row, had it answered, or marked all to be sent again. */
  async hear({ row, answer, all }) {
    if (all) await this.load();
    else if (row.conference === this.conference) {
      const waited = this.rows.get(row.id)?.state === "unsent";
      this.take(row);
      if (answer) await this.hearAnswer(this.rows.get(row.id), row, answer, waited);
    }
    this.counted();
  }

  /** `sent`: the row as the other tab knew it, perhaps before this one told the guest something. */
  async hearAnswer(row, sent, answer, waited) {
    row.card = answer.guest;
    const follow = waited && row.apart && !sent.apart;
    if (follow) await this.keep(row);
    this.dispatchEvent(new CustomEvent(row.state === "refused" ? "refused" : "answer", { detail: { row, answer, follow } }));
  }

  get all() {
    return [...this.rows.values()].sort((a, b) => a.n - b.n);
  }

  /** What the server has never answered. */
  get unsent() {
    return this.all.filter((row) => row.state === "unsent");
  }

  /** What the server must still hear: the unsent, and after its restart everything once more. */
  get due() {
    return this.all.filter((row) => row.state === "unsent" || row.state === "again");
  }

  /** Write a row down, on disk before anything is sent. The disk numbers the rows, so that two tabs never share one. */
  async add(path, body, facts = {}) {
    const { conference } = this;
    const row = { id: body.id, path, body, conference, state: "unsent", apart: false, told: "", made: Date.now(), tries: 0, ...facts };
    row.n = (await this.write((store) => store.add(row))) ?? Math.max(0, ...this.all.map(({ n }) => n)) + 1;
    this.rows.set(row.id, row);
    this.tabs.postMessage({ row });
    this.counted();
    return row;
  }

  async keep(row) {
    const { card, ...kept } = row;
    await this.write((store) => store.put(kept));
    this.tabs.postMessage({ row: kept });
  }

  /** No answer in time: the guest is told what this desk knows, and the server will be told so. */
  async tell(row) {
    if (row.state !== "unsent") return;
    Object.assign(row, { apart: true, told: row.outcome });
    await this.keep(row);
  }

  /** A person has seen that the server refused it. */
  async see(row) {
    row.seen = true;
    await this.keep(row);
    this.counted();
  }

  /**
   * Change the journal on disk, synced before it counts as written ("strict"): a laptop whose battery falls out has it all. A disk
   * that refuses must not stop the door: the page goes on from memory and says so.
   */
  async write(act) {
    try {
      if (!this.db) return undefined;
      const change = this.db.transaction("journal", "readwrite", { durability: "strict" });
      const [result] = await Promise.all([act(change.store), change.done]);
      return result;
    } catch {
      this.dispatchEvent(new Event("broken"));
      return undefined;
    }
  }

  /** The row once the server has answered it, or null when it has not within `ms`. */
  async within(row, ms) {
    if (this.line.state === "lost") return null;
    const timeout = new AbortController();
    const answered = new Promise((resolve) => {
      const look = () => row.state !== "unsent" && resolve(row);
      for (const name of ["answer", "refused"]) this.addEventListener(name, look, { signal: timeout.signal });
      look();
    });
    const late = new Promise((resolve) => setTimeout(resolve, ms, null));
    this.drain();
    const first = await Promise.race([answered, late, this.stopped(timeout.signal)]);
    timeout.abort();
    return first;
  }

  stopped(signal) {
    return new Promise((resolve) => this.addEventListener("stopped", () => resolve(null), { signal }));
  }

  /** The server's epoch: with another one than before, it may have lost what it had answered, and gets everything once more. */
  async meet(epoch) {
    if (this.epoch === epoch) return;
    await alone(async () => {
      const [meta] = await this.read((db) => db.getAll("meta", "epoch"));
      const before = meta?.value ?? browser.get(EPOCH);
      if (before !== epoch) {
        await this.again();
        await this.read((db) => db.put("meta", { name: "epoch", value: epoch }));
        browser.set(EPOCH, epoch);
        this.tabs.postMessage({ all: true });
      }
    });
    this.epoch = epoch;
  }

  async again() {
    await this.load();
    for (const row of this.all) {
      if (row.state === "sent" || row.state === "refused") {
        row.apart ||= row.state === "sent"; // what was refused, a person has seen refused
        row.state = "again";
        row.told ||= row.answer?.outcome ?? "";
        await this.keep(row);
      }
    }
  }

  /** Send what is due, one after another, in order. */
  drain() {
    this.draining ??= alone(() => this.run()).then((whole) => {
      this.draining = null;
      if (whole && this.due.some((row) => row.n > this.passed)) this.drain();
      this.counted();
    });
    return this.draining;
  }

  async run() {
    this.passed = 0;
    for (const state of ["unsent", "again"]) for (const row of await this.read((db) => db.getAllFromIndex("journal", "state", state))) this.take(row);
    for (;;) {
      const row = this.due.find((other) => other.n > this.passed);
      if (!row) return true;
      this.passed = row.n;
      if (!(await this.send(row))) {
        this.dispatchEvent(new Event("stopped"));
        return false;
      }
    }
  }

  /** Send one row. False: the line is cut or the server cannot save, and what follows must wait. */
  async send(row) {
    const { apart } = row;
    let response, answer;
    try {
      response = await post(row.path, row.apart ? { ...row.body, ...told(row) } : row.body, { timeout: LIMIT_MS });
      answer = await answerOf(response);
    } catch {
      this.line.set("lost");
      this.line.probe();
      return false;
    }
    return this.heard(row, response, answer, apart);
  }

  /** `apart`: the server was told what the guest had heard already. */
  async heard(row, response, answer, apart) {
    if (response.status === 401) {
      this.dispatchEvent(new CustomEvent("unenrolled", { detail: response.headers.get("Kiosk-Device") }));
      return false;
    }
    if (response.status === 429 || response.status >= 500) return this.wait(row);
    this.line.set("live");
    row.tries = 0;
    row.state = response.ok ? "sent" : "refused";
    if (response.ok) row.answer = { outcome: answer.outcome, first: answer.first, double: answer.double, guest: answer.guest?.id ?? null };
    else row.sentence = answer.error ?? String(response.status);
    await this.keep(row);
    row.card = answer.guest;
    this.tabs.postMessage({ row: { ...row }, answer });
    this.counted();
    this.dispatchEvent(new CustomEvent(response.ok ? "answer" : "refused", { detail: { row, answer, follow: !apart, mine: true } }));
    return true;
  }

  /** The server could not save. After some tries the others may pass this row: one bad row must not hold up a queue. */
  wait(row) {
    row.tries += 1;
    this.line.set("full");
    return row.tries > PATIENCE;
  }

  counted() {
    this.dispatchEvent(new Event("count"));
  }
}

/** What a late row says of the delivery: scans, what the guest was told; a walk-in was always welcome, a leaving was seen. */
function told(row) {
  if (row.path === "/desk/scans") return { apart: true, told: row.told };
  return ["/desk/walk-ins", "/desk/leaving"].includes(row.path) ? { apart: true } : {};
}
