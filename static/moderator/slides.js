// Turning slides: a hand or a clicker may be faster than the line, so the page that is wanted last is what counts.
import { seen } from "../shared/picture.js";
import { send } from "../shared/post.js";

let at = null;
let wanted = null;
let sending = false;

/** Show a page of a deck: `path` says where, `by` is the step from the page that was wanted last, or `page` the page itself. */
export async function show({ slide: path, deck, pageTo, by, pages, about }) {
  const before = at?.path === path && at.deck === deck ? at.page : Number(pageTo) - Number(by ?? 0);
  const page = by ? Math.min(Math.max(before + Number(by), 0), Number(pages) - 1) : Number(pageTo);
  at = { path, deck, page };
  wanted = { path, body: { deck, page, ...(about && { question: Number(about) }) } };
  if (sending) return;
  sending = true;
  while (wanted) {
    const { path: where, body } = wanted;
    wanted = null;
    if (!(await send(where, { ...body, seen: seen().number }))) wanted = null;
  }
  sending = false;
}

// What the picture shows holds again once nothing of ours is on its way.
document.addEventListener("picture", () => {
  if (!sending) at = null;
});
