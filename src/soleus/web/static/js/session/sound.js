/**
 * The audio output: made at the first tap, woken when the page comes back, and fetched back when a
 * call or another app took it. Where the browser does not give it back by itself, the page is told,
 * and the next tap does it.
 */

import { createMetronome } from "./metronome.js";
import { total } from "./progress.js";

/** Ahead of time while the page is seen, and while timers are held back behind it. Seconds. */
const AHEAD = 0.25;
const AHEAD_HIDDEN = 3;

/** So long without sound while the page is seen is told, and it is tried again as often. */
const SILENT_MS = 1000;

/** A start takes less; after longer, tones planned before would sound at the wrong moment. */
const STALE_MS = 200;

/** What a browser takes for a person's own act, by which it gives sound. */
const TAPS = ["click", "keydown"];

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Stay} Stay
 */

/**
 * @param {{Context?: typeof AudioContext, document?: Document, now?: () => number,
 *   audioSession?: {type: string} | null, onSilent?: (isSilent: boolean) => void}} [parts]
 *   `onSilent` hears when the beat has gone silent against the person's wish, and when it is back
 */
export function createSound({
  Context = globalThis.AudioContext,
  document = globalThis.document,
  now = () => performance.now(),
  audioSession = /** @type {any} */ (globalThis.navigator)?.audioSession ?? null,
  onSilent = () => undefined,
} = {}) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {ReturnType<typeof createMetronome> | null} */
  let metronome = null;
  let isOn = false;
  let isTold = false;
  /** @type {number | null} since when no sound comes */
  let silentSince = null;
  let triedAt = 0;

  function wake() {
    if (!context && Context) {
      if (audioSession) audioSession.type = "playback"; // else an iPhone's silent switch mutes it
      context = new Context({ latencyHint: "interactive" });
      context.addEventListener?.("statechange", changed);
      metronome = createMetronome({ context });
    }
    if (context && context.state !== "running") context.resume().catch(() => undefined);
  }

  /** A call or another app may have taken the sound away while the page was hidden. */
  function comeBack() {
    if (context && !document.hidden) wake();
  }

  /** It was taken away while the page is seen, or is back. */
  function changed() {
    if (!isOn || !context || context.state === "closed" || document?.hidden) return;
    if (context.state !== "running") wake();
  }

  function tapped() {
    if (isOn && isTold) wake();
  }

  function tell(/** @type {boolean} */ isSilent) {
    if (isSilent === isTold) return;
    isTold = isSilent;
    onSilent(isSilent);
  }

  function hearNothing() {
    silentSince ??= triedAt = now();
    if (document?.hidden || now() - triedAt < SILENT_MS) return;
    triedAt = now();
    tell(true);
    wake();
  }

  document?.addEventListener("visibilitychange", comeBack);
  for (const tap of TAPS) document?.addEventListener(tap, tapped, true);

  return {
    /** Call it from a tap: browsers give sound only then. */
    start(/** @type {number} */ at) {
      isOn = true;
      wake();
      metronome?.start(at);
    },

    /**
     * Hands over the tones that come next; call it often.
     * @param {Script} script
     * @param {Stay[]} stays
     * @param {number} since seconds that have passed since the stays were counted
     */
    plan(script, stays, since) {
      if (!context) return;
      if (context.state !== "running") return hearNothing();
      if (silentSince !== null && now() - silentSince > STALE_MS) {
        metronome?.start(total(stays) + since);
      }
      silentSince = null;
      tell(false);
      metronome?.plan(script, stays, document?.hidden ? AHEAD_HIDDEN : AHEAD, since);
    },

    stop() {
      isOn = false;
      silentSince = null;
      tell(false);
      metronome?.stop();
    },

    close() {
      isOn = false;
      document?.removeEventListener("visibilitychange", comeBack);
      for (const tap of TAPS) document?.removeEventListener(tap, tapped, true);
      metronome?.stop();
      context?.close().catch(() => undefined);
      context = null;
      metronome = null;
    },
  };
}
