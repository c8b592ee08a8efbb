// What the secretary typed: on this machine at once, on the server as soon as it answers, and never lost in between.
// Drafts are kept by the id of their voice (9, 9:2). A record is {base: {version, fields}, fields, pending: {id, body} | null, theirs, why, at}. An id goes with its body until
// the server has answered it, so that an answer that got lost on the way is not taken for somebody else's writing.
import { newId } from "../shared/ids.js";
import { browser } from "../shared/kept.js";
import { deliver } from "../shared/post.js";

const prefix = `kiosk-answer:${document.documentElement.dataset.conference}:`;
const sending = new Map();

/** The question of a voice. */
export const questionOf = (id) => Number(id.split(":")[0]);

export const get = (id) => JSON.parse(browser.get(prefix + id) ?? "null");
export const put = (id, record) => browser.set(prefix + id, JSON.stringify({ ...record, at: Date.now() }));
export const drop = (id) => browser.drop(prefix + id);

/** The ids of all voices with something that the server does not have yet, the newest first. */
export function waiting() {
  const ids = browser.keys(prefix).map((key) => key.slice(prefix.length));
  return ids.sort((a, b) => get(b).at - get(a).at);
}

export const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key]);

/** The parts that changed on both sides, and differently. */
export function clashes(record, theirs) {
  const { fields, base } = record;
  return Object.keys(fields).filter((key) => fields[key] !== base.fields[key] && theirs[key] !== base.fields[key] && fields[key] !== theirs[key]);
}

/** My changes on top of what is on record now. */
export function onTop(record, theirs) {
  const merged = {};
  for (const key of Object.keys(record.fields)) merged[key] = record.fields[key] !== record.base.fields[key] ? record.fields[key] : theirs[key];
  return merged;
}

/** Send one draft, one request at a time. → {state: saved|kept|conflict|refused|merged|none, …} */
export function send(id) {
  if (!sending.has(id)) sending.set(id, once(id).finally(() => sending.delete(id)));
  return sending.get(id);
}

async function once(id) {
  const record = get(id);
  if (!record) return { state: "none" };
  if (record.theirs) return { state: "conflict", theirs: record.theirs };
  if (record.why) return { state: "refused", why: record.why };
  if (!record.pending) {
    record.pending = { id: newId(), body: { question: questionOf(id), voice: id, seen: record.base.version, ...record.fields } };
    put(id, record);
  }
  const { id: op, body } = record.pending;
  const whole = { id: op, ...body };
  const result = await deliver("/secretary/answers", whole, { timeout: 6000, keepalive: JSON.stringify(whole).length < 30000, pause: () => null });
  if (!result || result.status >= 500) return { state: "kept" };
  return answered(id, body, result, result.answer);
}

function answered(id, body, response, said) {
  const record = get(id) ?? { fields: body };
  if (response.ok) {
    const { question, voice, seen, ...fields } = body;
    const base = { version: said.version, fields };
    if (same(record.fields, fields)) drop(id);
    else put(id, { base, fields: record.fields, pending: null });
    return { state: "saved", base, seq: said.number };
  }
  if (response.status === 409 && said.known) return overwritten(id, record, said.known);
  put(id, { ...record, pending: null, why: said.error ?? String(response.status) });
  return { state: "refused", why: said.error ?? String(response.status) };
}

function overwritten(id, record, known) {
  const theirs = Object.fromEntries(Object.keys(record.fields).map((key) => [key, known[key]]));
  const base = { version: known.version, fields: theirs };
  if (clashes(record, theirs).length) {
    put(id, { ...record, pending: null, theirs: known });
    return { state: "conflict", theirs: known };
  }
  const fields = onTop(record, theirs);
  put(id, { base, fields, pending: null });
  return { state: "merged", base, fields, theirs: known };
}

/** End a conflict: these fields, on top of what is on record. */
export function settle(id, fields) {
  const { theirs } = get(id);
  const base = { version: theirs.version, fields: Object.fromEntries(Object.keys(fields).map((key) => [key, theirs[key]])) };
  put(id, { base, fields, pending: null });
  return base;
}
