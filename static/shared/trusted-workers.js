// The only place where the address of a script becomes one that the browser may run beside the page.
const ALLOWED = new Set(["/static/shared/decoder-worker.js", "/desk/worker.js"]);
const check = (url) => {
  if (!ALLOWED.has(url)) throw new TypeError(`${url} is no worker of ours`);
  return url;
};
const policy = globalThis.trustedTypes?.createPolicy("kiosk-worker", { createScriptURL: check }) ?? { createScriptURL: check };

/** A worker's address, trusted. */
export const script = (url) => policy.createScriptURL(url);
