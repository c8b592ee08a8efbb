// Everything a desk does is written here before it is sent, sent in order until the server answers, and kept for the day:
// a server put back from a backup gets it all again (trust.md R1, F22). A row: n, id, path, body, state (unsent, again,
// sent, refused; seen: by a person), apart and told (what the guest heard while there was no answer), answer, sentence.
const LIMIT_MS = 4000;
const PATIENCE = 5;
const KEPT_MS = 36 * 3600 * 1000;

/** Fires "answer" (detail: the row), "refused", "unenrolled", "count". */
export class Journal extends EventTarget {
  constructor(db, line, conference) {
    super();
    Object.assign(this, { db, line, conference, rows: new Map(), draining: null, passed: 0 });
  }

  /** Read back what was done before this page was opened; what belongs to another conference is never sent to this one. */
  async load() {
    const rows = this.db ? await this.db.getAll("journal") : [];
    for (const row of rows) {
      const old = Date.now() - row.made > KEPT_MS && row.state !== "unsent";
      if (old) await this.db.delete("journal", row.n);
      else if (row.conference === this.conference) this.rows.set(row.id, row);
    }
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

  /** Write a row down, on disk before anything is sent. The disk numbers the rows, so that two windows never share one. */
  async add(path, body, facts = {}) {
    const { conference } = this;
    const row = { id: body.id, path, body, conference, state: "unsent", apart: false, told: "", made: Date.now(), tries: 0, ...facts };
    row.n = (await this.write((db) => db.add("journal", row))) ?? Math.max(0, ...this.all.map(({ n }) => n)) + 1;
    this.rows.set(row.id, row);
    this.counted();
    return row;
  }

  async keep(row) {
    await this.write((db) => db.put("journal", row));
  }

  /** A person has seen that the server refused it. */
  async see(row) {
    row.seen = true;
    await this.keep(row);
    this.counted();
  }

  /** A disk that refuses must not stop the door: the page goes on from memory and says so. */
  async write(act) {
    try {
      return this.db ? await act(this.db) : undefined;
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

  /** Everything once more: the server is another one than before. */
  async again() {
    for (const row of this.all) {
      if (row.state === "sent" || row.state === "refused") {
        row.state = "again";
        row.apart = true;
        row.told ||= row.answer?.outcome ?? "";
        await this.keep(row);
      }
    }
    this.drain();
  }

  /** Send what is due, one after another, in order. */
  drain() {
    this.draining ??= this.run().then((whole) => {
      this.draining = null;
      if (whole && this.due.some((row) => row.n > this.passed)) this.drain();
      this.counted();
    });
    return this.draining;
  }

  async run() {
    this.passed = 0;
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
    let response;
    try {
      response = await fetch(row.path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Kiosk-Conference": document.documentElement.dataset.conference },
        body: JSON.stringify(row.apart ? { ...row.body, ...told(row) } : row.body),
        signal: AbortSignal.timeout(LIMIT_MS),
      });
    } catch {
      this.line.set("lost");
      this.line.probe();
      return false;
    }
    return this.heard(row, response);
  }

  async heard(row, response) {
    if (response.status === 401) {
      this.dispatchEvent(new CustomEvent("unenrolled", { detail: response.headers.get("Kiosk-Device") }));
      return false;
    }
    if (response.status === 429 || response.status >= 500) return this.wait(row);
    const answer = await response.json().catch(() => ({}));
    this.line.set("live");
    row.tries = 0;
    row.state = response.ok ? "sent" : "refused";
    if (response.ok) row.answer = { outcome: answer.outcome, first: answer.first, double: answer.double, guest: answer.guest?.id ?? null };
    else row.sentence = answer.error ?? String(response.status);
    await this.keep(row);
    row.card = answer.guest;
    this.counted();
    this.dispatchEvent(new CustomEvent(response.ok ? "answer" : "refused", { detail: { row, answer } }));
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

/** What a late row says of the delivery: scans, what the guest was told; a walk-in was always welcome. */
function told(row) {
  if (row.path === "/desk/scans") return { apart: true, told: row.told };
  return row.path === "/desk/walk-ins" ? { apart: true } : {};
}
