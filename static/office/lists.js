// Lists: dropping a file, its size, a word while it is read, and no import of columns that were changed but not read again.
// Everything works without this file.
const send = document.getElementById("send");
const columns = document.getElementById("columns");
const take = document.getElementById("take");

function busy(form, text) {
  const place = form.querySelector(".busy");
  place.textContent = text || place.dataset.reading;
  place.hidden = false;
  form.setAttribute("aria-busy", "true");
}

if (send) {
  const drop = send.querySelector(".drop");
  const file = send.querySelector("[type=file]");
  const check = () => file.setCustomValidity(file.files[0]?.size > Number(send.dataset.most) ? send.dataset.large : "");
  file.addEventListener("change", check);
  send.addEventListener("submit", () => busy(send, send.dataset.reading));
  for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", over);
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    check();
    if (file.reportValidity()) send.requestSubmit();
  });
}

// A table on the clipboard keeps its columns and merged cells as a page; the box shows its text.
const paste = document.getElementById("paste");
if (paste) {
  const text = paste.querySelector("textarea");
  const page = paste.querySelector("[name=page]");
  text.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") || "";
    page.value = !text.value && /<table/i.test(html) ? html : "";
  });
  text.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") page.value = ""; // corrected by hand: what is seen counts
  });
}

if (columns) {
  const changed = () => {
    const go = take.querySelector("button.main");
    if (go) go.disabled = true;
    const place = columns.querySelector(".busy");
    place.textContent = columns.dataset.changed;
    place.hidden = false;
  };
  const asSent = ({ options, selectedIndex }) => selectedIndex === Math.max(0, [...options].findIndex((option) => option.defaultSelected));
  columns.addEventListener("change", changed);
  if (![...columns.querySelectorAll("select")].every(asSent)) changed(); // before this file was there
  columns.addEventListener("submit", () => busy(columns));
  take.addEventListener("submit", (event) => {
    if (take.getAttribute("aria-busy")) event.preventDefault();
    else busy(take);
  });
}

// Back from another page: the browser shows this one as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
