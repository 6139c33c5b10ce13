/**
 * Later starts in a quarter of the time: while a page is looked at and nothing else is to do, the
 * memory of Soleus made ready is kept in this browser.
 *
 * It takes as much memory again for some seconds. A small phone may end the page for that, so it is
 * not begun on one, and not more than twice again where a page ended in the midst of it.
 */

import { recall, remember } from "../remembered.js";

const BEGINS_AFTER_MS = 4000;
const LEAST_MEMORY_GB = 4;
const MOST_TRIES = 2;
const TRIES = "soleus-ready-tries";

let isBegun = false;

/**
 * @param {{script: string, plan: {digest: string}}} told the worker that makes it, and the build
 */
export function makeReady({ script, plan }) {
  const memory = /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory;
  if (isBegun || (memory ?? LEAST_MEMORY_GB) < LEAST_MEMORY_GB) return;
  isBegun = true;
  setTimeout(() => {
    const tries = triesOf(plan.digest);
    if (document.visibilityState !== "visible" || tries >= MOST_TRIES) {
      isBegun = false;
      return;
    }
    note(plan.digest, tries + 1);
    const worker = new Worker(script, { type: "module" });
    const leave = () => note(plan.digest, tries); // ended by leaving the page, not by a fault
    addEventListener("pagehide", leave, { once: true });
    worker.onmessage = () => {
      removeEventListener("pagehide", leave);
      note(plan.digest, 0);
    };
    worker.onerror = () => removeEventListener("pagehide", leave);
    worker.postMessage(plan);
  }, BEGINS_AFTER_MS);
}

/** @param {string} digest */
function triesOf(digest) {
  const [of, tries] = (recall(TRIES) ?? "").split(" ");
  return of === digest ? Number(tries) : 0;
}

/** @param {string} digest @param {number} tries */
function note(digest, tries) {
  remember(TRIES, `${digest} ${tries}`);
}
