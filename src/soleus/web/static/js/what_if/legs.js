/**
 * Moves the two drawn legs: each by the volumes and valves of its simulated leg, as in a session.
 * Who asks for less motion sees them still; everybody can hold them still.
 *
 * @typedef {import("./veins.js").Moves} Moves
 */

import { createLeg } from "../leg/leg.js";
import { poseAt } from "../session/timeline.js";
import { createGlide, drawnAt, scaleOf, veinsOf } from "./veins.js";

/** A longer time between two frames is a gap, over which nothing moves. Seconds. */
const LONGEST_STEP_SECONDS = 0.1;

/** Where frames come later than this, the machine is slow: the legs take turns. */
const SLOW_FRAME_MS = 20;

const POSED = /** @type {const} */ (["ankle", "squeeze", "heel", "raise"]);

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @param {HTMLElement} place
 * @param {HTMLButtonElement} button that holds the legs still
 */
export function createLegs(place, button) {
  const legs = [0, 1].map((n) => createMover(place, n));
  let isSeen = true;
  let isHeld = false;
  let isWaiting = false;
  let isMoving = false;
  let before = 0;
  let turn = 0;

  function scaled() {
    const known = legs.flatMap((leg) => leg.moves ?? []);
    if (!known.length) return;
    const scale = scaleOf(known);
    for (const leg of legs) leg.scale(scale);
  }

  function step(/** @type {number} */ now) {
    isMoving = isSeen && !isHeld && !isWaiting && !calm.matches;
    if (!isMoving) {
      before = 0;
      return;
    }
    const passed = before ? (now - before) / 1000 : 0;
    before = now;
    const isSlow = passed * 1000 > SLOW_FRAME_MS;
    turn = 1 - turn;
    legs.forEach((leg, n) => {
      leg.pass(Math.min(passed, LONGEST_STEP_SECONDS));
      if (!isSlow || n === turn) leg.draw();
    });
    requestAnimationFrame(step);
  }

  function begin() {
    button.hidden = calm.matches || !legs.some((leg) => leg.moves);
    if (!isMoving && isSeen && !isHeld && !isWaiting && !calm.matches) {
      isMoving = true;
      requestAnimationFrame(step);
    }
  }

  button.addEventListener("click", () => {
    isHeld = !isHeld;
    button.setAttribute("aria-pressed", String(isHeld));
    begin();
  });
  calm.addEventListener("change", begin);
  const pair = place.querySelector(".pair");
  if (pair) {
    new IntersectionObserver((seen) => {
      isSeen = seen[seen.length - 1].isIntersecting;
      begin();
    }).observe(pair);
  }
  scaled();
  begin();

  return {
    /**
     * Show how the legs of another setting move; a drawing that stays goes on from where it is.
     * @param {(Moves | null)[]} moves
     */
    show(moves) {
      legs.forEach((leg, n) => {
        leg.show(moves[n], legs[1 - n]);
      });
      scaled();
      begin();
    },

    /** Leave a slow machine to the answer that was asked for: it comes within a few frames. */
    wait() {
      isWaiting = true;
    },

    goOn() {
      isWaiting = false;
      begin();
    },

    /** Take over a drawing that was put in the place of another. @param {number} n */
    redraw: (n) => legs[n].redraw(),
  };
}

/** One leg: its drawing, its cycle and where it is in it. */
function createMover(/** @type {HTMLElement} */ place, /** @type {number} */ n) {
  const side = /** @type {HTMLElement} */ (place.querySelector(`[data-side="${n}"]`));
  const glide = createGlide();
  /** @type {Moves | null} */
  let moves = JSON.parse(side.dataset.moves ?? "null");
  /** @type {ReturnType<typeof createLeg> | null} */
  let leg = null;
  /** @type {import("./veins.js").Scale | null} */
  let scale = null;
  let [turns, since, isNewBeat] = [0, 0, false];

  function posed(/** @type {Moves} */ { per_minute, frames }) {
    const seconds = ((turns % 1) * 60) / per_minute;
    return poseAt(/** @type {any} */ ({ pose: { per_minute, frames }, seconds: null }), seconds);
  }

  return {
    get moves() {
      return moves;
    },
    get turns() {
      return turns;
    },

    /** Legs that keep the same pace keep step. */
    show(
      /** @type {Moves | null} */ next,
      /** @type {{moves: Moves | null, turns: number}} */ other,
    ) {
      if (other.moves?.per_minute === next?.per_minute) turns = other.turns;
      moves = next;
      glide.jump();
    },

    scale(/** @type {import("./veins.js").Scale} */ shared) {
      scale = shared;
      glide.jump();
    },

    redraw() {
      leg = null;
    },

    pass(/** @type {number} */ seconds) {
      const before = turns;
      turns += (seconds * (moves?.per_minute ?? 0)) / 60;
      since += seconds;
      isNewBeat ||= Math.floor(before) !== Math.floor(turns);
    },

    draw() {
      if (!moves || !scale) return;
      const svg = side.querySelector("svg[data-leg]");
      leg ??= svg instanceof SVGSVGElement ? createLeg(svg) : null;
      const pose = posed(moves);
      const target = { ...drawnAt(moves, scale, turns % 1) };
      for (const name of POSED) target[`pose ${name}`] = pose[name];
      const now = glide.to(target, since);
      for (const name of POSED) pose[name] = now[`pose ${name}`];
      leg?.pose(pose, since, veinsOf(now, since, isNewBeat, moves.leaks));
      [since, isNewBeat] = [0, false];
    },
  };
}
