/** After all data was deleted: has the worker remove the journal's store, the cookies and its pages. */

export {};

/** @param {string} name @returns {Promise<void>} */
function removed(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

const PATIENCE_MS = 10_000;

await new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  setTimeout(resolve, PATIENCE_MS);
  navigator.serviceWorker?.controller?.postMessage("forget", [port2]);
});
for (const { name } of (await indexedDB.databases?.()) ?? []) {
  if (name?.startsWith("soleus-")) await removed(name);
}
for (const each of document.cookie.split("; ")) {
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store
  document.cookie = `${each.split("=")[0]}=; path=/; max-age=0`;
}
localStorage.clear();
sessionStorage.clear();
document.getElementById("forgetting")?.remove();
document.getElementById("forgotten")?.removeAttribute("hidden");
