/**
 * How far symptoms have been looked at: settled, and of the settled, explained and better.
 * The same as `soleus/assessment/care.py`.
 *
 * What is known of it is a whole number of bits: one for settled, and one for each term that may be
 * known of the settled alone. So what two ways of answering have in common is their bitwise and.
 *
 * @typedef {import("./types.js").Bundle} Bundle
 * @typedef {import("./types.js").Care} Care
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Ways} Ways
 */

import { DENIAL, pruned } from "./space.js";

export const UNSETTLED = 0;
const SETTLED = 1;

/**
 * The stages of care that answers can show.
 * @param {Bundle} bundle
 * @param {(id: string) => Field} get
 * @param {(field: Field, value: boolean) => number} bitOf
 * @returns {Care}
 */
export function careIn(bundle, get, bitOf) {
  const settled = Object.entries(bundle.settled).map(([id, value]) => ({
    field: get(id),
    bit: bitOf(get(id), value),
  }));
  const shownBy = Object.values(bundle.of_the_settled).map((ids, place) => ({
    bit: 2 << place,
    fields: ids.map(get),
  }));
  const further = product(shownBy.map(({ bit }) => [0, bit]));
  const stages = further.map((chosen) => chosen.reduce((stage, bit) => stage + bit, SETTLED));
  return {
    settled,
    shownBy,
    stages: [UNSETTLED, ...stages],
    any: [UNSETTLED, ...stages].reduce((set, stage) => set | (1 << stage), 0),
    fields: [...settled.map(({ field }) => field), ...shownBy.flatMap(({ fields }) => fields)],
  };
}

/**
 * The stage that every one of these ways shows.
 * @param {Care} care
 * @param {Ways} ways
 */
export function stageOf(care, ways) {
  for (const { field, bit } of care.settled) if (ways[field.at] !== bit) return UNSETTLED;
  let stage = SETTLED;
  for (const { bit, fields } of care.shownBy) {
    if (fields.some(({ at }) => !(ways[at] & DENIAL))) stage += bit;
  }
  return stage;
}

/**
 * Each stage that these ways can show, with the ways that show it. Of several ways to the same
 * stage those are left out that differ in nothing else.
 * @param {Engine} engine
 * @param {Ways} ways
 * @returns {Generator<[number, Ways]>}
 */
export function* cases(engine, ways) {
  const { care } = engine;
  for (const { field, bit } of care.settled) {
    const other = pruned(engine, narrowed(ways, field, ~bit));
    if (!other) continue;
    yield [UNSETTLED, other];
    break;
  }
  const seen = ways.slice();
  for (const { field, bit } of care.settled) seen[field.at] &= bit;
  for (const stage of care.stages.slice(1)) {
    const shown = pruned(engine, furtherTo(care, seen, stage));
    if (shown && stageOf(care, shown) === stage) yield [stage, shown];
  }
}

/** @returns {Ways | null} the ways with one finding narrowed; null where it has no answer left */
function narrowed(
  /** @type {Ways} */ ways,
  /** @type {Field} */ { at },
  /** @type {number} */ bits,
) {
  if (!(ways[at] & bits)) return null;
  const left = ways.slice();
  left[at] &= bits;
  return left;
}

function furtherTo(
  /** @type {Care} */ care,
  /** @type {Ways} */ seen,
  /** @type {number} */ stage,
) {
  const ways = seen.slice();
  for (const { bit, fields } of care.shownBy) {
    const able = fields.find(({ at }) => ways[at] & ~DENIAL);
    if (!(stage & bit)) for (const { at } of fields) ways[at] &= DENIAL;
    else if (able) ways[able.at] &= ~DENIAL;
  }
  return ways;
}

/**
 * The pairs of stages between which the answers to a finding can choose.
 * @param {Care} care
 * @param {Field} field
 * @returns {[number, number][]}
 */
export function toldApartBy({ settled, shownBy, stages }, field) {
  const [, ...further] = stages;
  if (settled.some((each) => each.field === field)) {
    return further.map((stage) => [UNSETTLED, stage]);
  }
  return shownBy
    .filter(({ fields }) => fields.includes(field))
    .flatMap(({ bit }) =>
      further
        .filter((stage) => !(stage & bit))
        .map((stage) => /** @type {[number, number]} */ ([stage, stage | bit])),
    );
}

/**
 * These ways, narrowed so that one answer about care alone decides the stage. One for each run of
 * stages that the answers to `field` can tell apart, with these stages, the least suspicious first.
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Field} field
 * @returns {Generator<[number[], Ways]>}
 */
export function* contrasts(engine, ways, field) {
  const { care } = engine;
  const others = care.fields.filter((each) => each !== field);
  const runs = new Set();
  for (const chosen of product(others.map(({ at, least }) => least.filter((b) => ways[at] & b)))) {
    const narrow = ways.slice();
    for (const [n, { at }] of others.entries()) narrow[at] = chosen[n];
    const stages = field.least.map((bit) => {
      const answered = narrow.slice();
      answered[field.at] &= bit;
      return stageOf(care, answered);
    });
    if (runs.has(stages.join()) || !pruned(engine, narrow)) continue;
    runs.add(stages.join());
    yield [stages, narrow];
  }
}

/**
 * Every choice of one from each list, the last list turning fastest.
 * @param {number[][]} lists
 * @returns {number[][]}
 */
function product(lists) {
  return lists.reduce(
    (chosen, list) => chosen.flatMap((one) => list.map((each) => [...one, each])),
    /** @type {number[][]} */ ([[]]),
  );
}
