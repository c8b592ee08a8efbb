// Answers that come late: of several that were asked for only the last counts, and a dialog that was closed meanwhile is left alone.

/** Return what begins a question and gives the test whether none was begun since. */
export function onlyLast() {
  let asked = 0;
  return () => {
    asked += 1;
    const mine = asked;
    return () => mine === asked;
  };
}

/** Close a dialog once `work` was done, unless it was closed, and may be open on something else, meanwhile. Returns the answer. */
export async function closeAfter(dialog, work) {
  let closed = false;
  const note = () => (closed = true);
  dialog.addEventListener("close", note);
  const done = await work;
  dialog.removeEventListener("close", note);
  if (done && !closed) dialog.close();
  return done;
}
