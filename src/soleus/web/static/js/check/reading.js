/**
 * Reads an answer file: every fault at once, or what is known and what is possible.
 * The same as `soleus/assessment/answers.py`; only the hint at a word nearly right is left out.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Finding} Finding
 * @typedef {import("./types.js").Need} Need
 * @typedef {import("./types.js").Ways} Ways
 */

import { DENIAL } from "./rulebook.js";
import { pruned } from "./space.js";

const KEYS = ["answers", "others"];

/** The course where there is no swelling; nobody can answer it so. */
const ABSENT = "absent";

/** The answers cannot be read; `faults` holds one line for each thing that is wrong. */
export class InvalidAnswers extends Error {
  constructor(/** @type {string[]} */ faults) {
    super(faults.join("\n"));
    this.name = "InvalidAnswers";
    this.faults = faults;
  }
}

/**
 * What a document says.
 * @param {Engine} engine
 * @param {unknown} document
 * @returns {Answers}
 * @throws {InvalidAnswers} with every fault
 */
export function read(engine, document) {
  const faults = shapeFaults(document);
  const file = /** @type {{answers: Record<string, any>, others?: unknown}} */ (document);
  if (!isObject(document) || !isObject(file.answers)) throw new InvalidAnswers(faults);
  const start = startOf(engine, file.others === "no");
  const { ways, faults: unreadable } = laidOver(engine, start, file.answers);
  faults.push(...unreadable, ...contradictions(engine, ways, file.answers));
  const left = faults.length ? null : pruned(engine, ways);
  if (!left) throw new InvalidAnswers(faults);
  const affirmed = Object.keys(file.answers).filter((id) => isAffirmed(engine, id, file.answers));
  return { ways: left, affirmed: new Set(affirmed), cleared: clearedIn(engine, file) };
}

/** @returns {Ways} */
function startOf(/** @type {Engine} */ engine, /** @type {boolean} */ isNo) {
  return Uint8Array.from(engine.fields, (field) =>
    isNo && field.kind !== "course" ? DENIAL : field.mask,
  );
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Record<string, any>} given
 */
function laidOver(engine, ways, given) {
  const known = new Map(engine.bundle.findings.map((finding) => [finding.id, finding]));
  const faults = [];
  for (const [id, value] of Object.entries(given)) {
    const finding = known.get(id);
    const field = engine.byId.get(id);
    if (!finding) faults.push(`unknown finding '${id}'`);
    else if (!isReadable(engine, finding, value)) {
      faults.push(`${id}: ${engine.bundle.expected[finding.kind]}, not ${shown(value)}`);
    } else if (field) ways[field.at] = value === null ? field.mask : (field.bits.get(value) ?? 0);
  }
  return { ways, faults };
}

/** Whether a value is one that the finding takes; null says that it is not known. */
function isReadable(
  /** @type {Engine} */ engine,
  /** @type {Finding} */ finding,
  /** @type {any} */ value,
) {
  if (value === null) return true;
  if (finding.kind === "age") {
    const [youngest, oldest] = engine.bundle.ages;
    return Number.isInteger(value) && value >= youngest && value <= oldest;
  }
  if (finding.kind === "activities") {
    const { activities } = engine.bundle;
    return Array.isArray(value) && value.every((each) => activities.includes(each));
  }
  return value !== ABSENT && finding.values.includes(value);
}

/**
 * @param {Engine} engine
 * @param {string} id
 * @param {Record<string, any>} given
 */
function isAffirmed(engine, id, given) {
  const bit = engine.byId.get(id)?.bits.get(given[id]);
  return bit !== undefined && bit !== DENIAL;
}

/** @returns {number[] | null} the places of what was cleared; null where that is unknown */
function clearedIn(
  /** @type {Engine} */ engine,
  /** @type {{answers: Record<string, any>, others?: unknown}} */ file,
) {
  const { findings, activities } = engine.bundle;
  const id = findings.find((finding) => finding.kind === "activities")?.id ?? "";
  if (!Object.hasOwn(file.answers, id)) return file.others === "no" ? [] : null;
  const named = file.answers[id];
  return named && activities.flatMap((each, place) => (named.includes(each) ? [place] : []));
}

/** @returns {string[]} */
function shapeFaults(/** @type {any} */ document) {
  if (!isObject(document)) {
    return ['the answers must be a JSON object {"answers": {…}, "others": "unknown" or "no"}'];
  }
  const faults = Object.keys(document)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `unknown key '${key}'`);
  if (!Object.hasOwn(document, "answers")) {
    faults.push("missing 'answers', an object of finding and value");
  } else if (!isObject(document.answers)) {
    faults.push("'answers' must be an object of finding and value");
  }
  if (Object.hasOwn(document, "others") && !["unknown", "no"].includes(document.others)) {
    faults.push(`others: must be "unknown" or "no", not ${shown(document.others)}`);
  }
  return faults;
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Record<string, any>} given
 */
function contradictions(engine, ways, given) {
  return engine.needs
    .filter(
      ({ child, parents }) =>
        !(ways[child.at] & DENIAL) && parents.every((each) => !(ways[each.at] & ~DENIAL)),
    )
    .map(({ child, parents }) => {
      const denied = parents.map(
        ({ id }) =>
          `${id}: "none"${Object.hasOwn(given, id) ? "" : ' (left out, and "others" is "no")'}`,
      );
      return `${child.id}: ${shown(given[child.id])} contradicts ${denied.join(" and ")}`;
    });
}

function isObject(/** @type {unknown} */ value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it stands in an answer file. */
function shown(/** @type {any} */ value) {
  /** @type {string} */
  const text = Array.isArray(value) ? `[${value.map(shown).join(", ")}]` : JSON.stringify(value);
  return text;
}
