/**
 * Watches the wall clock for reminders: asks the server when something can have changed, and tells
 * it when the machine slept. It counts no ticks, so a late tick does no harm.
 */

const TICK_MS = 15_000;
const ASK_AGAIN_MS = 5 * 60_000;
const SLACK_MS = 60_000;

/**
 * @typedef {object} State how reminders stand, as the server says
 * @property {{ at: string } | null} due
 * @property {{ at: string } | null} next
 * @property {{ id: string, at: string, says: string, link: string } | null} notice
 * @property {string} now
 * @property {number} away_minutes
 * @property {{ next: string | null }[]} [exercises]
 */

/**
 * @typedef {object} Moment
 * @property {number} wall milliseconds of the wall clock
 * @property {number} own milliseconds of the page's own clock, which stands still in sleep
 * @property {boolean} isSeen whether the page was in sight
 */

/**
 * How long the machine slept between two ticks, in minutes; 0 where nothing says that it did.
 *
 * @param {Moment} before
 * @param {Moment} now
 */
export function minutesAsleep(before, now) {
  const wall = now.wall - before.wall;
  const own = now.own - before.own;
  if (wall - own > SLACK_MS) return (wall - own) / 60_000;
  const hadNoTick = before.isSeen && now.isSeen && wall > TICK_MS + SLACK_MS;
  return hadNoTick ? wall / 60_000 : 0;
}

/**
 * Whether to ask the server: a break has come, or it was asked long ago.
 *
 * @param {State | null} state
 * @param {number} askedAt
 * @param {number} now
 */
export function isTimeToAsk(state, askedAt, now) {
  if (!state || now < askedAt || now - askedAt >= ASK_AGAIN_MS) return true;
  const ahead = [state.next?.at, ...(state.exercises ?? []).map((each) => each.next)];
  return ahead.some((at) => at && askedAt < Date.parse(at) && Date.parse(at) <= now);
}

/**
 * @param {object} parts
 * @param {() => Promise<State>} parts.ask
 * @param {(minutes: number) => Promise<unknown>} parts.slept
 * @param {(state: State) => void} parts.show
 */
export function watch({ ask, slept, show }) {
  /** @type {State | null} */
  let state = null;
  let askedAt = 0;
  let last = moment();
  let isBusy = false;

  async function look(force = false) {
    if (isBusy) return;
    isBusy = true;
    try {
      const now = moment();
      const minutes = minutesAsleep(last, now);
      last = now;
      if (state && minutes >= state.away_minutes) await slept(minutes);
      if (force || minutes > 0 || isTimeToAsk(state, askedAt, now.wall)) {
        askedAt = now.wall;
        state = await ask();
        show(state);
      }
    } catch {
      askedAt = 0; // no connection: asked again with the next tick
    } finally {
      isBusy = false;
    }
  }

  setInterval(look, TICK_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look(true);
  });
  window.addEventListener("pageshow", () => look(true));
  window.addEventListener("online", () => look(true));
  look(true);
  return { look: () => look(true), state: () => state };
}

/** @returns {Moment} */
function moment() {
  return {
    wall: Date.now(),
    own: performance.now(),
    isSeen: document.visibilityState === "visible",
  };
}
