/**
 * Where a session is in its script: the segments entered and the time spent in each. Pure.
 * The same rules as `soleus/session/visit.py` and `machine.py`, so that the page can go on while
 * the server cannot be reached; the server keeps the last word.
 *
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Visit} Visit
 */

/** Longer than this without a tick, the machine was suspended: a rhythm pauses. Seconds. */
export const AWAY_AFTER = 30;

/** Legs rest and people walk with the screen locked; beyond this nobody can say. Seconds. */
export const AWAY_AT_MOST = 30 * 60;

/** @returns {Visit} */
export function visit(/** @type {number} */ segment) {
  return { segment, seconds: 0, answer: null, is_skipped: false };
}

/**
 * The segment that the last visit is in.
 * @param {Script} script
 * @param {Visit[]} visits
 * @returns {Segment}
 */
export function current(script, visits) {
  return script.segments[last(visits).segment];
}

/** @returns {Visit} */
export function last(/** @type {Visit[]} */ visits) {
  return visits[visits.length - 1];
}

/** Whether the end has been reached. */
export function isDone(/** @type {Script} */ script, /** @type {Visit[]} */ visits) {
  return current(script, visits).kind === "done";
}

/** The running time so far: seconds in all visits together. */
export function total(/** @type {Visit[]} */ visits) {
  return visits.reduce((sum, each) => sum + each.seconds, 0);
}

/**
 * The visits after `seconds` more; what is left over at the end of the script goes.
 * @param {Script} script
 * @param {Visit[]} visits
 * @param {number} seconds
 * @param {{onlyElapsing?: boolean}} [how] stop at the first segment that cannot go on unguided
 * @returns {Visit[]}
 */
export function spend(script, visits, seconds, { onlyElapsing = false } = {}) {
  let now = visits;
  let left = seconds;
  while (left > 0 && !isDone(script, now)) {
    if (onlyElapsing && current(script, now).away === "pause") break;
    const room = roomIn(script, now);
    if (left < room) return withLast(now, { seconds: last(now).seconds + left });
    const length = current(script, now).seconds;
    now = withLast(now, { seconds: length ?? last(now).seconds + room });
    now = moveOn(script, now);
    left -= room;
  }
  return now;
}

/**
 * The visits after entering the segment that comes next.
 * @param {Script} script
 * @param {Visit[]} visits
 * @returns {Visit[]}
 */
export function moveOn(script, visits) {
  const here = last(visits).segment;
  const again = script.repeat?.last === here && repeatRoom(script, visits) > 0;
  return [...visits, visit(again && script.repeat ? script.repeat.first : here + 1)];
}

/**
 * The visits with some of the last one changed.
 * @param {Visit[]} visits
 * @param {Partial<Visit>} changes
 * @returns {Visit[]}
 */
export function withLast(visits, changes) {
  return [...visits.slice(0, -1), { ...last(visits), ...changes }];
}

/** How long the current visit may still last; Infinity where it waits for the person. */
export function roomIn(/** @type {Script} */ script, /** @type {Visit[]} */ visits) {
  const segment = current(script, visits);
  if (segment.seconds !== null) return Math.max(0, segment.seconds - last(visits).seconds);
  return segment.ends_with_repeat ? repeatRoom(script, visits) : Infinity;
}

/** Seconds left of the whole script; null where some of it waits for the person. */
export function remaining(/** @type {Script} */ script, /** @type {Visit[]} */ visits) {
  const here = last(visits).segment;
  const rest = script.segments.slice(here);
  if (rest.some((segment) => segment.seconds === null)) return null;
  const whole = rest.reduce((sum, segment) => sum + (segment.seconds ?? 0), 0);
  return Math.max(0, whole - last(visits).seconds);
}

function repeatRoom(/** @type {Script} */ script, /** @type {Visit[]} */ visits) {
  const repeat = script.repeat;
  if (repeat === null) return 0;
  const inside = visits.filter((v) => v.segment >= repeat.first && v.segment <= repeat.last);
  return Math.max(0, repeat.for_seconds - total(inside));
}
