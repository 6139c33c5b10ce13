/**
 * Reads a form into entries on the device, by what the form itself says of its fields in
 * `data-entries` (`web/entry_forms.py` makes it, and the server reads by the same). What is wrong is
 * said in the same lines, all of them, and nothing is taken.
 *
 * @typedef {{name: string, key: string[], reads: string, wanted: string, is_needed: boolean,
 *   pattern: string, least: number, most: number, longest: number, factor: number,
 *   is_in_units: boolean, words: string[]}} Part
 * @typedef {{kind: string, fixed?: Record<string, any>, parts?: Part[], all_into?: string,
 *   id?: string, ago?: Record<string, number>}} One
 *   `id`: of an entry that is the same however often it is told; `ago`: moments, by how many seconds
 *   before it is told they were
 * @typedef {{name: string, fields: string[], differs: string, wanting: string}} Spelt
 * @typedef {{entries: One[], spelt?: Spelt | null, defaults?: Record<string, string>, day?: string,
 *   leads?: Record<string, string>, nothing?: string}} Told
 * @typedef {{kind: string, payload: Record<string, any>, at?: Date, id?: string}} Made
 * @typedef {{entries: Made[], next?: string} | {faults: string[]}} Read
 */

import { translate } from "../phrases.js";
import { ownMoment } from "../zone.js";

/** Whether what a form says can be kept on the device. */
export function isKeepable(/** @type {HTMLFormElement} */ form) {
  return Boolean(form.dataset.entries);
}

/** @returns {Told} */
export function toldOf(/** @type {HTMLFormElement} */ form) {
  return JSON.parse(form.dataset.entries ?? "");
}

/**
 * @param {Told} told
 * @param {Record<string, string>} given what stands in the form, by field
 * @param {Date} now
 * @returns {Read}
 */
export function read(told, given, now) {
  /** @type {string[]} */
  const faults = [];
  const said = { ...told.defaults, ...given, ...(told.spelt && spelt(told.spelt, given, faults)) };
  const made = told.entries.map((one) => ({
    kind: one.kind,
    payload: payloadOf(one, said, faults, now),
    ...(one.id && { id: one.id }),
  }));
  const at = told.day ? momentOf(said[told.day] ?? "", now, faults) : now;
  if (faults.length) return { faults };
  const entries = made
    .filter(({ payload }) => Object.keys(payload).length)
    .map((each) => ({ ...each, at }));
  if (!entries.length) return { faults: [told.nothing ?? ""] };
  const leads = Object.entries(told.leads ?? {}).find(([name]) => said[name] === "yes");
  return leads ? { entries, next: leads[1] } : { entries };
}

/**
 * The fields that one press fills in; what is left empty in it is asked for in its own place.
 * @param {Spelt} by
 * @param {Record<string, string>} given
 * @param {string[]} faults
 */
function spelt({ name, fields, differs, wanting }, given, faults) {
  const pairs = (given[name] ?? "").trim().split("&");
  const filled = Object.fromEntries(
    pairs
      .map((each) => [each.split("=", 1)[0], each.slice(each.split("=", 1)[0].length + 1)])
      .filter(([field]) => fields.includes(field)),
  );
  const own = (/** @type {string} */ field) => (given[field] ?? "").trim();
  const all = Object.entries(filled);
  if (all.some(([field, value]) => own(field) && value && own(field) !== value)) {
    faults.push(differs);
  }
  if (all.length && !all.some(([field, value]) => value || own(field))) faults.push(wanting);
  return Object.fromEntries(all.filter(([, value]) => value));
}

/** @returns {Record<string, any>} nothing where nothing was said */
function payloadOf(
  /** @type {One} */ one,
  /** @type {Record<string, string>} */ said,
  /** @type {string[]} */ faults,
  /** @type {Date} */ now,
) {
  /** @type {Record<string, any>} */
  const payload = structuredClone(one.fixed ?? {});
  for (const [name, seconds] of Object.entries(one.ago ?? {})) {
    payload[name] = ownMoment(new Date(now.getTime() - seconds * 1000));
  }
  if (one.all_into) {
    const answered = Object.entries(said).filter(([, text]) => text.trim());
    payload[one.all_into] = Object.fromEntries(answered);
  }
  for (const part of one.parts ?? []) {
    const text = (said[part.name] ?? "").trim();
    if (!text && !part.is_needed) continue;
    const value = text ? meantBy(part, text) : null;
    if (value === null) faults.push(part.wanted);
    else if (value !== false || part.reads === "yes_no") put(payload, part.key, value);
  }
  return payload;
}

