/** The audio output: made at the first tap, woken when the page comes back, quiet when told. */

import { createMetronome } from "./metronome.js";

/** Ahead of time while the page is seen, and while timers are held back behind it. Seconds. */
const AHEAD = 0.25;
const AHEAD_HIDDEN = 3;

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Visit} Visit
 */

/**
 * @param {{Context?: typeof AudioContext, document?: Document}} [parts]
 */
export function createSound({
  Context = globalThis.AudioContext,
  document = globalThis.document,
} = {}) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {ReturnType<typeof createMetronome> | null} */
  let metronome = null;

  function wake() {
    if (!context && Context) {
      context = new Context({ latencyHint: "interactive" });
      metronome = createMetronome({ context });
    }
    if (context && context.state !== "running") context.resume().catch(() => undefined);
  }

  /** A call or another app may have taken the sound away while the page was hidden. */
  function comeBack() {
    if (context && !document.hidden) wake();
  }

  document?.addEventListener("visibilitychange", comeBack);

  return {
    /** Call it from a tap: browsers give sound only then. */
    start(/** @type {number} */ now) {
      wake();
      metronome?.start(now);
    },

    /**
     * Hands over the tones that come next; call it often.
     * @param {Script} script
     * @param {Visit[]} visits
     * @param {number} since seconds that have passed since the visits were counted
     */
    plan(script, visits, since) {
      if (context?.state !== "running") return;
      metronome?.plan(script, visits, document?.hidden ? AHEAD_HIDDEN : AHEAD, since);
    },

    stop() {
      metronome?.stop();
    },

    close() {
      document?.removeEventListener("visibilitychange", comeBack);
      metronome?.stop();
      context?.close().catch(() => undefined);
      context = null;
      metronome = null;
    },
  };
}
