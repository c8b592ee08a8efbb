// A digit pressed alone is a command; digits that follow each other are a search, a code, or a scanner.
const QUIET_MS = 350;
const PLAIN = /^[1-9]$/;

/** Call `act(digit)` for a digit that nothing followed, where `means(digit)` says that it means something just now. */
export function onDigit(means, act) {
  let timer = 0;
  addEventListener(
    "keydown",
    (event) => {
      clearTimeout(timer);
      if (!PLAIN.test(event.key) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const digit = Number(event.key);
      const field = document.activeElement?.matches("input, textarea, select") ? document.activeElement : null;
      if (field && (field.id !== "typed" || field.value)) return;
      if (document.querySelector("dialog[open]") || !means(digit)) return;
      timer = setTimeout(() => {
        if (field) {
          if (field.value !== event.key) return;
          field.value = "";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        act(digit);
      }, QUIET_MS);
    },
    true,
  );
}
