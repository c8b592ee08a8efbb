// What whoever works here must know until the server starts again: a band above the page, read aloud when it comes.

/** Show a sentence; an empty one takes the band away. Pages for the hall and for guests have no band. */
export function warn(sentence = "") {
  const place = document.getElementById("warning");
  if (!place || place.textContent === sentence) return;
  place.textContent = sentence;
  place.hidden = !sentence;
}
