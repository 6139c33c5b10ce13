/**
 * A stopwatch that can pause and that notices when the machine slept. It adds up nothing: each
 * tick says how much time passed since the one before.
 *
 * @typedef {{now?: () => number, wall?: () => number}} Sources milliseconds each
 */

/** The two sources may differ by this much without it meaning sleep. Milliseconds. */
const TOLERANCE = 2000;

/**
 * @param {Sources} [sources] `now` is steady and may stand still while the machine sleeps; `wall`
 *   goes on but can be set
 */
export function createClock({ now = () => performance.now(), wall = () => Date.now() } = {}) {
  let steadyBefore = now();
  let wallBefore = wall();
  let isRunning = false;

  return {
    /** Milliseconds of the steady source, for "how long ago". */
    now,

    start() {
      steadyBefore = now();
      wallBefore = wall();
      isRunning = true;
    },

    stop() {
      isRunning = false;
    },

    /** Seconds since the last tick, leaving it open; 0 while stopped. */
    peek() {
      return isRunning ? Math.max(0, now() - steadyBefore) / 1000 : 0;
    },

    /** Seconds since the last tick or start, sleep included; 0 while stopped. */
    tick() {
      if (!isRunning) return 0;
      const steady = Math.max(0, now() - steadyBefore);
      const walled = wall() - wallBefore;
      steadyBefore += steady;
      wallBefore += walled;
      return (walled - steady > TOLERANCE ? walled : steady) / 1000;
    },
  };
}
