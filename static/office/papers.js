// While the papers are being made the button rests and the page says so.
const form = document.querySelector("form[data-busy]");
form?.addEventListener("submit", () => {
  document.querySelector("#busy").textContent = form.dataset.busy;
  form.querySelector("button").disabled = true;
});
