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
import { along, ease, pointAt, smooth, straight, tube } from "./curve.js";
import { placing } from "./joints.js";

const HALF_VEIN = 8.5;

/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {import("./types.js").Veins} Veins */
/** @typedef {import("./types.js").Point} Point */

/** @param {Point} a @param {Point} b @param {number} t */
const mix = (a, b, t) => a.map((v, i) => (i === 2 ? v : v + (b[i] - v) * t));

/** A vein is never drawn slimmer than this part of its width at rest. */
const SLIMMEST = 0.3;

/**
 * Half the width of the deep vein at fraction `s` while the calf works by `squeeze`; where the leg is
 * simulated, by the volumes of its veins instead.
 * @param {number} s
 * @param {number} squeeze
 * @param {Veins | null} [veins]
 */
export function halfWidth(s, squeeze, veins = null) {
  const middle = (PRESSED.from + PRESSED.to) / 2;
  const reach = (PRESSED.to - PRESSED.from) / 2;
  const pressed = ease(1 - Math.abs(s - middle) / reach);
  const slim = s < 0.18 ? 0.62 + 0.38 * (s / 0.18) : 1;
  if (!veins) {
    return HALF_VEIN * slim * (1 + 0.18 * pressed * (1 - squeeze) - 0.62 * pressed * squeeze);
  }
  const { foot, calf, thigh } = veins.width;
  const ends = s < middle ? foot : thigh;
  const width = ends + (calf - ends) * pressed;
  return HALF_VEIN * slim * (1 + 0.18 * pressed) * Math.max(SLIMMEST, width);
}

/**
 * How far a valve stands open: those above the pump by the squeeze, those below when it lets go;
 * where the leg is simulated, by what flows through it.
 * @param {import("./types.js").Valve} valve
 * @param {number} squeeze
 * @param {Veins | null} [veins]
 */
export function openness(valve, squeeze, veins = null) {
  if (veins) return ease(veins.open[valve.flow]);
  return valve.side === "above" ? ease(squeeze * 1.6 - 0.1) : ease(1 - squeeze * 1.8);
}

/**
 * Draw the leg in one pose and stance, with its veins as simulated, if they are.
 * @param {Pose} pose
 * @param {import("./types.js").Stance} stance
 * @param {Veins | null} [veins]
 */
export function shape(pose, stance, veins = null) {
  const place = placing(pose, stance);
  const put = (/** @type {Point[]} */ points) => points.map(place);
  const skin = put(SKIN.map((p, i) => [p[0] - (BULGE[i] || 0) * pose.squeeze, p[1], p[2]]));
  const vein = along(put(DEEP_VEIN), 72);
  const walls = tube(vein, (s) => halfWidth(s, pose.squeeze, veins));
  const wall = veins ? straight : smooth; // they change with every frame where they are simulated
  const surface = put(SURFACE_VEIN);
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
    surface: smooth(surface),
    perforators: PERFORATORS.map((p) => smooth(put(p))).join(""),
    artery: smooth(put(ARTERY)),
    lumen: `${wall([...walls.left, ...walls.right])}Z`,
    walls: wall(walls.left) + wall(walls.right),
    valves: VALVES.map((valve) => leaflets(vein, valve, pose.squeeze, veins)),
    vein,
    surfaceVein: veins?.leaks ? along(surface, 48) : [],
  };
}

/**
 * The two cusps of one valve: against the walls when open, meeting downstream when shut.
 * @param {import("./types.js").At[]} vein
 * @param {import("./types.js").Valve} valve
 * @param {number} squeeze
 * @param {Veins | null} veins
 */
function leaflets(vein, valve, squeeze, veins) {
  const { x, y, dx, dy } = pointAt(vein, valve.at);
  const half = halfWidth(valve.at, squeeze, veins);
  const gap = half * 0.82 * openness(valve, squeeze, veins);
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
