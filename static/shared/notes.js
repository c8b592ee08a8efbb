// Notes to the chair: sent once, kept in the field until the server has them.
import { ask } from "./picture.js";
import { newId } from "./ids.js";

const form = document.getElementById("note");
const says = form.querySelector(".says");
let id = newId();

form.addEventListener("input", () => {
  id = newId();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  const why = await post({ id, text: form.elements.text.value });
  button.disabled = false;
  says.textContent = why;
  says.hidden = !why;
  if (why) return;
  form.reset();
  id = newId();
  ask().catch(() => {});
});

// A note that was not read yet is taken back, and its words stand in the field again to be put right.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-recall]");
  if (!button || button.disabled) return;
  button.disabled = true;
  const why = await post({ id: newId() }, `/notes/${button.dataset.recall}/recall`);
  button.disabled = false;
  says.textContent = why;
  says.hidden = !why;
  form.closest("[popover]")?.showPopover();
  if (!why) {
    form.elements.text.value = button.dataset.words;
    id = newId();
  }
  form.elements.text.focus();
  ask().catch(() => {});
});

/** Send; the same id again where no answer came, so that it is one note. → why it did not work, or nothing. */
async function post(body, path = "/notes") {
  for (let n = 0; n < 3; n += 1) {
    try {
      const response = await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json", "Kiosk-Conference": document.documentElement.dataset.conference }, body: JSON.stringify(body), signal: AbortSignal.timeout(4000),
      });
      if (response.ok) return "";
      if (response.status < 500) return (await response.json()).error;
    } catch {
      // No line: again.
    }
    await new Promise((done) => setTimeout(done, 500));
  }
  return form.dataset.unsent;
}
