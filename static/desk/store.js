// What a desk keeps on its own disk: the list, who is in, and the journal of everything it did. In the browser's database,
// and in memory alone where the browser refuses one (the page then says so).
import { openDB } from "../vendor/idb.js";

const LISTS = ["guests", "organisations", "arrivals"];

/** Open the desk's store. `durable` tells whether it survives a reload. */
export async function open() {
  try {
    return { durable: true, db: await openDB("kiosk-desk", 1, { upgrade }) };
  } catch {
    return { durable: false, db: null };
  }
}

function upgrade(db) {
  db.createObjectStore("journal", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
  db.createObjectStore("guests", { keyPath: "id" });
  db.createObjectStore("organisations", { keyPath: "id" });
  db.createObjectStore("arrivals", { keyPath: "guest" });
  db.createObjectStore("meta", { keyPath: "name" });
}

/** Everything of the list, as it was kept: `{guests, organisations, arrivals, meta}`, or null. */
export async function readList(db) {
  if (!db) return null;
  const meta = await db.get("meta", "list");
  if (!meta) return null;
  const [guests, organisations, arrivals] = await Promise.all(LISTS.map((name) => db.getAll(name)));
  return { guests, organisations, arrivals, meta };
}

/** Keep rows of the list; `whole` throws away what was there. Arrivals with `gone` are removed. All of it or nothing. */
export async function keepList(db, { whole = false, guests = [], organisations = [], arrivals = [], gone = [], meta }) {
  if (!db) return;
  const change = db.transaction([...LISTS, "meta"], "readwrite", { durability: "relaxed" });
  if (whole) for (const name of LISTS) change.objectStore(name).clear();
  for (const guest of guests) change.objectStore("guests").put(guest);
  for (const organisation of organisations) change.objectStore("organisations").put(organisation);
  for (const arrival of arrivals) change.objectStore("arrivals").put(arrival);
  for (const guest of gone) change.objectStore("arrivals").delete(guest);
  if (meta) change.objectStore("meta").put({ name: "list", ...meta });
  await change.done;
}

/** Forget the list: it is old, or another conference's. The journal stays. */
export async function wipeList(db) {
  if (!db) return;
  const change = db.transaction([...LISTS, "meta"], "readwrite");
  for (const name of [...LISTS, "meta"]) change.objectStore(name).clear();
  await change.done;
}

/** Forget everything: the device is no longer ours. */
export async function wipe(db) {
  if (!db) return;
  await wipeList(db);
  await db.clear("journal");
}
