// The doctor looks again by itself, while nobody reads what is folded away or has marked a text.
const EVERY_MS = 15_000;
setInterval(() => {
  const read = document.querySelector("details[open]") || !getSelection().isCollapsed;
  if (!document.hidden && !read) location.reload();
}, EVERY_MS);
