/**
 * What the veins of two simulated legs do at one moment, on one scale for both, so that they can be
 * compared; what changes with a setting glides over. Pure.
 *
 * @typedef {{ per_minute: number, leaks: boolean, curves: Record<string, number[]>,
 *   frames: import("../session/types.js").PoseTrack["frames"] }} Moves one leg over one cycle, as
 *   `web/what_if_legs.py` says it
 * @typedef {{ reach: Record<string, number>, rest: Record<string, number>, swelling: number,
 *   slowest: number }} Scale
 * @typedef {import("../leg/types.js").Veins} Veins
 */

import { FASTEST_AT_SURFACE, GLIDE_SECONDS, LARGEST_SWELLING, WIDE_OPEN } from "../cycle/drawn.js";
import { valueAt } from "../cycle/table.js";

/** How far the blood of the leg with less flow goes in a second, as a share of the drawn vein. */
const SLOWEST = 0.025;

/** No dot goes further in a second, or the eye loses it. */
const FASTEST = 0.9;

/** Differences of volume below this part are not drawn as large as that. */
const LEAST_SWELLING = 0.15;

const PARTS = /** @type {const} */ (["foot", "calf", "thigh", "skin"]);
const FLOWS = /** @type {const} */ (["foot", "knee", "out"]);

const mean = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * One scale for some legs: flows against the largest, volumes against the middle of all.
 * @param {Moves[]} legs
 * @returns {Scale}
 */
export function scaleOf(legs) {
  const all = (/** @type {string} */ name) => legs.flatMap(({ curves }) => curves[name]);
  const reach = Object.fromEntries(
    [...FLOWS, "skin"].map((name) => [name, Math.max(1e-6, ...all(name).map(Math.abs))]),
  );
  const rest = Object.fromEntries(PARTS.map((part) => [part, mean(all(`${part}_volume`))]));
  const off = PARTS.flatMap((part) =>
    all(`${part}_volume`).map((volume) => Math.abs(volume / rest[part] - 1)),
  );
  const slowest = Math.max(1e-6, Math.min(...legs.map(({ curves }) => mean(curves.out))));
  return { reach, rest, swelling: Math.max(LEAST_SWELLING, ...off), slowest };
}

/**
 * What is drawn of one leg at a phase (0 … 1) of its cycle: widths, how far valves stand open, and
 * how fast blood goes, in vein lengths a second.
 * @param {Moves} moves
 * @param {Scale} scale
 * @param {number} phase
 * @returns {Record<string, number>}
 */
export function drawnAt({ curves, leaks }, scale, phase) {
  const value = (/** @type {string} */ name) =>
    valueAt([{ stage: { seconds: 0, curves }, part: 1 }], name, phase);
  /** @type {Record<string, number>} */
  const drawn = {};
  for (const part of PARTS) {
    const more = value(`${part}_volume`) / scale.rest[part] - 1;
    drawn[`wide ${part}`] = 1 + (LARGEST_SWELLING * more) / scale.swelling;
  }
  const speed = (SLOWEST * mean(curves.out)) / scale.slowest;
  for (const name of FLOWS) {
    const flow = value(name);
    drawn[`open ${name}`] = Math.max(0, Math.min(1, flow / (WIDE_OPEN * scale.reach[name])));
    const fast = (speed * flow) / Math.max(mean(curves[name]), 1e-3);
    drawn[`fast ${name}`] = Math.max(-FASTEST, Math.min(FASTEST, fast));
  }
  drawn["fast skin"] = leaks ? (FASTEST_AT_SURFACE * value("skin")) / scale.reach.skin : 0;
  return drawn;
}

/** What is shown of one leg: it follows what is to be shown, and glides where that jumps. */
export function createGlide() {
  /** @type {Record<string, number>} */
  let shown = {};
  /** @type {Record<string, number>} */
  const off = {};
  let isJump = false;

  return {
    /** What comes next is of another setting. */
    jump() {
      isJump = true;
    },

    /**
     * @param {Record<string, number>} target
     * @param {number} seconds that pass
     */
    to(target, seconds) {
      const fade = Math.exp(-seconds / GLIDE_SECONDS);
      /** @type {Record<string, number>} */
      const now = {};
      for (const [name, value] of Object.entries(target)) {
        const left = isJump ? (shown[name] ?? value) - value : (off[name] ?? 0) * fade;
        off[name] = left;
        now[name] = value + left;
      }
      isJump = false;
      shown = now;
      return now;
    },
  };
}

/**
 * As the drawn leg takes it.
 * @param {Record<string, number>} drawn
 * @param {number} seconds that pass
 * @param {boolean} isNewBeat
 * @param {boolean} leaks
 * @returns {Veins}
 */
export function veinsOf(drawn, seconds, isNewBeat, leaks) {
  const each = (/** @type {string} */ kind, /** @type {readonly string[]} */ names, times = 1) =>
    /** @type {any} */ (
      Object.fromEntries(names.map((name) => [name, times * drawn[`${kind} ${name}`]]))
    );
  return {
    width: each("wide", PARTS),
    open: each("open", FLOWS),
    moved: each("fast", [...FLOWS, "skin"], seconds),
    isNewBeat,
    leaks,
  };
}
