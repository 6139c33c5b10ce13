/**
 * Blood in the deep vein: dots that the squeeze sends up and that the valves keep from falling back.
 *
 * A picture of the mechanism and not a measurement: how far a dot goes has no scale.
 */

import { PRESSED } from "./anatomy.js";
import { ease } from "./curve.js";

const DOTS = 26;

/** Dots spread along the vein: `{ s, side }`, s from 0 (sole) to 1 (groin), side −1 … 1. */
export function fill() {
  return Array.from({ length: DOTS }, (_, i) => ({
    s: (i + 0.5) / DOTS,
    side: ((i * 0.618034) % 1) * 2 - 1,
  }));
}

/** How far one full squeeze and letting go carry a dot, as a share of the vein. */
const STROKE = 0.22;
const RESTING_FLOW_PER_SECOND = 0.012;

/**
 * Move the dots on by `seconds` while the squeeze goes from `before` to `now`.
 *
 * Above the calf blood moves when the muscle squeezes, below it when the muscle lets go and the
 * emptied vein fills; over one whole beat every dot goes equally far, and none ever falls back.
 * @param {import("./types.js").Dot[]} dots
 * @param {number} before
 * @param {number} now
 * @param {number} seconds
 */
export function flow(dots, before, now, seconds) {
  const push = Math.max(0, now - before);
  const draw = Math.max(0, before - now);
  return dots.map((dot) => {
    const above = ease((dot.s - PRESSED.from) / (PRESSED.to - PRESSED.from));
    const s =
      dot.s + STROKE * (above * push + (1 - above) * draw) + RESTING_FLOW_PER_SECOND * seconds;
    return { ...dot, s: s > 1 ? s - 1 : s };
  });
}
