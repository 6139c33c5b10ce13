/**
 * A snapshot of Python's memory, made ready over nobody's journal: a cache and no more. It counts
 * for the build, the browser and the time zone that it was made by, and is thrown away on any
 * doubt; Soleus starts from the files of the build then (decision 060).
 */

import { addressOf, asResponse, OURS } from "./files.js";
import { functionsOf, zone } from "./interpreter.js";

const MEMORY = "snapshot";
const TRIES = "snapshot.tries";
/** Starts that did not come to an end, as where memory was short, before it is thought unsound. */
const MOST_TRIES = 2;
const SAID = "snapshot.json";
const PROOF = "from soleus.pocket.snapshot import proof\nproof()";

/**
 * @typedef {import("./files.js").Plan} Plan
 * @typedef {{madeBy: string, bytes: number, memoryBytes: number, functions: string, proof: string}} Said
 *   `functions`: digest of the table of functions; `proof`: of decisions
 */

/** @param {Plan} plan */
function nameOf(plan) {
  return `${OURS}snapshot-${plan.digest}`;
}

/** What a snapshot counts for. */
function maker() {
  return JSON.stringify([navigator.userAgent, zone(), location.host]);
}

/** @param {Plan} plan */
export async function isSnapshotKept(plan) {
  return Boolean(await (await caches.open(nameOf(plan))).match(addressOf(plan, SAID)));
}

/**
 * The one of this build and browser, if there is any.
 * @param {Plan} plan
 * @returns {Promise<{said: Said, memory: Uint8Array<ArrayBuffer>} | null>}
 */
export async function findSnapshot(plan) {
  if (!(await caches.has(nameOf(plan)))) return null;
  const cache = await caches.open(nameOf(plan));
  const [about, kept] = await Promise.all(
    [SAID, MEMORY].map((name) => cache.match(addressOf(plan, name))),
  );
  if (!about || !kept) return null;
  const said = /** @type {Said} */ (await about.json());
  if (said.madeBy !== maker()) throw new Error("made by another browser");
  const memory = new Uint8Array(await kept.arrayBuffer());
  if (memory.length !== said.bytes) throw new Error("not all of it is here");
  await countTry(cache, addressOf(plan, TRIES));
  return { said, memory };
}

/** @param {Cache} cache @param {string} address */
async function countTry(cache, address) {
  const tries = Number((await (await cache.match(address))?.text()) ?? 0);
  if (tries >= MOST_TRIES) throw new Error("starts from it did not come to an end");
  await cache.put(address, asResponse(String(tries + 1), "text/plain"));
}

/** A start from it came to its end. @param {Plan} plan */
export async function trySucceeded(plan) {
  await (await caches.open(nameOf(plan))).delete(addressOf(plan, TRIES));
}

/**
 * Refuse Python that is not what it was when the snapshot was made.
 * @param {any} python @param {Said} said
 */
export async function refuseOther(python, said) {
  if ((await functionsOf(python)) !== said.functions) throw new Error("other functions");
  if (proofOf(python) !== said.proof) throw new Error("other decisions");
}

/** What tells its decisions from others. @param {any} python @returns {string} */
export function proofOf(python) {
  return python.runPython(PROOF);
}

/**
 * Keep a snapshot; what is said of it comes last, so that a part of one is never found.
 * @param {Plan} plan
 * @param {{memory: Uint8Array<ArrayBuffer>, python: any, proof: string, memoryBytes: number}} made
 */
export async function keepSnapshot(plan, { memory, python, proof, memoryBytes }) {
  const functions = await functionsOf(python);
  const said = { madeBy: maker(), bytes: memory.length, memoryBytes, functions, proof };
  await dropSnapshot(plan);
  const cache = await caches.open(nameOf(plan));
  await cache.put(addressOf(plan, MEMORY), asResponse(memory, "application/octet-stream"));
  await cache.put(addressOf(plan, SAID), asResponse(JSON.stringify(said), "application/json"));
}

/** @param {Plan} plan */
export async function dropSnapshot(plan) {
  await caches.delete(nameOf(plan));
}
