// Recording the hall: own samples in pieces of two seconds, kept in this browser until the server has them. MediaRecorder is
// not used: its pieces do not play alone, and what it writes differs from browser to browser.
import { openDB } from "../vendor/idb.js";
import { newId } from "../shared/ids.js";
import { post, send } from "../shared/post.js";
import { words } from "./page.js";

const $ = (id) => document.getElementById(id);
const PIECES = 20;
const AGAIN_MS = 1000;
const START_MS = 4000;
const store = openDB("kiosk-sound", 1, { upgrade: (db) => db.createObjectStore("chunks") }).catch(() => null);
const ours = document.documentElement.dataset.conference;
let now = null;

/** Keep a chunk here, send it until the server has it, then forget it. */
async function keep(take, n, body) {
  const row = { take, n, at: Date.now(), body, conference: ours };
  await (await store)?.put("chunks", row, `${take}/${n}`);
  await deliver(row);
}

async function deliver({ take, n, at, body, conference }) {
  if (conference !== ours) return;
  for (;;) {
    try {
      const response = await post(`/sound/${take}/${n}?age=${Math.max(0, Date.now() - at)}`, body, { timeout: 8000 });
      if (response.status < 500) return void (await (await store)?.delete("chunks", `${take}/${n}`));
    } catch {
      // No line: the chunk waits here.
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

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
    throw new Error(error.name === "NotFoundError" ? words.sound.none : words.sound.refused);
  });
  const context = new AudioContext({ sampleRate: 16000 });
  await Promise.race([context.resume(), new Promise((done) => setTimeout(done, START_MS))]);
  if (context.state !== "running") throw new Error(words.sound.silent);
  await context.audioWorklet.addModule("/static/secretary/tap.js");
  return { stream, context };
}

async function start(device = "") {
  say("");
  const take = newId();
  try {
    const { stream, context } = await open(device);
    if (!(await send("/sound/begin", { id: take }))) return void close({ stream, context });
    const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    now = { take, stream, context, tap, parts: [], n: 0 };
    tap.port.onmessage = ({ data }) => heard(data);
    context.createMediaStreamSource(stream).connect(tap);
    stream.getAudioTracks()[0].addEventListener("ended", () => stop(words.sound.gone));
    await inputs(stream.getAudioTracks()[0].getSettings().deviceId);
  } catch (error) {
    say(error.message);
  }
  draw();
}

function heard({ pcm, peak }) {
  if (!now) return;
  now.parts.push(pcm);
  $("sound-level").value = peak;
  if (now.parts.length === PIECES) keep(now.take, now.n++, new Blob(now.parts.splice(0)));
}

function close({ stream, context }) {
  for (const track of stream.getTracks()) track.stop();
  context.close();
}

async function stop(why = "") {
  if (!now) return;
  const { take, n, parts } = now;
  close(now);
  now = null;
  say(why);
  draw();
  if (parts.length) await keep(take, n, new Blob(parts));
  await send("/sound/end", { id: take });
}

function say(text) {
  $("sound-says").textContent = text;
  $("sound-says").hidden = !text;
}

function draw() {
  $("record").setAttribute("aria-pressed", String(Boolean(now)));
  $("record").firstChild.textContent = now ? words.sound.stop : words.sound.start;
  $("sound-level").hidden = !now;
  if (!now) $("sound-input").hidden = true;
}

/** Play a stretch of the recording; `what` is a query of /sound/play.wav. */
export async function play(what) {
  const response = await fetch(`/sound/play.wav?${what}`).catch(() => null);
  if (!response?.ok) return say((await response?.json().catch(() => null))?.error ?? words.sound.unheard);
  say("");
  URL.revokeObjectURL($("sound").src);
  $("sound").src = URL.createObjectURL(await response.blob());
  $("sound").hidden = false;
  $("sound").play().catch(() => {});
}

$("record").addEventListener("click", () => (now ? stop() : start()));
$("replay").addEventListener("click", () => play("last=30"));
$("sound-input").addEventListener("change", async ({ target }) => {
  await stop();
  start(target.value);
});
addEventListener("pagehide", () => {
  if (now?.parts.length) post(`/sound/${now.take}/${now.n}`, new Blob(now.parts), { keepalive: true }).catch(() => {});
});
/** What an earlier page of this browser could not send. */
async function sendWaiting() {
  for (const row of (await (await store)?.getAll("chunks")) ?? []) deliver(row);
}
sendWaiting();
