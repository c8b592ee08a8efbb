// Recording the hall: own samples in pieces of two seconds, kept in this browser until the server has them. MediaRecorder is
// not used: its pieces do not play alone, and what it writes differs from browser to browser.
import { openDB } from "../vendor/idb.js";
import { newId } from "../shared/ids.js";
import { tab } from "../shared/kept.js";
import { onlyLast } from "../shared/late.js";
import { answerOf, post, say as refuse } from "../shared/post.js";
import { say as filled, words } from "./page.js";

const $ = (id) => document.getElementById(id);
const PIECES = 20;
const AGAIN_MS = 1000;
const START_MS = 4000;
const LINE_MS = 8000;
// So quiet for so many pieces of a tenth of a second: nothing is plugged in, or it is muted.
const QUIET = 0.004;
const QUIET_PIECES = 150;
const KEPT = "sound";
const conference = document.documentElement.dataset.conference;
const store = openDB("kiosk-sound", 1, { upgrade: (db) => db.createObjectStore("chunks") }).catch(() => null);
const queue = [];
let now = null;
let sending = false;

// --- chunks: first to this browser's disk, then to the server, then forgotten ----------------------------------------

async function keep(take, n, body) {
  const row = { take, n, at: Date.now(), heard: performance.now(), body, conference };
  queue.push(row);
  try {
    await (await store)?.put("chunks", { ...row, heard: null }, `${take}/${n}`);
  } catch {
    // No room on this disk: the chunk waits in memory.
  }
  pump();
}

/** Ms since the chunk's last sample: by the clock that nobody puts right, where this page heard it itself. */
const age = ({ at, heard }) => Math.max(0, Math.round(heard === null ? Date.now() - at : performance.now() - heard));

/** Send what waits, the oldest first, until the server has it or refuses it. */
async function pump() {
  if (sending) return;
  sending = true;
  while (queue.length) {
    const row = queue[0];
    try {
      const response = await post(`/sound/${row.take}/${row.n}?age=${age(row)}`, row.body, { timeout: LINE_MS });
      const answer = await answerOf(response);
      if (response.ok || response.status === 400) {
        queue.shift();
        await (await store)?.delete("chunks", `${row.take}/${row.n}`).catch(() => {});
        if (row.take === now?.take && (!response.ok || answer.on === false)) stop(response.ok ? words.sound.another : answer.error);
        continue;
      }
    } catch {
      // No line: the chunk waits here.
    }
    waits();
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  sending = false;
  waits();
}

function waits() {
  $("sound-waits").hidden = queue.length < 2;
  $("sound-waits").textContent = filled(words.sound.waits, { n: queue.length * 2 });
}

/** What an earlier page of this browser could not send. */
async function sendWaiting() {
  const rows = (await (await store)?.getAll("chunks").catch(() => [])) ?? [];
  const known = new Set(queue.map(({ take, n }) => `${take}/${n}`));
  queue.unshift(...rows.filter((row) => row.conference === conference && !known.has(`${row.take}/${row.n}`)));
  pump();
}

// --- the microphone --------------------------------------------------------------------------------------------------

async function inputs(chosen) {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "audioinput");
  $("sound-input").replaceChildren(...devices.map((one) => new Option(one.label || one.deviceId, one.deviceId, false, one.deviceId === chosen)));
  $("sound-input").hidden = devices.length < 2;
}

/** Open the microphone, or say why there is none. */
async function open(device) {
  if (!navigator.mediaDevices || !globalThis.AudioWorkletNode) throw new Error(words.sound.insecure);
  const audio = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  if (device) audio.deviceId = { exact: device };
  const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch((error) => {
    throw new Error(words.sound[{ NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy" }[error.name] ?? "refused"]);
  });
  const context = new AudioContext({ sampleRate: 16000 });
  try {
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, START_MS))]);
    if (context.state !== "running") throw new Error(words.sound.silent);
    await context.audioWorklet.addModule("/static/secretary/tap.js");
  } catch (error) {
    close({ stream, context });
    throw error;
  }
  return { stream, context };
}

function close({ stream, context }) {
  for (const track of stream.getTracks()) track.stop();
  context.close();
}

/** Begin a take. `after`: the take that this page recorded before it was loaded again. */
async function start(device = "", after = "") {
  say("");
  busy(true);
  try {
    const opened = await open(device);
    const refused = await tell("/sound/begin", { id: (opened.take = newId()), after });
    if (refused) {
      close(opened);
      throw new Error(refused);
    }
    await begin(opened, device);
  } catch (error) {
    say(error.message);
    tab.drop(KEPT);
  }
  busy(false);
  draw();
}

