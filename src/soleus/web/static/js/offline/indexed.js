/** A thin layer of promises over IndexedDB: a call is one transaction, on the disk or not at all. */

/**
 * Something that acts on the stores of one database.
 * @param {string} name
 * @param {Record<string, IDBObjectStoreParameters>} stores what is made on the first opening
 */
export function keptIn(name, stores) {
  /** @returns {Promise<IDBDatabase>} */
  function opened() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        for (const [store, how] of Object.entries(stores))
          request.result.createObjectStore(store, how);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /**
   * @param {string[]} names
   * @param {IDBTransactionMode} mode
   * @param {(store: (name: string) => IDBObjectStore) => IDBRequest | void} act
   * @returns {Promise<any>} what the request gave, once all of it is kept
   */
  return async (names, mode, act) => {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(names, mode, { durability: "strict" });
        transaction.onabort = () => reject(transaction.error);
        try {
          const request = act((store) => transaction.objectStore(store));
          transaction.oncomplete = () => resolve(request?.result);
        } catch (error) {
          reject(error);
          transaction.abort(); // all or nothing
        }
      });
    } finally {
      database.close();
    }
  };
}
