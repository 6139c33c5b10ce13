/**
 * Lays what the server learnt from the journal over the answers: it may hold back and refer, never
 * loosen. The same as `soleus/coach/tightening.py`.
 *
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Ruling} Ruling
 * @typedef {{finding: string, value: any, implies: Record<string, any>}} Learnt
 */

import { decide } from "./decide.js";
import { InvalidAnswers } from "./reading.js";

export const SIDES = ["left", "right", "both"];

/** From the most urgent on. */
const URGENCIES = ["emergency", "today", "within_days", "incomplete", "self_care"];

/**
 * The decision with what was learnt; never less urgent, never freer than before.
 * @param {Engine} engine
 * @param {Decision | null} decision
 * @param {AnswerFile} document
 * @param {Learnt[]} learnt
 * @returns {Decision | null}
 */
export function tightened(engine, decision, document, learnt) {
  if (!learnt.length) return decision;
  const found = [...(decision ? [decision] : []), ...decisions(engine, document, learnt)];
  return found.length ? strictest(engine, found) : null;
}

/**
 * The answers that what was learnt puts in place of those given. What a finding cannot be without
 * is put there too where the person has not said it.
 * @param {Record<string, any>} answers
 * @param {Learnt[]} learnt
 * @returns {Record<string, any>}
 */
function answersLearnt(answers, learnt) {
  const isOpen = (/** @type {string} */ id) => [null, "none"].includes(answers[id] ?? null);
  /** @type {Record<string, any>} */
  const found = {};
  for (const { finding, value, implies } of learnt) {
    for (const [id, implied] of Object.entries(implies)) {
      if (isOpen(id) && !Object.hasOwn(found, id)) found[id] = implied;
    }
    found[finding] = value;
  }
  // the earlier of two courses is the more careful one
  if (answers.swelling_course === "sudden") delete found.swelling_course;
  // it began after that visit: nobody has seen it
  if (answers.evaluated_by_clinician === true && Object.keys(found).length) {
    found.worse_since_evaluation = true;
  }
  return found;
}

/**
 * Decide with the leg that has grown alone, and with both where the other was named too.
 * @param {Engine} engine
 * @param {AnswerFile} document
 * @param {Learnt[]} learnt
 */
function decisions(engine, document, learnt) {
  const { answers } = document;
  const found = answersLearnt(answers, learnt);
  const ways = [found];
  if (SIDES.includes(found.swelling) && SIDES.includes(answers.swelling)) {
    ways.push({ ...found, swelling: answers.swelling }, { ...found, swelling: "both" });
  }
  return ways.flatMap((way) => ifSound(engine, { ...document, answers: { ...answers, ...way } }));
}

/**
 * The most urgent decision, with the strictest ruling of any of them by activity.
 * @param {Engine} engine
 * @param {Decision[]} found
 * @returns {Decision | null}
 */
export function strictest(engine, found) {
  const first = mostUrgent(found);
  if (!first) return null;
  const grade = (/** @type {Ruling} */ { status, until }) =>
    engine.bundle.grades.findIndex((each) => each[0] === status && each[1] === until);
  const ordered = [first, ...found.filter((each) => each !== first)];
  const activities = Object.keys(first.activities).map((id) => {
    const rulings = ordered.map((each) => each.activities[id]);
    return [id, rulings.reduce((one, other) => (grade(other) > grade(one) ? other : one))];
  });
  return { ...first, activities: Object.fromEntries(activities) };
}

/**
 * The first of the most urgent.
 * @param {Decision[]} found
 * @returns {Decision | null}
 */
export function mostUrgent(found) {
  const rank = (/** @type {Decision} */ each) => URGENCIES.indexOf(each.urgency);
  return found.reduce(
    (one, other) => (one && rank(one) <= rank(other) ? one : other),
    /** @type {Decision | null} */ (null),
  );
}

/** @type {WeakMap<Engine, Map<string, Decision[]>>} what was decided, by the answers */
const known = new WeakMap();
const MOST_KNOWN = 512;

/**
 * Decide, or nothing where the answers contradict each other; the other parts then still count.
 * The same answers are asked about at every look, so what they lead to is kept.
 * @param {Engine} engine
 * @param {AnswerFile} document
 * @returns {Decision[]}
 */
export function ifSound(engine, document) {
  const decided = known.get(engine) ?? new Map();
  known.set(engine, decided);
  const key = JSON.stringify(document);
  const found = decided.get(key) ?? soundly(engine, document);
  if (decided.size >= MOST_KNOWN) decided.clear();
  decided.set(key, found);
  return found;
}

/** @returns {Decision[]} */
function soundly(/** @type {Engine} */ engine, /** @type {AnswerFile} */ document) {
  try {
    return [decide(engine, document)];
  } catch (error) {
    if (error instanceof InvalidAnswers) return [];
    throw error;
  }
}
