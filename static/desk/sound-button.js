// The button that turns the sound of outcomes off. Browsers allow no sound before the page was touched: it says so, so that nobody waits
// for a tone in vain.
import { browser } from "../shared/kept.js";
import { sound } from "../shared/sound.js";

const button = document.getElementById("sound");
const KEPT = "kiosk-sound";

function draw() {
  const words = button.querySelector("span");
  const waits = sound.on && navigator.userActivation?.hasBeenActive === false;
  words.textContent = words.dataset[waits ? "touch" : "on"];
  button.setAttribute("aria-pressed", String(sound.on));
}

/** Set it up as it was when the page was left. */
export function soundButton() {
  sound.on = browser.get(KEPT) !== "off";
  for (const name of ["pointerup", "keyup"]) addEventListener(name, draw, { once: true });
  button.addEventListener("click", () => {
    sound.on = !sound.on;
    browser.set(KEPT, sound.on ? "" : "off");
    draw();
  });
  draw();
}
