/** Vibration where the device has it: a pattern of its own for each tone. */

/** @type {Readonly<Record<string, number[]>>} milliseconds */
const PULSES = Object.freeze({ down: [60], up: [25], hold: [15], ready: [20] });

/**
 * @param {{vibrate?: (pattern: number[]) => boolean}} [parts]
 */
export function createHaptics({
  vibrate = globalThis.navigator?.vibrate?.bind(globalThis.navigator),
} = {}) {
  let isUsed = false;

  function shake(/** @type {number[]} */ pattern) {
    isUsed = true;
    vibrate?.(pattern);
  }

  return {
    beat(/** @type {string} */ tone) {
      const pulse = PULSES[tone];
      if (pulse) shake(pulse);
    },

    pattern: shake,

    /** Browsers complain of a page that was not tapped yet, even when it asks for quiet. */
    stop() {
      if (isUsed) vibrate?.([]);
    },
  };
}
