/**
 * Entries that the server refused: each is told with why, kept, and mended in the form that it came
 * from. What makes the gate stricter can be neither removed nor mended away.
 *
 * @typedef {import("./queue.js").Waiting} Waiting
 */

import { newId } from "../ids.js";
import { translate } from "../phrases.js";
import { ownMoment } from "../zone.js";
import { fill, isKeepable } from "./forms.js";
import { drop, waiting } from "./queue.js";

const NAMED = "mend";

/** The line of one refused entry, with what can be done about it. */
export function lineOf(/** @type {Waiting} */ entry, /** @type {() => void} */ onRemoved) {
  const { id, faults = [], from } = entry;
  const line = document.createDocumentFragment();
  line.append(translate("One was not taken: {why}", { why: faults.join("; ") }));
  if (from) {
    const href = `${from}?${NAMED}=${id}`;
    const way = Object.assign(document.createElement("a"), { className: "link", href });
    way.textContent = translate("Mend it");
    line.append(" ", way);
  }
  if (!isStricter(entry)) line.append(" ", removal(id, onRemoved));
  return line;
}

function removal(/** @type {string} */ id, /** @type {() => void} */ onRemoved) {
  const button = document.createElement("button");
  Object.assign(button, { className: "link", type: "button" });
  button.textContent = translate("Remove it");
  let isSure = false;
  button.addEventListener("click", () => {
    if (isSure) return void drop(id).then(onRemoved);
    isSure = true;
    button.textContent = translate("Press again to remove it for good");
  });
  return button;
}

/** Whether an entry tells of something new: the gate of this device goes by it. */
function isStricter(/** @type {Waiting} */ { kind, payload }) {
  const { is_new, anything_new, findings } = payload;
  const isNew = Boolean(is_new || anything_new);
  return kind === "check" || isNew || Object.keys(findings ?? {}).length > 0;
}

/** Put the entry that the address names into its form. @returns {Promise<Waiting | null>} */
export async function startMending() {
  const id = new URL(location.href).searchParams.get(NAMED);
  if (!id) return null;
  const entry = (await waiting()).find((each) => each.id === id);
  if (!entry) return null;
  const form = [...document.forms].find((each) => isKeepable(each) && fill(each, entry));
  for (const fold of form?.querySelectorAll("details") ?? []) fold.open = true;
  form?.scrollIntoView({ block: "nearest" });
  return form ? entry : null;
}

/**
 * What takes the place of a refused entry: of the same moment, and no less strict.
 * @param {Waiting} broken
 * @param {Waiting[]} fresh
 * @param {boolean} isDated whether the form says on which day it was
 * @returns {Waiting[]}
 */
export function mended(broken, fresh, isDated) {
  const { taken_at, order, from } = broken;
  const entries = fresh.map((each) => ({
    ...each,
    ...{ taken_at, order, from },
    at: isDated && !isSameDay(each.at, broken.at) ? each.at : notAhead(broken.at),
  }));
  if (!isStricter(broken)) return entries;
  const { findings = {}, is_new = false } = broken.payload;
  const first = entries.find(({ kind }) => kind === "symptom");
  if (!first) return [...entries, { ...broken, id: newId(), faults: undefined }];
  first.payload = { ...first.payload, findings, is_new: is_new || first.payload.is_new === true };
  return entries;
}

function isSameDay(/** @type {string} */ one, /** @type {string} */ other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** A clock that ran ahead may be why it was refused. */
function notAhead(/** @type {string} */ at) {
  return Date.parse(at) > Date.now() ? ownMoment(new Date()) : at;
}
