/** Removes all that this browser keeps of Soleus; a button for it asks again where something waits. */

import { DATABASE as CHECKS } from "../check/store.js";
import { translate } from "../phrases.js";
import { DATABASE } from "./database.js";
import { waiting } from "./queue.js";

const button = document.getElementById("forget");
const told = document.getElementById("forgotten");
let isSure = false;
const PATIENCE_MS = 3000;

/** Remove kept pages, what waits, and the worker that keeps them. */
export async function forget() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) await asked(registration.active);
  await registration?.unregister();
  const names = "caches" in globalThis ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
  await Promise.all([CHECKS, DATABASE].map(removed));
}

/** The worker may be in the middle of keeping something; it stops, and says so. */
function asked(/** @type {ServiceWorker} */ worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    setTimeout(resolve, PATIENCE_MS);
    worker.postMessage("forget", [port2]);
  });
}

/** @returns {Promise<void>} */
function removed(/** @type {string} */ name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve(); // another tab holds it for a moment; it goes after that
  });
}

button?.addEventListener("click", async () => {
  const left = await waiting().catch(() => []);
  if (left.length && !isSure) {
    isSure = true;
    say(translate("{n} not sent yet. Press again to remove them too.", { n: left.length }));
    return;
  }
  await forget();
  say(translate("Removed from this device. The journal itself is as it was."));
});

function say(/** @type {string} */ text) {
  if (told) told.textContent = text;
}
