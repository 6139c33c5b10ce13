/**
 * Brings the drawn leg to life: give it poses, it moves; the drawing itself comes with the page.
 *
 * @typedef {{ ankle: number, squeeze: number, heel: number, raise: number, step: number }} Pose
 */

import { fill, flow } from "./blood.js";
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
  const stance = svg.dataset.leg;
  const part = (name) => svg.querySelector(`[data-part="${name}"]`);
  const parts = (name) => [...svg.querySelectorAll(`[data-part="${name}"]`)];
  const dots = part("blood");
  const calm = still();
  let blood = fill();
  let last = REST;

  const draw = (pose) => {
    const now = shape(pose, stance);
    const set = (name, d) => part(name)?.setAttribute("d", d);
    set("skin", now.skin);
    set("edge", now.edge);
    parts("bone").forEach((el, i) => el.setAttribute("d", now.bones[i]));
    Object.entries(now.muscles).forEach(([name, d]) => set(name, d));
    for (const name of ["tendon", "surface", "perforators", "artery", "pulse", "lumen", "walls"]) {
      set(name, name === "pulse" ? now.artery : now[name]);
    }
    parts("valve").forEach((el, i) => el.setAttribute("d", now.valves[i]));
    [...dots.children].forEach((el, i) => {
      const { x, y, dx, dy } = pointAt(now.vein, blood[i].s);
      const aside = blood[i].side * Math.max(0, halfWidth(blood[i].s, pose.squeeze) - 3.2);
      el.setAttribute("cx", (x - dy * aside).toFixed(1));
      el.setAttribute("cy", (y + dx * aside).toFixed(1));
    });
  };

  return {
    stance,
    pose(pose, seconds = 1 / 60) {
      const full = { ...REST, ...pose };
      svg.style.setProperty("--squeeze", full.squeeze.toFixed(3));
      blood = flow(blood, last.squeeze, full.squeeze, seconds);
      last = full;
      // who asks for less motion sees the muscle pulse, and nothing travels
      draw(calm.matches ? { ...REST, raise: full.raise, squeeze: 0 } : full);
    },
  };
}
