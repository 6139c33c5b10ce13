/**
 * What this device keeps until it has arrived: entries that wait, and the session under way.
 * A thin layer of promises over IndexedDB; each call is one transaction, on the disk or not at all.
 */

export const DATABASE = "soleus-queue";
export const WAITING = "waiting";
export const RUNNING = "running";

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

/** @returns {Promise<any>} */
async function within(
  /** @type {string[]} */ names,
  /** @type {IDBTransactionMode} */ mode,
  /** @type {(store: (name: string) => IDBObjectStore) => IDBRequest | void} */ act,
) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(names, mode, { durability: "strict" });
      transaction.onabort = () => reject(transaction.error);
      try {
        const request = act((name) => transaction.objectStore(name));
        transaction.oncomplete = () => resolve(request?.result);
      } catch (error) {
        reject(error);
        transaction.abort(); // all or nothing
      }
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(WAITING, { keyPath: "id" });
      request.result.createObjectStore(RUNNING, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
