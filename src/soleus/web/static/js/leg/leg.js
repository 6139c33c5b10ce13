/**
 * Brings the drawn leg to life: give it poses, it moves; the drawing itself comes with the page.
 *
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
  const dots = [...(parts("blood")[0]?.children ?? [])];
  const calm = still();
  /** @type {Map<Element, string>} what is drawn now; the same again costs nothing */
  const before = new Map();
  let blood = fill();
  let surfaceBlood = fill(SURFACE_DOTS);
  /** @type {Element[]} */
  let surfaceDots = [];
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
    spots(blood).forEach(({ s, side }, i) => {
      const aside = side * Math.max(0, halfWidth(s, pose.squeeze, veins) - 3.2);
      place(dots[i], now.vein, s, aside);
    });
    if (!now.surfaceVein.length) return;
    const vein = now.surfaceVein;
    spots(surfaceBlood).forEach(({ s }, i) => {
      place(surfaceDots[i], vein, s, 0);
    });
  }

  /** The dots of a surface vein whose valves leak, on top of it. */
  function showSurface(/** @type {Veins} */ veins) {
    if (!surfaceDots.length) {
      const group = document.createElementNS(SVG, "g");
      group.setAttribute("class", "leg-blood leg-surface-blood");
      surfaceDots = surfaceBlood.dots.map(() => document.createElementNS(SVG, "circle"));
      for (const dot of surfaceDots) dot.setAttribute("r", "2.2");
      group.append(...surfaceDots);
      layers.surface[0]?.after(group);
      svg.classList.add("leaks");
    }
    svg.style.setProperty("--surface", veins.width.skin.toFixed(2));
    const { skin } = veins.moved;
    surfaceBlood = carry(surfaceBlood, { foot: skin, knee: skin, out: skin }, true);
  }

  return {
    stance,
    pose(/** @type {Partial<Pose>} */ pose, seconds = 1 / 60, veins = null) {
      const full = { ...REST, ...pose };
      svg.style.setProperty("--squeeze", full.squeeze.toFixed(3));
      // who asks for less motion sees the muscle pulse, and nothing travels
      if (calm.matches) {
        draw({ ...REST, raise: full.raise, squeeze: 0 }, null);
      } else {
        blood = veins
          ? carry(blood, veins.moved, veins.isNewBeat)
          : flow(blood, last.squeeze, full.squeeze, seconds, full.raise);
        if (veins?.leaks) showSurface(veins);
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
 * @param {Element | undefined} dot
 * @param {import("./types.js").At[]} vein
 * @param {number} s
 * @param {number} aside
 */
function place(dot, vein, s, aside) {
  const { x, y, dx, dy } = pointAt(vein, s);
  dot?.setAttribute("cx", (x - dy * aside).toFixed(1));
  dot?.setAttribute("cy", (y + dx * aside).toFixed(1));
}
