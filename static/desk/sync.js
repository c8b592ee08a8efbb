// The connection, the list and the journal of a desk kept up with the server: what each of them hears, and what follows from it.
import { newId } from "../shared/ids.js";
import { warn } from "../shared/warning.js";
import { io } from "../vendor/socket.io.js";
import { show } from "./outcome.js";
import { desk, say } from "./page.js";
import { report, viewOfRefused } from "./refused.js";
import { wipe } from "./store.js";

// A change rides in a frame that goes out half a second after it: so long a beat does not ask for it.
const FRAME_MS = 1500;

/** Keep `{store, line, roster, journal, state, shell}` up with the server; `redraw()` draws the page's lists. */
export function sync({ store, line, roster, journal, state, shell }, redraw) {
  const socket = io({ transports: ["websocket"], auth: { stand: "desk", lang: document.documentElement.lang }, reconnectionDelay: 500, reconnectionDelayMax: 1500 });
  socket.on("picture", (news) => {
    line.alive();
    warn(news.warning);
    if (news.epoch !== line.epoch) return void line.probe(); // the journal meets another server first
    roster.hear(news.epoch, news.list);
    if (!roster.behind) return;
    if (roster.joins(news)) roster.accept({ ...news, number: news.list }, replay).catch(() => line.probe());
    else pull();
  });
  socket.io.on("ping", () => line.alive());
  socket.on("connect_error", ({ message }) => message === "not enrolled" && pull()); // the answer says whether it was ended
  socket.on("disconnect", (reason) => {
    line.aliveAt = 0;
    line.probe();
    if (reason === "io server disconnect") pull();
  });

  /** This desk's own changes that the server has not heard of stay on top of what it sends. */
  const replay = () => journal.due.forEach((row) => roster.apply(row, row.told || row.outcome, desk.desk));
  const pull = () =>
    roster
      .pull(line, replay)
      .then((known) => known && !socket.active && socket.connect())
      .catch(() => line.probe());

  let settling = null;
  /** Wait for the frame that brings what is missing, ask where none does, and tell the office how the desk is then. */
  const settle = () => {
    const wait = socket.connected && line.epoch === roster.epoch ? FRAME_MS : 0;
    settling ??= new Promise((done) => setTimeout(done, wait)).then(async () => {
      settling = null;
      if (roster.behind) await pull();
      state.report();
    });
  };

  line.addEventListener("change", () => state.draw());
  line.addEventListener("beat", async () => {
    shell.keep();
    await journal.meet(line.epoch);
    if (journal.due.length) await journal.drain();
    roster.hear(line.epoch, line.list);
    if (roster.behind) settle();
    else state.report();
  });

  journal.addEventListener("answer", ({ detail }) => {
    answered(detail, journal, roster);
    redraw();
  });
  journal.addEventListener("refused", ({ detail: { row, mine } }) => {
    if (mine) report(row, row.sentence, journal, roster);
    // A person must hear that the server will not have it, and the list here is taken anew.
    if (!row.seen) show(viewOfRefused(row, roster));
    roster.epoch = "";
    pull();
    redraw();
  });
  journal.addEventListener("count", () => state.draw());
  for (const part of [journal, roster]) {
    part.addEventListener("broken", () => {
      store.durable = false;
      state.draw();
    });
  }
  roster.addEventListener("change", redraw);
  roster.addEventListener("saved", () => state.draw());
  shell.addEventListener("change", () => state.draw());

  /** Ended, it forgets; one that the server only does not know (it goes on from an older copy) keeps everything to send it. */
  const unenrolled = async ({ detail }) => {
    if (detail !== "ended") {
      if (!state.stranger) show({ outcome: "unknown", note: say("stranger") }, true);
      state.stranger = true; // told once; then beside the list, and the door goes on
      return state.draw();
    }
    roster.clear();
    journal.rows.clear();
    await wipe(store.db);
    socket.disconnect();
    show({ outcome: "unknown", note: say("unenrolled") }, true);
    redraw();
    state.draw();
  };
  for (const part of [journal, roster]) part.addEventListener("unenrolled", unenrolled);
}

/** The server has answered a row of the journal, perhaps otherwise than the guest was told here. */
function answered({ row, answer, follow, mine }, journal, roster) {
  const parted = row.apart && row.told && answer.outcome !== row.told;
  if (parted && follow && row.told === "welcome") {
    // The server had judged before it heard that the guest was let in: say so, under an id of its own.
    const body = { ...row.body, id: newId() };
    journal.add(row.path, body, { guest: row.guest, outcome: "welcome", apart: true, told: "welcome" }).then(() => journal.drain());
  } else if (parted) {
    row.note = say("changed", { word: say(answer.outcome) });
    if (mine && row.told === "welcome") report(row, row.note, journal, roster);
  }
  if (answer.double) row.note = say("double", { desk: answer.first?.desk });
  if (parted || answer.double) row.outcome = answer.outcome;
}
