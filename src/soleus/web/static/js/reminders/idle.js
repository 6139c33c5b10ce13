/**
 * A locked screen, where the browser can tell it (Idle Detection): an extra that nothing depends on.
 * A device that nobody touches says nothing of the legs: who reads or watches sits on. The browser is asked for permission only after a press; once given, it holds on the next pages too.
 */

import { recall, remember } from "../remembered.js";

const WANTED = "soleus.reminders.idle";
const LEAST_MS = 60_000; // the least that the interface takes

/** @type {AbortController | null} */
let watching = null;

/** Whether this browser can tell. */
export function canTell() {
  return "IdleDetector" in globalThis;
}

/** Whether time away is watched now. */
export function isWatching() {
  return watching !== null;
}

/**
 * Ask the browser for permission, which has to follow a press, and begin to watch.
 *
 * @param {(minutes: number) => void} cameBack
 * @returns {Promise<boolean>} whether permission was given
 */
export async function beginToWatch(cameBack) {
  const Detector = /** @type {any} */ (globalThis).IdleDetector;
  if ((await Detector.requestPermission()) !== "granted") return false;
  remember(WANTED, "yes");
  await watch(cameBack);
  return true;
}

/**
 * Go on watching where the person chose that before; the browser asks nothing.
 *
 * @param {(minutes: number) => void} cameBack
 */
export async function goOnWatching(cameBack) {
  if (!canTell() || recall(WANTED) !== "yes") return;
  const name = /** @type {PermissionName} */ ("idle-detection");
  const permission = await navigator.permissions.query({ name });
  if (permission.state === "granted") await watch(cameBack);
}

/** Stop watching, on this page and the next ones. */
export function stopWatching() {
  remember(WANTED, "no");
  watching?.abort();
  watching = null;
}

/** @param {(minutes: number) => void} cameBack */
async function watch(cameBack) {
  if (watching) return;
  watching = new AbortController();
  const detector = new /** @type {any} */ (globalThis).IdleDetector();
  const look = absence(cameBack);
  detector.addEventListener("change", () => look(detector, Date.now()));
  try {
    await detector.start({ threshold: LEAST_MS, signal: watching.signal });
  } catch (error) {
    watching = null;
    throw error;
  }
}

/**
 * Return a function to call with every change; it reports an absence once the screen is unlocked.
 *
 * @param {(minutes: number) => void} cameBack
 * @returns {(state: { userState: string, screenState: string }, now: number) => void}
 */
export function absence(cameBack) {
  let leftAt = 0;
  return ({ screenState }, now) => {
    const isLocked = screenState === "locked";
    if (isLocked && !leftAt) leftAt = now;
    if (isLocked || !leftAt) return;
    const minutes = (now - leftAt) / 60_000;
    leftAt = 0;
    if (minutes > 0) cameBack(minutes); // not so where the clock was set back meanwhile
  };
}
