/**
 * A session on this device, kept at every step: a killed tab loses nothing. Taken up again within
 * a while, and else recorded as left early.
 *
 * @typedef {import("../session/types.js").Script} Script
 * @typedef {import("../session/types.js").Stay} Stay
 * @typedef {{id: string, person: string, routine: string, started_at: string, as_of: string,
 *   script: Script, visits: Stay[], item?: string}} Running `item`: of today's list, that it was begun
 *   from
 */

import { all, change, RUNNING, WAITING } from "./database.js";
import { askToLast } from "./lasting.js";
import { entryOf, inOrder } from "./queue.js";

const TAKEN_UP_WITHIN_MS = 10 * 60 * 1000;

/** @returns {Promise<Running | undefined>} */
export async function underWay(/** @type {string} */ person, /** @type {string} */ routine) {
  const kept = /** @type {Running[]} */ (await all(RUNNING));
  return kept.find(
    (each) => each.person === person && each.routine === routine && !isLeft(each, new Date()),
  );
}

export function keepRunning(/** @type {Running} */ running) {
  return change({ put: [[RUNNING, { ...running, as_of: new Date().toISOString() }]] });
}

/** The session is over: its entry waits to be sent, with what came up, all at once. */
export async function end(
  /** @type {Running} */ running,
  /** @type {string} */ outcome,
  /** @type {{label: string, findings: Record<string, any>} | null} */ stop = null,
) {
  const { id, person, started_at } = running;
  const entries = [
    entryOf(person, "session", summary(running, outcome, stop?.label ?? null), {
      id,
      at: new Date(started_at),
    }),
  ];
  if (stop) {
    const payload = { findings: stop.findings, is_new: true, note: stop.label };
    entries.push(entryOf(person, "symptom", payload));
  }
  const ordered = await inOrder(entries);
  await change({
    put: ordered.map((entry) => [WAITING, entry]),
    remove: [[RUNNING, id]],
  });
  void askToLast();
}

/** Record as left early what nobody took up again. */
export async function endLeftBehind(now = new Date()) {
  const kept = /** @type {Running[]} */ (await all(RUNNING));
  for (const each of kept.filter((one) => isLeft(one, now))) await end(each, "dropped");
}

function isLeft(/** @type {Running} */ running, /** @type {Date} */ now) {
  return now.getTime() - Date.parse(running.as_of) > TAKEN_UP_WITHIN_MS;
}

/** The same sums as the server's. */
function summary(
  /** @type {Running} */ { script, visits, started_at, item = "" },
  /** @type {string} */ outcome,
  /** @type {string | null} */ stop_reason,
) {
  const active = visits.filter((stay) => script.segments[stay.segment].is_active);
  const cycles = active.map((stay) => {
    const pace = script.segments[stay.segment].counter?.per_minute ?? 0;
    return Math.floor((stay.seconds * pace) / 60);
  });
  return {
    activity: script.activity,
    routine: script.routine,
    started_at,
    active_seconds: sum(active.map((stay) => stay.seconds)),
    planned_seconds: script.planned_seconds ?? 0,
    cycles: sum(cycles),
    outcome,
    stop_reason,
    item,
  };
}

function sum(/** @type {number[]} */ numbers) {
  return numbers.reduce((all, each) => all + each, 0);
}
