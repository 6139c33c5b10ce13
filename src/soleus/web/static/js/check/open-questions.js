/**
 * Finds the unanswered findings that could still change the outcome, the most dangerous first.
 * The same as `soleus/assessment/open_questions.py`, which says why the search is complete.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Conjunct} Conjunct
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Part} Part
 * @typedef {import("./types.js").Ways} Ways
 *
 * @typedef {{level: number, strictness: number[]}} Floor the least that any way gives
 * @typedef {{engine: Engine, answers: Answers, open: Map<string, Field>,
 *   floors: Map<boolean | null, Floor>, clearances: number[][]}} Search
 * @typedef {(search: Search, field: Field, ways: Ways) => number} Tipped
 */

import { firedOn, levelOf, outcomeOn } from "./outcome.js";
import { DENIAL } from "./rulebook.js";
import { branches, isSettled, least, pruned, split, surelyHolds, withBits } from "./space.js";

/** Below level 0, which stands for a change of activities alone. */
const NOTHING = -1;

/** The strictness that nothing is stricter than; see the grades of the bundle. */
const WITHHELD = 5;

/** Bits that hold one strictness; a result is a level and six of them in one number. */
const WIDTH = 3;
const LEVEL_AT = 6 * WIDTH;

/**
 * The open questions, each with the greatest urgency, as a level, that it could tip.
 * @param {Engine} engine
 * @param {Answers} answers
 * @param {Part[]} found
 * @returns {Map<string, number>}
 */
export function openQuestions(engine, answers, found) {
  if (isSealed(engine, answers)) return new Map();
  const search = searchFor(engine, answers, found);
  /** @type {Map<string, number>} */
  const levels = new Map();
  for (const [id, field] of search.open) levels.set(id, greatest(search, field, change));
  for (const [id, level] of implied(search, levels)) levels.set(id, level);
  if (!answers.cleared && clearingMatters(search)) levels.set("cleared_activities", 0);
  const level = (/** @type {string} */ id) => levels.get(id) ?? NOTHING;
  const ids = engine.bundle.findings.map((each) => each.id).filter((id) => level(id) > NOTHING);
  return new Map(ids.sort((one, other) => level(other) - level(one)).map((id) => [id, level(id)]));
}

/** Whether an emergency is certain that withholds everything, whatever else is said. */
function isSealed(/** @type {Engine} */ engine, /** @type {Answers} */ answers) {
  const top = engine.byLevel.length - 1;
  return (
    Math.min(...engine.byLevel[top]) === WITHHELD &&
    engine.conjuncts.some(
      (one) =>
        one.rule.level === top && one.rule.settled === null && surelyHolds(one, answers.ways),
    )
  );
}

/**
 * @param {Engine} engine
 * @param {Answers} answers
 * @param {Part[]} found
 * @returns {Search}
 */
function searchFor(engine, answers, found) {
  const { ways, cleared } = answers;
  const open = engine.fields.filter(({ at }) => ways[at] & (ways[at] - 1));
  return {
    engine,
    answers,
    open: new Map(open.map((field) => [field.id, field])),
    floors: floorsOf(found),
    clearances: cleared ? [cleared] : [[], engine.bundle.activities.map((_, place) => place)],
  };
}

/** The least that any way gives: of all, and of those who are settled or read as not. */
function floorsOf(/** @type {Part[]} */ found) {
  /** @type {Map<boolean | null, Floor>} */
  const floors = new Map();
  const lower = (
    /** @type {boolean | null} */ kind,
    /** @type {number} */ level,
    /** @type {number[]} */ strictness,
  ) => {
    const floor = floors.get(kind) ?? { level, strictness };
    floors.set(kind, {
      level: Math.min(floor.level, level),
      strictness: floor.strictness.map((least, place) => Math.min(least, strictness[place])),
    });
  };
  for (const { easiest, settled, read, readLevel } of found) {
    lower(null, easiest.level, easiest.strictness);
    lower(settled, easiest.level, easiest.strictness);
    if (read !== easiest.fired) lower(false, readLevel, easiest.strictness);
  }
  return floors;
}

