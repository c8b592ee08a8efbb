// What the secretary typed: on this machine at once, on the server as soon as it answers, and never lost in between.
// A record is {base: {version, fields}, fields, pending: {id, body} | null, theirs, why, at}. An id goes with its body until
// the server has answered it, so that an answer that got lost on the way is not taken for somebody else's writing.
import { newId } from "../shared/ids.js";

const prefix = `kiosk-answer:${document.documentElement.dataset.conference}:`;
const sending = new Map();

export const get = (number) => JSON.parse(localStorage.getItem(prefix + number) ?? "null");
export const put = (number, record) => localStorage.setItem(prefix + number, JSON.stringify({ ...record, at: Date.now() }));
export const drop = (number) => localStorage.removeItem(prefix + number);

/** The numbers of all questions with something that the server does not have yet, the newest first. */
export function waiting() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  const numbers = keys.map((key) => Number(key.slice(prefix.length)));
  return numbers.sort((a, b) => get(b).at - get(a).at);
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
export function send(number) {
  if (!sending.has(number)) sending.set(number, once(number).finally(() => sending.delete(number)));
  return sending.get(number);
}

async function once(number) {
  const record = get(number);
  if (!record) return { state: "none" };
  if (record.theirs) return { state: "conflict", theirs: record.theirs };
  if (record.why) return { state: "refused", why: record.why };
  if (!record.pending) {
    record.pending = { id: newId(), body: { question: number, seen: record.base.version, ...record.fields } };
    put(number, record);
  }
  const { id, body } = record.pending;
  let response;
  try {
    response = await fetch("/secretary/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Kiosk-Conference": document.documentElement.dataset.conference },
      body: JSON.stringify({ id, ...body }),
      signal: AbortSignal.timeout(6000),
      keepalive: JSON.stringify(body).length < 30000,
    });
  } catch {
    return { state: "kept" };
  }
  if (response.status >= 500) return { state: "kept" };
  const said = await response.json().catch(() => ({}));
  return answered(number, body, response, said);
}

function answered(number, body, response, said) {
  const record = get(number) ?? { fields: body };
  if (response.ok) {
    const { question, seen, ...fields } = body;
    const base = { version: said.version, fields };
    if (same(record.fields, fields)) drop(number);
    else put(number, { base, fields: record.fields, pending: null });
    return { state: "saved", base };
  }
  if (response.status === 409 && said.known) return overwritten(number, record, said.known);
  put(number, { ...record, pending: null, why: said.error ?? String(response.status) });
  return { state: "refused", why: said.error ?? String(response.status) };
}

function overwritten(number, record, known) {
  const theirs = Object.fromEntries(Object.keys(record.fields).map((key) => [key, known[key]]));
  const base = { version: known.version, fields: theirs };
  if (clashes(record, theirs).length) {
    put(number, { ...record, pending: null, theirs: known });
    return { state: "conflict", theirs: known };
  }
  const fields = onTop(record, theirs);
  put(number, { base, fields, pending: null });
  return { state: "merged", base, fields, theirs: known };
}

/** End a conflict: these fields, on top of what is on record. */
export function settle(number, fields) {
  const { theirs } = get(number);
  const base = { version: theirs.version, fields: Object.fromEntries(Object.keys(fields).map((key) => [key, theirs[key]])) };
  put(number, { base, fields, pending: null });
  return base;
}
