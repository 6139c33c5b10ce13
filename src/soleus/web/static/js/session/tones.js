/**
 * The sounds, made on the spot: soft and woody, easy to tell apart with eyes closed. Toes down is low,
 * toes up is high, a hold is faint.
 *
 * @typedef {{from: number, to: number, gain: number, length: number}} Recipe hertz, 0…1, seconds
 */

/** @type {Readonly<Record<string, readonly Recipe[]>>} */
const RECIPES = Object.freeze({
  down: [{ from: 420, to: 330, gain: 0.9, length: 0.11 }],
  up: [{ from: 880, to: 760, gain: 0.7, length: 0.09 }],
  hold: [{ from: 620, to: 600, gain: 0.35, length: 0.07 }],
  ready: [{ from: 560, to: 540, gain: 0.5, length: 0.06 }],
  end: [
    { from: 523, to: 523, gain: 0.5, length: 0.9 },
    { from: 784, to: 784, gain: 0.4, length: 0.9 },
  ],
});

/** Seconds from silence to full: short enough to be one onset, long enough not to click. */
const ATTACK = 0.002;

/**
 * Plays one tone at an exact moment of the context's own clock.
 * @param {BaseAudioContext} context
 * @param {AudioNode} destination
 * @param {string} tone
 * @param {number} at seconds
 * @returns {{at: number, stop: () => void}} a handle that can still silence it
 */
export function playTone(context, destination, tone, at) {
  const sources = (RECIPES[tone] ?? RECIPES.ready).map((recipe) =>
    strike(context, destination, recipe, at),
  );
  return { at, stop: () => sources.forEach((source) => source.stop()) };
}

function strike(
  /** @type {BaseAudioContext} */ context,
  /** @type {AudioNode} */ destination,
  /** @type {Recipe} */ { from, to, gain, length },
  /** @type {number} */ at,
) {
  const source = context.createOscillator();
  const volume = context.createGain();
  source.type = "triangle";
  source.frequency.setValueAtTime(from, at);
  source.frequency.exponentialRampToValueAtTime(to, at + length);
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(gain, at + ATTACK);
  volume.gain.exponentialRampToValueAtTime(0.001, at + length);
  source.connect(volume).connect(destination);
  source.start(at);
  source.stop(at + length);
  return source;
}
