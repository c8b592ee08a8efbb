// Leaders who have just come in: a line that one can put away, that goes by itself after its time, and a bell for who wants one.
// The server sends them all, the highest first; the first few that were not seen here are shown, the others wait behind them.
import { browser, tab } from "./kept.js";
import { now } from "./picture.js";

const BELL = "kiosk.bell";
const GONE = "kiosk.alerts.seen";
const seen = new Set(JSON.parse(tab.get(GONE) ?? "[]"));
const rung = new Set([...document.querySelectorAll("[data-alert]")].map((line) => line.dataset.alert));
let sound;

/** Two soft notes, made here so that nothing has to be fetched. */
function ring() {
  sound ??= new AudioContext();
  for (const [n, pitch] of [659, 880].entries()) {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    const start = sound.currentTime + n * 0.22;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0, start);
    level.gain.linearRampToValueAtTime(0.12, start + 0.02);
    level.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(level).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.65);
  }
}

function show() {
  const section = document.getElementById("alerts");
  if (!section) return;
  const lines = [...section.querySelectorAll("[data-alert]")];
  const due = lines.filter(({ dataset }) => !seen.has(dataset.alert) && Number(dataset.shownUntil) >= now());
  const shown = due.slice(0, Number(section.dataset.most));
  for (const line of lines) line.hidden = !shown.includes(line);
  const waiting = section.querySelector(".waiting");
  waiting.hidden = due.length === shown.length;
  waiting.textContent = section.dataset.more.replace("{n}", due.length - shown.length);
  const fresh = due.some(({ dataset }) => !rung.has(dataset.alert));
  for (const { dataset } of lines) rung.add(dataset.alert);
  const on = browser.get(BELL) === "on";
  const bell = section.querySelector("[data-bell]");
  bell.hidden = false;
  bell.setAttribute("aria-pressed", String(on));
  bell.textContent = on ? section.dataset.bellOn : section.dataset.bellOff;
  if (fresh && on) ring();
}

document.addEventListener("click", (event) => {
  const put = event.target.closest("[data-alert-seen]");
  if (put) {
    seen.add(put.dataset.alertSeen);
    tab.set(GONE, JSON.stringify([...seen]));
    show();
  }
  if (event.target.closest("[data-bell]")) {
    const on = browser.get(BELL) === "on";
    browser.set(BELL, on ? "off" : "on");
    if (!on) ring();
    show();
  }
});
document.addEventListener("picture", show);
setInterval(show, 5000);
show();