async function begin({ take, stream, context }, device) {
  const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  now = { take, stream, context, tap, parts: [], n: 0, quiet: 0 };
  tab.set(KEPT, JSON.stringify({ take, device }));
  tap.port.onmessage = ({ data }) => heard(data);
  context.createMediaStreamSource(stream).connect(tap);
  stream.getAudioTracks()[0].addEventListener("ended", () => stop(words.sound.gone));
  await inputs(stream.getAudioTracks()[0].getSettings().deviceId);
}

function heard({ pcm, peak }) {
  if (!now) return;
  now.parts.push(pcm);
  $("sound-level").value = Math.sqrt(peak);
  now.quiet = peak < QUIET ? now.quiet + 1 : 0;
  if (now.quiet === QUIET_PIECES) say(words.sound.deaf);
  else if (!now.quiet && $("sound-says").textContent === words.sound.deaf) say("");
  if (now.parts.length === PIECES) keep(now.take, now.n++, new Blob(now.parts.splice(0)));
}

async function stop(why = "") {
  if (!now) return;
  const { take, n, parts } = now;
  close(now);
  now = null;
  tab.drop(KEPT);
  say(why);
  draw();
  if (parts.length) await keep(take, n, new Blob(parts));
  await tell("/sound/end", { id: take });
}

/** Tell the server; returns the sentence of a refusal, or "" when it is done. */
async function tell(path, facts) {
  try {
    const response = await post(path, facts, { timeout: LINE_MS });
    return response.ok ? "" : ((await response.json().catch(() => null))?.error ?? words.sound.unheard);
  } catch {
    return words.sound.away;
  }
}

// --- the page --------------------------------------------------------------------------------------------------------

function say(text) {
  $("sound-says").textContent = text;
  $("sound-says").hidden = !text;
}

function busy(on) {
  $("record").disabled = on;
}

const state = () => $("list").dataset;

function draw() {
  const { soundAllowed, soundBy } = state();
  $("sound-bar").hidden = !soundAllowed;
  $("record").setAttribute("aria-pressed", String(Boolean(now)));
  $("record").firstElementChild.textContent = now ? words.sound.stop : words.sound.start;
  $("sound-level").hidden = !now;
  $("sound-by").hidden = Boolean(now) || !soundBy;
  $("sound-by").textContent = filled(words.sound.by, { by: soundBy });
  if (!now) $("sound-input").hidden = true;
  if (now && !soundAllowed) stop();
}

const begun = onlyLast();

/** Play a stretch of the recording; `what` is a query of /sound/play.wav. */
export async function play(what) {
  if (!state().soundAllowed) return;
  const isLast = begun();
  const response = await fetch(`/sound/play.wav?${what}`).catch(() => null);
  const found = await (response?.ok ? response.blob() : response?.json())?.catch(() => null);
  if (!isLast()) return;
  if (!response?.ok || !found) return say(found?.error ?? words.sound.unheard);
  say("");
  URL.revokeObjectURL($("sound").src);
  $("sound").src = URL.createObjectURL(found);
  $("sound").hidden = false;
  $("sound").play().catch(() => refuse(words.sound.unheard));
}

$("record").addEventListener("click", () => {
  if (now) return stop();
  // The page was opened before recording was allowed: its own policy still refuses the microphone.
  if (!$("sound-bar").dataset.microphone) {
    tab.set(KEPT, JSON.stringify({ take: "", device: "" }));
    return location.reload();
  }
  start();
});
$("replay").addEventListener("click", () => play("last=30"));
$("sound-input").addEventListener("change", async ({ target }) => {
  const { take } = now;
  await stop();
  start(target.value, take);
});
addEventListener("pagehide", () => {
  if (!now) return;
  const { take, n, parts } = now;
  if (parts.length) post(`/sound/${take}/${n}`, new Blob(parts), { keepalive: true }).catch(() => {});
  close(now);
  now = null;
});
addEventListener("pageshow", ({ persisted }) => persisted && goOn());
document.addEventListener("picture", draw);

/** After a reload: the page records on by itself. */
function goOn() {
  const before = JSON.parse(tab.get(KEPT) ?? "null");
  if (before && state().soundAllowed) start(before.device, before.take);
}

draw();
sendWaiting();
goOn();
