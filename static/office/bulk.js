// Ticking all that are shown, and ranges with Shift.
const boxes = [...document.querySelectorAll("[form=bulk][name=guests]")];
const all = document.getElementById("all");
let last = null;

all?.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
});
for (const box of boxes) {
  box.addEventListener("click", (event) => {
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
  });
}
// Enter in a field of the bar must not press the first button of it.
document.getElementById("bulk")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
