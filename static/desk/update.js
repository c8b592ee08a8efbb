// The desk's shell: it opens with the server gone; a new version is offered and never forced. What could not be kept the first time
// is tried again for as long as the page is open.
import { script } from "../shared/trusted-workers.js";

const PAGE = "/desk";

/** Fires "change" once page and files are kept. `possible`: only from this machine or over https. */
export class Shell extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { kept: false, possible: Boolean(navigator.serviceWorker), trying: null, registration: null });
  }

  /** Keep the page's files here, unless they are; harmless to ask at any time. */
  keep() {
    if (this.possible && !this.kept) this.trying ??= this.attempt().catch(() => {}).finally(() => (this.trying = null));
    return this.trying;
  }

  async attempt() {
    // Registering again is how a failed installation is repeated: the browser forgets a worker that could not fetch its files.
    const registration = await navigator.serviceWorker.register(script("/desk/worker.js"), { scope: PAGE });
    if (registration !== this.registration) this.watch(registration);
    if (!registration.active) return;
    if (!(await caches.match(PAGE))) return void registration.active.postMessage("keep the page");
    this.kept = true;
    this.dispatchEvent(new Event("change"));
    navigator.storage?.persist?.();
  }

  /** Offer a new version where there is one. */
  watch(registration) {
    this.registration = registration;
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed") offer(worker);
        if (worker.state === "activated") this.keep();
      });
    });
    if (registration.installing) registration.installing.addEventListener("statechange", () => this.keep());
  }
}

function offer(worker) {
  if (!worker || !navigator.serviceWorker.controller) return;
  const update = document.getElementById("update");
  update.hidden = false;
  update.onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  };
}