/**
 * The most that `tipped` finds over all that speaks of a finding.
 * @param {Search} search
 * @param {Field} field
 * @param {Tipped} tipped
 */
function greatest(search, field, tipped) {
  let best = NOTHING;
  for (const one of speakingOf(search, field)) {
    if (one.rule.level <= best) break;
    for (const ways of contexts(search, one, field)) {
      best = Math.max(best, tipped(search, field, ways));
      if (best >= one.rule.level) break;
    }
  }
  return best;
}

/**
 * The conjuncts that a finding may count in, the most urgent first. Who is settled may also have
 * eased whatever any rule holds back.
 * @param {Search} search
 * @param {Field} field
 */
function speakingOf({ engine, floors }, field) {
  const settles = engine.settled.has(field.at);
  return engine.conjuncts
    .filter((one) => {
      const floor = floors.get(settles ? null : one.rule.settled);
      const { level, settled } = one.rule;
      const speaks = one.fields.includes(field) || (settles && (settled !== null || !level));
      return speaks && floors.has(settled) && floor && bringsMore(one, floor);
    })
    .sort((one, other) => other.rule.level - one.rule.level);
}

function bringsMore(/** @type {Conjunct} */ { rule }, /** @type {Floor} */ floor) {
  if (rule.level) return rule.level > floor.level;
  return rule.effects.some((effect, place) => effect > floor.strictness[place]);
}

/**
 * Ways in which all of a conjunct holds but what it says of `field`.
 * @param {Search} search
 * @param {Conjunct} one
 * @param {Field} field
 * @returns {Generator<Ways>}
 */
function* contexts(search, one, field) {
  const { engine, answers } = search;
  const narrow = narrowed(answers.ways, one, field);
  const ways = narrow && carried(engine, narrow, field);
  if (!ways || !pruned(engine, ways)) return;
  // which leg it is of the rest counts too: two legs there leave the finding's own leg no choice
  const others = [...new Set([...engine.splitting, ...one.fields])].filter(
    (each) => each !== field,
  );
  yield* split(engine, ways, others);
  if (answers.cleared?.length && !one.rule.level) yield* hurried(search, ways, others);
}

/**
 * The settled among these ways with an urgency for another cause: nothing is eased.
 * @param {Search} search
 * @param {Ways} ways
 * @param {Field[]} others
 * @returns {Generator<Ways>}
 */
function* hurried({ engine }, ways, others) {
  const settled = ways.slice();
  for (const [at, bit] of engine.settled) {
    if (!(settled[at] & bit)) return;
    settled[at] = bit;
  }
  for (const one of engine.conjuncts) {
    if (!one.rule.level || one.rule.settled !== null) continue;
    const narrow = narrowed(settled, one);
    if (narrow && pruned(engine, narrow)) yield* split(engine, narrow, others);
  }
}

/**
 * The ways in which a conjunct holds but for one finding; null where there are none.
 * @param {Ways} ways
 * @param {Conjunct} one
 * @param {Field} [besides]
 * @returns {Ways | null}
 */
function narrowed(ways, one, besides) {
  const left = ways.slice();
  for (const [n, field] of one.fields.entries()) {
    if (field === besides) continue;
    left[field.at] &= one.allowed[n];
    if (!left[field.at]) return null;
  }
  return left;
}

/**
 * Ways in which the parents of a finding allow it, so that it alone is compared.
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Field} field
 */
function carried(engine, ways, field) {
  let left = ways;
  for (const need of engine.needs) {
    if (need.child !== field) continue;
    const affirmed = pruned(engine, withBits(left, field, left[field.at] & ~DENIAL));
    if (affirmed) left = withBits(affirmed, field, left[field.at]);
  }
  return left;
}

/** The greatest urgency between which the answers to `field` choose in these ways. */
const change = (
  /** @type {Search} */ search,
  /** @type {Field} */ field,
  /** @type {Ways} */ ways,
) => Math.max(NOTHING, ...resultsOf(search, field, ways).map((byBit) => tipped(byBit.values())));

