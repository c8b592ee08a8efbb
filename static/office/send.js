// Texts copied for Zalo.
document.getElementById("send").addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

/** Copy a text; without the clipboard (plain http) it is shown selected instead. */
async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    button.after(field);
    field.select();
    const done = document.execCommand("copy");
    if (done) field.remove();
    else return;
  }
  button.textContent = button.dataset.copied;
}
