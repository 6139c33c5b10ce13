/** What the gate of this device opens now, by the rules kept here and all that waits. */

import { RefusedRules, rulebook } from "../check/rulebook.js";
import { standing, withWaiting } from "../check/standing.js";
import { waiting } from "../offline/queue.js";
import { translate } from "../phrases.js";

/** @returns {Promise<any>} */
async function got(/** @type {string} */ path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} cannot be had: ${answer.status}`);
  return answer.json();
}

/**
 * The activities that are open, and why others are not; where it cannot be told, nothing is open.
 * @param {string} person
 * @returns {Promise<{activities: string[], says: string}>}
 */
export async function deviceLeave(person) {
  try {
    const [bundle, kept] = await Promise.all([
      got("/offline/check/rules.json"),
      got("/offline/check/kept.json"),
    ]);
    if (kept.person !== person) throw new Error("the data are another person's");
    const now = new Date();
    const engine = rulebook(bundle, now);
    const leave = standing(engine, withWaiting(engine, kept, await waiting(person), now), now);
    const says = leave.cause ? bundle.causes[leave.cause].says : "";
    return { activities: leave.cause ? [] : leave.activities, says };
  } catch (error) {
    if (error instanceof RefusedRules) return { activities: [], says: error.message };
    console.info(error);
    return {
      activities: [],
      says: translate("Movements wait: this device cannot tell now whether they are open to you."),
    };
  }
}
