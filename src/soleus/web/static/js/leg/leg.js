/**
 * Brings the drawn leg to life: give it poses, it moves; the drawing itself comes with the page.
 *
 * @typedef {import("./types.js").Pose} Pose
 */

import { fill, flow, spots } from "./blood.js";
import { pointAt } from "./curve.js";
import { REST } from "./joints.js";
import { halfWidth, shape } from "./shape.js";

const still = () => matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Take over a drawing (`svg[data-leg]`).
 * @param {SVGSVGElement} svg
 * @returns {{ pose: (pose: Partial<Pose>, seconds?: number) => void, stance: string }}
 */
export function createLeg(svg) {
  const stance = /** @type {import("./types.js").Stance} */ (svg.dataset.leg);
  const parts = (/** @type {string} */ name) => [...svg.querySelectorAll(`[data-part="${name}"]`)];
  const dots = [...(parts("blood")[0]?.children ?? [])];
  const calm = still();
  let blood = fill();
  let last = REST;

  const draw = (/** @type {Pose} */ pose) => {
    const now = shape(pose, stance);
    for (const [name, paths] of Object.entries({
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
    })) {
      const each = [paths].flat();
      parts(name).forEach((el, i) => {
        el.setAttribute("d", each[i]);
      });
    }
    spots(blood).forEach(({ s, side }, i) => {
      const { x, y, dx, dy } = pointAt(now.vein, s);
      const aside = side * Math.max(0, halfWidth(s, pose.squeeze) - 3.2);
      dots[i]?.setAttribute("cx", (x - dy * aside).toFixed(1));
      dots[i]?.setAttribute("cy", (y + dx * aside).toFixed(1));
    });
  };

  return {
    stance,
    pose(/** @type {Partial<Pose>} */ pose, seconds = 1 / 60) {
      const full = { ...REST, ...pose };
      svg.style.setProperty("--squeeze", full.squeeze.toFixed(3));
      blood = flow(blood, last.squeeze, full.squeeze, seconds, calm.matches ? 0 : full.raise);
      last = full;
      // who asks for less motion sees the muscle pulse, and nothing travels
      draw(calm.matches ? { ...REST, raise: full.raise, squeeze: 0 } : full);
    },
  };
}
