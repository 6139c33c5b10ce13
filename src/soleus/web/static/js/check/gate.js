/**
 * Where a person stands before the gate on this device, with no server to ask. The server's last
 * word is the base; what was noticed since can only make it stricter, and a new check taken here
 * takes its place. The same rules as `soleus/coach/gate.py`.
 *
 * @typedef {import("./clearance.js").Leave} Leave
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 *
 * @typedef {{id: string | null, at: string, until: string | null, document: AnswerFile,
 *   decision: Decision}} Check `at`: when it was begun; `until`: an earlier end than the usual
 * @typedef {{at: string, findings: Record<string, any>}} News
 * @typedef {import("./tightening.js").Learnt} Learnt
 * @typedef {{check: Check | null, news: News[], learnt: Learnt[]}} Kept
 * @typedef {{id: string, kind: string, at: string, taken_at?: string,
 *   payload: Record<string, any>}} Entry an entry as it waits on this device to be sent
 * @typedef {Leave & {decision: Decision | null, checkedAt: Date | null,
 *   noticed: Record<string, any>}} Standing
 */

import { grant } from "./clearance.js";
import { decide } from "./decide.js";
import { ifSound, mostUrgent, SIDES, strictest, tightened } from "./tightening.js";

/** How a swelling can have come, from the most suspicious on. */
const COURSES = ["sudden", "recent", "long_standing", "comes_and_goes"];

/**
 * What the server gave, with what waits on this device laid over it, in the order it was taken.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Entry[]} waiting
 * @returns {Kept}
 */
export function laidOver(engine, kept, waiting) {
  let now = kept;
  for (const entry of waiting) {
    const { payload, at } = entry;
    if (entry.kind === "check") now = withCheck(engine, now, entry);
    const findings = entry.kind === "symptom" ? (payload.findings ?? {}) : {};
    if (payload.is_new || payload.anything_new || Object.keys(findings).length) {
      // when it was taken counts, so that a symptom dated back hides behind no check
      now = { ...now, news: [...now.news, { at: entry.taken_at ?? at, findings }] };
    }
  }
  return now;
}

/**
 * A check taken here takes the place of an older one, and of what was noticed before it was begun.
 * One that was begun before the newest can only make it stricter.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Entry} entry
 * @returns {Kept}
 */
function withCheck(engine, kept, { id, at, payload }) {
  const begun = new Date(at);
  const { document } = payload;
  const decision = decide(engine, document);
  if (kept.check && new Date(kept.check.at) > begun) {
    const both = strictest(engine, [kept.check.decision, decision]);
    return { ...kept, check: { ...kept.check, decision: both ?? decision } };
  }
  const check = { id, at, until: null, document, decision };
  return { ...kept, check, news: kept.news.filter((each) => new Date(each.at) >= begun) };
}

/**
 * Where the person stands now.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Date} now
 * @returns {Standing}
 */
export function standing(engine, kept, now) {
  const { check, news, learnt } = kept;
  const noticed = news.reduce((all, each) => widened(all, found(each)), {});
  const layers = layersOf(engine, news, check?.document ?? null);
  if (!check) {
    const leave = grant(engine, null, { decidedAt: null, now, symptomAt: null });
    const decision = tightened(engine, mostUrgent(layers), { answers: noticed }, learnt);
    return { ...leave, decision, checkedAt: null, noticed };
  }
  const [checkedAt, symptomAt] = [new Date(check.at), news.length ? new Date(check.at) : null];
  const until = check.until ? new Date(check.until) : null;
  const urgent = mostUrgent([check.decision, ...layers]);
  const told = { ...check.document, answers: { ...check.document.answers, ...noticed } };
  const decision = tightened(engine, urgent, told, learnt);
  const base = news.length ? check.decision : decision;
  const leave = grant(engine, base, { decidedAt: checkedAt, now, symptomAt, until });
  return { ...leave, decision, checkedAt, noticed };
}

/**
 * Each thing noticed, alone and with all before it, by itself and over a check: nothing noticed
 * later can take the place of what was there. What is new has been seen by nobody, so the person
 * is no longer settled.
 * @param {Engine} engine
 * @param {News[]} news
 * @param {AnswerFile | null} document
 */
function layersOf(engine, news, document) {
  /** @type {Record<string, any>} */
  let noticed = {};
  return news.flatMap((each) => {
    const named = found(each);
    noticed = widened(noticed, named);
    const alone = [named, noticed]
      .filter((answers) => Object.keys(answers).length)
      .flatMap((answers) => ifSound(engine, { answers }));
    if (!document) return alone;
    const given = document.answers;
    const over = [{ ...given, ...named }, { ...given, ...noticed }, widened(given, noticed)];
    const whole = over.flatMap((answers) =>
      ifSound(engine, { ...document, answers: { ...answers, worse_since_evaluation: true } }),
    );
    return [...alone, ...whole];
  });
}

/** What was found; that something is not there takes back nothing said before. */
function found(/** @type {News} */ { findings }) {
  const all = Object.entries(findings);
  return Object.fromEntries(all.filter(([, value]) => value !== false && value !== "none"));
}

/** @returns {Record<string, any>} both legs where each was named, the more suspicious course */
function widened(
  /** @type {Record<string, any>} */ before,
  /** @type {Record<string, any>} */ findings,
) {
  const all = { ...before };
  for (const [id, value] of Object.entries(findings)) all[id] = wider(all[id], value);
  return all;
}

function wider(/** @type {any} */ before, /** @type {any} */ now) {
  if (SIDES.includes(before) && SIDES.includes(now) && before !== now) return "both";
  if (!COURSES.includes(before) || !COURSES.includes(now)) return now;
  return COURSES.indexOf(before) < COURSES.indexOf(now) ? before : now;
}
