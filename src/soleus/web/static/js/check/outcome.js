/**
 * What complete answers lead to, and in which words. The same as `soleus/assessment/engine.py`
 * and `reasons.py`.
 *
 * @typedef {import("./types.js").Conjunct} Conjunct
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Reason} Reason
 * @typedef {import("./types.js").Ruling} Ruling
 * @typedef {import("./types.js").Told} Told
 * @typedef {import("./types.js").Ways} Ways
 */

import { stageOf } from "./care.js";
import { strictestOf } from "./rulebook.js";
import { surelyHolds } from "./space.js";

/**
 * The conjuncts that hold on complete answers at a stage of care.
 * @param {Engine} engine
 * @param {Ways} answers
 * @param {number} stage
 * @returns {Conjunct[]}
 */
export function firedOn(engine, answers, stage) {
  return engine.byStage[stage].filter((one) => surelyHolds(one, answers));
}

/**
 * The urgency of complete answers at a stage of care, as a level.
 * @param {Engine} engine
 * @param {Ways} answers
 * @param {number} stage
 */
export function levelOn(engine, answers, stage) {
  return engine.urgent[stage].find((one) => surelyHolds(one, answers))?.rule.level ?? 0;
}

/** The greatest urgency that some conjuncts make, as a level. */
export function levelOf(/** @type {Conjunct[]} */ fired) {
  return fired.reduce((level, one) => Math.max(level, one.rule.level), 0);
}

/**
 * What complete answers lead to.
 * @param {Engine} engine
 * @param {Ways} answers
 * @param {number[]} cleared
 * @returns {Outcome}
 */
export function outcomeOn(engine, answers, cleared) {
  const stage = stageOf(engine.care, answers);
  const fired = firedOn(engine, answers, stage);
  return outcomeOf(engine, fired, [levelOf(fired)], stage, cleared);
}

/**
 * The outcome of what fired under some levels of urgency together; the greatest is its level.
 * @param {Engine} engine
 * @param {Conjunct[]} fired
 * @param {number[]} levels
 * @param {number} stage
 * @param {number[]} cleared places of activities
 * @returns {Outcome}
 */
export function outcomeOf(engine, fired, levels, stage, cleared) {
  const effects = fired.map((one) => one.rule);
  const gates = levels.map((level) => ({ effects: engine.byLevel[level] }));
  const raw = strictestOf(engine.bundle, [...effects, ...gates]);
  const level = Math.max(...levels);
  const strictness = [...raw];
  const eased = ease(engine, strictness, level, stage, cleared);
  return { fired, level, raw, strictness, eased, bounded: bind(engine, strictness) };
}

/**
 * @param {Engine} engine
 * @param {number[]} strictness
 * @param {number} level
 * @param {number} stage
 * @param {number[]} cleared
 */
function ease(engine, strictness, level, stage, cleared) {
  const eased = new Map();
  const { eases, levels } = engine.bundle;
  for (const rule of eases) {
    const applies = rule.urgency === levels[level] && (rule.care >> stage) & 1;
    for (const place of applies ? cleared : []) {
      if (!rule.before.includes(strictness[place])) continue;
      strictness[place] = rule.after;
      eased.set(place, rule);
    }
  }
  return eased;
}

function bind(/** @type {Engine} */ engine, /** @type {number[]} */ strictness) {
  const bounded = new Map();
  for (const bound of engine.bundle.bounds) {
    if (strictness[bound.upper] <= strictness[bound.lower]) continue;
    strictness[bound.lower] = strictness[bound.upper];
    bounded.set(bound.lower, bound);
  }
  return bounded;
}

/**
 * One reason for each rule among conjuncts, in the order of their rules.
 * @param {Conjunct[]} conjuncts
 * @returns {Reason[]}
 */
export function reasonsOf(conjuncts) {
  /** @type {Map<number, Conjunct[]>} */
  const byRule = new Map();
  for (const one of conjuncts) byRule.set(one.order, [...(byRule.get(one.order) ?? []), one]);
  return [...byRule.values()].map((same) => reasonBy(same[0].rule, namesIn(same)));
}

/** The reason that a rule gives, for these findings. */
export function reasonBy(/** @type {Told} */ rule, /** @type {string[]} */ findings = []) {
  return { rule: rule.id, findings, claims: rule.claims, text: rule.says };
}

/** @returns {string[]} the findings that conjuncts speak of, in the order of the table */
function namesIn(/** @type {Conjunct[]} */ conjuncts) {
  const fields = new Set(conjuncts.flatMap((one) => one.fields));
  return [...fields].sort((one, other) => one.at - other.at).map((field) => field.id);
}

/** The reasons for the urgency of an outcome; none where there is no urgency. */
export function urgencyReasons(/** @type {Outcome} */ outcome) {
  const { level, fired } = outcome;
  return level ? reasonsOf(fired.filter((one) => one.rule.level === level)) : [];
}

/**
 * The ruling of an outcome on the activity at `place`, with the rules that made it.
 * @param {Engine} engine
 * @param {Outcome} outcome
 * @param {number} place
 * @returns {Ruling}
 */
export function rulingAt(engine, outcome, place) {
  const strictness = outcome.strictness[place];
  const [status, until] = engine.bundle.grades[strictness];
  if (!strictness) return { status, until, reasons: [] };
  const bound = outcome.bounded.get(place);
  const at = bound ? bound.upper : place;
  const wanted = outcome.raw[at];
  const reasons = [
    ...gateReasons(engine, outcome, at, wanted),
    ...reasonsOf(outcome.fired.filter((one) => one.rule.effects[at] === wanted)),
  ];
  const eased = outcome.eased.get(at);
  if (eased) reasons.push(reasonBy(eased, ["cleared_activities"]));
  if (bound) reasons.push(reasonBy(bound));
  return { status, until, reasons };
}

/**
 * @param {Engine} engine
 * @param {Outcome} outcome
 * @param {number} at
 * @param {number} wanted
 */
function gateReasons(engine, outcome, at, wanted) {
  const named = new Set(urgencyReasons(outcome).flatMap((reason) => reason.findings));
  const gates = engine.gates.get(engine.bundle.levels[outcome.level]) ?? [];
  return gates
    .filter((gate) => gate.effects[at] === wanted)
    .map((gate) => reasonBy(gate, [...named]));
}
