/**
 * Blood in the deep vein: dots that the squeeze sends up and that the valves keep from falling back.
 *
 * Above the calf blood moves when the muscle squeezes, below it when the muscle lets go and the
 * emptied vein fills. Over one whole beat every dot goes equally far, so none is lost or heaped up.
 * A picture of the mechanism and not a measurement: how far a dot goes has no scale.
 *
 * Where the leg is simulated, the dots go as far as its flows carry them, each stretch of the vein
 * with its own: below the calf, at the knee and at the groin.
 *
 * @typedef {import("./types.js").Dot} Dot
 * @typedef {import("./types.js").Along} Along
 * @typedef {{ dots: Dot[], gone: Along }} Blood where the dots were when this beat began, and how far
 *   the blood of each stretch has gone since
 */

import { GROIN, PRESSED } from "./anatomy.js";
import { ease } from "./curve.js";

const DOTS = 26;

/** How far one full squeeze and letting go carry a dot, as a share of the vein. */
const STROKE = 0.22;
const RESTING_FLOW_PER_SECOND = 0.012;

/** How much faster it runs down to the body from a leg that is raised. */
const DRAINING_FLOW_PER_SECOND = 0.05;

const NOWHERE = { foot: 0, knee: 0, out: 0 };

/** How far along the vein dots may be sent by blood that falls back and still be seen. */
const wrapped = (/** @type {number} */ s) => ((s % 1) + 1) % 1;

/**
 * Dots spread along a vein.
 * @returns {Blood}
 */
export function fill(count = DOTS) {
  const dots = Array.from({ length: count }, (_, i) => ({
    s: (i + 0.5) / count,
    side: ((i * 0.618034) % 1) * 2 - 1,
  }));
  return { dots, gone: NOWHERE };
}

/**
 * Where every dot is now, along and across the vein.
 * @param {Blood} blood
 * @returns {Dot[]}
 */
export function spots({ dots, gone }) {
  return dots.map(({ s, side }) => {
    const above = ease((s - PRESSED.from) / (PRESSED.to - PRESSED.from));
    const groin = ease((s - GROIN.from) / (GROIN.to - GROIN.from));
    const high = (1 - groin) * gone.knee + groin * gone.out;
    return { s: wrapped(s + above * high + (1 - above) * gone.foot), side };
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
  const isNewBeat = now > before && blood.gone.foot > 0;
  const { dots, gone } = isNewBeat ? { dots: spots(blood), gone: NOWHERE } : blood;
  const onward = (RESTING_FLOW_PER_SECOND + raised * DRAINING_FLOW_PER_SECOND) * seconds;
  const pushed = STROKE * Math.max(0, now - before);
  return {
    dots: dots.map((dot) => ({ ...dot, s: dot.s + onward })),
    gone: {
      foot: gone.foot + STROKE * Math.max(0, before - now),
      knee: gone.knee + pushed,
      out: gone.out + pushed,
    },
  };
}

/**
 * Let blood go as far as simulated flows carry it.
 * @param {Blood} blood
 * @param {Along} moved since the last frame
 * @param {boolean} isNewBeat
 * @returns {Blood}
 */
export function carry(blood, moved, isNewBeat) {
  const { dots, gone } = isNewBeat ? { dots: spots(blood), gone: NOWHERE } : blood;
  return {
    dots,
    gone: {
      foot: gone.foot + moved.foot,
      knee: gone.knee + moved.knee,
      out: gone.out + moved.out,
    },
  };
}
