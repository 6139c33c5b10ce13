/**
 * Asks about what is possible but unlikely before it is kept with no network, as the server does
 * (`coach/notes/unlikely.py`); the limits, the lines and what was noted last come with the form.
 *
 * @typedef {{at: string, value: number}} Noted
 * @typedef {{kind: string, name: string, other: string, unit: string, factor: number,
 *   is_in_tenths?: boolean, least?: number, most?: number, change?: number, apart?: number,
 *   last?: Noted}} Field
 *   `other`: the field of the other leg, if it is of one; `factor`: what one of the unit that is
 *   shown stands for; `is_in_tenths`: whether it is shown to a tenth
 * @typedef {{lines: {apart: string, change: string, alone: string},
 *   fields: Record<string, Field>}} Told
 * @typedef {{kind: string, payload: Record<string, any>}} Made
 * @typedef {Made & {at: string, faults?: string[]}} Waiting
 * @typedef {{key: string, says: string}} Asked
 */

import { filled, language } from "../phrases.js";
import { toTenth } from "./forms.js";

/**
 * What is asked about entries, one question a value; mostly nothing.
 * @param {Told} told
 * @param {Made[]} made
 * @param {Waiting[]} waiting what this device holds of the person, in the order taken
 * @returns {Asked[]}
 */
export function questions(told, made, waiting) {
  return made.flatMap(({ kind, payload }) =>
    Object.entries(told.fields)
      .filter(([name, field]) => field.kind === kind && typeof payload[name] === "number")
      .map(([name, field]) => {
        const value = payload[name];
        const others = {
          before: lastOf(told, name, waiting),
          leg: payload[field.other] ?? lastOf(told, field.other, waiting),
        };
        return { key: keyOf(name, value), says: asks(told, field, value, others) };
      })
      .filter(({ says }) => says),
  );
}

/** What a form sends back to say that this very value is right; as `Asked.key` there. */
function keyOf(/** @type {string} */ name, /** @type {number} */ value) {
  return `${name}=${Number(value.toPrecision(6))}`;
}

/**
 * The value of a field that was noted last: told by the server, or in a note that waits here.
 * @param {Told} told
 * @param {string} name
 * @param {Waiting[]} waiting
 * @returns {number | undefined}
 */
function lastOf({ fields }, name, waiting) {
  const field = fields[name];
  if (!field) return undefined;
  const here = waiting
    .filter(({ kind, payload, faults }) => kind === field.kind && name in payload && !faults)
    .map(({ at, payload }) => ({ at, value: payload[name] }));
  return [...(field.last ? [field.last] : []), ...here]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .at(-1)?.value;
}

/**
 * The question about one value; empty where it is likely.
 * @param {Told} told
 * @param {Field} field
 * @param {number} value
 * @param {{before?: number, leg?: number}} others
 */
function asks({ lines }, field, value, { before, leg }) {
  const { least = -Infinity, most = Infinity, change = Infinity, apart = Infinity } = field;
  const shown = inWords(value, field);
  /** @type {(line: string, other?: number) => string} */
  const says = (line, other) => {
    const fill = { value: shown, other: other === undefined ? "" : inWords(other, field) };
    return `${field.name}: ${filled(line, fill)}`;
  };
  if (leg !== undefined && Math.abs(value - leg) >= apart) return says(lines.apart, leg);
  if (before !== undefined && Math.abs(value - before) >= change) return says(lines.change, before);
  return value >= least && value <= most ? "" : says(lines.alone);
}

/** A value with its unit, as the person prefers it. */
function inWords(/** @type {number} */ value, /** @type {Field} */ field) {
  const { unit, factor, is_in_tenths } = field;
  const number = is_in_tenths ? toTenth(value / factor) : value;
  const shown = number.toLocaleString(language(), { maximumFractionDigits: 2 });
  return unit ? `${shown} ${unit}` : shown;
}

/** What the form asks with; null where it asks nothing. */
function placeIn(/** @type {HTMLFormElement} */ form) {
  const found = form.querySelector("template[data-unlikely]");
  return found instanceof HTMLTemplateElement ? found : null;
}

/** What a form asks by. @returns {Told} */
export function toldBy(/** @type {HTMLFormElement} */ form) {
  const none = { lines: { apart: "", change: "", alone: "" }, fields: {} };
  return JSON.parse(placeIn(form)?.dataset.unlikely ?? JSON.stringify(none));
}

/** The keys of what was just said to be right, by the button that says it. */
export function sureBy(/** @type {HTMLElement | null} */ pressed) {
  const isIt = pressed instanceof HTMLButtonElement && pressed.name === "sure";
  return isIt ? pressed.value.split(" ") : [];
}

/** Ask within the form, in the place of what was asked before; the words stay in it. */
export function ask(/** @type {HTMLFormElement} */ form, /** @type {Asked[]} */ asked) {
  takeBack(form);
  const place = placeIn(form);
  const made = place && /** @type {DocumentFragment} */ (place.content.cloneNode(true));
  const flash = made?.firstElementChild;
  const line = flash?.querySelector("p");
  const button = flash?.querySelector('button[name="sure"]');
  if (!(flash instanceof HTMLElement) || !line || !(button instanceof HTMLButtonElement)) return;
  line.replaceWith(
    ...asked.map(({ says }) => {
      const each = /** @type {Element} */ (line.cloneNode(true));
      each.querySelector("span")?.replaceChildren(says);
      return each;
    }),
  );
  button.value = asked.map(({ key }) => key).join(" ");
  form.prepend(flash);
  flash.focus();
}

/** Take back what was asked, once it is answered. */
export function takeBack(/** @type {HTMLFormElement} */ form) {
  form.querySelector('.flash:has(button[name="sure"])')?.remove();
}
