/**
 * How one day's swelling stands against the note before it, in the numbers that were noted. Pure,
 * the same as `soleus/learning/change.py`, but plainer: less is less. Whether it is better is not
 * told here, since only the server knows whether somebody has to look at it.
 *
 * @typedef {Record<string, number>} Scores
 * @typedef {{day: string, scores: Scores}} Day the swelling of a day, by the person's own calendar
 * @typedef {{course: "first" | "same" | "up" | "less", now: Scores, before: Scores, ago: number,
 *   since: string}} Change `ago`: how many days before the note is that it is held against
 * @typedef {{kind: string, at: string, payload: Record<string, any>}} Entry
 */

export const SWELLING = ["swelling_left", "swelling_right"];

/** A note longer before the next one says nothing of what changed since. */
const GAP_DAYS = 7;

/** The days that the server gave, with what waits here, in the order taken. @returns {Day[]} */
export function withNotes(/** @type {Day[]} */ days, /** @type {Entry[]} */ waiting) {
  const all = new Map(days.map(({ day, scores }) => [day, { ...scores }]));
  for (const { kind, at, payload } of waiting) {
    if (kind !== "symptom") continue;
    const given = Object.entries(payload.scores ?? {}).filter(([name]) => SWELLING.includes(name));
    const day = at.slice(0, 10);
    if (given.length) all.set(day, { ...all.get(day), ...Object.fromEntries(given) });
  }
  return [...all]
    .map(([day, scores]) => ({ day, scores }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/**
 * What the swelling of a day is against the note before; null where none was noted.
 * @param {string} day
 * @param {Day[]} days
 * @returns {Change | null}
 */
export function changeOn(day, days) {
  const known = days.filter((each) => each.day <= day);
  const rows = SWELLING.map((leg) => ({ leg, row: newestFirst(known, leg) })).filter(
    ({ row }) => row[0]?.day === day,
  );
  if (!rows.length) return null;
  const near = rows.filter(({ row }) => row[1] && daysBetween(row[1].day, day) <= GAP_DAYS);
  const at = (/** @type {typeof rows} */ of, /** @type {number} */ place) =>
    Object.fromEntries(of.map(({ leg, row }) => [leg, row[place].score]));
  if (!near.length) return { course: "first", now: at(rows, 0), before: {}, ago: 0, since: day };
  const [now, before] = [at(near, 0), at(near, 1)];
  const [since] = near.map(({ row }) => row[1].day).sort();
  const legs = Object.keys(now);
  const isUp = legs.some((leg) => now[leg] > before[leg]);
  const isSame = legs.every((leg) => now[leg] === before[leg]);
  const course = isUp ? "up" : isSame ? "same" : "less";
  return { course, now, before, ago: daysBetween(since, day), since };
}

function newestFirst(/** @type {Day[]} */ days, /** @type {string} */ leg) {
  return days
    .filter(({ scores }) => leg in scores)
    .map(({ day, scores }) => ({ day, score: scores[leg] }))
    .reverse();
}

/** How many days lie between two days as dates write them. */
function daysBetween(/** @type {string} */ before, /** @type {string} */ after) {
  return Math.round((Date.parse(after) - Date.parse(before)) / (24 * 3600 * 1000));
}
