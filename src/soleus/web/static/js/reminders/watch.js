/**
 * The clockwork of reminders: it never counts, it looks at the wall clock. It asks the server when
 * something can have changed, and tells it when the machine slept.
 */

const TICK_MS = 15_000;
const ASK_AGAIN_MS = 5 * 60_000;
const SLACK_MS = 60_000;

/**
 * @typedef {object} Told how reminders stand, as the server says
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
 * How long the machine slept between two ticks, in minutes; nought where nothing says so.
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
 * Whether the server has to be asked: a break has come, or it was long ago.
 *
 * @param {Told | null} told
 * @param {number} askedAt
 * @param {number} now
 */
export function isTimeToAsk(told, askedAt, now) {
  if (!told || now < askedAt || now - askedAt >= ASK_AGAIN_MS) return true;
  const ahead = [told.next?.at, ...(told.exercises ?? []).map((each) => each.next)];
  return ahead.some((at) => at && askedAt < Date.parse(at) && Date.parse(at) <= now);
}

/**
 * @param {object} parts
 * @param {() => Promise<Told>} parts.ask
 * @param {(minutes: number) => Promise<unknown>} parts.slept
 * @param {(told: Told) => void} parts.tell
 */
export function watch({ ask, slept, tell }) {
  /** @type {Told | null} */
  let told = null;
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
      if (told && minutes >= told.away_minutes) await slept(minutes);
      if (force || minutes > 0 || isTimeToAsk(told, askedAt, now.wall)) {
        askedAt = now.wall;
        told = await ask();
        tell(told);
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
  return { look: () => look(true), told: () => told };
}

/** @returns {Moment} */
function moment() {
  return {
    wall: Date.now(),
    own: performance.now(),
    isSeen: document.visibilityState === "visible",
  };
}
