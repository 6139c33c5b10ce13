/** Everything the drawing shows in one pose, as SVG path text and numbers. Pure. */

import {
  ARTERY,
  BONES,
  BULGE,
  DEEP_VEIN,
  MUSCLES,
  PERFORATORS,
  PRESSED,
  SKIN,
  SURFACE_VEIN,
  TENDON,
  VALVES,
} from "./anatomy.js";
import { along, ease, pointAt, smooth, tube } from "./curve.js";
import { placing } from "./joints.js";

const HALF_VEIN = 8.5;

/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {import("./types.js").Point} Point */

/** @param {Point} a @param {Point} b @param {number} t */
const mix = (a, b, t) => a.map((v, i) => (i === 2 ? v : v + (b[i] - v) * t));

/**
 * Half the width of the deep vein at fraction `s` while the calf works by `squeeze`.
 * @param {number} s
 * @param {number} squeeze
 */
export function halfWidth(s, squeeze) {
  const middle = (PRESSED.from + PRESSED.to) / 2;
  const reach = (PRESSED.to - PRESSED.from) / 2;
  const pressed = ease(1 - Math.abs(s - middle) / reach);
  const slim = s < 0.18 ? 0.62 + 0.38 * (s / 0.18) : 1;
  return HALF_VEIN * slim * (1 + 0.18 * pressed * (1 - squeeze) - 0.62 * pressed * squeeze);
}

/**
 * How far a valve stands open: those above the pump by the squeeze, those below when it lets go.
 * @param {import("./types.js").Valve} valve
 * @param {number} squeeze
 */
export const openness = (valve, squeeze) =>
  valve.side === "above" ? ease(squeeze * 1.6 - 0.1) : ease(1 - squeeze * 1.8);

/**
 * Draw the leg in one pose and stance.
 * @param {Pose} pose
 * @param {import("./types.js").Stance} stance
 */
export function shape(pose, stance) {
  const place = placing(pose, stance);
  const put = (/** @type {Point[]} */ points) => points.map(place);
  const skin = put(SKIN.map((p, i) => [p[0] - (BULGE[i] || 0) * pose.squeeze, p[1], p[2]]));
  const vein = along(put(DEEP_VEIN), 72);
  const walls = tube(vein, (s) => halfWidth(s, pose.squeeze));
  return {
    skin: `${smooth(skin)}L${skin[0].map((n) => Math.round(n * 10) / 10).join(" ")}Z`,
    edge: smooth(skin),
    bones: BONES.map((bone) => smooth(put(bone), true)),
    muscles: Object.fromEntries(
      Object.entries(MUSCLES).map(([name, { rest, full }]) => [
        name,
        smooth(put(rest.map((p, i) => mix(p, full[i], pose.squeeze))), true),
      ]),
    ),
    tendon: smooth(put(TENDON)),
    surface: smooth(put(SURFACE_VEIN)),
    perforators: PERFORATORS.map((p) => smooth(put(p))).join(""),
    artery: smooth(put(ARTERY)),
    lumen: `${smooth([...walls.left, ...walls.right])}Z`,
    walls: smooth(walls.left) + smooth(walls.right),
    valves: VALVES.map((valve) => leaflets(vein, valve, pose.squeeze)),
    vein,
  };
}

/**
 * The two cusps of one valve: against the walls when open, meeting downstream when shut.
 * @param {import("./types.js").At[]} vein
 * @param {import("./types.js").Valve} valve
 * @param {number} squeeze
 */
function leaflets(vein, valve, squeeze) {
  const { x, y, dx, dy } = pointAt(vein, valve.at);
  const half = halfWidth(valve.at, squeeze);
  const gap = half * 0.82 * openness(valve, squeeze);
  const long = 15;
  return [1, -1]
    .map((side) => {
      const at = (/** @type {number} */ across, /** @type {number} */ up) => [
        x + dx * up - dy * across * side,
        y + dy * up + dx * across * side,
      ];
      const [ax, ay] = at(half, 0);
      const [bx, by] = at(half * 0.9, long * 0.75);
      const [cx, cy] = at(gap, long);
      const n = (/** @type {number} */ v) => Math.round(v * 10) / 10;
      return `M${n(ax)} ${n(ay)}Q${n(bx)} ${n(by)} ${n(cx)} ${n(cy)}`;
    })
    .join("");
}
