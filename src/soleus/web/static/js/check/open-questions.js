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
 * @typedef {{engine: Engine, answers: Answers, open: Map<string, Field>, known: number,
 *   floors: Map<number, Floor>, clearances: number[][]}} Search
 * @typedef {(search: Search, field: Field, ways: Ways, one: Conjunct) => number} Tipped
 */

import { cases, contrasts, stageOf, toldApartBy, UNSETTLED } from "./care.js";
import { levelOn, outcomeOn } from "./outcome.js";
import { branches, counts, DENIAL, least, pruned, split, surelyHolds, withBits } from "./space.js";

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
        one.rule.level === top && one.care === engine.care.any && surelyHolds(one, answers.ways),
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
    known: stageOf(engine.care, ways),
    floors: floorsOf(found),
    clearances: cleared ? [cleared] : [[], engine.bundle.activities.map((_, place) => place)],
  };
}

/** The least that any way gives, by the stage of care that it shows or is read as. */
function floorsOf(/** @type {Part[]} */ found) {
  /** @type {Map<number, Floor>} */
  const floors = new Map();
  const lower = (
    /** @type {number} */ stage,
    /** @type {number} */ level,
    /** @type {number[]} */ strictness,
  ) => {
    const floor = floors.get(stage) ?? { level, strictness };
    floors.set(stage, {
      level: Math.min(floor.level, level),
      strictness: floor.strictness.map((least, place) => Math.min(least, strictness[place])),
    });
  };
  for (const { easiest, stage, readAs, readLevel } of found) {
    lower(stage, easiest.level, easiest.strictness);
    lower(readAs, readLevel, easiest.strictness);
  }
  return floors;
}

/**
 * The most that `tipped` finds over all that speaks of a finding, or `known`.
 * @param {Search} search
 * @param {Field} field
 * @param {Tipped} tipped
 * @param {number} [known]
 */
function greatest(search, field, tipped, known = NOTHING) {
  let best = known;
  for (const one of speakingOf(search, field)) {
    if (one.rule.level <= best) break;
    for (const ways of contexts(search, one, field)) {
      best = Math.max(best, tipped(search, field, ways, one));
      if (best >= one.rule.level) break;
    }
  }
  return best;
}

/**
 * The conjuncts that a finding may count in, the most urgent first. An answer about care may also
 * have eased whatever any rule holds back.
 * @param {Search} search
 * @param {Field} field
 */
function speakingOf({ engine, floors }, field) {
  const toldApart = toldApartBy(engine.care, field);
  const mayBeAt = (/** @type {Conjunct} */ one, /** @type {number} */ stage) =>
    toldApart.length > 0 || counts(one, stage);
  return engine.conjuncts
    .filter((one) => one.fields.includes(field) || isTippedByCare(one, toldApart))
    .filter((one) =>
      [...floors].some(([stage, floor]) => mayBeAt(one, stage) && bringsMore(one, floor)),
    )
    .sort((one, other) => other.rule.level - one.rule.level);
}

/**
 * Whether a conjunct counts at one stage alone of these pairs, or is eased at one alone.
 * @param {Conjunct} conjunct
 * @param {[number, number][]} toldApart
 */
function isTippedByCare(conjunct, toldApart) {
  return toldApart.some(
    ([one, other]) =>
      counts(conjunct, one) !== counts(conjunct, other) ||
      (!conjunct.rule.level && (one === UNSETTLED) !== (other === UNSETTLED)),
  );
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
  yield* splitByCare(search, ways, one, field);
  if (!answers.cleared?.length || one.rule.level) return;
  for (const each of hurried(search, ways)) yield* splitByCare(search, each, one, field);
}

/**
 * Ways split by the stages of care, and by what else has no less suspicious answer.
 * @param {Search} search
 * @param {Ways} ways
 * @param {Conjunct} one
 * @param {Field} field
 * @returns {Generator<Ways>}
 */
