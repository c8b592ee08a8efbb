// Half-filled forms: kept on disk while somebody types, until they are sent. F2, a scan and a reload lose nothing of them.
const KEPT_MS = 12 * 3600 * 1000;

export class Drafts {
  constructor(db, conference) {
    Object.assign(this, { db, conference, rows: new Map() });
  }

  async load() {
    const rows = (await this.onDisk((store) => store.getAll())) ?? [];
    for (const row of rows) {
      if (row.conference === this.conference && Date.now() - row.at < KEPT_MS) this.rows.set(row.name, row);
      else this.drop(row.name);
    }
  }

  /** What was typed, by field; null where nothing waits. */
  get(name) {
    return this.rows.get(name)?.fields ?? null;
  }

  put(name, fields) {
    const row = { name, fields, conference: this.conference, at: Date.now() };
    this.rows.set(name, row);
    return this.onDisk((store) => store.put(row));
  }

  drop(name) {
    this.rows.delete(name);
    return this.onDisk((store) => store.delete(name));
  }

  /** A disk that refuses costs the drafts of a reload, nothing else. */
  async onDisk(act) {
    try {
      return this.db ? await act(this.db.transaction("drafts", "readwrite").store) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keep what is typed into a form under `name()`, as long as one of its `texts` (names of fields) says something. */
  follow(form, name, texts) {
    form.addEventListener("input", () => {
      const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      if (texts.some((field) => fields[field]?.trim())) this.put(name(), fields);
      else this.drop(name());
    });
  }
}

/** Put what was typed back into a form. */
export function refill(form, fields) {
  for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value;
}
