// The letter or digit that a key stands for, whatever an input method makes of it.

/** Return the letter or digit at the place of a key, or "". */
export const placed = ({ code = "" }) => /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase() ?? "";

/** Return what a key stands for: letters in small, other keys by their names; "" where an input method hides which key it was. */
export function letter(event) {
  const { key } = event;
  if (["Process", "Unidentified", "Dead"].includes(key) || /^[^\0-~]/u.test(key)) return placed(event);
  return key.length > 1 ? key : key.toLowerCase();
}
