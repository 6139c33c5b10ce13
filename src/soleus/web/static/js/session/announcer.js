/**
 * Turns the passing of time into cues: what falls between two moments goes to the page, the voice
 * and the vibration once, in order. The metronome plays the tones.
 */

import { beatAt, momentsBetween, numberAt } from "./timeline.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Stay} Stay
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
  let shown = ""; // what the last count event said
  let counted = ""; // the last number that was due to be spoken

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

  /** Shows the number and the word of the beat where they changed. */
  function show(
    /** @type {Segment} */ segment,
    /** @type {Stay} */ stay,
    /** @type {number} */ place,
  ) {
    const { counter } = segment;
    const number = counter ? numberAt(counter, stay.seconds) : null;
    const label = beatAt(segment, stay.seconds)?.label ?? segment.title;
    const showing = `${place} ${number} ${label}`;
    if (showing === shown) return;
    shown = showing;
    emit("count", { number, of: counter?.count ?? null, unit: counter?.unit ?? "", label });
  }

  /** The number, where it is a new one and due to be spoken. */
  function spoken(
    /** @type {Segment} */ segment,
    /** @type {Stay} */ stay,
    /** @type {number} */ place,
  ) {
    const { counter } = segment;
    if (!counter) return undefined;
    const number = numberAt(counter, stay.seconds);
    if (counted === `${place} ${number}`) return undefined;
    counted = `${place} ${number}`;
    if (counter.say_every === 0 || number % counter.say_every !== 0) return undefined;
    emit("cue", { do: "count", number, segment: segment.id });
    return String(number);
  }

  return {
    /**
     * Announces everything from one state of the stays to a later one.
     * @param {Stay[]} before
     * @param {Stay[]} after
     */
    pass(before, after) {
      for (let place = before.length - 1; place < after.length; place += 1) {
        const stay = after[place];
        const segment = script.segments[stay.segment];
        const isLast = place === after.length - 1;
        const from = place === before.length - 1 ? before[place].seconds : 0;
        const upTo = segment.kind === "done" ? AT_ONCE : stay.seconds;
        const words = momentsBetween(segment, from, upTo).map((each) => tell(each, segment));
        if (isLast && stay.seconds > 0) words.unshift(spoken(segment, stay, place));
        if (isLast) show(segment, stay, place);
        const text = words.filter(Boolean).join(". ");
        if (text) say(text);
      }
    },

    /** Shows the number and the word again, as after a pause. */
    refresh(/** @type {Stay[]} */ stays) {
      shown = "";
      const stay = stays[stays.length - 1];
      show(script.segments[stay.segment], stay, stays.length - 1);
    },
  };
}
