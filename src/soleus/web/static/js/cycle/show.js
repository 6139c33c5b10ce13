/**
 * Shows a simulated leg beside a session: its veins in the drawn leg, the trace of the blood that
 * leaves it, and how much more that is than at rest. Where there is no table, nothing of it is there
 * and the session goes on as without.
 *
 * @typedef {import("./table.js").Table} Table
 * @typedef {import("../session/types.js").Script} Script
 */

import { createFollower, pacesOf } from "./follow.js";
import { meanOf, moreMl, near, readTable } from "./table.js";
import { createTrace, spanOf } from "./trace.js";
import { flowWords, moreWords, stillWords } from "./words.js";

const SUM_EVERY_SECONDS = 1;

/** With less motion numbers change seldom too. */
const CALM_SUM_EVERY_SECONDS = 15;

const calm = () => matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @param {HTMLElement} place the trace's place on the page
 * @param {Script} script
 * @param {Promise<any>} coming the table, or null where there is none
 */
export function createSimulated(place, script, coming) {
  /** @type {ReturnType<typeof shown> | null} */
  let showing = null;
  void coming
    .catch(() => null)
    .then((data) => {
      const table = readTable(data);
      if (table) showing = shown(place, table, script);
      place.hidden = !showing;
      place.classList.toggle("coming", !showing);
    });

  return {
    /**
     * Go to a moment of the session; return what the leg's veins do then, null where unknown.
     * @param {import("../session/types.js").Stay[]} stays
     * @param {number} seconds
     */
    to: (stays, seconds) => showing?.to(stays, seconds) ?? null,
  };
}

/**
 * @param {HTMLElement} place
 * @param {Table} table
 * @param {Script} script
 */
function shown(place, table, script) {
  const follower = createFollower(table, script);
  if (!follower.fits) return null;
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (place.querySelector(`[data-trace="${name}"]`));
  const { posture } = table;
  const [pace] = pacesOf(script);
  place.hidden = false; // a canvas that is not laid out has no size
  const isCalm = calm().matches;
  const rest = stillWords(posture);
  part("plot").hidden = isCalm;
  part("bars").hidden = !isCalm;
  part("rest").textContent = rest;
  const canvas = /** @type {HTMLCanvasElement} */ (part("line"));
  const scale = { rest: table.rest.out, most: follower.most, span: spanOf(pace) };
  const trace = isCalm ? null : createTrace(canvas, scale);
  if (trace) place.style.setProperty("--rest", trace.restAt.toFixed(3));
  else showBars(part, table, pace, rest);
  let saidAt = -Infinity;
  let said = "";

  /** The sum changes once a second, and says nothing aloud. */
  function sum(/** @type {{perMinute: number, seconds: number}} */ movement) {
    const every = isCalm ? CALM_SUM_EVERY_SECONDS : SUM_EVERY_SECONDS;
    if (movement.seconds >= saidAt && movement.seconds < saidAt + every) return;
    saidAt = Math.floor(movement.seconds / every) * every;
    const now = moreWords(posture, moreMl(table, pace, movement.seconds));
    if (now !== said) part("more").textContent = now;
    said = now;
  }

  return {
    to(/** @type {import("../session/types.js").Stay[]} */ stays, /** @type {number} */ seconds) {
      const { out, veins, movement, now } = follower.to(stays, seconds);
      trace?.to(now, out);
      sum(movement);
      return veins;
    },
  };
}

/**
 * With less motion: how much leaves the leg at rest and while moving, as two bars that stay.
 * @param {(name: string) => HTMLElement} part
 * @param {Table} table
 * @param {number} pace
 * @param {string} rest what rest is called
 */
function showBars(part, table, pace, rest) {
  const moving = meanOf(near(table, pace, Infinity), "out");
  part("still-name").textContent = rest;
  part("still-flow").textContent = flowWords(table.rest.out);
  part("moving-flow").textContent = flowWords(moving);
  part("bars").style.setProperty("--still", (table.rest.out / moving).toFixed(3));
}
