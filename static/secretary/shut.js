// While another question is on its way nothing is typed into the one before, and the cursor comes back to where it was.
const sheet = document.getElementById("sheet");
let left = null;

/** Shut the open question, or open it again. */
export function shut(on) {
  const { activeElement } = document;
  if (on && sheet.contains(activeElement)) left = activeElement;
  sheet.inert = on;
  if (on) return;
  if (document.activeElement === document.body) left?.focus();
  left = null;
}
