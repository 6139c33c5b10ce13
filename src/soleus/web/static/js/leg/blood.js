/**
 * Blood in the deep vein: dots that the squeeze sends up and that the valves keep from falling back.
 *
 * Above the calf blood moves when the muscle squeezes, below it when the muscle lets go and the
 * emptied vein fills. Over one whole beat every dot goes equally far, so none is lost or heaped up.
 * A picture of the mechanism and not a measurement: how far a dot goes has no scale.
 *
 * @typedef {import("./types.js").Dot} Dot
 * @typedef {{ dots: Dot[], pushed: number, drawn: number }} Blood where the dots were when this
 *   beat began, and how much of it has been squeezed out and let in since
 */

import { PRESSED } from "./anatomy.js";
import { ease } from "./curve.js";

const DOTS = 26;

/** How far one full squeeze and letting go carry a dot, as a share of the vein. */
const STROKE = 0.22;
const RESTING_FLOW_PER_SECOND = 0.012;

/** How much faster it runs down to the body from a leg that is raised. */
const DRAINING_FLOW_PER_SECOND = 0.05;

/**
 * Dots spread along the vein.
 * @returns {Blood}
 */
export function fill() {
  const dots = Array.from({ length: DOTS }, (_, i) => ({
    s: (i + 0.5) / DOTS,
    side: ((i * 0.618034) % 1) * 2 - 1,
  }));
  return { dots, pushed: 0, drawn: 0 };
}

/**
 * Where every dot is now, along and across the vein.
 * @param {Blood} blood
 * @returns {Dot[]}
 */
export function spots({ dots, pushed, drawn }) {
  return dots.map(({ s, side }) => {
    const above = ease((s - PRESSED.from) / (PRESSED.to - PRESSED.from));
    return { s: (s + STROKE * (above * pushed + (1 - above) * drawn)) % 1, side };
  });
}

/**
 * Let `seconds` pass while the squeeze goes from `before` to `now`, with the leg `raised` (0 … 1).
 * @param {Blood} blood
 * @param {number} before
 * @param {number} now
 * @param {number} seconds
 * @param {number} [raised]
 * @returns {Blood}
 */
export function flow(blood, before, now, seconds, raised = 0) {
  const isNewBeat = now > before && blood.drawn > 0;
  const { dots, pushed, drawn } = isNewBeat ? { dots: spots(blood), pushed: 0, drawn: 0 } : blood;
  const onward = (RESTING_FLOW_PER_SECOND + raised * DRAINING_FLOW_PER_SECOND) * seconds;
  return {
    dots: dots.map((dot) => ({ ...dot, s: dot.s + onward })),
    pushed: pushed + Math.max(0, now - before),
    drawn: drawn + Math.max(0, before - now),
  };
}
