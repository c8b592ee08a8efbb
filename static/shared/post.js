// One change, sent to the server: with an id of its own, so that sending again is harmless. A refusal is shown as its sentence.
import { newId } from "./ids.js";

const TRIES = 3;
const SHOWN_MS = 8000;
let hiding = 0;

/** Show a sentence where the page has a place for it (templates/shared/said.html). */
export function say(sentence) {
  const said = document.getElementById("said");
  if (!said) return;
  said.textContent = sentence;
  said.hidden = !sentence;
  clearTimeout(hiding);
  if (sentence) hiding = setTimeout(() => say(""), SHOWN_MS);
}

/** POST `facts` with an id. Returns the answer, or null after saying why there is none. */
export async function send(path, facts = {}) {
  const text = JSON.stringify({ id: newId(), ...facts });
  for (let n = 1; n <= TRIES; n += 1) {
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Kiosk-Conference": document.documentElement.dataset.conference },
        body: text,
        signal: AbortSignal.timeout(4000),
      });
      const answer = await response.json();
      if (response.ok) {
        say("");
        return answer;
      }
      if (response.status < 500 || n === TRIES) {
        say(answer.error);
        return null;
      }
    } catch {
      if (n === TRIES) say(document.getElementById("said")?.dataset.unsent ?? "");
    }
    await new Promise((done) => setTimeout(done, 400 * n));
  }
  return null;
}
