/**
 * Danger signs told on this device in the last days, with those that the server told of: the same
 * as `soleus/coach/gate/earlier_danger.py`.
 *
 * @typedef {import("./interview.js").Said} Said
 * @typedef {import("./standing.js").Entry} Entry
 * @typedef {import("./types.js").Engine} Engine
 */

import { decide } from "./decide.js";

/** What says what became of earlier signs. */
export const GONE = "danger_gone_unseen";

/**
 * The signs of an emergency that somebody is asked about: a check that knew of them and says what
 * became of them, other than "gone, and nobody looked", closes them.
 * @param {Engine} engine
 * @param {{danger: Said, signs: string[]}} interview the signs that the server told of; which
 *   findings can be signs
 * @param {string | null} newest the last entry in it that a check can know
 * @param {Entry[]} waiting in the order taken
 * @returns {Said}
 */
export function dangerNow(engine, { danger, signs }, newest, waiting) {
  const closing = waiting.filter(({ payload }) => payload.document?.answers[GONE] === false);
  const isClosed = (/** @type {string | null} */ id) =>
    closing.some(({ payload: { knew } }) =>
      id ? knew?.also.includes(id) : knew?.up_to === newest,
    );
  const told = waiting.filter(({ id }) => !isClosed(id));
  const found = told.flatMap((entry) => signsIn(engine, signs, entry));
  return { ...(isClosed(null) ? {} : danger), ...Object.fromEntries(found) };
}

/** What in an entry led to an emergency; nothing where none did. @returns {[string, any][]} */
function signsIn(
  /** @type {Engine} */ engine,
  /** @type {string[]} */ signs,
  /** @type {Entry} */ { kind, payload },
) {
  const findings = kind === "symptom" ? payload.findings : null;
  const document = kind === "check" ? payload.document : findings && { answers: findings };
  if (!document) return [];
  const { urgency, reasons } = decide(engine, document);
  if (urgency !== "emergency") return [];
  const leading = new Set(reasons.flatMap(({ findings: named }) => named));
  return Object.entries(document.answers).filter(
    ([id, value]) =>
      leading.has(id) &&
      signs.includes(id) &&
      (value === true || (typeof value === "string" && value !== "none")),
  );
}
