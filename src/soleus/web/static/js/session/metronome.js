/**
 * The beat, exact: tones are handed to Web Audio a little ahead, each at the moment that start plus
 * n times the period comes to. Nothing is added up and no timer decides when a tone sounds, so a
 * slow timer makes none late. The audio clock is read again each time, since it can lose some time
 * on a busy machine: a tone follows the session's clock, not the sound card's.
 */

import { current, isDone, last, moveOn, roomIn, total, withLast } from "./progress.js";
import { momentsBetween } from "./timeline.js";
import { playTone } from "./tones.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Stay} Stay
 * @typedef {{total: number, tone: string}} ToneMoment seconds of running time
 */

/** Between a moment and its being heard, the same for all: time for the output to fetch it. */
const LEAD = 0.06;

/** A tone later than this is left out rather than played at the wrong moment. Seconds. */
const TOO_LATE = 0.1;

/** The two readings of the audio clock cannot honestly be further apart. Seconds. */
const FAR_APART = 1;

/** The end takes no time: all its tones come together. Seconds. */
const AT_ONCE = 1;

/** Wider than rounding, so that the exact comparison alone decides. Seconds. */
const MARGIN = 1e-6;

/**
 * The tones from one moment of running time up to, not at, another; across segment borders.
 * Each tone's moment comes out the same whenever it is asked for, so windows that meet neither
 * miss one nor play one twice.
 * @param {Script} script
 * @param {Stay[]} stays where the session is now, at `from` or later
 * @param {number} from seconds of running time
 * @param {number} to seconds of running time
 * @returns {ToneMoment[]}
 */
export function tonesBetween(script, stays, from, to) {
  /** @type {ToneMoment[]} */
  const tones = [];
  let here = stays;
  for (;;) {
    const segment = current(script, here);
    const start = total(here.slice(0, -1));
    const isEnd = isDone(script, here);
    const length = isEnd ? AT_ONCE : (segment.seconds ?? last(here).seconds + roomIn(script, here));
    const upTo = Math.min(to - start + MARGIN, length);
    for (const { at, cue, beat } of momentsBetween(segment, from - start - MARGIN, upTo)) {
      const tone = beat?.tone ?? cue?.tone;
      if (tone && start + at >= from && start + at < to) tones.push({ total: start + at, tone });
    }
    if (isEnd || start + length >= to) return tones;
    here = moveOn(script, withLast(here, { seconds: length }));
  }
}

/**
 * @param {{context: BaseAudioContext, destination?: AudioNode}} parts
 */
export function createMetronome({ context, destination = context.destination }) {
  let plannedUpTo = 0; // running time
  /** @type {{at: number, stop: () => void}[]} */
  let pending = [];

  function cancel() {
    pending.filter((tone) => tone.at > context.currentTime).forEach((tone) => tone.stop());
    pending = [];
  }

  return {
    /** Begins at this running time: at the start and after each pause or jump. */
    start(/** @type {number} */ now) {
      cancel();
      plannedUpTo = now;
    },

    /**
     * Hands over the tones of the next stretch; call it often.
     * @param {Script} script
     * @param {Stay[]} stays
     * @param {number} ahead seconds
     * @param {number} [since] seconds that have passed since the stays were counted
     */
    plan(script, stays, ahead, since = 0) {
      const now = total(stays) + since;
      const offset = heardNow(context) + LEAD - now;
      pending = pending.filter((tone) => tone.at > context.currentTime);
      for (const moment of tonesBetween(script, stays, plannedUpTo, now + ahead)) {
        const at = Math.max(offset + moment.total, context.currentTime);
        if (at - offset - moment.total > TOO_LATE) continue;
        pending.push(playTone(context, destination, moment.tone, at));
      }
      plannedUpTo = Math.max(plannedUpTo, now + ahead);
    },

    /** Silences what has not sounded yet. */
    stop: cancel,
  };
}

/**
 * The audio time that is being heard at this moment. `currentTime` alone moves in jumps of a
 * hundredth of a second; the output's own time stamp is exact, where there is one.
 * @param {BaseAudioContext} context
 */
function heardNow(context) {
  const stamp = /** @type {AudioContext} */ (context).getOutputTimestamp?.();
  if (!stamp?.performanceTime || stamp.contextTime === undefined) return context.currentTime;
  const heard = stamp.contextTime + (performance.now() - stamp.performanceTime) / 1000;
  return Math.abs(heard - context.currentTime) < FAR_APART ? heard : context.currentTime;
}
