/**
 * Turns the passing of time into cues: what falls between two moments is told once, in order, to
 * the page, the voice and the hand. The tones are not here: the metronome plays them.
 */

import { beatAt, momentsBetween, numberAt } from "./timeline.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Visit} Visit
 * @typedef {import("./timeline.js").Moment} Moment
 */

/** The end takes no time: all its cues come together. Seconds. */
const AT_ONCE = 1;

/**
 * @param {object} parts
 * @param {Script} parts.script
 * @param {(name: string, detail: object) => void} parts.emit
 * @param {(text: string) => void} parts.say
 * @param {(tone: string) => void} parts.beat
 * @param {(pattern: number[]) => void} parts.vibrate
 */
export function createAnnouncer({ script, emit, say, beat, vibrate }) {
  /** @type {{visit: number, number: number | null, label: string} | null} */
  let shown = null;

  function tell(/** @type {Moment} */ moment, /** @type {Segment} */ segment) {
    const { cue, beat: pulse, number } = moment;
    if (cue) emit("cue", { ...cue, segment: segment.id });
    if (cue?.do === "vibrate" && cue.pattern) vibrate(cue.pattern);
    if (pulse) {
      const { do: act, tone, label, claims } = pulse;
      emit("cue", { do: act, tone, label, claims, number, segment: segment.id });
      beat(tone);
    }
    return cue?.do === "say" ? cue.text : pulse?.say;
  }

  /** Shows the number where it changed; returns it where it is to be spoken. */
  function count(
    /** @type {Segment} */ segment,
    /** @type {Visit} */ visit,
    /** @type {number} */ place,
  ) {
    const { counter } = segment;
    const number = counter ? numberAt(counter, visit.seconds) : null;
    const label = beatAt(segment, visit.seconds)?.label ?? segment.title;
    const isSame = shown?.visit === place && shown.number === number && shown.label === label;
    const isNewNumber = shown?.visit !== place || shown.number !== number;
    shown = { visit: place, number, label };
    if (isSame) return undefined;
    emit("count", { number, of: counter?.count ?? null, unit: counter?.unit ?? "", label });
    const isSpoken = counter && counter.say_every > 0 && isNewNumber;
    if (!isSpoken || number === null || number % counter.say_every !== 0) return undefined;
    emit("cue", { do: "count", number, text: String(number), segment: segment.id });
    return String(number);
  }

  return {
    /**
     * Tells everything from one state of the visits to a later one.
     * @param {Visit[]} before
     * @param {Visit[]} after
     */
    pass(before, after) {
      for (let place = before.length - 1; place < after.length; place += 1) {
        const visit = after[place];
        const segment = script.segments[visit.segment];
        const isLast = place === after.length - 1;
        const from = place === before.length - 1 ? before[place].seconds : 0;
        const upTo = segment.kind === "done" ? AT_ONCE : visit.seconds;
        const spoken = momentsBetween(segment, from, upTo).map((each) => tell(each, segment));
        const number = isLast ? count(segment, visit, place) : undefined;
        const text = [number, ...spoken].filter(Boolean).join(". ");
        if (text) say(text);
      }
    },

    /** Shows the number and the word again, as after a pause. */
    refresh(/** @type {Visit[]} */ visits) {
      shown = null;
      const visit = visits[visits.length - 1];
      count(script.segments[visit.segment], visit, visits.length - 1);
    },
  };
}
