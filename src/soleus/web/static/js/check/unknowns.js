/**
 * Decides under unknowns: exactly what completing them in every way would give, without doing so.
 * The same as `soleus/assessment/unknowns.py`, which says why it is exact.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Part} Part
 * @typedef {import("./types.js").Ways} Ways
 */

import { cases, stageOf } from "./care.js";
import { firedOn, levelOf, outcomeOf, outcomeOn } from "./outcome.js";
import { canHold, least, split } from "./space.js";

/** The strictness of a status with a limit; see the grades of the bundle. */
const CAUTION = 1;

/**
 * The parts that the ways of answering fall into; at least one.
 * @param {Engine} engine
 * @param {Answers} answers
 * @returns {Part[]}
 */
export function parts(engine, answers) {
  const known = stageOf(engine.care, answers.ways);
  const most = answers.cleared ?? engine.bundle.activities.map((_, place) => place);
  const fewest = answers.cleared ?? [];
  return [...cases(engine, answers.ways)].flatMap(([stage, ways]) =>
    [...split(engine, ways, engine.splitting[stage])].map((each) =>
      part(engine, each, { stage, readAs: stage & known }, most, fewest),
    ),
  );
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {{stage: number, readAs: number}} care the stage that all of these ways show, and the
 *   same without what is not known of the person, who is read as without it
 * @param {number[]} most
 * @param {number[]} fewest
 * @returns {Part}
 */
function part(engine, ways, { stage, readAs }, most, fewest) {
  const answers = least(engine, ways);
  const easiest = outcomeOn(engine, answers, most);
  const read = readAs === stage ? easiest.fired : firedOn(engine, answers, readAs);
  return {
    stage,
    easiest,
    strictest: strictest(engine, ways, stage, easiest.level, fewest),
    readAs,
    read,
    readLevel: levelOf(read),
  };
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {number} stage
 * @param {number} leastLevel
 * @param {number[]} cleared
 * @returns {Outcome}
 */
function strictest(engine, ways, stage, leastLevel, cleared) {
  const able = engine.byStage[stage].filter((one) => canHold(one, ways));
  const above = able.map((one) => one.rule.level).filter((level) => level > leastLevel);
  return outcomeOf(engine, able, [...new Set([leastLevel, ...above])], stage, cleared);
}

/** The level that every way of answering gives at least. */
export function establishedLevel(/** @type {Part[]} */ found) {
  return Math.min(...found.map((each) => each.readLevel));
}

/**
 * The urgency: what is established, else whether anything still could be.
 * @param {Engine} engine
 * @param {Part[]} found
 * @returns {import("./types.js").Urgency}
 */
export function urgencyUnder(engine, found) {
  const level = establishedLevel(found);
  if (level) return engine.bundle.levels[level];
  return found.some((each) => each.strictest.level) ? "incomplete" : engine.bundle.levels[0];
}

/**
 * The outcome that rules the activity at `place`; null for a hold until answers.
 * @param {Part[]} found
 * @param {number} place
 * @param {number} floor what the rules on an incomplete urgency hold it to
 * @returns {Outcome | null}
 */
export function governing(found, place, floor) {
  const at = (/** @type {Outcome} */ outcome) => outcome.strictness[place];
  const strictest = found
    .map((each) => each.strictest)
    .reduce((one, other) => (at(other) > at(one) ? other : one));
  const easiest = found
    .map((each) => each.easiest)
    .reduce((one, other) => (at(other) < at(one) ? other : one));
  if (Math.max(at(strictest), floor) <= CAUTION) return strictest;
  return at(easiest) <= CAUTION ? null : easiest;
}
