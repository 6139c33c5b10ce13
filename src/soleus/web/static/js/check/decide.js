/**
 * The check itself: a document of answers in, a decision out, exactly as the server decides it
 * (`soleus/assessment/deciding.py`). A test compares the two on a hundred thousand documents.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Conjunct} Conjunct
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Part} Part
 * @typedef {import("./types.js").Reason} Reason
 * @typedef {import("./types.js").Ruling} Ruling
 */

import { stageOf } from "./care.js";
import { openQuestions } from "./open-questions.js";
import { outcomeOn, reasonBy, reasonsOf, rulingAt, urgencyReasons } from "./outcome.js";
import { read } from "./reading.js";
import { strictestOf } from "./rulebook.js";
import { counts, isComplete, surelyHolds } from "./space.js";
import { establishedLevel, governing, parts, urgencyUnder } from "./unknowns.js";

/** The strictness of a hold until answers; see the grades of the bundle. */
const UNTIL_ANSWERS = 2;

/**
 * The decision on a document of answers.
 * @param {Engine} engine
 * @param {unknown} document
 * @returns {Decision}
 * @throws {import("./reading.js").InvalidAnswers} with every fault of the document
 */
export function decide(engine, document) {
  const answers = read(engine, document);
  return answers.cleared && isComplete(answers.ways)
    ? decideComplete(engine, answers)
    : decideUnknown(engine, answers);
}

/**
 * The urgency alone, which is quickly found while the check is still being taken.
 * @param {Engine} engine
 * @param {unknown} document
 */
export function urgencyOf(engine, document) {
  return urgencyUnder(engine, parts(engine, read(engine, document)));
}

/**
 * The open questions of a document, each with the level of urgency that it could tip.
 * @param {Engine} engine
 * @param {unknown} document
 * @returns {Map<string, number>}
 */
export function questions(engine, document) {
  const answers = read(engine, document);
  return openQuestions(engine, answers, parts(engine, answers));
}

/** @returns {Decision} */
function decideComplete(/** @type {Engine} */ engine, /** @type {Answers} */ answers) {
  const outcome = outcomeOn(engine, answers.ways, answers.cleared ?? []);
  return {
    urgency: engine.bundle.levels[outcome.level],
    pattern: pattern(engine, answers.affirmed),
    reasons: urgencyReasons(outcome),
    activities: byActivity(engine, (place) => rulingAt(engine, outcome, place)),
    questions: [],
  };
}

/** @returns {Decision} */
function decideUnknown(/** @type {Engine} */ engine, /** @type {Answers} */ answers) {
  const found = parts(engine, answers);
  const urgency = urgencyUnder(engine, found);
  const open = [...openQuestions(engine, answers, found).keys()];
  const able = [...new Set(found.flatMap((each) => each.strictest.fired))];
  const floors =
    urgency === "incomplete" ? strictestOf(engine.bundle, incompleteGates(engine)) : [];
  return {
    urgency,
    pattern: pattern(engine, answers.affirmed),
    reasons: reasons(engine, answers, found, open),
    activities: byActivity(engine, (place) => {
      const outcome = governing(found, place, floors[place] ?? 0);
      return outcome
        ? rulingAt(engine, outcome, place)
        : untilAnswers(engine, answers, able, place, open);
    }),
    questions: open,
  };
}

/**
 * @param {Engine} engine
 * @param {Answers} answers
 * @param {Part[]} found
 * @param {string[]} open
 * @returns {Reason[]}
 */
function reasons(engine, answers, found, open) {
  const level = establishedLevel(found);
  if (!level) {
    return found.some((each) => each.strictest.level) ? unanswered(engine, open) : [];
  }
  const known = stageOf(engine.care, answers.ways);
  const certain = engine.conjuncts.filter(
    (one) => one.rule.level === level && counts(one, known) && surelyHolds(one, answers.ways),
  );
  if (certain.length) return reasonsOf(certain);
  // each way fires some rule, yet none fires in every way
  const easiest = found.reduce((one, other) => (other.readLevel < one.readLevel ? other : one));
  return reasonsOf(easiest.read.filter((one) => one.rule.level === level));
}

/** @returns {Ruling} */
function untilAnswers(
  /** @type {Engine} */ engine,
  /** @type {Answers} */ answers,
  /** @type {Conjunct[]} */ able,
  /** @type {number} */ place,
  /** @type {string[]} */ open,
) {
  const [status, until] = engine.bundle.grades[UNTIL_ANSWERS];
  const missing = missingFor(engine, answers, able, place, open);
  return { status, until, reasons: unanswered(engine, missing) };
}

/**
 * The open questions that an activity waits for.
 * @param {Engine} engine
 * @param {Answers} answers
 * @param {Conjunct[]} able what can fire in some way of answering
 * @param {number} place
 * @param {string[]} open
 * @returns {string[]}
 */
function missingFor(engine, answers, able, place, open) {
  const weighty = able.filter(({ rule }) => rule.level || rule.effects[place] >= UNTIL_ANSWERS);
  const named = new Set(weighty.flatMap((one) => one.fields.map((field) => field.id)));
  const { care } = engine;
  if (weighty.some((one) => one.care !== care.any)) for (const { id } of care.fields) named.add(id);
  if (!answers.cleared && stageOf(care, answers.ways)) named.add("cleared_activities");
  const missing = open.filter((id) => named.has(id));
  return missing.length ? missing : open;
}

/** @returns {Reason[]} */
function unanswered(/** @type {Engine} */ engine, /** @type {string[]} */ findings) {
  return incompleteGates(engine).map((gate) => reasonBy(gate, findings));
}

function incompleteGates(/** @type {Engine} */ engine) {
  return engine.gates.get("incomplete") ?? [];
}

/**
 * @param {Engine} engine
 * @param {(place: number) => Ruling} ruling
 * @returns {Record<string, Ruling>}
 */
function byActivity(engine, ruling) {
  return Object.fromEntries(
    engine.bundle.activities.map((activity, place) => [activity, ruling(place)]),
  );
}

/** The pattern of the findings that were affirmed: a description, never a diagnosis. */
function pattern(/** @type {Engine} */ engine, /** @type {Set<string>} */ affirmed) {
  const { patterns, groups } = engine.bundle;
  const has = (/** @type {string} */ group) => groups[group].some((id) => affirmed.has(id));
  return patterns.find((each) => each.groups.every(has))?.id ?? "none";
}
