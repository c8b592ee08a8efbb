// The minutes against the sound: a line is played, read and ticked.
import { send } from "../shared/post.js";

const player = document.getElementById("sound");
let playing = null;

async function play(button) {
  if (playing === button && !player.ended) return player.paused ? player.play() : player.pause();
  playing?.removeAttribute("aria-current");
  playing = button;
  button.setAttribute("aria-current", "true");
  player.src = `/sound/play.wav?${button.dataset.play}`;
  await player.play().catch(() => {});
}

async function tick(button) {
  const done = button.getAttribute("aria-pressed") !== "true";
  if (!(await send("/office/sound/checked", { line: button.dataset.line, done }))) return;
  button.setAttribute("aria-pressed", String(done));
  button.textContent = done ? "✓" : "";
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-play], [data-line]");
  if (button?.dataset.play) play(button);
  else if (button) tick(button);
});
