// A list of rows, brought up to date by key: a row that says the same stays the same element, with its focus, under its pointer.
const signs = new WeakMap();

/**
 * Bring `list` to `rows`, each `{key, sign, make}`: `sign` is all that the row shows, `make()` builds its element. A row whose
 * sign is unchanged is not touched; one that is built anew gives the focus to its part of the same `data-focus`.
 */
export function setRows(list, rows) {
  const old = new Map([...list.children].map((element) => [element.dataset.row, element]));
  const wanted = new Set(rows.map(({ key }) => key));
  for (const [key, element] of old) if (!wanted.has(key)) element.remove();
  const elements = rows.map((row) => upToDate(old.get(row.key), row));
  let next = list.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  }
}

function upToDate(before, { key, sign, make }) {
  const text = JSON.stringify(sign);
  if (before && signs.get(before) === text) return before;
  const made = make();
  made.dataset.row = key;
  signs.set(made, text);
  if (!before) return made;
  const { focus } = before.contains(document.activeElement) ? document.activeElement.dataset : {};
  before.replaceWith(made);
  if (focus) made.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  return made;
}
