/**
 * What this device keeps until it has arrived: entries that wait, and the session under way.
 */

import { keptIn } from "./indexed.js";

export const DATABASE = "soleus-queue";
export const WAITING = "waiting";
export const RUNNING = "running";

const within = keptIn(DATABASE, { [WAITING]: { keyPath: "id" }, [RUNNING]: { keyPath: "id" } });

/** Whether the device said that it is full. */
export function isFull(/** @type {any} */ error) {
  return error?.name === "QuotaExceededError";
}

/** @returns {Promise<any[]>} */
export function all(/** @type {string} */ name) {
  return within([name], "readonly", (store) => store(name).getAll());
}

/** Put some things in and take others out, all or nothing. */
export function change(
  /** @type {{put?: [string, object][], remove?: [string, string][]}} */ { put = [], remove = [] },
) {
  const names = [...new Set([...put, ...remove].map(([name]) => name))];
  if (!names.length) return Promise.resolve();
  return within(names, "readwrite", (store) => {
    for (const [name, value] of put) store(name).put(value);
    for (const [name, id] of remove) store(name).delete(id);
  });
}
