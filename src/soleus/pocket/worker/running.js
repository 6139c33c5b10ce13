/** The one Python of this origin: started when it is needed, anew after a fault, alone. */

import { startPython } from "./python.js";

/** @type {any} the worker itself; the types of pages do not know it */
const worker = globalThis;
const LOCK = "soleus-journal";
let isAlone = false;

/**
 * @param {import("./files.js").Plan} plan
 * @param {{loadPyodide: any, createPyodideModule: any}} interpreter
 */
export function runningOf(plan, interpreter) {
  /** @type {Promise<import("./python.js").Soleus> | null} */
  let starting = null;
  let isReady = false;

  /** Soleus, as soon as it has started. */
  function soleus() {
    starting ??= begin();
    return starting;
  }

  async function begin() {
    try {
      await alone();
      const got = await startPython(plan, interpreter);
      isReady = true;
      await tell({ soleus: "ready" });
      return got;
    } catch (error) {
      stop();
      console.error(error);
      await tell({ soleus: "failed", why: String(error) });
      throw error;
    }
  }

  /** Let go of it: what is in memory and what was kept may differ. */
  function stop() {
    starting = null;
    isReady = false;
  }

  return { soleus, stop, isReady: () => isReady };
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

/** @param {object} what */
async function tell(what) {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const tab of tabs) tab.postMessage(what);
}
