// Commands of a person who runs something: sent with an id of their own, again until there is an answer, never doubled;
// kept in this browser's own journal and sent again to a server that was restored from an older copy (trust.md 1).
import { openDB } from "../vendor/idb.js";
import { newId } from "./ids.js";
import { ask, seen } from "./picture.js";
import { deliver as sendUntilAnswered } from "./post.js";

const GIVE_UP_MS = 20_000;
const AGAIN_MS = 700;
const KEEP_MS = 24 * 3600 * 1000;

/** Told what happens to a command: "sending", "again", "done", "refused", "unsent"; wired by the page. */
export const listeners = new Set();
const tell = (state, command, answer) => listeners.forEach((listener) => listener(state, command, answer));

const stand = document.getElementById("picture").dataset;
const rows = openDB(`kiosk-${stand.stand}`, 1, { upgrade: (db) => db.createObjectStore("commands", { keyPath: "order", autoIncrement: true }) }).catch(() => null);

/** Send until there is an answer. A server that cannot do it now (5xx) is asked again like one that is silent. */
async function deliver(command, until) {
  const pause = () => {
    if (performance.now() > until) return null;
    tell("again", command);
    return AGAIN_MS;
  };
  const result = await sendUntilAnswered(command.path, command.body, { pause });
  return result && result.status < 500 ? result : null;
}

let under = null;

/** Whether a command is on its way. */
export const busy = () => under !== null;

// The last one that had no answer. Pressed again on the same picture it is the same command, and keeps its id.
let unanswered = null;
const same = (path, text) => unanswered?.path === path && unanswered.text === text && unanswered.number === seen().number;

/** Send one command, decided on picture `at`, under an id of its own or a given one.
 *
 * Resolves to its answer, or null where it was refused, did not arrive, or another is on its way. */
export async function send(path, body, { at = seen().number, id = "" } = {}) {
  if (under) {
    tell("wait", under);
    return null;
  }
  const text = JSON.stringify(body);
  const command = { path, body: { ...body, id: id || (same(path, text) ? unanswered.id : newId()), seen: at } };
  under = command;
  tell("sending", command);
  try {
    const result = await deliver(command, performance.now() + GIVE_UP_MS);
    unanswered = result ? null : { path, text, id: command.body.id, number: seen().number };
    if (result?.status === 200) await keep(command);
    await ask().catch(() => {});
    if (!result) tell("unsent", command);
    else tell(result.status === 200 ? "done" : "refused", command, result.answer);
    return result?.status === 200 ? result.answer : null;
  } finally {
    under = null;
    tell("free", command);
  }
}

async function keep(command) {
  const db = await rows;
  await db?.add("commands", { ...command, log: log(), epoch: seen().epoch, kept: Date.now() });
}

/** Which log this server writes: another one after a rehearsal was wiped, the same one after a copy was restored. */
const log = () => document.querySelector("[data-log]").dataset.log;

/** All own commands again, in their order, to a server that may have been restored from a copy that lacks some. */
async function replay() {
  const db = await rows;
  const kept = (await db?.getAll("commands")) ?? [];
  const { epoch } = seen();
  let [again, lost] = [0, 0];
  for (const row of kept.filter((one) => one.epoch !== epoch)) {
    if (row.log !== log() || Date.now() - row.kept > KEEP_MS) {
      await db.delete("commands", row.order);
      continue;
    }
    const result = await deliver({ path: row.path, body: { ...row.body, seen: seen().number } }, performance.now() + GIVE_UP_MS);
    if (!result) return;
    await db.put("commands", { ...row, epoch });
    if (result.status === 200 && result.answer.replay) continue;
    if (result.status === 200) again += 1;
    else lost += 1;
    await ask().catch(() => {});
  }
  if (again || lost) tell("replayed", null, { again, lost });
}

let known = "";
let replaying = Promise.resolve();
function epochs() {
  if (seen().epoch === known) return;
  known = seen().epoch;
  replaying = replaying.then(replay);
}
document.addEventListener("picture", epochs);
epochs();
