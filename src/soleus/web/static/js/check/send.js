/**
 * Sends the checks that wait on this device. The server decides each again by its own rules and
 * takes the same id once, so that sending twice does no harm; what it has not taken goes on waiting.
 */

import { arrived, waiting } from "./store.js";

/**
 * Send what waits for one person, oldest first; give how many still wait.
 * @param {string} person
 * @returns {Promise<number>}
 */
export async function send(person) {
  const entries = await waiting(person);
  let left = entries.length;
  for (const { id, at, payload } of entries) {
    const { document } = payload;
    if (!(await isTaken({ id, person, at, document }))) return left;
    await arrived(id);
    left -= 1;
  }
  return left;
}

async function isTaken(/** @type {object} */ check) {
  try {
    const answer = await fetch("/api/check/arrived", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(check),
    });
    return answer.ok;
  } catch {
    return false; // no network; it goes on waiting
  }
}
