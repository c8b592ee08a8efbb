// Rows ticked to be handled together: all that are shown, ranges with Shift, how many. Enter in a field of the form presses nothing.
const form = document.querySelector("form[data-ticks]");
const boxes = [...form.elements].filter((field) => field.name === form.dataset.ticks);
const acts = [...form.elements].filter((field) => field.type === "submit");
const all = document.getElementById("all");
const said = form.querySelector("[data-none]");

const shown = (box) => !box.closest("tr, li").hidden;

function count() {
  const ticked = boxes.filter((box) => box.checked);
  const hidden = ticked.filter((box) => !shown(box)).length;
  const [n, within] = [ticked.length, boxes.filter(shown)];
  said.textContent = (n ? said.dataset.some : said.dataset.none).replace("{n}", n);
  if (hidden) said.textContent += ` ${said.dataset.hidden.replace("{n}", hidden)}`;
  for (const act of acts) act.disabled = !n;
  all.checked = within.length > 0 && within.every((box) => box.checked);
  all.indeterminate = n > 0 && !all.checked;
}

all.addEventListener("change", () => {
  for (const box of boxes.filter(shown)) box.checked = all.checked;
  count();
});

let last = null;
for (const box of boxes) {
  box.addEventListener("click", (event) => {
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1).filter(shown)) other.checked = box.checked;
    }
    last = box;
    count();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.form === form && event.target.matches("input")) event.preventDefault();
});
form.addEventListener("rows-shown", count);
addEventListener("pageshow", count); // Back brings the ticks back after the script has run.
