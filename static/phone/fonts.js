// The type comes after the words and the scripts: one weight first; bold of its own only where the line is quick.
const root = document.documentElement;
const line = navigator.connection;
const isSlow = () => Boolean(line && (line.saveData || line.effectiveType !== "4g"));

async function load() {
  root.dataset.type = "one";
  await Promise.all([document.fonts.load('1em "Phone"', "A"), document.fonts.load('1em "Phone"', "Ữ")]);
  if (!isSlow()) root.dataset.type = "all";
}

if (document.readyState === "complete") load();
else addEventListener("load", load, { once: true });
