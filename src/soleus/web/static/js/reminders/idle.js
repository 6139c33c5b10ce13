/**
 * Time away, where the browser can tell it: Idle Detection, an extra and never needed. Leave is asked
 * for by a press and never on loading; what was allowed once goes on with the next page.
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

/** Whether it is watched now. */
export function isWatching() {
  return watching !== null;
}

/**
 * Ask for leave, which has to follow a press, and begin to watch.
 *
 * @param {(minutes: number) => void} cameBack
 * @returns {Promise<boolean>} whether it watches
 */
export async function beginToWatch(cameBack) {
  const Detector = /** @type {any} */ (globalThis).IdleDetector;
  if ((await Detector.requestPermission()) !== "granted") return false;
  remember(WANTED, "yes");
  await watch(cameBack);
  return true;
}

/**
 * Go on watching where it was wanted and allowed before; nothing is asked.
 *
 * @param {(minutes: number) => void} cameBack
 */
export async function goOnWatching(cameBack) {
  if (!canTell() || recall(WANTED) !== "yes") return;
  const name = /** @type {PermissionName} */ ("idle-detection");
  const leave = await navigator.permissions.query({ name });
  if (leave.state === "granted") await watch(cameBack);
}

/** Watch no more, on this page and the next ones. */
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
 * Return what looks at every change and tells of an absence once it is over.
 *
 * @param {(minutes: number) => void} cameBack
 * @returns {(state: { userState: string, screenState: string }, now: number) => void}
 */
export function absence(cameBack) {
  let leftAt = 0;
  return (state, now) => {
    const isIdle = state.userState === "idle";
    const isAway = isIdle || state.screenState === "locked";
    if (isAway && !leftAt) leftAt = now - (isIdle ? LEAST_MS : 0);
    if (isAway || !leftAt) return;
    const minutes = (now - leftAt) / 60_000;
    leftAt = 0;
    if (minutes > 0) cameBack(minutes); // not so where the clock was set back meanwhile
  };
}
