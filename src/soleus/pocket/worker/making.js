/**
 * Makes a snapshot beside a page, in a worker of its own: nobody waits for it, and it never sees
 * the journal. Told the build, it answers when it is over.
 */

import { madeReady } from "./python.js";
import { isSnapshotKept, keepSnapshot } from "./snapshot.js";

/** @type {any} the worker itself; the types of pages do not know it */
const worker = globalThis;
const LOCK = "soleus-snapshot";

worker.onmessage = async (/** @type {{data: import("./files.js").Plan}} */ { data: plan }) => {
  try {
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && make(plan));
    worker.postMessage("over");
  } finally {
    worker.close();
  }
};

/** @param {import("./files.js").Plan} plan */
async function make(plan) {
  if (await isSnapshotKept(plan)) return;
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    import(`${plan.base}pyodide.js`),
    import(`${plan.base}pyodide.asm.js`),
  ]);
  await keepSnapshot(plan, await madeReady(plan, { loadPyodide, createPyodideModule }));
}
