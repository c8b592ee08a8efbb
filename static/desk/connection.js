// The line to the server, measured by hearing from it: by its socket's signs of life, and by asking where there are none. Never
// by what the browser believes about a network.
import { browser } from "../shared/kept.js";

const LIMIT_MS = 1500;
const CALM_MS = 3000;
const WORRIED_MS = 1000;
// The socket's heartbeat comes every four seconds. So long after a sign of life nobody asks,
const FRESH_MS = 4500;
// but once in so long, for the clock.
const ASK_MS = 30000;

/** `state` is "unknown", "live", "full" (the server answers but cannot save) or "lost". Fires "change" and "beat". */
export class Line extends EventTarget {
  constructor() {
    super();
    // What the clocks differed by when the server was last heard: a page that opens without it still knows the hour.
    const ahead = Number(browser.get("kiosk-ahead")) || 0;
    Object.assign(this, { state: "unknown", ahead, base: -Infinity, epoch: "", list: 0, aliveAt: -FRESH_MS, askedAt: -ASK_MS });
    this.timer = 0;
    this.asking = null;
  }

  /** The conference's time now, as it is stored. */
  stamp() {
    return new Date(this.now()).toISOString();
  }

  /** A machine's clock that is put back meanwhile does not count; nor does a sleep, through which the browser's own clock may stand. */
  now() {
    return Math.max(Date.now() + this.ahead, this.base + performance.now());
  }

  start() {
    this.probe();
    document.addEventListener("visibilitychange", () => document.hidden || this.probe());
    for (const hint of ["online", "offline"]) addEventListener(hint, () => this.probe());
  }

  /** The socket brought something: the server is there. */
  alive() {
    this.aliveAt = performance.now();
  }

  /** Ask the server whether it is there, and again later. */
  probe() {
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
      this.wait();
    });
    return this.asking;
  }

  /** Until the next beat: heard from the socket where it speaks, asked for otherwise. */
  wait() {
    clearTimeout(this.timer);
    const fresh = FRESH_MS - (performance.now() - this.aliveAt);
    const calm = fresh > 0 ? Math.min(CALM_MS, fresh) : CALM_MS;
    this.timer = setTimeout(() => this.beat(), this.state === "live" ? calm : WORRIED_MS);
  }

  beat() {
    const now = performance.now();
    if (this.state !== "live" || now - this.aliveAt >= FRESH_MS || now - this.askedAt >= ASK_MS) return void this.probe();
    this.dispatchEvent(new Event("beat"));
    this.wait();
  }

  async ask() {
    try {
      const response = await fetch("/healthz", { signal: AbortSignal.timeout(LIMIT_MS), cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      this.heard(await response.json());
      this.askedAt = performance.now();
    } catch {
      this.aliveAt = -FRESH_MS;
      this.set("lost");
    }
  }

  heard({ epoch, number, now, conference, list = number }) {
    // Another conference answers at the same address, or a rehearsal: this page and what it keeps belong to the other one.
    if (conference && conference !== document.documentElement.dataset.conference) return location.reload();
    this.ahead = now - Date.now();
    this.base = now - performance.now();
    browser.set("kiosk-ahead", String(this.ahead));
    Object.assign(this, { epoch, list });
    if (this.state !== "full") this.set("live");
    this.dispatchEvent(new Event("beat"));
  }

  set(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
