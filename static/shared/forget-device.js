// A browser whose device was ended forgets the guests that a desk kept in it, also where the desk's page was
// closed when it was ended. What the secretary typed and did not send yet stays: it exists nowhere else.
const registration = await navigator.serviceWorker?.getRegistration("/desk");
await registration?.unregister();
for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith("desk-")) await caches.delete(name);
indexedDB.deleteDatabase("kiosk-desk");
