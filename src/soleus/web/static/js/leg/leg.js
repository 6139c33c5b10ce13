/**
 * Brings the drawn leg to life: give it poses, it moves; the drawing itself comes with the page.
 *
 * @typedef {import("./types.js").Dot} Dot
 * @typedef {import("./types.js").Pose} Pose
 * @typedef {import("./types.js").Veins} Veins
 */

import { carry, fill, flow, spots } from "./blood.js";
import { pointAt } from "./curve.js";
import { REST } from "./joints.js";
import { halfWidth, shape } from "./shape.js";

const SVG = "http://www.w3.org/2000/svg";
const SURFACE_DOTS = 12;

const still = () => matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Take over a drawing (`svg[data-leg]`).
 * @param {SVGSVGElement} svg
 * @returns {{ pose: (pose: Partial<Pose>, seconds?: number, veins?: Veins | null) => void,
 *   stance: string }}
 */
export function createLeg(svg) {
  const stance = /** @type {import("./types.js").Stance} */ (svg.dataset.leg);
  const parts = (/** @type {string} */ name) => [...svg.querySelectorAll(`[data-part="${name}"]`)];
  const layers = Object.fromEntries(DRAWN.map((name) => [name, parts(name)]));
  const drops = oneOf(parts("blood")[0]);
  const muscles = [...layers.gastrocnemius, ...layers.soleus];
  const calm = still();
  /** @type {Map<Element, string>} what is drawn now; the same again costs nothing */
  const before = new Map();
  let blood = fill();
  let surfaceBlood = fill(SURFACE_DOTS);
  /** @type {Element | null} */
  let surfaceDrops = null;
  let last = REST;

  function put(/** @type {Element} */ el, /** @type {string} */ d) {
    if (before.get(el) === d) return;
    before.set(el, d);
    el.setAttribute("d", d);
  }

  function draw(/** @type {Pose} */ pose, /** @type {Veins | null} */ veins) {
    const now = shape(pose, stance, veins);
    const paths = /** @type {Record<string, string | string[]>} */ ({
      ...now.muscles,
      skin: now.skin,
      edge: now.edge,
      bone: now.bones,
      tendon: now.tendon,
      surface: now.surface,
      perforators: now.perforators,
      artery: now.artery,
      pulse: now.artery,
      lumen: now.lumen,
      walls: now.walls,
      valve: now.valves,
    });
    for (const name of DRAWN) {
      const each = [paths[name]].flat();
      layers[name].forEach((el, i) => {
        put(el, each[i]);
      });
    }
    const aside = (/** @type {Dot} */ { s, side }) =>
      side * Math.max(0, halfWidth(s, pose.squeeze, veins) - 3.2);
    if (drops) put(drops, dropsAt(now.vein, spots(blood), aside));
    if (surfaceDrops)
      put(
        surfaceDrops,
        dropsAt(now.surfaceVein, spots(surfaceBlood), () => 0),
      );
  }

  /** The dots of a surface vein whose valves leak, on top of it. */
  function showSurface(/** @type {Veins} */ veins) {
    if (!surfaceDrops) {
      const group = document.createElementNS(SVG, "g");
      group.setAttribute("class", "leg-blood leg-surface-blood");
      surfaceDrops = oneOf(group);
      layers.surface[0]?.after(group);
      svg.classList.add("leaks");
    }
    for (const el of layers.surface) {
      /** @type {SVGElement} */ (el).style.setProperty("--surface", veins.width.skin.toFixed(2));
    }
    const { skin } = veins.moved;
    surfaceBlood = carry(surfaceBlood, { foot: skin, knee: skin, out: skin }, true);
  }

  /** The valves close again: another leg is drawn in the same place. */
  function hideSurface() {
    if (!surfaceDrops) return;
    surfaceDrops.parentElement?.remove();
    surfaceDrops = null;
    svg.classList.remove("leaks");
    for (const el of layers.surface) {
      /** @type {SVGElement} */ (el).style.removeProperty("--surface");
    }
  }

  return {
    stance,
    pose(/** @type {Partial<Pose>} */ pose, seconds = 1 / 60, veins = null) {
      const full = { ...REST, ...pose };
      // on the muscles alone: on the drawing it would have every part of it looked at anew
      for (const el of muscles) {
        /** @type {SVGElement} */ (el).style.setProperty("--squeeze", full.squeeze.toFixed(3));
      }
      // who asks for less motion sees the muscle pulse, and nothing travels
      if (calm.matches) {
        draw({ ...REST, raise: full.raise, squeeze: 0 }, null);
      } else {
        blood = veins
          ? carry(blood, veins.moved, veins.isNewBeat)
          : flow(blood, last.squeeze, full.squeeze, seconds, full.raise);
        if (veins?.leaks) showSurface(veins);
        else hideSurface();
        draw(full, veins);
      }
      last = full;
    },
  };
}

const DRAWN = [
  ...["gastrocnemius", "soleus", "skin", "edge", "bone", "tendon", "surface", "perforators"],
  ...["artery", "pulse", "lumen", "walls", "valve"],
];

/**
 * One path in place of many dots, which a browser draws in a fraction of the time.
 * @param {Element | undefined} group of dots
 */
function oneOf(group) {
  if (!group) return null;
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", "leg-drops");
  group.replaceChildren(path);
  return path;
}

/**
 * Path text of dots along a vein: each a line of no length, whose ends are round.
 * @param {import("./types.js").At[]} vein
 * @param {Dot[]} dots
 * @param {(dot: Dot) => number} aside
 */
function dropsAt(vein, dots, aside) {
  let path = "";
  for (const dot of dots) {
    const { x, y, dx, dy } = pointAt(vein, dot.s);
    const far = aside(dot);
    path += `M${(x - dy * far).toFixed(1)} ${(y + dx * far).toFixed(1)}h0`;
  }
  return path;
}
