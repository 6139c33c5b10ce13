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
 * @typedef {{check: Check | null, news: News[], learnt: Record<string, any>}} Kept
 * @typedef {{id: string, kind: string, at: string, payload: Record<string, any>}} Entry
 *   an entry as it waits on this device to be sent
 * @typedef {Leave & {decision: Decision | null, checkedAt: Date | null,
 *   noticed: Record<string, any>}} Standing
 */

import { grant } from "./clearance.js";
import { decide } from "./decide.js";
import { InvalidAnswers } from "./reading.js";

const SIDES = ["left", "right", "both"];

/** From the most urgent on. */
const URGENCIES = ["emergency", "today", "within_days", "incomplete", "self_care"];

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
      now = { ...now, news: [...now.news, { at, findings }] };
    }
  }
  return now;
}

/**
 * A check taken here takes the place of an older one, and of what was noticed before it was begun.
 * What the server learnt from the journal is laid over it, and can only make it stricter.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Entry} entry
 * @returns {Kept}
 */
function withCheck(engine, kept, { id, at, payload }) {
  const begun = new Date(at);
  if (kept.check && new Date(kept.check.at) > begun) return kept; // the same one may be edited
  const { document } = payload;
  const decision = withLearnt(engine, document, kept.learnt);
  const check = { id, at, until: null, document, decision };
  return { ...kept, check, news: kept.news.filter((each) => new Date(each.at) >= begun) };
}

/**
 * The decision on a document with what the server learnt from the journal laid over it.
 * @param {Engine} engine
 * @param {AnswerFile} document
 * @param {Record<string, any>} learnt findings with their answers
 * @returns {Decision}
 */
export function withLearnt(engine, document, learnt) {
  const alone = decide(engine, document);
  if (!Object.keys(learnt).length) return alone;
  const together = { ...document, answers: widened(document.answers, learnt) };
  const both = ifSound(engine, together).reduce(
    (one, other) => stricter(engine, one, other),
    alone,
  );
  // by itself it leaves all else open, so that only an urgency which it establishes counts
  const itself = ifSound(engine, { answers: learnt });
  return mostUrgent([both, ...itself.filter(({ urgency }) => urgency !== "incomplete")]) ?? both;
}

/**
 * Where the person stands now.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Date} now
 * @returns {Standing}
 */
export function standing(engine, kept, now) {
  const { check, news } = kept;
  const noticed = news.reduce((all, each) => widened(all, each.findings), {});
  const layers = [...news.map((each) => each.findings), noticed]
    .filter((findings) => Object.keys(findings).length)
    .flatMap((answers) => ifSound(engine, { answers }));
  if (!check) {
    const leave = grant(engine, null, { decidedAt: null, now, symptomAt: null });
    return { ...leave, decision: mostUrgent(layers), checkedAt: null, noticed };
  }
  const checkedAt = new Date(check.at);
  const until = check.until ? new Date(check.until) : null;
  const symptomAt = news.length ? checkedAt : null;
  const leave = grant(engine, check.decision, { decidedAt: checkedAt, now, symptomAt, until });
  const whole = news.length ? ifSound(engine, together(check.document, noticed)) : [];
  const decision = mostUrgent([check.decision, ...(news.length ? layers : []), ...whole]);
  return { ...leave, decision, checkedAt, noticed };
}

/** What is new has been seen by nobody, so the person is no longer settled. */
function together(/** @type {AnswerFile} */ document, /** @type {Record<string, any>} */ noticed) {
  return {
    ...document,
    answers: { ...document.answers, ...noticed, worse_since_evaluation: true },
  };
}

/** @returns {Record<string, any>} both legs where each was named */
function widened(
  /** @type {Record<string, any>} */ before,
  /** @type {Record<string, any>} */ findings,
) {
  const all = { ...before };
  for (const [id, value] of Object.entries(findings)) {
    const isOther = SIDES.includes(all[id]) && SIDES.includes(value) && all[id] !== value;
    all[id] = isOther ? "both" : value;
  }
  return all;
}

/** @returns {Decision[]} nothing where the answers contradict each other; the parts still count */
function ifSound(/** @type {Engine} */ engine, /** @type {AnswerFile} */ document) {
  try {
    return [decide(engine, document)];
  } catch (error) {
    if (error instanceof InvalidAnswers) return [];
    throw error;
  }
}

/** @returns {Decision | null} the first of the most urgent */
function mostUrgent(/** @type {Decision[]} */ decisions) {
  const rank = (/** @type {Decision} */ each) => URGENCIES.indexOf(each.urgency);
  return decisions.reduce(
    (one, other) => (one && rank(one) <= rank(other) ? one : other),
    /** @type {Decision | null} */ (null),
  );
}

/**
 * The more urgent of two decisions, with the stricter ruling of the two on each activity.
 * @param {Engine} engine
 * @param {Decision} one
 * @param {Decision} other
 * @returns {Decision}
 */
function stricter(engine, one, other) {
  const base = mostUrgent([one, other]) ?? one;
  const grade = (/** @type {import("./types.js").Ruling} */ ruling) =>
    engine.bundle.grades.findIndex(([status, until]) => {
      return status === ruling.status && until === ruling.until;
    });
  const activities = Object.fromEntries(
    Object.entries(one.activities).map(([id, ruling]) => {
      const second = other.activities[id];
      return [id, grade(second) > grade(ruling) ? second : ruling];
    }),
  );
  return { ...base, activities };
}
