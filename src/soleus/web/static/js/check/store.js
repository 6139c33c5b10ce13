/**
 * What this page keeps on the device: the half-way check, and checks that wait to be sent. One
 * IndexedDB database; README.md says what stands where.
 *
 * @typedef {import("./standing.js").Entry & {person: string, taken_at: string,
 *   order?: number}} Waiting
 * @typedef {{at: string, said: import("./interview.js").Said,
 *   knew?: import("./standing.js").Knew}} Draft
 */

import { keptIn } from "../offline/indexed.js";
import { askToLast } from "../offline/lasting.js";

export const DATABASE = "soleus-check";
const WAITING = "waiting";
const DRAFTS = "drafts";

const within = keptIn(DATABASE, { [WAITING]: { keyPath: "id" }, [DRAFTS]: {} });

/** The checks that wait to be sent, of everybody here. @returns {Promise<Waiting[]>} */
export function everybodys() {
  return ask(WAITING, "readonly", (store) => store.getAll());
}

/** Let an entry wait; the same id counts once. */
export async function wait(/** @type {Waiting} */ entry) {
  await ask(WAITING, "readwrite", (store) => store.put(entry));
  void askToLast();
}

/** Forget an entry that has arrived. */
export function arrived(/** @type {string} */ id) {
  return ask(WAITING, "readwrite", (store) => store.delete(id));
}

/** The half-way check of one person. @returns {Promise<Draft | undefined>} */
export function draft(/** @type {string} */ person) {
  return ask(DRAFTS, "readonly", (store) => store.get(person));
}

export function keepDraft(/** @type {string} */ person, /** @type {Draft} */ kept) {
  return ask(DRAFTS, "readwrite", (store) => store.put(kept, person));
}

export function dropDraft(/** @type {string} */ person) {
  return ask(DRAFTS, "readwrite", (store) => store.delete(person));
}

/** @returns {Promise<any>} */
function ask(
  /** @type {string} */ name,
  /** @type {IDBTransactionMode} */ mode,
  /** @type {(store: IDBObjectStore) => IDBRequest} */ act,
) {
  return within([name], mode, (store) => act(store(name)));
}
