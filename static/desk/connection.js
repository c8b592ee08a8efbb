// The line to the server, measured by talking to it; never by what the browser believes about a network.
const LIMIT_MS = 1500;
const CALM_MS = 3000;
const WORRIED_MS = 1000;

/** `state` is "unknown", "live", "full" (the server answers but cannot save) or "lost". Fires "change" and "beat". */
export class Line extends EventTarget {
  constructor() {
    super();
    // What the clocks differed by when the server was last heard: a page that opens without it still knows the hour.
    const ahead = Number(localStorage.getItem("kiosk-ahead")) || 0;
    Object.assign(this, { state: "unknown", ahead, epoch: "", number: 0 });
    this.timer = 0;
  }

  /** The conference's time now, as it is stored. */
  stamp() {
    return new Date(this.now()).toISOString();
  }

  now() {
    return Date.now() + this.ahead;
  }

  start() {
    this.probe();
    document.addEventListener("visibilitychange", () => document.hidden || this.probe());
    addEventListener("online", () => this.probe());
  }

  /** Ask the server whether it is there, and again later. */
  async probe() {
    clearTimeout(this.timer);
    try {
      const response = await fetch("/healthz", { signal: AbortSignal.timeout(LIMIT_MS), cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      this.heard(await response.json());
    } catch {
      this.set("lost");
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.probe(), this.state === "live" ? CALM_MS : WORRIED_MS);
  }

  heard({ epoch, number, now, conference }) {
    // Another conference answers at the same address, or a rehearsal: this page and what it keeps belong to the other one.
    if (conference && conference !== document.documentElement.dataset.conference) return location.reload();
    this.ahead = now - Date.now();
    localStorage.setItem("kiosk-ahead", String(this.ahead));
    Object.assign(this, { epoch, number });
    if (this.state !== "full") this.set("live");
    this.dispatchEvent(new Event("beat"));
  }

  set(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
