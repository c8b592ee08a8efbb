// Say that the keyboard, and with it the scanner, does not reach this page: the cursor is in the address bar or in another window.

/** A click from one window to another passes by without the band. */
const AFTER_MS = 400;
const LOOK_MS = 1000;

/** Show `band` while the page has no focus; a press on it brings the focus back. */
export function watchFocus(band) {
  let timer = 0;
  const draw = () => {
    clearTimeout(timer);
    if (document.hasFocus()) band.hidden = true;
    else timer = setTimeout(() => (band.hidden = document.hasFocus()), AFTER_MS);
  };
  for (const name of ["focus", "blur", "pageshow"]) addEventListener(name, draw);
  document.addEventListener("visibilitychange", draw);
  band.addEventListener("click", () => {
    window.focus();
    draw();
  });
  setInterval(() => document.hasFocus() === band.hidden || draw(), LOOK_MS);
  draw();
}
