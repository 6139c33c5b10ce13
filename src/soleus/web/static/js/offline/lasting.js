/**
 * Asks the browser to keep what waits on this device until it is sent: else it may throw it away
 * when space is short, or after days without a visit. A browser may refuse; nothing depends on it.
 */

/** @type {Promise<boolean> | null} */
let asked = null;

/** Call it when something has begun to wait; a page asks once. */
export function askToLast() {
  asked ??= ask(globalThis.navigator?.storage).catch(() => false);
  return asked;
}

/** @param {StorageManager | undefined} storage workers cannot ask, and old browsers have none */
async function ask(storage) {
  if (!storage?.persist) return false;
  return (await storage.persisted?.()) || storage.persist();
}
