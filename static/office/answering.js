// The form in which an answer is noted is made when its line is opened: a list holds one form, and not one for each guest.
import { newId } from "../shared/ids.js";

const blank = document.getElementById("answering");

/** Fill a field in; a form of address that is none of the usual ones is offered, too. */
function put(field, value) {
  if (field.matches("select") && ![...field.options].some((option) => option.value === value)) field.append(new Option(value, value));
  field.value = value;
}

function made({ guest, called, held }) {
  const form = blank.content.firstElementChild.cloneNode(true);
  form.action = `/office/guests/${guest}/answer`;
  form.elements.id.value = newId();
  const legend = form.querySelector("legend");
  legend.textContent = legend.textContent.replace("{name}", called);
  for (const [name, value] of Object.entries(JSON.parse(held ?? "{}"))) {
    if (name === "rsvp") form.querySelector(`[name=rsvp][value="${CSS.escape(value)}"]`).checked = true;
    else put(form.elements[name], value);
  }
  return form;
}

/** What an answer cannot do without is asked for before it is sent. */
document.addEventListener("change", ({ target }) => {
  const form = target.name === "rsvp" ? target.form : null;
  if (!form) return;
  form.elements.reason.required = target.value === "declined";
  form.elements.substitute.required = target.value === "substitute";
});

for (const line of document.querySelectorAll("details[data-guest]")) {
  line.addEventListener("toggle", () => {
    if (line.open && !line.querySelector("form")) line.append(made(line.dataset));
  });
}
