// A picture as what changed of the one before (kiosk/web/patches.py): its lines are taken from the text that is held, or are new.

/** The text that a patch makes of `before`: parts in order, `[start, end]` for lines of it, or new text. */
export function patched(before, patch) {
  const lines = before.split("\n");
  return patch.map((part) => (typeof part === "string" ? part : lines.slice(part[0], part[1]).join("\n"))).join("\n");
}
