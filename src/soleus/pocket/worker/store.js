/**
 * The journal's folder, kept in IndexedDB: what has changed is written in one transaction, and only
 * when that is over has it been kept. Python's own files are in memory, so SQLite's syncing means
 * nothing here; this stands for it (decision 046).
 *
 * A worker that took over makes every older one unable to write.
 */

export const DATABASE = "soleus-journal";
const VERSION = 1;
const BLOCKS = "blocks";
const FILES = "files";
const OWNER = "owner";
export const BLOCK_BYTES = 16_384;
/** SQLite makes it anew; it says only where things are in the log. */
const NOT_KEPT = /-shm$|\.new$/;

/** Somebody else writes now. */
export class SupersededError extends Error {}

/** Something could not be kept, so nothing after it is either. */
export class BrokenStoreError extends Error {}

/** Open the store and become the one that writes. */
export async function openStore() {
  const database = await opened();
  const epoch = await takenOver(database);
  return new Store(database, epoch);
}

/** Remove all that was ever kept. @returns {Promise<void>} */
export function eraseStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      for (const name of [BLOCKS, FILES, OWNER]) request.result.createObjectStore(name);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function over(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new SupersededError("another writes"));
    transaction.onerror = () => reject(transaction.error);
  });
}

/** @param {IDBDatabase} database @returns {Promise<number>} */
async function takenOver(database) {
  const transaction = database.transaction(OWNER, "readwrite", { durability: "strict" });
  const owners = transaction.objectStore(OWNER);
  let epoch = 1;
  owners.get(OWNER).onsuccess = (/** @type {any} */ { target }) => {
    epoch = (target.result ?? 0) + 1;
    owners.put(epoch, OWNER);
  };
  await over(transaction);
  return epoch;
}

class Store {
  /** What is kept of each file, as it was kept last. @type {Map<string, Uint8Array>} */
  #shadow = new Map();
  /** One after the other: what is written tells only how a file differs from what was kept before. */
  #last = Promise.resolve();
  #isBroken = false;
  /** How often something was written and flushed since this store was opened. */
  writes = 0;

  /** @param {IDBDatabase} database @param {number} epoch */
  constructor(database, epoch) {
    this.database = database;
    this.epoch = epoch;
  }

  /** Put every kept file into Python's folder. @param {any} FS @param {string} folder */
  async restore(FS, folder) {
    const transaction = this.database.transaction([FILES, BLOCKS]);
    const sizes = pairs(transaction.objectStore(FILES));
    const blocks = pairs(transaction.objectStore(BLOCKS));
    for (const [path, size] of await sizes) this.#shadow.set(String(path), new Uint8Array(size));
    for (const [key, block] of await blocks) {
      const [path, number] = /** @type {[string, number]} */ (key);
      this.#shadow.get(path)?.set(block, number * BLOCK_BYTES);
    }
    for (const [path, content] of this.#shadow) {
      FS.mkdirTree(folderOf(`${folder}/${path}`), 0o700);
      FS.writeFile(`${folder}/${path}`, content, { mode: 0o600 });
    }
  }

  /**
   * Keep what has changed since the last time; over when it is on the disk. Where that once fails,
   * this store keeps nothing more: what is in memory is no longer what was kept.
   * @param {any} FS @param {string} folder @returns {Promise<void>}
   */
  save(FS, folder) {
    const saved = this.#last.then(() => this.#save(FS, folder));
    this.#last = saved.catch(() => undefined);
    return saved;
  }

  /** @param {any} FS @param {string} folder */
  async #save(FS, folder) {
    if (this.#isBroken) throw new BrokenStoreError("something could not be kept before");
    const now = new Map(filesIn(FS, folder));
    const gone = [...this.#shadow.keys()].filter((path) => !now.has(path));
    const changed = [...now].filter(([path, content]) => !isSame(this.#shadow.get(path), content));
    if (!gone.length && !changed.length) return;
    try {
      await this.#flush(gone, changed);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
    this.#shadow = now;
    this.writes += 1;
  }

  /**
   * One transaction, over when it is on the disk; none of it is kept where another store is open.
   * @param {string[]} gone @param {[string, Uint8Array][]} changed
   */
  #flush(gone, changed) {
    const transaction = this.database.transaction([BLOCKS, FILES, OWNER], "readwrite", {
      durability: "strict",
    });
    transaction.objectStore(OWNER).get(OWNER).onsuccess = (/** @type {any} */ { target }) => {
      if (target.result !== this.epoch) return transaction.abort();
      for (const path of gone) forget(transaction, path);
      for (const [path, content] of changed) {
        write(transaction, path, content, this.#shadow.get(path));
      }
    };
    return over(transaction);
  }

  close() {
    this.database.close();
  }
}

/** @param {IDBTransaction} transaction @param {string} path */
function forget(transaction, path) {
  transaction.objectStore(FILES).delete(path);
  transaction.objectStore(BLOCKS).delete(IDBKeyRange.bound([path, 0], [path, Infinity]));
}

/**
 * Write the blocks in which a file differs from what it was.
 * @param {IDBTransaction} transaction @param {string} path
 * @param {Uint8Array} content @param {Uint8Array | undefined} before
 */
function write(transaction, path, content, before) {
  const blocks = transaction.objectStore(BLOCKS);
  const count = Math.ceil(content.length / BLOCK_BYTES);
  for (let number = 0; number < count; number += 1) {
    const [from, to] = [number * BLOCK_BYTES, (number + 1) * BLOCK_BYTES];
    const block = content.subarray(from, to);
    if (!isSame(before?.subarray(from, to), block)) blocks.put(block.slice(), [path, number]);
  }
  if (before && before.length > content.length) {
    blocks.delete(IDBKeyRange.bound([path, count], [path, Infinity]));
  }
  if (before?.length !== content.length) {
    transaction.objectStore(FILES).put(content.length, path);
  }
}

/** @param {IDBObjectStore} store @returns {Promise<[IDBValidKey, any][]>} */
function pairs(store) {
  return new Promise((resolve, reject) => {
    const keys = store.getAllKeys();
    const values = store.getAll();
    values.onsuccess = () =>
      resolve(keys.result.map((key, at) => /** @type {const} */ ([key, values.result[at]])));
    values.onerror = () => reject(values.error);
  });
}

/** @param {any} FS @param {string} folder @returns {Generator<[string, Uint8Array]>} */
function* filesIn(FS, folder, beneath = "") {
  for (const name of FS.readdir(folder)) {
    if (name === "." || name === ".." || NOT_KEPT.test(name)) continue;
    const path = `${folder}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) yield* filesIn(FS, path, `${beneath}${name}/`);
    else yield [`${beneath}${name}`, FS.readFile(path)];
  }
}

/** @param {string} path */
function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/"));
}

/** @param {Uint8Array | undefined} one @param {Uint8Array} other */
function isSame(one, other) {
  if (one?.length !== other.length) return false;
  const words = one.length >> 2;
  if (one.byteOffset % 4 || other.byteOffset % 4)
    return one.every((byte, at) => byte === other[at]);
  const a = new Uint32Array(one.buffer, one.byteOffset, words);
  const b = new Uint32Array(other.buffer, other.byteOffset, words);
  for (let at = 0; at < words; at += 1) if (a[at] !== b[at]) return false;
  for (let at = words * 4; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
