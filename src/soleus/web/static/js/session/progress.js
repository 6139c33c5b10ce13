/**
 * Where a session is in its script: the segments entered and the time spent in each. Pure.
 * The same rules as `soleus/session/stays.py` and `machine.py`, so that the page can go on while
 * the server cannot be reached; the server keeps the last word.
 *
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Stay} Stay
 */

/** Longer than this without a tick, the machine was suspended: a rhythm pauses. Seconds. */
export const AWAY_AFTER = 30;

/** Legs rest and people walk with the screen locked; beyond this nobody can say. Seconds. */
export const AWAY_AT_MOST = 30 * 60;

/** @returns {Stay} */
export function stay(/** @type {number} */ segment) {
  return { segment, seconds: 0, answer: null, is_skipped: false };
}

/**
 * The segment that the last stay is in.
 * @param {Script} script
 * @param {Stay[]} stays
 * @returns {Segment}
 */
export function current(script, stays) {
  return script.segments[last(stays).segment];
}

/** @returns {Stay} */
export function last(/** @type {Stay[]} */ stays) {
  return stays[stays.length - 1];
}

/** Whether the end has been reached. */
export function isDone(/** @type {Script} */ script, /** @type {Stay[]} */ stays) {
  return current(script, stays).kind === "done";
}

/** The running time so far: seconds in all stays together. */
export function total(/** @type {Stay[]} */ stays) {
  return stays.reduce((sum, each) => sum + each.seconds, 0);
}

/**
 * The stays after `seconds` more; what is left over at the end of the script goes.
 * @param {Script} script
 * @param {Stay[]} stays
 * @param {number} seconds
 * @param {{onlyElapsing?: boolean}} [how] stop at the first segment that cannot go on unguided
 * @returns {Stay[]}
 */
export function spend(script, stays, seconds, { onlyElapsing = false } = {}) {
  let now = stays;
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
 * The stays after entering the segment that comes next.
 * @param {Script} script
 * @param {Stay[]} stays
 * @returns {Stay[]}
 */
export function moveOn(script, stays) {
  const here = last(stays).segment;
  const again = script.repeat?.last === here && repeatRoom(script, stays) > 0;
  return [...stays, stay(again && script.repeat ? script.repeat.first : here + 1)];
}

/**
 * The stays with some of the last one changed.
 * @param {Stay[]} stays
 * @param {Partial<Stay>} changes
 * @returns {Stay[]}
 */
export function withLast(stays, changes) {
  return [...stays.slice(0, -1), { ...last(stays), ...changes }];
}

/**
 * The stays after `seconds` without a sign of life, and whether the person was lost meanwhile:
 * nobody can have followed a rhythm through a long silence.
 * @param {Script} script
 * @param {Stay[]} stays
 * @param {number} seconds
 */
export function pass(script, stays, seconds) {
  const isAway = seconds > AWAY_AFTER;
  const isPaced = current(script, stays).away === "pause";
  if (isAway && (isPaced || seconds > AWAY_AT_MOST)) return { stays, isLost: true };
  const after = spend(script, stays, seconds, { onlyElapsing: isAway });
  return { stays: after, isLost: isAway && current(script, after).away === "pause" };
}

/** Whether any of the activity itself was done. */
export function didSome(/** @type {Script} */ script, /** @type {Stay[]} */ stays) {
  return stays.some(({ segment, seconds }) => script.segments[segment].is_active && seconds > 0);
}

/** How long the current stay may still last; Infinity where it waits for the person. */
export function roomIn(/** @type {Script} */ script, /** @type {Stay[]} */ stays) {
  const segment = current(script, stays);
  if (segment.seconds !== null) return Math.max(0, segment.seconds - last(stays).seconds);
  return segment.ends_with_repeat ? repeatRoom(script, stays) : Infinity;
}

/** Seconds left of the whole script; null where some of it waits for the person. */
export function remaining(/** @type {Script} */ script, /** @type {Stay[]} */ stays) {
  const here = last(stays).segment;
  const rest = script.segments.slice(here);
  if (rest.some((segment) => segment.seconds === null)) return null;
  const whole = rest.reduce((sum, segment) => sum + (segment.seconds ?? 0), 0);
  return Math.max(0, whole - last(stays).seconds);
}

function repeatRoom(/** @type {Script} */ script, /** @type {Stay[]} */ stays) {
  const repeat = script.repeat;
  if (repeat === null) return 0;
  const inside = stays.filter((v) => v.segment >= repeat.first && v.segment <= repeat.last);
  return Math.max(0, repeat.for_seconds - total(inside));
}