/** What a text stands for; null where it stands for nothing that fits. */
function meantBy(/** @type {Part} */ part, /** @type {string} */ text) {
  if (part.reads === "flag") return text === "yes";
  if (part.reads === "yes_no") return { yes: true, no: false }[text] ?? null;
  if (part.reads === "word") return part.words.includes(text) ? text : null;
  if (part.reads === "text") return [...text].length <= part.longest ? text : null;
  if (!new RegExp(`^(?:${part.pattern})$`).test(text)) return null;
  const written = Number(text.replace(",", "."));
  const number = part.factor === 1 ? written : toTenth(written * part.factor);
  return number >= part.least && number <= part.most ? number : null;
}

/** Rounded to a tenth as the server rounds: what lies half-way goes to the even one. */
export function toTenth(/** @type {number} */ number) {
  const isHalfWay = Number.isInteger(number * 4) && !Number.isInteger(number * 2);
  if (!isHalfWay) return Number(number.toFixed(1));
  const low = Math.floor(number * 10);
  return (low % 2 === 0 ? low : low + 1) / 10;
}

function put(
  /** @type {Record<string, any>} */ payload,
  /** @type {string[]} */ key,
  /** @type {any} */ value,
) {
  let at = payload;
  for (const name of key.slice(0, -1)) {
    at[name] ??= {};
    at = at[name];
  }
  at[key[key.length - 1]] = value;
}

/** Noon of a day before today; today is now, and what lies ahead is refused. */
function momentOf(
  /** @type {string} */ day,
  /** @type {Date} */ now,
  /** @type {string[]} */ faults,
) {
  if (!day) return now;
  const noon = new Date(`${day}T12:00:00`);
  if (noon.toDateString() === now.toDateString()) return now;
  if (noon < now) return noon;
  faults.push(translate("Choose today or a day before."));
  return now;
}

/** What stands in a form, by field. */
export function givenIn(/** @type {HTMLFormElement} */ form) {
  const said = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(said);
}

/**
 * Put an entry back into the form that it came from, so that it can be mended.
 * @param {HTMLFormElement} form
 * @param {{kind: string, at: string, payload: Record<string, any>}} entry
 * @returns {boolean} whether it is an entry of this form
 */
export function fill(form, entry) {
  const { entries, day, spelt: press } = toldOf(form);
  const one = entries.find(({ kind, fixed = {} }) => kind === entry.kind && fits(fixed, entry));
  if (!one) return false;
  const answers = one.all_into ? Object.entries(entry.payload[one.all_into] ?? {}) : [];
  for (const [name, value] of answers) set(form, name, String(value));
  for (const part of one.parts ?? []) {
    /** @type {any} */
    const value = part.key.reduce((at, name) => at?.[name], /** @type {any} */ (entry.payload));
    if (value === undefined || value === null) continue;
    if (press?.fields.includes(part.name)) openPress(form, press);
    const shown = part.factor === 1 ? value : toTenth(value / part.factor);
    const isYesOrNo = part.reads === "flag" || part.reads === "yes_no";
    set(form, part.name, isYesOrNo ? (value ? "yes" : "no") : String(shown));
  }
  if (day) set(form, day, dayOf(new Date(entry.at)));
  return true;
}

/** Choose the answer that leaves its fields to be filled in, so that they show. */
function openPress(/** @type {HTMLFormElement} */ form, /** @type {Spelt} */ { name }) {
  for (const field of form.querySelectorAll(`input[name="${name}"]`)) {
    if (!(field instanceof HTMLInputElement)) continue;
    field.checked = field.value.endsWith("=");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function fits(
  /** @type {Record<string, any>} */ fixed,
  /** @type {{payload: Record<string, any>}} */ { payload },
) {
  return Object.entries(fixed).every(
    ([name, value]) => JSON.stringify(payload[name]) === JSON.stringify(value),
  );
}

/** Set a field by its name; a slider's name comes with its being moved. */
function set(
  /** @type {HTMLFormElement} */ form,
  /** @type {string} */ name,
  /** @type {string} */ value,
) {
  for (const field of form.querySelectorAll("input, select")) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    const isThis = field.name === name || (!field.name && field.id === name);
    if (!isThis) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      if ("checked" in field) field.checked = field.value === value;
    } else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
}

/** The day of a moment by this device's calendar, as a date field writes it. */
export function dayOf(/** @type {Date} */ moment) {
  const pad = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
