/** The one Python of this origin: started when it is needed, anew after a fault, alone. */

import { fetchAll, isLate } from "./fetching.js";
import { TooSoonError } from "./interpreter.js";
import { startPython } from "./python.js";

/** @type {any} the worker itself; the types of pages do not know it */
const worker = globalThis;
const LOCK = "soleus-journal";
let isAlone = false;

/**
 * @typedef {{loadPyodide: any, createPyodideModule: any,
 *   decompress: import("./fetching.js").Decompress}} Interpreter
 */

/**
 * @param {import("./files.js").Plan} plan
 * @param {Interpreter} interpreter
 */
export function runningOf(plan, interpreter) {
  /** @type {Promise<import("./python.js").Soleus> | null} */
  let starting = null;
  let isReady = false;
  /** @type {Promise<void> | null} */
  let completing = null;

  /** Soleus, as soon as it has started. */
  function soleus() {
    starting ??= begin();
    return starting;
  }

  async function begin() {
    try {
      await alone();
      const got = await startPython(plan, interpreter).catch(again);
      isReady = true;
      await tell({ soleus: "ready" });
      return got;
    } catch (error) {
      stop();
      console.error(error);
      await tell({ soleus: "failed", why: saidOf(error) });
      throw error;
    }
  }

  /** A start that needs what comes later waits for it. @param {unknown} error */
  async function again(error) {
    if (!(error instanceof TooSoonError)) throw error;
    await fetchAll(plan, interpreter.decompress, isLate);
    return startPython(plan, interpreter);
  }

  /** Have what comes after the first page, from the host where it is not kept; tell it once. */
  function complete() {
    completing ??= completed().finally(() => {
      completing = null;
    });
    return completing;
  }

  async function completed() {
    await fetchAll(plan, interpreter.decompress, isLate);
    const got = await soleus();
    if (got.isWhole()) return;
    await got.complete();
    await tell({ soleus: "whole" });
  }

  /** Let go of it: what is in memory and what was kept may differ. */
  function stop() {
    starting = null;
    isReady = false;
  }

  return { soleus, complete, stop, isReady: () => isReady };
}

/** Wait until no other worker has the journal open; it is ours then until this worker ends. */
function alone() {
  if (isAlone || !navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    void navigator.locks.request(LOCK, () => {
      isAlone = true;
      resolve(undefined);
      return new Promise(() => undefined);
    });
  });
}

/** What somebody is told of a fault, without where in the code it was. @param {unknown} error */
function saidOf(error) {
  const last = String(error).trim().split("\n").at(-1) ?? "";
  return last.replace(/^[\w.]+: /, "");
}

/** @param {object} what */
async function tell(what) {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const tab of tabs) tab.postMessage(what);
}
