// Ticking many guests at once, a count of what is ticked, and texts copied for Zalo.
const form = document.getElementById("send");
const boxes = [...form.querySelectorAll("[name=guests]")];
const all = document.getElementById("all");
const ticked = document.getElementById("ticked");

function count() {
  const n = boxes.filter((box) => box.checked).length;
  ticked.textContent = ticked.dataset.text.replace("{n}", n);
  all.checked = n > 0 && n === boxes.length;
  all.indeterminate = n > 0 && n < boxes.length;
}

all.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
  count();
});

let last = null;
form.addEventListener("click", (event) => {
  const box = event.target.closest("[name=guests]");
  if (box) {
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
    count();
  }
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

// A file that is fetched leaves the page: its id must not be used up, so only notes carry one.
count();
