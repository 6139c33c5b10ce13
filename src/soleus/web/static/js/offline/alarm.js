/**
 * The bar of an emergency on a page that the server did not make just now: what the gate of this
 * device says, with what waits here. Where it cannot be asked, a bar that is there stays.
 */

import { RefusedRules, rulebook } from "../check/rulebook.js";
import { standing, withWaiting } from "../check/standing.js";
import { waiting } from "./queue.js";

/** @returns {Promise<any>} */
async function got(/** @type {string} */ path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} cannot be had: ${answer.status}`);
  return answer.json();
}

/** Whether an emergency stands on this device; null where nothing is known. */
async function emergencyStands() {
  const [rules, kept] = await Promise.all([
    got("/offline/check/rules.json"),
    got("/offline/check/kept.json"),
  ]).catch(() => [null, null]);
  if (!kept) return null;
  const now = new Date();
  const mine = await waiting(kept.person).catch(() => []);
  try {
    const engine = rulebook(rules, now);
    const { decision } = standing(engine, withWaiting(engine, kept, mine, now), now);
    return decision?.urgency === "emergency";
  } catch (error) {
    if (!(error instanceof RefusedRules)) throw error;
    return kept.check?.decision.urgency === "emergency" || null; // rules too old to say no
  }
}

/** Show or hide the bar, by the gate of this device. */
export async function showEmergency() {
  const bar = document.getElementById("emergency-stands");
  if (!bar) return;
  const stands = await emergencyStands().catch(() => null);
  if (stands === null) return;
  bar.hidden = !stands;
  const onward = bar.querySelector('a[href="/result"]');
  onward?.setAttribute("href", "/emergency"); // kept on every device
}
