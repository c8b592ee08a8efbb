// Undo takes back the last thing that this page did; a step of somebody else's is asked first. Pressed quickly, each press
// counts: they wait for one another.
import { busy, listeners, send } from "../shared/commands.js";

let waiting = [];
let running = false;

const idle = () =>
  new Promise((done) => {
    const listen = (state) => {
      if (state !== "free") return;
      listeners.delete(listen);
      done();
    };
    if (busy()) listeners.add(listen);
    else done();
  });

/** The step that undo would take back now, as the page shows it. */
const offered = () => document.querySelector(".last [data-undo]:not([hidden])");

/** Press undo (or redo) once. `ask(facts, then)` asks before `then` is done. */
export async function takeBack(move, ask) {
  waiting.push(move);
  if (running) return;
  running = true;
  while (waiting.length) {
    await idle();
    await one(waiting.shift(), ask);
  }
  running = false;
}

async function one(move, ask) {
  const line = offered();
  if (move === "undo" && !line) return;
  const own = move === "redo" || line.dataset.of !== "";
  const of = move === "undo" ? line.dataset.undo : "";
  if (own) await sent(move, of, ask);
  else {
    waiting = [];
    ask({ ask: line.textContent }, () => sent(move, of, ask));
  }
}

/** Send it; where a later step is in the way, ask whether that one is taken back. */
async function sent(move, of, ask) {
  const refused = (state, command, answer) => {
    if (state !== "refused" || !answer.known?.of) return;
    waiting = [];
    ask({ ask: `${answer.error} ${answer.known.ask}` }, () => send("/moderator/turns", { move: "undo", of: answer.known.of }));
  };
  listeners.add(refused);
  await send("/moderator/turns", { move, of });
  listeners.delete(refused);
}
