/**
 * What the simulated leg does at one moment of a session: at rest, or somewhere in a cycle of the
 * movement. Where one follows the other, or the pace changes, what is shown glides over. Pure.
 *
 * @typedef {import("./table.js").Table} Table
 * @typedef {import("../session/types.js").Script} Script
 * @typedef {import("../session/types.js").Stay} Stay
 * @typedef {import("../leg/types.js").Veins} Veins
 */

import { FASTEST_AT_SURFACE, GLIDE_SECONDS, LARGEST_SWELLING, WIDE_OPEN } from "./drawn.js";
import { meanOf, near, nearPaces, reachOf, valueAt } from "./table.js";

/** A longer step of time is a jump to another place, over which no blood is moved. Seconds. */
const LONGEST_STEP_SECONDS = 0.25;

/** How far the blood of a leg at rest goes in a second, as a share of the drawn vein. */
const RESTING_SPEED = 0.02;

const FLOWS = /** @type {const} */ (["out", "knee", "foot"]);

/**
 * The paces at which a script moves; a segment moves where its leg has a rhythm and it is active.
 * @param {Script} script
 */
export function pacesOf(script) {
  return [...new Set(script.segments.map(paceOf).filter((pace) => pace > 0))];
}

/** @param {import("../session/types.js").Segment} segment */
const paceOf = (segment) => (segment.is_active ? (segment.pose?.per_minute ?? 0) : 0);

/**
 * Seconds of movement up to a moment, and the pace there; 0 at rest.
 * @param {Script} script
 * @param {Stay[]} stays
 * @param {number} seconds into the segment of the last stay
 */
export function movementAt({ segments }, stays, seconds) {
  const before = stays.slice(0, -1).filter(({ segment }) => paceOf(segments[segment]) > 0);
  const earlier = before.reduce((sum, stay) => sum + stay.seconds, 0);
  const perMinute = paceOf(segments[stays[stays.length - 1].segment]);
  const here = perMinute > 0 ? seconds : 0;
  return { perMinute, seconds: earlier + here, phase: ((here * perMinute) / 60) % 1 };
}

/**
 * @param {Table} table
 * @param {Script} script
 */
export function createFollower(table, script) {
  const names = Object.keys(table.rest);
  const paces = pacesOf(script);
  const reach = Object.fromEntries(names.map((name) => [name, reachOf(table, name, paces)]));
  const swelling = Math.max(
    ...names.filter(isVolume).map((name) => {
      const { least, most } = reach[name];
      return Math.max(most / table.rest[name] - 1, 1 - least / table.rest[name]);
    }),
    0.01,
  );
  /** @type {Record<string, number>} */
  const shown = { ...table.rest };
  /** @type {Record<string, number>} what is still to glide away */
  const off = Object.fromEntries(names.map((name) => [name, 0]));
  const means = { ...table.rest };
  let place = "";
  let at = 0;
  let turn = 0;

  /** @type {Veins} */
  const veins = {
    width: { foot: 1, calf: 1, thigh: 1, skin: 1 },
    open: { foot: 0, knee: 0, out: 0 },
    moved: { foot: 0, knee: 0, out: 0, skin: 0 },
    isNewBeat: false,
    leaks: table.leaks,
  };

  /** @param {number} seconds that pass */
  function drawn(seconds) {
    for (const part of /** @type {const} */ (["foot", "calf", "thigh", "skin"])) {
      const name = `${part}_volume`;
      if (!(name in table.rest)) continue;
      const more = shown[name] / table.rest[name] - 1;
      veins.width[part] = 1 + (LARGEST_SWELLING * more) / swelling;
    }
    const speed = (RESTING_SPEED * means.out) / table.rest.out;
    for (const name of FLOWS) {
      veins.open[name] = Math.max(0, Math.min(1, shown[name] / (WIDE_OPEN * reach[name].most)));
      veins.moved[name] = (speed * seconds * shown[name]) / Math.max(means[name], 1e-6);
    }
    if (!table.leaks) return;
    const most = Math.max(reach.skin.most, -reach.skin.least, 1e-6);
    veins.moved.skin = (FASTEST_AT_SURFACE * seconds * shown.skin) / most;
  }

  return {
    /** The largest flow out of the leg that can be shown, in mL/s. */
    most: reach.out.most,

    /** Whether the table holds every pace of the script. */
    fits: paces.length > 0 && paces.every((pace) => nearPaces(table, pace).length > 0),

    /**
     * Go to a moment; return what flows out of the leg in mL/s, and what is drawn of the veins.
     * @param {Stay[]} stays
     * @param {number} seconds into the segment of the last stay
     */
    to(stays, seconds) {
      const movement = movementAt(script, stays, seconds);
      const now = stays.slice(0, -1).reduce((sum, stay) => sum + stay.seconds, seconds);
      const step = now - at;
      const passed = step > 0 && step < LONGEST_STEP_SECONDS ? step : 0;
      const here = `${stays.length} ${stays[stays.length - 1].segment} ${movement.perMinute}`;
      const isJump = (here !== place && place !== "") || (step !== passed && place !== "");
      const stages = movement.perMinute ? near(table, movement.perMinute, movement.seconds) : [];
      const fade = Math.exp(-passed / GLIDE_SECONDS);
      for (const name of names) {
        const target = stages.length ? valueAt(stages, name, movement.phase) : table.rest[name];
        off[name] = isJump ? shown[name] - target : off[name] * fade;
        shown[name] = target + off[name];
        means[name] = stages.length ? meanOf(stages, name) : table.rest[name];
      }
      const turns = Math.floor((movement.seconds * movement.perMinute) / 60);
      veins.isNewBeat = turns !== turn || isJump;
      [place, at, turn] = [here, now, turns];
      drawn(passed);
      return { out: shown.out, veins, movement, now };
    },
  };
}

/** @param {string} name */
const isVolume = (name) => name.endsWith("_volume");
