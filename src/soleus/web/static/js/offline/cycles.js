/**
 * The simulated cycle of a session with no network, if the device keeps one, and what the end says
 * of it. Without one all goes on.
 *
 * @typedef {import("../session/types.js").Script} Script
 * @typedef {{says: string, claims: string[]}} Said
 * @typedef {{table: import("../cycle/table.js").Table, ends: Record<string, Said[]>, more: Said}}
 *   KeptCycle `ends`: what is said, by pace; `more` has a place for the amount
 */

import { cite, el } from "../check/elements.js";
import { moreMl, readTable } from "../cycle/table.js";
import { amountWords } from "../cycle/words.js";
import { translate } from "../phrases.js";

/** Until then flow has not risen to what the gain says; as `coach/simulated/session_end.py`. */
const LEAST_SECONDS = 60;

/**
 * @param {{person: string, script: Script}} session
 * @returns {Promise<KeptCycle | null>}
 */
export async function cycleOf({ person, script }) {
  try {
    const answer = await fetch("/offline/cycles.json");
    const kept = await answer.json();
    if (kept.person !== person || script.routine.startsWith("prescribed-")) return null;
    const feet = script.options.feet ?? "both";
    const found = kept.cycles[kept.sessions[`${script.activity} ${script.posture} ${feet}`]];
    return readTable(found?.table) && { ...found, more: kept.more };
  } catch {
    return null;
  }
}

/**
 * The sentences of the end, with their studies; none where nothing was simulated, or too little done.
 * @param {KeptCycle | null} kept
 * @param {Script} script
 * @param {number} seconds of movement
 * @param {Record<string, any>} claims
 * @returns {HTMLElement[]}
 */
export function sayEnd(kept, script, seconds, claims) {
  const pace = script.options.per_minute;
  const said = kept?.ends[pace ?? ""] ?? [];
  if (!kept || !said.length || seconds < LEAST_SECONDS) return [];
  const perMinute = pace === undefined ? kept.table.paces[0].per_minute : Number(pace);
  const amount = amountWords(moreMl(kept.table, perMinute, seconds) ?? 0);
  const all = amount ? [...said, kept.more] : said;
  const words = all.map(({ says }) => says.replace("{amount}", amount)).join(" ");
  const ids = [...new Set(all.flatMap((each) => each.claims))];
  return [el("p", {}, words), cite(claims, ids, translate("Studies that agree and disagree"))];
}
