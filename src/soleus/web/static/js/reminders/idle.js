/** Time away, where the browser can tell it: Idle Detection, an extra and never needed. */

const LEAST_MS = 60_000; // the least that the interface takes

/** Whether this browser can tell. */
export function canTell() {
  return "IdleDetector" in globalThis;
}

/**
 * Begin to watch; has to follow a press, since it asks for leave.
 *
 * @param {(minutes: number) => void} cameBack
 * @returns {Promise<boolean>} whether it watches
 */
export async function watchIdle(cameBack) {
  const Detector = /** @type {any} */ (globalThis).IdleDetector;
  if ((await Detector.requestPermission()) !== "granted") return false;
  const detector = new Detector();
  let leftAt = 0;
  detector.addEventListener("change", () => {
    const isAway = detector.userState === "idle" || detector.screenState === "locked";
    if (isAway && !leftAt) leftAt = Date.now() - (detector.userState === "idle" ? LEAST_MS : 0);
    if (!isAway && leftAt) {
      cameBack((Date.now() - leftAt) / 60_000);
      leftAt = 0;
    }
  });
  await detector.start({ threshold: LEAST_MS });
  return true;
}
