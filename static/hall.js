// The hall keeps awake where the browser lets it, and asks again after each sleep.
async function awake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Refused on battery saving or without a secure context: the machine's own power plan decides then.
  }
}
document.addEventListener("visibilitychange", () => document.hidden || awake());
awake();
