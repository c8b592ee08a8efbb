// Every request that changes something: `post` sends it once, `deliver` until there is an answer, `send` shows a refusal too.
import { newId } from "./ids.js";

const TRIES = 3;
const SHOWN_MS = 8000;
let hiding = 0;

/** POST once, with the mark of the conference that this page belongs to: the server refuses a page of another one or of a
 * rehearsal. A plain object is sent as JSON; a form or a Blob as it is. Resolves to the Response, rejects where none comes. */
export function post(path, body, { timeout = 4000, keepalive = false } = {}) {
  const json = Object.getPrototypeOf(body) === Object.prototype;
  const headers = { Accept: "application/json", "Kiosk-Conference": document.documentElement.dataset.conference };
  if (json) headers["Content-Type"] = "application/json";
  if (body instanceof Blob) headers["Content-Type"] = "application/octet-stream";
  return fetch(path, { method: "POST", headers, body: json ? JSON.stringify(body) : body, signal: AbortSignal.timeout(timeout), keepalive });
}

/** What a response says; {} of an error that says nothing in JSON. Rejects where the answer that should be there was cut off, or is
 * another machine's page: it counts as none, and the same id asks again. */
export async function answerOf(response) {
  try {
    return await response.json();
  } catch (error) {
    if (response.ok) throw error;
    return {};
  }
}

/** POST a body that carries an id until there is an answer below 500. `pause`: ms before try n is repeated; null ends it.
 *
 * Resolves to { ok, status, answer }, or to null where the server stayed silent. */
export async function deliver(path, body, { timeout = 4000, keepalive = false, pause = (n) => (n < TRIES ? 400 * n : null) } = {}) {
  let last = null;
  for (let n = 1; ; n += 1) {
    try {
      const response = await post(path, body, { timeout, keepalive });
      last = { ok: response.ok, status: response.status, answer: await answerOf(response) };
      if (response.status < 500) return last;
    } catch {
      last = null; // no connection, or no answer in time: the same id again, so that it happens once at most
    }
    const wait = pause(n);
    if (wait === null) return last;
    await new Promise((done) => setTimeout(done, wait));
  }
}

/** Show a sentence where the page has a place for it (templates/shared/said.html). */
export function say(sentence) {
  const said = document.getElementById("said");
  if (!said) return;
  said.textContent = sentence;
  said.hidden = !sentence;
  clearTimeout(hiding);
  if (sentence) hiding = setTimeout(() => say(""), SHOWN_MS);
}

/** Deliver `facts` with an id. Returns the answer, or null after showing why there is none. */
export async function send(path, facts = {}) {
  const result = await deliver(path, { id: newId(), ...facts });
  if (result?.ok) {
    say("");
    return result.answer;
  }
  say(result?.answer.error ?? document.getElementById("said")?.dataset.unsent ?? "");
  return null;
}
