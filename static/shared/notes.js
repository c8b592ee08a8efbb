// Notes to the chair: sent once, kept in the field until the server has them.
import { ask } from "./picture.js";
import { newId } from "./ids.js";
import { deliver } from "./post.js";

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
  const why = await write({ id, text: form.elements.text.value });
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
  const why = await write({ id: newId() }, `/notes/${button.dataset.recall}/recall`);
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
async function write(body, path = "/notes") {
  const result = await deliver(path, body);
  if (result?.ok) return "";
  return result && result.status < 500 ? result.answer.error : form.dataset.unsent;
}