/** The greatest urgency that a finding's mere presence tips in these ways. */
const presence = (
  /** @type {Search} */ search,
  /** @type {Field} */ field,
  /** @type {Ways} */ ways,
) => {
  let best = NOTHING;
  for (const byBit of resultsOf(search, field, ways)) {
    const absent = byBit.get(DENIAL);
    const present = [...byBit].filter(([bit]) => bit !== DENIAL).map(([, result]) => result);
    if (absent === undefined || !present.length || present.includes(absent)) continue;
    best = Math.max(best, tipped([absent, Math.min(...present)]));
  }
  return best;
};

/**
 * What each answer to `field` leads to in these ways: for each that may have been cleared, and
 * for somebody not known to be settled, who is read as not.
 * @param {Search} search
 * @param {Field} field
 * @param {Ways} ways
 * @returns {Map<number, number>[]}
 */
function resultsOf({ engine, answers, clearances }, field, ways) {
  /** @type {Map<number, number>[]} */
  const found = clearances.map(() => new Map());
  /** @type {Map<number, number>} */
  const asRead = new Map();
  const isKnown = isSettled(engine, answers.ways);
  for (const bit of field.least) {
    const part = ways[field.at] & bit ? pruned(engine, withBits(ways, field, bit)) : null;
    for (const branch of part ? branches(engine, part) : []) {
      const complete = least(engine, branch);
      for (const [n, cleared] of clearances.entries()) {
        found[n].set(bit, inOneNumber(outcomeOn(engine, complete, cleared)));
      }
      if (!isKnown && isSettled(engine, complete)) {
        const level = levelOf(firedOn(engine, complete, false));
        asRead.set(bit, level << LEVEL_AT);
      }
    }
  }
  return [...found, asRead];
}

/** A level and the strictness of every activity, so that they compare in this order. */
function inOneNumber(/** @type {Outcome} */ { level, strictness }) {
  return strictness.reduce((number, each) => (number << WIDTH) | each, level);
}

function tipped(/** @type {Iterable<number>} */ results) {
  const found = new Set(results);
  if (found.size < 2) return NOTHING;
  const levels = [...found].map((result) => result >> LEVEL_AT);
  const most = Math.max(...levels);
  return most > Math.min(...levels) ? most : 0;
}

/**
 * What findings can change only by ruling out, or making certain, another one.
 * @param {Search} search
 * @param {Map<string, number>} levels
 */
function implied(search, levels) {
  const { engine, answers, open } = search;
  const level = (/** @type {string} */ id) => levels.get(id) ?? NOTHING;
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { child, parents } of engine.needs) {
    if (!open.has(child.id)) continue;
    for (const parent of parents) {
      const mayAllBeDenied = parents.every((each) => answers.ways[each.at] & DENIAL);
      if (open.has(parent.id) && mayAllBeDenied) {
        found.set(parent.id, Math.max(level(parent.id), level(child.id)));
      }
    }
    const only = parents.length === 1 ? open.get(parents[0].id) : undefined;
    if (only) found.set(child.id, greatest(search, only, presence));
  }
  return [...found].filter(([id, most]) => most > level(id));
}

/** Whether what a clinician allowed by name can still change the outcome. */
function clearingMatters(/** @type {Search} */ { engine, answers }) {
  for (const ways of split(engine, answers.ways, engine.splitting)) {
    if (!isSettled(engine, ways)) continue;
    for (const one of engine.conjuncts) {
      const part = pruned(engine, narrowed(ways, one));
      if (part && easesSomething(engine, part)) return true;
    }
  }
  return false;
}

function easesSomething(/** @type {Engine} */ engine, /** @type {Ways} */ ways) {
  const everything = engine.bundle.activities.map((_, place) => place);
  for (const branch of branches(engine, ways)) {
    if (outcomeOn(engine, least(engine, branch), everything).eased.size) return true;
  }
  return false;
}
