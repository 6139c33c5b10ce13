/** The drawing as SVG text, for pages and figures before (or without) any script. */

import { VIEW } from "./anatomy.js";
import { fill, spots } from "./blood.js";
import { pointAt } from "./curve.js";
import { REST } from "./joints.js";
import { halfWidth, shape } from "./shape.js";

/** What stands around the leg in each stance: the ground, the bed, the pillow. */
const BED = '<path class="leg-pillow" d="M-10 270H516C528 270 528 294 516 294H-10Z"/>';
const GROUND = {
  standing: '<path class="leg-ground" d="M34 639H374"/>',
  walking: '<path class="leg-ground" d="M-96 639H524"/>',
  seated: BED,
  sitting:
    '<path class="leg-pillow" d="M-46 232L64 277C76 283 68 307 54 303L-46 262Z"/><path class="leg-ground" d="M-46 639H354"/>',
  close: BED,
  raised:
    '<path class="leg-pillow" d="M-10 270H740V292H-10Z"/><path class="leg-pillow" d="M338 270C322 238 330 190 356 176C424 154 544 116 600 102C640 98 652 124 652 166C652 212 652 262 644 270Z"/><path class="leg-ground" d="M330 224C416 208 544 192 651 188"/><path class="leader dash" d="M0 176H730"/><path class="leg-heart" d="M700 172C680 156 672 146 680 136C686 128 696 130 700 138C704 130 714 128 720 136C728 146 720 156 700 172Z"/>',
};

/** @param {string} part @param {string} d */
const path = (part, d, css = `leg-${part}`) =>
  `<path class="${css}" data-part="${part}" d="${d}"/>`;

/** @typedef {import("./types.js").Stance} Stance */
/** @typedef {Partial<import("./types.js").Pose>} PartOfPose */

/**
 * Every layer of the leg in a pose, from the skin inwards.
 * @param {Stance} stance
 * @param {PartOfPose} [pose]
 */
export function layers(stance, pose = REST) {
  const now = shape({ ...REST, ...pose }, stance);
  return [
    GROUND[stance],
    path("skin", now.skin),
    ...now.bones.map((d) => path("bone", d)),
    path("gastrocnemius", now.muscles.gastrocnemius, "leg-muscle"),
    path("soleus", now.muscles.soleus, "leg-muscle leg-soleus"),
    path("tendon", now.tendon),
    path("surface", now.surface),
    path("perforators", now.perforators),
    path("artery", now.artery),
    path("pulse", now.artery),
    path("lumen", now.lumen),
    `<g class="leg-blood" data-part="blood">${spots(fill())
      .map((dot) => drop(now.vein, dot, pose.squeeze ?? 0))
      .join("")}</g>`,
    path("walls", now.walls),
    ...now.valves.map((d) => path("valve", d)),
    path("edge", now.edge),
  ].join("\n  ");
}

/**
 * @param {import("./types.js").At[]} vein
 * @param {import("./types.js").Dot} dot
 * @param {number} squeeze
 */
function drop(vein, { s, side }, squeeze) {
  const { x, y, dx, dy } = pointAt(vein, s);
  const aside = side * Math.max(0, halfWidth(s, squeeze) - 3.2);
  return `<circle cx="${(x - dy * aside).toFixed(1)}" cy="${(y + dx * aside).toFixed(1)}" r="2.6"/>`;
}

/**
 * The leg from outside: skin alone.
 * @param {Stance} stance
 * @param {PartOfPose} [pose]
 */
export function bare(stance, pose = REST) {
  const now = shape({ ...REST, ...pose }, stance);
  return [GROUND[stance], path("skin", now.skin), path("edge", now.edge)].join("\n  ");
}

/**
 * The whole picture. `label` says in words what it shows.
 * @param {Stance} stance
 * @param {string} label
 * @param {PartOfPose} [pose]
 */
export function still(stance, label, pose = REST) {
  const [x, y, w, h] = VIEW[stance];
  return `<svg class="leg" data-leg="${stance}" viewBox="${x} ${y} ${w} ${h}" role="img" aria-label="${label}">
  ${layers(stance, pose)}
</svg>
`;
}
