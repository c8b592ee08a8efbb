// The desk's shell: it opens with the server gone; a new version is offered and never forced.
import { script } from "../shared/trusted-workers.js";

/** Keep the page's files here, and offer a new version where there is one. */
export async function shell() {
  if (!navigator.serviceWorker) return;
  const update = document.getElementById("update");
  const registration = await navigator.serviceWorker.register(script("/desk/worker.js"), { scope: "/desk" });
  const offer = (worker) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    update.hidden = false;
    update.onclick = () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker.postMessage("take over");
    };
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
  });
  navigator.storage?.persist?.();
}
