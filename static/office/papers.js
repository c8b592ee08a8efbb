// While the papers are being made the button rests and the page says which one is being made.
const EVERY = 250; // ms between two questions how far it is
const form = document.querySelector("form[data-busy]");
const busy = document.querySelector("#busy");

form?.addEventListener("submit", () => {
  busy.textContent = form.dataset.busy;
  form.querySelector("button").disabled = true;
  setInterval(show, EVERY);
});

async function show() {
  try {
    const answer = await fetch("/office/papers/progress");
    const { begun, total, title } = await answer.json();
    if (begun) busy.textContent = form.dataset.step.replace("{n}", begun).replace("{total}", total).replace("{title}", title);
  } catch {
    // The page is being left, or the server is busy: the next question tells.
  }
}
