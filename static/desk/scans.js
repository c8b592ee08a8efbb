// What a scan is before it is judged: an invitation, a citizen's card, the test card, or another kind of code.
import { isCitizen, kindOf, soundCode, TEST_CARD } from "../shared/codes.js";
import { watchFocus } from "../shared/focus-band.js";
import { listen } from "../shared/scanner.js";
import { digestOf } from "./admission.js";
import { show } from "./outcome.js";
import { desk } from "./page.js";

/**
 * Listen to the scanner. `judge(digest, way, keyboard)` gets a card's digest, "" where it could not be read, and whether an input method hid the scanner's keys;
 * `citizen(text, way)` a citizen's card; `alone(digit)` a digit pressed at rest that nothing followed, and says whether it meant something. Returns `scanned(text, way)` for what is read in other ways.
 */
export function takeScans(judge, citizen, alone) {
  const scanned = (text, way) => {
    if (isCitizen(text)) return citizen(text, way);
    if (soundCode(text) === TEST_CARD) return show({ outcome: "tested" });
    if (way !== "typed" && kindOf(text) === "foreign") return show({ outcome: "foreign" });
    return judge(digestOf(text), way);
  };
  const heard = ({ kind, text, method, typed }) => {
    const way = typed ? "typed" : "wedge";
    if (kind === "foreign") return show({ outcome: "foreign" });
    return kind === "again" ? judge("", way, method) : scanned(text, way);
  };
  listen(heard, { gap: desk.gap, prefix: desk.prefix, box: document.getElementById("typed"), alone });
  watchFocus(document.getElementById("no-focus"));
  return scanned;
}
