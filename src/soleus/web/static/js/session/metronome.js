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

/**
 * The tones of the next `ahead` seconds of running time, across segment borders.
 * @param {Script} script
 * @param {Visit[]} visits
 * @param {number} ahead seconds
 * @returns {ToneMoment[]}
 */
export function tonesAhead(script, visits, ahead) {
  /** @type {ToneMoment[]} */
  const tones = [];
  let here = visits;
  let left = ahead;
  while (left > 0) {
    const { seconds } = last(here);
    const room = roomIn(script, here);
    const start = total(here) - seconds;
    const isEnd = isDone(script, here);
    const upTo = isEnd ? Infinity : seconds + Math.min(left, room);
    for (const { at, cue, beat } of momentsBetween(current(script, here), seconds, upTo)) {
      const tone = beat?.tone ?? cue?.tone;
      if (tone) tones.push({ total: start + at, tone });
    }
    if (isEnd || room >= left) break;
    here = moveOn(script, withLast(here, { seconds: seconds + room }));
    left -= room;
  }
  return tones;
}

/**
 * @param {{context: BaseAudioContext, destination?: AudioNode}} parts
 */
export function createMetronome({ context, destination = context.destination }) {
  let anchor = 0; // the audio time of running time 0
  let plannedUpTo = -Infinity; // running time
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
      for (const moment of tonesAhead(script, visits, ahead)) {
        const at = anchor + moment.total;
        const isNew = moment.total >= plannedUpTo && at >= context.currentTime - TOO_LATE;
        if (isNew) pending.push(playTone(context, destination, moment.tone, Math.max(0, at)));
      }
      plannedUpTo = Math.max(plannedUpTo, now + ahead);
    },

    /** Silences what has not sounded yet. */
    stop: cancel,
  };
}
