/**
 * Reads an answer file: every fault at once, or what is known and what is possible.
 * The same as `soleus/assessment/answers.py`; only the server says of an answer what it has to be,
 * since nobody is shown the faults that are found here.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Finding} Finding
 * @typedef {import("./types.js").Need} Need
 * @typedef {import("./types.js").Ways} Ways
 */

import { DENIAL, pruned } from "./space.js";

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
  return engine.fields.map((field) => (isNo && field.kind !== "course" ? DENIAL : field.mask));
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Record<string, any>} given
 */
function laidOver(engine, ways, given) {
  const { findings } = engine.bundle;
  const faults = unknownKeys(
    given,
    findings.map(({ id }) => id),
  );
  for (const finding of findings.filter(({ id }) => Object.hasOwn(given, id))) {
    const value = given[finding.id];
    const field = engine.byId.get(finding.id);
    if (!isReadable(engine, finding, value)) faults.push(finding.id);
    else if (field) ways[field.at] = value === null ? field.mask : (field.bits.get(value) ?? 0);
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
  if (!isObject(document)) return ["is"];
  const faults = unknownKeys(document, KEYS);
  if (!Object.hasOwn(document, "answers")) faults.push("'answers'");
  else if (!isObject(document.answers)) faults.push("answers");
  if (Object.hasOwn(document, "others") && !["unknown", "no"].includes(document.others)) {
    faults.push("others");
  }
  return faults;
}

/** @returns {string[]} */
function unknownKeys(/** @type {object} */ object, /** @type {string[]} */ known) {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown key '${key}'`);
}

/**
 * @param {Engine} engine
 * @param {Ways} ways
 * @param {Record<string, any>} given
 */
function contradictions(engine, ways, given) {
  const lacking = engine.needs
    .filter(
      ({ child, parents }) =>
        !(ways[child.at] & DENIAL) && parents.every((each) => !(ways[each.at] & ~DENIAL)),
    )
    .map(({ child, parents }) => {
      const denied = parents.map(
        ({ id }) =>
          `${id}: "none"${Object.hasOwn(given, id) ? "" : ' (left out, and "others" is "no")'}`,
      );
      return `${told(child, given)} contradicts ${denied.join(" and ")}`;
    });
  const exclusive = engine.exclusions
    .filter(({ one, other }) => !(ways[one.at] & DENIAL) && !(ways[other.at] & DENIAL))
    .map(({ one, other }) => `${told(one, given)} contradicts ${told(other, given)}`);
  return [...lacking, ...exclusive];
}

function told(/** @type {Field} */ { id }, /** @type {Record<string, any>} */ given) {
  return `${id}: ${shown(given[id])}`;
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
