/** Vibration where the device has it: one pattern for each tone, felt apart. */

/** @type {Readonly<Record<string, number[]>>} milliseconds */
const PULSES = Object.freeze({ down: [60], up: [25], hold: [15], ready: [20] });

/**
 * @param {{vibrate?: (pattern: number[]) => boolean}} [parts]
 */
export function createHaptics({
  vibrate = globalThis.navigator?.vibrate?.bind(globalThis.navigator),
} = {}) {
  return {
    beat(/** @type {string} */ tone) {
      const pulse = PULSES[tone];
      if (pulse) vibrate?.(pulse);
    },

    pattern(/** @type {number[]} */ pattern) {
      vibrate?.(pattern);
    },

    stop() {
      vibrate?.([]);
    },
  };
}
