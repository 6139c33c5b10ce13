/**
 * Reading a script at one moment: the beat, the number, the pose and what happens when. Pure.
 * `soleus/session/timeline.py` computes the same; one set of examples tests both.
 *
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Beat} Beat
 * @typedef {import("./types.js").Counter} Counter
 * @typedef {import("./types.js").Pose} Pose
 * @typedef {import("./types.js").PoseTrack} PoseTrack
 * @typedef {{at: number, cue?: import("./types.js").Cue, beat?: Beat, number?: number}} Moment
 */

/** A moment computed as beat n must be read as beat n: far below what anyone can notice. */
const SLACK_CYCLES = 1e-9;

const POSE_KEYS = /** @type {const} */ (["ankle", "squeeze", "heel", "raise", "step"]);

/**
 * Seconds into the segment of beat `number`, multiplied out each time so that no error adds up.
 * @param {Beat} beat
 * @param {number} number counted from 0
 */
export function beatTime(beat, number) {
  return ((number + beat.phase) * 60) / beat.per_minute;
}

/**
 * The beat that sounded last, or null before the first.
 * @param {Segment} segment
 * @param {number} seconds into the segment
 * @returns {Beat | null}
 */
export function beatAt(segment, seconds) {
  let latest = null;
  let latestAt = -Infinity;
  for (const beat of segment.beats) {
    const number = lastNumber(beat, seconds);
    if (number >= 0 && beatTime(beat, number) >= latestAt) {
      latest = beat;
      latestAt = beatTime(beat, number);
    }
  }
  return latest;
}

/**
 * The number to show.
 * @param {Counter} counter
 * @param {number} seconds into the segment
 */
export function numberAt(counter, seconds) {
  const cycle = Math.floor((seconds * counter.per_minute) / 60 + SLACK_CYCLES);
  const last = counter.count === null ? cycle : Math.min(cycle, counter.count - 1);
  return counter.from + counter.step * Math.max(0, last);
}

/**
 * Everything that happens from `from` up to but not at `to`, in order.
 * @param {Segment} segment
 * @param {number} from seconds into the segment
 * @param {number} to seconds into the segment
 * @returns {Moment[]}
 */
export function momentsBetween(segment, from, to) {
  /** @type {Moment[]} */
  const found = [];
  for (const cue of segment.cues) {
    const at = inside(cue.at, segment.seconds);
    if (at >= from && at < to) found.push({ at, cue });
  }
  for (const beat of segment.beats) {
    const last = beat.count === null ? Infinity : beat.count - 1;
    for (let n = firstNumber(beat, from); n <= last && beatTime(beat, n) < to; n += 1) {
      found.push({ at: beatTime(beat, n), beat, number: n });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/**
 * The leg at one moment.
 * @param {Segment} segment
 * @param {number} seconds into the segment
 * @returns {Pose}
 */
export function poseAt(segment, seconds) {
  const track = segment.pose;
  const pose = { ankle: 0, squeeze: 0, heel: 0, raise: 0, step: 0 };
  if (track === null) return pose;
  const at = fraction(track, segment.seconds, seconds);
  for (const key of POSE_KEYS) pose[key] = eased(track, key, at);
  return pose;
}

/** A cue at the very end belongs to its segment: it must come before the next one begins. */
function inside(/** @type {number} */ at, /** @type {number | null} */ length) {
  return length !== null && length > 0 && at >= length ? length - 1e-6 : at;
}

function firstNumber(/** @type {Beat} */ beat, /** @type {number} */ from) {
  let number = Math.max(0, Math.floor((from * beat.per_minute) / 60 - beat.phase) - 1);
  while (beatTime(beat, number) < from) number += 1;
  return number;
}

function lastNumber(/** @type {Beat} */ beat, /** @type {number} */ seconds) {
  const number = Math.floor((seconds * beat.per_minute) / 60 - beat.phase + SLACK_CYCLES);
  return beat.count === null ? number : Math.min(number, beat.count - 1);
}

function fraction(
  /** @type {PoseTrack} */ track,
  /** @type {number | null} */ length,
  /** @type {number} */ seconds,
) {
  if (track.per_minute !== null) return ((seconds * track.per_minute) / 60) % 1;
  return length ? Math.min(1, seconds / length) : 0;
}

function eased(
  /** @type {PoseTrack} */ track,
  /** @type {typeof POSE_KEYS[number]} */ key,
  /** @type {number} */ at,
) {
  const points = track.frames.filter((frame) => frame[key] !== undefined);
  if (points.length === 0) return 0;
  const before = points.filter((frame) => frame.at <= at).at(-1);
  const after = points.find((frame) => frame.at > at);
  if (before === undefined || after === undefined) {
    return /** @type {number} */ ((before ?? after)?.[key]);
  }
  const low = /** @type {number} */ (before[key]);
  const high = /** @type {number} */ (after[key]);
  let share = (at - before.at) / (after.at - before.at);
  if (key !== "step") share = (1 - Math.cos(Math.PI * share)) / 2; // limbs ease, a stride runs on
  return low + (high - low) * share;
}
