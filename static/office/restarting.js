// Wait until another server answers than the one that was told to start again, then go on.
const { epoch, back } = document.getElementById("restarting").dataset;
async function look() {
  try {
    const answer = await (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(2000) })).json();
    if (answer.epoch !== epoch) return void location.replace(back);
  } catch {
    // not yet
  }
  setTimeout(look, 400);
}
look();
