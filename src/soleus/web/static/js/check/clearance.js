/**
 * The clearance: leave to do an activity, given from a decision, that runs out by itself.
 * The same as `soleus/assessment/clearance.py`.
 *
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 *
 * @typedef {"no_check" | "new_symptom" | "expired" | "clock" | "decision"} Cause
 * @typedef {{cause: Cause | null, activities: string[], expiresAt: Date | null}} Leave
 */

const DAY_MS = 24 * 3600 * 1000;

/**
 * The leave that holds now, or why there is none.
 * @param {Engine} engine
 * @param {Decision | null} decision the last check
 * @param {{decidedAt: Date | null, now: Date, symptomAt: Date | null, until?: Date | null,
 *   hasRunOut?: boolean}} when `until`: an earlier end, such as the day of a clinician's review;
 *   `hasRunOut`: whether it was seen to be over before
 * @returns {Leave}
 */
export function grant(engine, decision, when) {
  const { decidedAt, now, symptomAt, until = null, hasRunOut = false } = when;
  if (!decision || !decidedAt) return refusal("no_check");
  const { days, opens } = engine.bundle.clearance;
  if (!opens.includes(decision.urgency)) return refusal("decision");
  if (symptomAt && symptomAt >= decidedAt) return refusal("new_symptom");
  if (hasRunOut) return refusal("expired");
  // a clock set back must not lengthen a decision's life
  if (now < decidedAt) return refusal("clock");
  const end = decidedAt.getTime() + days * DAY_MS;
  const expiresAt = new Date(Math.min(end, until?.getTime() ?? end));
  if (!(now < expiresAt)) return refusal("expired");
  const activities = Object.keys(decision.activities).filter((id) => isOpen(decision, id));
  return activities.length ? { cause: null, activities, expiresAt } : refusal("decision");
}

/** Whether a decision opens an activity, freely or with a limit. */
export function isOpen(/** @type {Decision} */ decision, /** @type {string} */ activity) {
  return ["permitted", "caution"].includes(decision.activities[activity]?.status);
}

/** @returns {Leave} */
function refusal(/** @type {Cause} */ cause) {
  return { cause, activities: [], expiresAt: null };
}