function* splitByCare(search, ways, one, field) {
  const { engine } = search;
  const isCare = engine.care.fields.includes(field);
  const found = isCare ? toldApart(search, ways, one, field) : shownBy(search, ways, one, field);
  for (const { fields, narrow } of found) {
    // which leg it is of the rest counts too: two legs there leave the finding's own leg no choice
    const others = engine.fields.filter(
      (each) =>
        (fields.includes(each) || one.fields.includes(each)) &&
        each !== field &&
        !engine.care.fields.includes(each),
    );
    yield* split(engine, narrow, others);
  }
}

/** The findings to split by at each stage: for an urgency, those alone that count in urgencies. */
function splittingFor(/** @type {Engine} */ engine, /** @type {Conjunct} */ { rule }) {
  return rule.level ? engine.splittingLevels : engine.splitting;
}

/**
 * What an answer about care can tell apart; it may lie at any stage.
 * @param {Search} search
 * @param {Ways} ways
 * @param {Conjunct} one
 * @param {Field} field
 */
function toldApart({ engine }, ways, one, field) {
  const fields = splittingFor(engine, one).flat();
  return [...contrasts(engine, ways, field)]
    .filter(([stages]) => one.fields.includes(field) || isTippedByCare(one, pairs(stages)))
    .map(([, narrow]) => ({ fields, narrow }));
}

/** @returns {[number, number][]} each stage with each later one */
function pairs(/** @type {number[]} */ stages) {
  return stages.flatMap((one, place) =>
    stages.slice(place + 1).map((other) => /** @type {[number, number]} */ ([one, other])),
  );
}

/**
 * What shows a stage at which a conjunct brings more than the least and nothing overrules it.
 * @param {Search} search
 * @param {Ways} ways
 * @param {Conjunct} one
 * @param {Field} field
 */
function shownBy({ engine, known, floors }, ways, one, field) {
  const matters = (/** @type {Ways} */ narrow, /** @type {number} */ stage) =>
    counts(one, stage) &&
    bringsMore(one, /** @type {Floor} */ (floors.get(stage))) &&
    !isOverruled(engine, narrow, one, field, stage);
  return [...cases(engine, ways)]
    .filter(([stage, narrow]) => matters(narrow, stage) || matters(narrow, stage & known))
    .map(([stage, narrow]) => ({ fields: splittingFor(engine, one)[stage], narrow }));
}

/**
 * Whether something else surely makes the same urgency, whatever `field` is.
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Conjunct} conjunct
 * @param {Field} field
 * @param {number} stage
 */
function isOverruled(engine, ways, conjunct, field, stage) {
  const { level } = conjunct.rule;
  return (
    level > 0 &&
    engine.byStage[stage].some(
      (one) => one.rule.level >= level && surelyHolds(one, ways) && !one.fields.includes(field),
    )
  );
}

/**
 * The settled among these ways with an urgency for another cause: nothing is eased.
 * @param {Search} search
 * @param {Ways} ways
 * @returns {Generator<Ways>}
 */
