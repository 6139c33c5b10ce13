/**
 * The beat, exact: tones are handed to Web Audio a little ahead, each at an absolute time, start
 * plus n times the period. Nothing is added up and no timer decides when a tone sounds, so a slow
 * timer can make none late and none drift.
 */

import { current, isDone, last, moveOn, roomIn, total, withLast } from "./place.js";
import { momentsBetween } from "./timeline.js";
import { playTone } from "./tones.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Visit} Visit
 * @typedef {{total: number, tone: string}} ToneMoment seconds of running time
 */

/** Between asking for a tone and its sounding, so that the first is on time too. Seconds. */
const LEAD = 0.03;

/** The audio clock stood still (an interruption) if it is this far off. Seconds. */
const OUT_OF_STEP = 0.08;

/** A tone this late is left out rather than played at the wrong moment. Seconds. */
const TOO_LATE = 0.02;

/** The end takes no time: all its tones come together. Seconds. */
const AT_ONCE = 1;

/** Wider than rounding, so that the exact comparison alone decides. Seconds. */
const MARGIN = 1e-6;

/**
 * The tones from one moment of running time up to, not at, another; across segment borders.
 * Each tone's moment comes out the same whenever it is asked for, so windows that meet neither
 * miss one nor play one twice.
 * @param {Script} script
 * @param {Visit[]} visits where the session is now, at `from` or later
 * @param {number} from seconds of running time
 * @param {number} to seconds of running time
 * @returns {ToneMoment[]}
 */
export function tonesBetween(script, visits, from, to) {
  /** @type {ToneMoment[]} */
  const tones = [];
  let here = visits;
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
  let anchor = 0; // the audio time of running time 0
  let plannedUpTo = 0; // running time
  /** @type {{at: number, stop: () => void}[]} */
  let pending = [];

  function cancel() {
    pending.filter((tone) => tone.at > context.currentTime).forEach((tone) => tone.stop());
    pending = [];
  }

  return {
    /** Ties the running time to the audio clock: at the start and after each pause or jump. */
    start(/** @type {number} */ now) {
      cancel();
      anchor = context.currentTime + LEAD - now;
      plannedUpTo = now;
    },

    /** Hands over the tones up to `ahead` seconds from `now`; call it often. */
    plan(
      /** @type {Script} */ script,
      /** @type {Visit[]} */ visits,
      /** @type {number} */ ahead,
    ) {
      const now = total(visits);
      if (Math.abs(context.currentTime + LEAD - now - anchor) > OUT_OF_STEP) this.start(now);
      pending = pending.filter((tone) => tone.at > context.currentTime);
      for (const moment of tonesBetween(script, visits, plannedUpTo, now + ahead)) {
        const at = anchor + moment.total;
        if (at < context.currentTime - TOO_LATE) continue;
        pending.push(playTone(context, destination, moment.tone, Math.max(0, at)));
      }
      plannedUpTo = Math.max(plannedUpTo, now + ahead);
    },

    /** Silences what has not sounded yet. */
    stop: cancel,
  };
}
