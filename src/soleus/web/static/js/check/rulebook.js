/**
 * Reads the rules that the server gave and makes them ready to run; refuses rules out of date.
 * The same as `soleus/assessment/engine.py` and `conjunct.py` do.
 *
 * @typedef {import("./types.js").Bundle} Bundle
 * @typedef {import("./types.js").Conjunct} Conjunct
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Finding} Finding
 * @typedef {import("./types.js").Need} Need
 */

import { careIn } from "./care.js";
import { counts, DENIAL } from "./space.js";

/** The form of the bundle that these modules read. */
const FORMAT = 3;

const DAY_MS = 24 * 3600 * 1000;

/** The rules on this device may not be used; the message is one clear line for the person. */
export class RefusedRules extends Error {
  constructor(/** @type {string} */ message, /** @type {string[]} */ claims = []) {
    super(message);
    this.name = "RefusedRules";
    this.claims = claims;
  }
}

/**
 * The rules made ready to run on the day of `now`.
 * @param {Bundle} bundle
 * @param {Date} now
 * @returns {Engine}
 * @throws {RefusedRules} where they are of another form, have expired, or lie ahead of the clock
 */
export function rulebook(bundle, now) {
  if (bundle?.format !== FORMAT) {
    const line = bundle?.texts?.["rules.unreadable"];
    throw new RefusedRules(line?.says ?? "These rules cannot be read.", line?.claims);
  }
  const refused = (/** @type {"expired" | "ahead"} */ why) =>
    new RefusedRules(bundle.texts[`rules.${why}`].says, bundle.texts[`rules.${why}`].claims);
  if (!(now.getTime() < Date.parse(bundle.expires_on))) throw refused("expired");
  // a clock set back must not lengthen the life of the rules; a day for what zones differ by
  if (!(now.getTime() > Date.parse(bundle.issued_on) - DAY_MS)) throw refused("ahead");
  return ready(bundle);
}

/**
 * The rules made ready to run, whatever the day.
 * @param {Bundle} bundle
 * @returns {Engine}
 */
export function ready(bundle) {
  const fields = bundle.findings.filter((each) => each.values.length).map(field);
  const byId = new Map(fields.map((each) => [each.id, each]));
  const get = (/** @type {string} */ id) => /** @type {Field} */ (byId.get(id));
  const needs = needsIn(bundle, get);
  const care = careIn(bundle, get, bitOf);
  const conjuncts = bundle.rules.flatMap((rule, order) =>
    rule.when.map((entry, place) => conjunct(rule, order, rule.care[place], entry, get)),
  );
  const gates = new Map(
    bundle.urgencies.map((urgency) => [
      urgency,
      bundle.gates.filter((gate) => gate.urgency === urgency),
    ]),
  );
  /** @type {Conjunct[][]} */
  const byStage = [];
  for (const stage of care.stages) byStage[stage] = conjuncts.filter((one) => counts(one, stage));
  const urgent = byStage.map((listed) =>
    listed.filter(({ rule }) => rule.level).sort((one, other) => other.rule.level - one.rule.level),
  );
  return {
    bundle,
    fields,
    byId,
    needs,
    exclusions: bundle.findings.flatMap(({ id, excludes }) =>
      excludes.map((other) => ({ one: get(id), other: get(other) })),
    ),
    care,
    conjuncts,
    byStage,
    urgent,
    gates,
    byLevel: bundle.levels.map((urgency) => strictestOf(bundle, gates.get(urgency) ?? [])),
    splitting: byStage.map((listed) => splittingOf(listed, fields, needs)),
    splittingLevels: urgent.map((listed) => splittingOf(listed, fields, needs)),
  };
}

/**
 * What findings cannot be without. A course comes last: what else affirms a swelling also says that
 * it has a course.
 * @param {Bundle} bundle
 * @param {(id: string) => Field} get
 * @returns {Need[]}
 */
function needsIn(bundle, get) {
  return bundle.findings
    .filter((each) => each.needs.length)
    .map((each) => ({
      child: get(each.id),
      parents: each.needs.map(get),
      isCourse: each.kind === "course",
    }))
    .sort((one, other) => Number(one.isCourse) - Number(other.isCourse));
}

/**
 * The findings of which neither answer is always the less suspicious to some conjuncts.
 * @param {Conjunct[]} conjuncts
 * @param {Field[]} fields
 * @param {Need[]} needs
 */
function splittingOf(conjuncts, fields, needs) {
  const split = new Set([
    ...conjuncts.flatMap((one) => one.fields.filter((_, n) => one.allowed[n] & DENIAL)),
    ...needs.filter((need) => need.isCourse).map((need) => need.parents[0]),
  ]);
  return fields.filter((each) => split.has(each));
}

/**
 * The strictest effect of several rules on each activity.
 * @param {Bundle} bundle
 * @param {{effects: number[]}[]} rules
 * @returns {number[]}
 */
export function strictestOf(bundle, rules) {
  const most = bundle.activities.map(() => 0);
  for (const { effects } of rules) {
    for (let place = 0; place < most.length; place += 1) {
      if (effects[place] > most[place]) most[place] = effects[place];
    }
  }
  return most;
}

/** @returns {Field} */
function field(/** @type {Finding} */ finding, /** @type {number} */ at) {
  const bits = new Map(finding.values.map((value, place) => [value, 1 << place]));
  return {
    id: finding.id,
    at,
    kind: finding.kind,
    bits,
    mask: (1 << bits.size) - 1,
    least: finding.least.map((value) => bits.get(value) ?? 0),
  };
}

/**
 * @param {import("./types.js").Rule} rule
 * @param {number} order
 * @param {number} care
 * @param {Record<string, (string | boolean)[]>} entry
 * @param {(id: string) => Field} get
 * @returns {Conjunct}
 */
function conjunct(rule, order, care, entry, get) {
  const fields = Object.keys(entry).map(get);
  const allowed = fields.map((each) =>
    entry[each.id].reduce((bits, value) => bits | bitOf(each, value), 0),
  );
  return { rule, order, care, fields, allowed };
}

function bitOf(/** @type {Field} */ field, /** @type {string | boolean} */ value) {
  const bit = field.bits.get(value);
  if (!bit) throw new RefusedRules(`The rules name an answer that ${field.id} has not: ${value}.`);
  return bit;
}
