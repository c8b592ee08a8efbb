// Turning slides and the pages of a long question: a hand or a clicker may be faster than the line, and a step may be on its way,
// so the page that is wanted last is what counts.
import { ask, seen } from "../shared/picture.js";
import { send } from "../shared/post.js";

let at = null;
let wanted = null;
let sending = false;

/** Show a page of a deck, or of the question itself without one: `path` says where, `by` is the step from the page that was
 * wanted last, or `page` the page itself. */
export async function show({ slide: path, deck, pageTo, by, pages, about }) {
  const what = [path, deck, about].join();
  const before = at?.what === what ? at.page : Number(pageTo) - Number(by ?? 0);
  const page = by ? Math.min(Math.max(before + Number(by), 0), Number(pages) - 1) : Number(pageTo);
  at = { what, page };
  wanted = { path, body: { page, ...(deck !== undefined && { deck }), ...(about && { question: Number(about) }) } };
  if (sending) return;
  sending = true;
  while (wanted) {
    const { path: where, body } = wanted;
    wanted = null;
    if (!(await send(where, { ...body, seen: seen().number }))) at = wanted = null;
    if (!wanted) await ask().catch(() => {});
  }
  sending = false;
}

// What the picture shows holds again once nothing of ours is on its way.
document.addEventListener("picture", () => {
  if (!sending) at = null;
});
