// Taking a voice out: asked first, and what is taken out is the voice that was open when it was asked.
import * as drafts from "./drafts.js";
import { knownAt } from "./question.js";
import { send } from "../shared/post.js";

const dialog = document.getElementById("dropping");

/** Ask, and call `act` with the voice where the answer is yes. */
export function askDrop(voice, act) {
  // Escape leaves the value of the time before.
  dialog.returnValue = "";
  dialog.addEventListener("close", () => dialog.returnValue === "drop" && act(voice), { once: true });
  dialog.showModal();
}

/** Take a voice out, with what of it is still on its way; `version` was seen of it. Returns whether it is gone. */
export async function drop(voice, version) {
  const { base } = await drafts.send(voice);
  const seen = base?.version ?? version;
  if (seen) {
    const answer = await send("/secretary/answers/drop", { voice, seen });
    if (!answer) return false;
    knownAt(drafts.questionOf(voice), answer.number);
  }
  drafts.drop(voice);
  return true;
}
