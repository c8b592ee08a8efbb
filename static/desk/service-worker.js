// The desk's service worker: keeps the page and everything it needs, so that it opens with the server gone. VERSION and
// FILES are written in front of this by the server. It never touches what is said to the server, and never reloads a page.
const CACHE = `desk-${VERSION}`;
const PAGE = "/desk";
const LIMIT_MS = 1500;

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(settle()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  if (event.data === "keep the page") event.waitUntil(fillPage());
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  await fillPage();
}

async function fillPage() {
  const cache = await caches.open(CACHE);
  const page = await fetch(PAGE, { cache: "reload", credentials: "same-origin" });
  if (page.ok && page.headers.get("Shell") === VERSION) await cache.put(PAGE, page);
}

async function settle() {
  const old = (await caches.keys()).filter((name) => name.startsWith("desk-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (url.pathname === PAGE) event.respondWith(page(event.request));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(kept(event.request, url.pathname));
  }
});

/** What is kept of an address. It opens no cache, for that would make one anew in a browser that has just forgotten. */
const found = (path) => caches.match(path, { cacheName: CACHE });

/** A file of the shell: as it was kept, for as long as this worker rules. */
async function kept(request, path) {
  return (await found(path)) ?? fetch(request);
}

/** The page: the server's if it answers soon and belongs to this shell, the kept one otherwise. */
async function page(request) {
  const old = await found(PAGE);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(old ? LIMIT_MS : 20000) });
    if (!fresh.ok) return fresh.status >= 500 && old ? old : fresh;
    if (fresh.headers.get("Shell") !== VERSION) return old ?? fresh;
    await (await caches.open(CACHE)).put(PAGE, fresh.clone());
    return fresh;
  } catch (error) {
    if (old) return old;
    throw error;
  }
}
