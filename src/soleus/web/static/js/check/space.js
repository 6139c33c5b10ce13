/**
 * The answers still possible: what contradicts, who carries an affirmed child, the least
 * suspicious of all. The same as `soleus/assessment/space.py`, and what `conjunct.py` asks of it.
 *
 * @typedef {import("./types.js").Conjunct} Conjunct
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Need} Need
 * @typedef {import("./types.js").Ways} Ways
 */

/** The bit that denies a finding. */
export const DENIAL = 1;

/** Whether every finding has one answer. */
export function isComplete(/** @type {Ways} */ ways) {
  return ways.every((bits) => !(bits & (bits - 1)));
}

/** Whether a conjunct can fire at this stage of care. */
export function counts(/** @type {Conjunct} */ { care }, /** @type {number} */ stage) {
  return Boolean((care >> stage) & 1);
}

/** Whether a conjunct can hold in some of these ways. */
export function canHold(/** @type {Conjunct} */ one, /** @type {Ways} */ ways) {
  const { fields, allowed } = one;
  for (let n = 0; n < fields.length; n += 1) {
    if (!(ways[fields[n].at] & allowed[n])) return false;
  }
  return true;
}

/** Whether a conjunct holds in all of these ways. */
export function surelyHolds(/** @type {Conjunct} */ one, /** @type {Ways} */ ways) {
  const { fields, allowed } = one;
  for (let n = 0; n < fields.length; n += 1) {
    if (ways[fields[n].at] & ~allowed[n]) return false;
  }
  return true;
}

/** These ways with one finding's bits replaced. */
export function withBits(
  /** @type {Ways} */ ways,
  /** @type {Field} */ field,
  /** @type {number} */ bits,
) {
  const changed = ways.slice();
  changed[field.at] = bits;
  return changed;
}

/**
 * The ways without the answers that contradict; null where nothing is left.
 * @param {Engine} engine
 * @param {Ways | null} ways
 * @returns {Ways | null}
 */
export function pruned(engine, ways) {
  if (!ways) return null;
  const left = ways.slice();
  for (const { child, parents, isCourse } of engine.needs) {
    const carriers = carriersOf(parents, left);
    if (!carriers.length) left[child.at] &= DENIAL;
    else if (!(left[child.at] & DENIAL)) {
      if (carriers.length === 1) left[carriers[0].at] &= ~DENIAL;
    } else if (isCourse && !(left[parents[0].at] & DENIAL)) left[child.at] &= ~DENIAL;
    if (!left[child.at]) return null;
  }
  for (const { one, other } of engine.exclusions) {
    if (!(left[one.at] & DENIAL)) left[other.at] &= DENIAL;
    if (!left[other.at]) return null;
    if (!(left[other.at] & DENIAL)) left[one.at] &= DENIAL;
    if (!left[one.at]) return null;
  }
  return left;
}

/**
 * The ways split so that whoever carries an affirmed child is named in each.
 * @param {Engine} engine
 * @param {Ways} ways
 * @returns {Generator<Ways>}
 */
export function* branches(engine, ways) {
  for (const { child, parents } of engine.needs) {
    if (ways[child.at] & DENIAL) continue;
    const carriers = carriersOf(parents, ways);
    if (carriers.length > 1 && parents.every((each) => ways[each.at] & DENIAL)) {
      for (const each of carriers) {
        yield* branches(engine, withBits(ways, each, ways[each.at] & ~DENIAL));
      }
      return;
    }
  }
  yield ways;
}

/**
 * The ways split by every answer that some findings may still have.
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Field[]} fields
 * @returns {Generator<Ways>}
 */
export function* split(engine, ways, fields) {
  for (const chosen of choices(ways.slice(), fields, 0, ways)) {
    const part = pruned(engine, chosen);
    if (part) yield* branches(engine, part);
  }
}

/**
 * @param {Ways} chosen
 * @param {Field[]} fields
 * @param {number} place
 * @param {Ways} ways
 * @returns {Generator<Ways>}
 */
function* choices(chosen, fields, place, ways) {
  if (place === fields.length) {
    yield chosen;
    return;
  }
  const { at, least } = fields[place];
  for (const bit of least) {
    if (!(ways[at] & bit)) continue;
    chosen[at] = bit;
    yield* choices(chosen, fields, place + 1, ways);
  }
  chosen[at] = ways[at];
}

/**
 * The complete answers among these that are the least suspicious of all.
 * @param {Engine} engine
 * @param {Ways} ways
 * @returns {Ways}
 */
export function least(engine, ways) {
  const chosen = ways.slice();
  for (const { at, least } of engine.fields) {
    const bits = ways[at];
    chosen[at] = bits & DENIAL || (least.find((bit) => bits & bit) ?? 0);
  }
  return chosen;
}

/** @returns {Field[]} */
function carriersOf(/** @type {Field[]} */ parents, /** @type {Ways} */ ways) {
  return parents.filter((each) => ways[each.at] & ~DENIAL);
}
