/** Asks the server for the simulated cycle of a session until it has been made. */

const EVERY_MS = 700;

/** Longer than it takes on a slow machine; a session that is over needs none. */
const TRIES = 40;

/**
 * @param {string} id of the session
 * @returns {Promise<any>} the table, or null where there is none
 */
export async function askForCycle(id) {
  for (let i = 0; i < TRIES; i += 1) {
    const answer = await fetch(`/session/run/${id}/cycle.json`);
    if (!answer.ok) return null;
    const { table, is_coming } = await answer.json();
    if (table || !is_coming) return table;
    await new Promise((resume) => setTimeout(resume, EVERY_MS));
  }
  return null;
}
