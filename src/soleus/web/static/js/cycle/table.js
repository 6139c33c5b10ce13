/**
 * Reads the table of a simulated cycle at any pace, time and phase. Pure; `soleus/prediction` makes
 * the table, and `cycle_table.py` there computes `movedMl` too. Between two paces everything is
 * interpolated over the logarithm of the pace, between two stages over time, and around the cycle.
 *
 * @typedef {{seconds: number, curves: Record<string, number[]>}} Stage
 * @typedef {{per_minute: number, gain: {median: number, low: number, high: number},
 *            stages: Stage[]}} Pace
 * @typedef {{version: number, activity: string, posture: string, leg: string, leaks: boolean,
 *            people: number, rest: Record<string, number>, paces: Pace[]}} Table
 * @typedef {{stage: Stage, part: number}} Near a stage of a pace, and how much of it counts
 */

const VERSION = 1;

/**
 * What a page can draw: a table of the shape that is known, or null.
 * @param {any} data
 * @returns {Table | null}
 */
export function readTable(data) {
  if (data?.version !== VERSION || !(data.rest?.out > 0) || !data.paces?.length) return null;
  const names = Object.keys(data.rest);
  const isWhole = data.paces.every(
    (/** @type {Pace} */ pace) =>
      pace.per_minute > 0 &&
      pace.stages.length > 0 &&
      pace.stages.every(({ curves }) => names.every((name) => isCurve(curves[name]))),
  );
  return isWhole ? data : null;
}

/** @param {unknown} values */
const isCurve = (values) =>
  Array.isArray(values) && values.length > 1 && values.every(Number.isFinite);

/**
 * The paces next to one, each with its part; none where it lies beyond those simulated.
 * @param {Table} table
 * @param {number} perMinute
 * @returns {{pace: Pace, part: number}[]}
 */
export function nearPaces({ paces }, perMinute) {
  const above = paces.findIndex((pace) => pace.per_minute >= perMinute);
  if (above < 0 || perMinute < paces[0].per_minute) return [];
  const [high, low] = [paces[above], paces[Math.max(0, above - 1)]];
  if (high === low || high.per_minute === perMinute) return [{ pace: high, part: 1 }];
  const part = Math.log(perMinute / low.per_minute) / Math.log(high.per_minute / low.per_minute);
  return [
    { pace: low, part: 1 - part },
    { pace: high, part },
  ];
}

/**
 * The stages that count `seconds` after the movement began at a pace, each with its part.
 * @param {Table} table
 * @param {number} perMinute
 * @param {number} seconds
 * @returns {Near[]}
 */
export function near(table, perMinute, seconds) {
  return nearPaces(table, perMinute).flatMap(({ pace: { stages }, part }) => {
    const next = stages.findIndex((stage) => stage.seconds >= seconds);
    if (next === 0) return [{ stage: stages[0], part }];
    if (next < 0) return [{ stage: stages[stages.length - 1], part }];
    const [from, to] = [stages[next - 1], stages[next]];
    const share = (seconds - from.seconds) / (to.seconds - from.seconds);
    return [
      { stage: from, part: part * (1 - share) },
      { stage: to, part: part * share },
    ];
  });
}

/**
 * One curve at a phase (0 … 1) of the cycle.
 * @param {Near[]} stages
 * @param {string} name
 * @param {number} phase
 */
export function valueAt(stages, name, phase) {
  let sum = 0;
  for (const { stage, part } of stages) sum += part * around(stage.curves[name], phase);
  return sum;
}

/** Between the middles of the stretches of a cycle; the last is followed by the first. */
function around(/** @type {number[]} */ values, /** @type {number} */ phase) {
  const n = values.length;
  const x = (((phase * n - 0.5) % n) + n) % n;
  const i = Math.floor(x);
  const next = values[i + 1 < n ? i + 1 : 0];
  return values[i] + (next - values[i]) * (x - i);
}

const mean = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * The mean of one curve over the cycle.
 * @param {Near[]} stages
 * @param {string} name
 */
export const meanOf = (stages, name) =>
  stages.reduce((sum, { stage, part }) => sum + part * mean(stage.curves[name]), 0);

/**
 * The largest and least value of a curve, at these paces at any time, and at rest.
 * @param {Table} table
 * @param {string} name
 * @param {number[]} perMinute
 */
export function reachOf(table, name, perMinute) {
  const paces = perMinute.flatMap((each) => nearPaces(table, each).map(({ pace }) => pace));
  const all = paces.flatMap(({ stages }) => stages.flatMap(({ curves }) => curves[name]));
  return { least: Math.min(table.rest[name], ...all), most: Math.max(table.rest[name], ...all) };
}

/**
 * How much more blood has left the leg after `seconds` of movement than rest would have moved, in
 * mL; null at a pace that was not simulated.
 * @param {Table} table
 * @param {number} perMinute
 * @param {number} seconds
 */
export function moreMl(table, perMinute, seconds) {
  const paces = nearPaces(table, perMinute);
  if (!paces.length) return null;
  const moved = paces.reduce((sum, { pace, part }) => sum + part * movedMl(pace, seconds), 0);
  return moved - table.rest.out * seconds;
}

/** @param {Pace} pace @param {number} seconds */
function movedMl({ stages }, seconds) {
  let [moved, before, flow] = [0, 0, mean(stages[0].curves.out)];
  for (const stage of stages) {
    const until = Math.min(stage.seconds, seconds);
    const later = mean(stage.curves.out);
    const whole = stage.seconds - before;
    const atEnd = flow + (later - flow) * (whole ? (until - before) / whole : 0);
    moved += (Math.max(until - before, 0) * (flow + atEnd)) / 2;
    if (seconds <= stage.seconds) return moved;
    [before, flow] = [stage.seconds, later];
  }
  return moved + (seconds - before) * flow;
}