function* hurried({ engine }, ways) {
  for (const [stage, settled] of cases(engine, ways)) {
    for (const one of stage ? engine.byStage[stage] : []) {
      const narrow = one.rule.level ? narrowed(settled, one) : null;
      if (narrow && pruned(engine, narrow)) yield narrow;
    }
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

/**
 * The greatest urgency between which the answers to `field` choose in these ways.
 * @type {Tipped}
 */
function change(search, field, ways, one) {
  return most(resultsOf(search, field, ways, one));
}

/**
 * The same, but for what counts only while the care that somebody had is not known. Ruling a
 * finding out lowers the most that is possible, and there the rest of the ways, in which that care
 * is lacking, reaches as far.
 * @type {Tipped}
 */
function shownChange(search, field, ways, one) {
  const results = resultsOf(search, field, ways, one);
  return most(one.rule.level ? results.slice(0, 1) : results);
}

function most(/** @type {Map<number, number>[]} */ results) {
  return Math.max(NOTHING, ...results.map((byBit) => tipped(byBit.values())));
}

/**
 * What each answer to `field` leads to in these ways, in one number: for each that may have been
 * cleared. What makes an urgency can tip that alone, whatever was cleared: as it is, and as read.
 * @param {Search} search
 * @param {Field} field
 * @param {Ways} ways
 * @param {Conjunct} one
 * @returns {Map<number, number>[]}
 */
function resultsOf(search, field, ways, one) {
  const { engine } = search;
  const results = one.rule.level ? levelsOn : outcomesOn;
  /** @type {Map<number, number>[]} */
  const found = [];
  for (const bit of field.least) {
    const part = ways[field.at] & bit ? pruned(engine, withBits(ways, field, bit)) : null;
    for (const branch of part ? branches(engine, part) : []) {
      for (const [n, result] of results(search, least(engine, branch)).entries()) {
        (found[n] ??= new Map()).set(bit, result);
      }
    }
  }
  return found;
}

/** What complete answers lead to, for each that may have been cleared. */
function outcomesOn(/** @type {Search} */ { engine, clearances }, /** @type {Ways} */ complete) {
  return clearances.map((cleared) => inOneNumber(outcomeOn(engine, complete, cleared)));
}

/**
 * The urgency of complete answers; and as they are read until it is known that they are settled,
 * explained or better.
 */
function levelsOn(/** @type {Search} */ { engine, known }, /** @type {Ways} */ complete) {
  const stage = stageOf(engine.care, complete);
  return [stage, stage & known].map((read) => levelOn(engine, complete, read) << LEVEL_AT);
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
    const mayAllBeDenied = parents.every((each) => answers.ways[each.at] & DENIAL);
    const asked = parents.map(({ id }) => id).filter((id) => mayAllBeDenied && open.has(id));
    if (asked.some((id) => level(id) < level(child.id))) {
      const shown = greatest(search, child, shownChange);
      for (const id of asked) found.set(id, Math.max(level(id), shown));
    }
    if (parents.every((each) => open.has(each.id))) {
      found.set(child.id, presenceLevel(search, parents, level(child.id)));
    }
  }
  for (const { one, other } of engine.exclusions) {
    if (!open.has(one.id) || !open.has(other.id)) continue;
    // a yes to one rules the other out
    const higher = Math.max(level(one.id), level(other.id));
    found.set(one.id, higher).set(other.id, higher);
  }
  return [...found].filter(([id, tips]) => tips > level(id));
}

/**
 * The greatest urgency that hangs on whether any of these is there, or `known`.
 * @param {Search} search
 * @param {Field[]} fields
 * @param {number} known
 */
function presenceLevel(search, fields, known) {
  /** @type {Tipped} */
  const tips = (_, { at, least }, ways, one) => {
    const mildest = least.find((bit) => ways[at] & bit & ~DENIAL) ?? 0;
    const allowed = one.allowed[one.fields.findIndex((each) => each.at === at)];
    return allowed & mildest ? presence(search, fields, ways, one) : NOTHING;
  };
  return Math.max(...fields.map((field) => greatest(search, field, tips, known)));
}

/**
 * The greatest urgency that the mere presence of any of these tips in these ways.
 * @param {Search} search
 * @param {Field[]} fields
 * @param {Ways} ways
 * @param {Conjunct} one
 */
function presence(search, fields, ways, one) {
  /** @type {{absent?: number, present: number[]}[]} */
  const found = [];
  for (const field of fields) {
    const alone = ways.slice();
    for (const each of fields) if (each !== field) alone[each.at] &= DENIAL;
    if (!fields.every((each) => alone[each.at])) continue; // another of them is surely there
    for (const [n, byBit] of resultsOf(search, field, alone, one).entries()) {
      const here = (found[n] ??= { present: [] });
      for (const [bit, result] of byBit) {
        if (bit === DENIAL) here.absent = result;
        else here.present.push(result);
      }
    }
  }
  const hanging = found.map(({ absent, present }) =>
    absent === undefined || !present.length || present.includes(absent)
      ? NOTHING
      : tipped([absent, Math.min(...present)]),
  );
  return Math.max(NOTHING, ...hanging);
}

/** Whether what a clinician allowed by name can still change the outcome. */
function clearingMatters(/** @type {Search} */ { engine, answers }) {
  for (const [stage, settled] of cases(engine, answers.ways)) {
    for (const ways of stage ? split(engine, settled, engine.splitting[stage]) : []) {
      for (const one of engine.byStage[stage]) {
        const part = pruned(engine, narrowed(ways, one));
        if (part && easesSomething(engine, part)) return true;
      }
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
