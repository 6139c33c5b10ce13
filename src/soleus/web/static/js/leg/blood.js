/**
 * Blood in the deep vein: dots that the squeeze sends up and that the valves keep from falling back.
 *
 * A picture of the mechanism and not a measurement: how far a dot goes has no scale.
 */

import { PRESSED, VALVES } from "./anatomy.js";

const DOTS = 26;

/** Dots spread along the vein: `{ s, side }`, s from 0 (sole) to 1 (groin), side −1 … 1. */
export function fill() {
  return Array.from({ length: DOTS }, (_, i) => ({
    s: (i + 0.5) / DOTS,
    side: ((i * 0.618034) % 1) * 2 - 1,
  }));
}

/** The highest shut valve beneath `s`: no dot falls past it. */
const floor = (s) => Math.max(0, ...VALVES.filter((v) => v.at <= s).map((v) => v.at + 0.004));

/** Move the dots on by `seconds` while the squeeze goes from `before` to `now`. */
export function flow(dots, before, now, seconds) {
  const push = Math.max(0, now - before) * 0.34;
  const drawn = Math.max(0, before - now) * 0.2;
  return dots.map((dot) => {
    let { s } = dot;
    if (s >= PRESSED.from) s += push * (0.75 + 0.5 * Math.abs(dot.side));
    else s += drawn; // the emptied calf fills from below
    if (push === 0 && s >= PRESSED.from) s = Math.max(floor(s), s - 0.02 * seconds);
    s += 0.012 * seconds; // the heart's own slow return
    return s > 1 ? { ...dot, s: s % 1 } : { ...dot, s };
  });
}
