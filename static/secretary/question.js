// The question that is open: what was asked and prepared, where it stands, and the editions of its answer.
import { say, words } from "./page.js";

const $ = (id) => document.getElementById(id);

// The newest row of the log that this page knows of, by question: an answer that was read before it is asked for once more.
const known = new Map();

/** Note that a question is known as of this row of the log. */
export const knownAt = (number, seq) => known.set(number, Math.max(seq, known.get(number) ?? 0));

/** The question as the server has it, never older than it was known already; null where the server does not answer. */
export async function load(number, again = true) {
  try {
    const response = await fetch(`/secretary/questions/${number}`, { signal: AbortSignal.timeout(6000) });
    if (!response.ok) return null;
    const question = await response.json();
    if (again && question.seq < (known.get(number) ?? 0)) return load(number, false);
    knownAt(number, question.seq);
    return question;
  } catch {
    return null;
  }
}

/** All of it beside the form. */
export function draw(question) {
  $("kn").textContent = say(words.kn, { number: question.number });
  $("here").textContent = question.here;
  $("business").textContent = question.business;
  $("others").textContent = question.others.length ? say(words.raised, { names: question.others.map(([n, name]) => `${name} (${say(words.kn, { number: n })})`).join("; ") }) : "";
  $("asked").textContent = [question.text, question.proposal].filter(Boolean).join("\n\n");
  $("prepared").textContent = question.prepared || words.none;
  $("prepared-basis").textContent = question.basis || words.none;
  $("copy").hidden = !question.prepared && !question.basis;
  drawTurns(question);
}

/** What changes while it is open: its place, its hours, how many editions there are. */
export function drawTurns(question) {
  $("place").textContent = question.place_name;
  $("hours").textContent = [question.start, question.end].filter(Boolean).join(" – ");
  $("hear").hidden = !question.start || !$("list").dataset.soundAllowed;
  $("show-history").hidden = !question.history.length;
  $("show-history").textContent = say(words.history, { n: question.history.length });
}

/** Its answer, the newest edition first. */
export function showEditions(question) {
  $("editions").replaceChildren(...question.history.toReversed().map(edition));
  $("history").showModal();
}

function edition(one) {
  const item = document.createElement("li");
  const head = document.createElement("p");
  const text = document.createElement("p");
  const rest = document.createElement("p");
  head.className = "by";
  head.textContent = [say(words.short, { number: one.kn }), one.at, one.by, one.complete ? words.fields.complete : words.draft].filter(Boolean).join(" · ");
  text.className = "reading";
  text.textContent = [one.asked, one.text].filter(Boolean).join("\n→ ") || words.empty;
  rest.className = "quiet";
  rest.textContent = [[one.answerer, one.unit].filter(Boolean).join(" – "), ...one.said, one.due, one.basis].filter(Boolean).join(" · ");
  item.append(head, text, rest);
  return item;
}
