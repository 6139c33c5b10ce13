/**
 * A leg that only shows how it goes, on the start page and on Learn: it moves as in a session, only
 * slower. Who asks for less motion sees it still; everybody can hold it still.
 */

import { poseAt } from "../session/timeline.js";
import { createLeg } from "./leg.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** @param {HTMLElement} plate a figure with the drawing, a button, and how the leg moves */
function move(plate) {
  const drawing = plate.querySelector("svg[data-leg]");
  const button = plate.querySelector("button");
  if (!(drawing instanceof SVGSVGElement) || !button) return;
  const leg = createLeg(drawing);
  const segment = /** @type {any} */ ({
    pose: JSON.parse(plate.dataset.pose ?? "null"),
    seconds: null,
  });
  let isStill = false;
  let seconds = 0;
  let before = 0;

  function step(/** @type {number} */ now) {
    if (isStill || calm.matches) {
      before = 0;
      return;
    }
    const passed = before ? Math.min(0.1, (now - before) / 1000) : 0;
    before = now;
    seconds += passed;
    leg.pose(poseAt(segment, seconds), passed);
    requestAnimationFrame(step);
  }

  const begin = () => {
    button.hidden = calm.matches;
    if (!calm.matches && !isStill) requestAnimationFrame(step);
  };
  button.addEventListener("click", () => {
    isStill = !isStill;
    button.setAttribute("aria-pressed", String(isStill));
    begin();
  });
  calm.addEventListener("change", begin);
  begin();
}

const plate = document.getElementById("moving-leg");
if (plate) move(plate);
