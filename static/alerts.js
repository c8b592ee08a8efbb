// Leaders who have just come in: a line that one can put away, that goes by itself after its time, and a bell for who wants one.
import { now } from "./picture.js";

const BELL = "kiosk.bell";
const GONE = "kiosk.alerts.seen";
const seen = new Set(JSON.parse(sessionStorage.getItem(GONE) ?? "[]"));
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
  let fresh = false;
  let open = false;
  for (const line of section.querySelectorAll("[data-alert]")) {
    const { alert, shownUntil } = line.dataset;
    line.hidden = seen.has(alert) || Number(shownUntil) < now();
    open ||= !line.hidden;
    if (!rung.has(alert)) {
      rung.add(alert);
      fresh ||= !line.hidden;
    }
  }
  const on = localStorage.getItem(BELL) === "on";
  const bell = section.querySelector("[data-bell]");
  bell.hidden = false;
  bell.setAttribute("aria-pressed", String(on));
  bell.textContent = on ? section.dataset.bellOn : section.dataset.bellOff;
  section.classList.toggle("open", open);
  if (fresh && on) ring();
}

document.addEventListener("click", (event) => {
  const put = event.target.closest("[data-alert-seen]");
  if (put) {
    seen.add(put.dataset.alertSeen);
    sessionStorage.setItem(GONE, JSON.stringify([...seen]));
    show();
  }
  if (event.target.closest("[data-bell]")) {
    const on = localStorage.getItem(BELL) === "on";
    localStorage.setItem(BELL, on ? "off" : "on");
    if (!on) ring();
    show();
  }
});
document.addEventListener("picture", show);
setInterval(show, 5000);
show();
