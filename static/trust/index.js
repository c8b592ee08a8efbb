// Tells whether this device trusts the server's certificate: it asks the secure address, which answers only then.
const probe = document.getElementById("probe");
const { address, good, bad } = probe.dataset;

async function look() {
  try {
    await fetch(`${address}/trust/probe`, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(4000) });
    probe.textContent = good;
  } catch {
    probe.textContent = bad;
  }
}
look();
setInterval(look, 5000);
