// What a desk keeps on its own disk: the list, who is in, the journal of everything it did, and forms that are half filled. In the
// browser's database, and in memory alone where the browser refuses one (the page then says so).
import { openDB } from "../vendor/idb.js";

const NAME = "kiosk-desk";
const LISTS = ["guests", "organisations", "arrivals"];

/** STEPS[n] brings a store of version n to version n + 1. A released step is never changed: stores of every version go through it. */
export const STEPS = [
  (db) => {
    db.createObjectStore("journal", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
    db.createObjectStore("guests", { keyPath: "id" });
    db.createObjectStore("organisations", { keyPath: "id" });
    db.createObjectStore("arrivals", { keyPath: "guest" });
    db.createObjectStore("meta", { keyPath: "name" });
  },
  (db, transaction) => {
    db.createObjectStore("drafts", { keyPath: "name" });
    transaction.objectStore("journal").createIndex("state", "state");
  },
];

/** Open the desk's store. `durable`: it survives a reload; `blocked`: a tab with an earlier version of the page holds it. */
export async function open() {
  let blocked = false;
  try {
    return { durable: true, blocked, db: await openAt(STEPS.length, () => (blocked = true)) };
  } catch (error) {
    // A later version of this page was here: it only ever adds, and what this one needs is there.
    const db = error.name === "VersionError" ? await openAt(undefined, () => {}).catch(() => null) : null;
    return { durable: Boolean(db), blocked, db };
  }
}

/** Rejects where another tab does not let go of an earlier version: waiting for it would leave the desk without a page. */
function openAt(version, held) {
  return new Promise((resolve, reject) => {
    let given_up = false;
    openDB(NAME, version, {
      upgrade(db, from, _to, transaction) {
        for (const step of STEPS.slice(from)) step(db, transaction);
      },
      blocked() {
        held();
        given_up = true;
        reject(new Error("an earlier version of this page is open in another tab"));
      },
      blocking(_from, _to, event) {
        event.target.close();
      },
    }).then((db) => (given_up ? db.close() : resolve(db)), reject);
  });
}

/** Everything of the list, as it was kept: `{guests, organisations, arrivals, meta}`, or null. */
export async function readList(db) {
  if (!db) return null;
  const meta = await db.get("meta", "list");
  if (!meta) return null;
  const [guests, organisations, arrivals] = await Promise.all(LISTS.map((name) => db.getAll(name)));
  return { guests, organisations, arrivals, meta };
}

/**
 * Keep rows of the list; `whole` throws away what was there. `left`: guests whose arrivals are removed; `gone`: ids of guests
 * and organisations that are no longer on the list. All of it or nothing.
 */
export async function keepList(db, { whole = false, guests = [], organisations = [], arrivals = [], left = [], gone = [], meta }) {
  if (!db) return;
  const change = db.transaction([...LISTS, "meta"], "readwrite", { durability: "relaxed" });
  if (whole) for (const name of LISTS) change.objectStore(name).clear();
  for (const guest of guests) change.objectStore("guests").put(guest);
  for (const organisation of organisations) change.objectStore("organisations").put(organisation);
  for (const arrival of arrivals) change.objectStore("arrivals").put(arrival);
  for (const guest of left) change.objectStore("arrivals").delete(guest);
  for (const id of gone) for (const name of LISTS) change.objectStore(name).delete(id);
  if (meta) change.objectStore("meta").put({ name: "list", ...meta });
  await change.done;
}

/** Forget the list: it is old, or another conference's. The journal stays. */
export async function wipeList(db) {
  if (!db) return;
  const change = db.transaction(LISTS, "readwrite");
  for (const name of LISTS) change.objectStore(name).clear();
  await change.done;
  await db.delete("meta", "list");
}

/** Forget everything: the device is no longer ours. */
export async function wipe(db) {
  if (!db) return;
  await wipeList(db);
  for (const name of ["journal", "drafts", "meta"]) await db.clear(name);
}
