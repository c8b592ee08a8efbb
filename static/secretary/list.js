// The list of questions: finding one, going to the next, and which one this page and others have open.
import { fold } from "../shared/fold.js";
import { newId } from "../shared/ids.js";
import { say, words } from "./page.js";
import { post } from "../shared/post.js";

const $ = (id) => document.getElementById(id);
const frame = $("picture");
const page = newId();

/** Mark the open question in the list, and say who else has it open. */
export function mark(open) {
  for (const button of frame.querySelectorAll("[data-open]")) button.toggleAttribute("aria-current", Number(button.dataset.open) === open);
  const others = [];
  for (const tag of frame.querySelectorAll(".working")) {
    tag.hidden = tag.dataset.page === page;
    if (!tag.hidden && tag.closest("li").id === `row-${open}`) others.push(tag.dataset.who);
  }
  $("working").hidden = !others.length;
  $("working").textContent = others.length ? say(words.working, { who: others.join(", ") }) : "";
  find();
}

function find() {
  const wanted = fold($("find").value);
  for (const row of frame.querySelectorAll("li[data-search]")) row.hidden = !fold(row.dataset.search).includes(wanted);
}

/** Choose the question `by` rows below the open one. */
export function step(open, by, choose) {
  const numbers = [...frame.querySelectorAll("li:not([hidden]) > [data-open]")].map((button) => Number(button.dataset.open));
  const next = numbers[numbers.indexOf(open) + by];
  if (next) choose(next);
}

$("find").addEventListener("input", find);

/** Tell the other secretaries which question this page has open; null for none. */
export async function presence(question) {
  await post("/secretary/presence", { page, question }, { keepalive: true }).catch(() => {});
}
