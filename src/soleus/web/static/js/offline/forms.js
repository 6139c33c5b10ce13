/**
 * Reads the journal's forms into entries, as the server does, for when there is no network. What
 * is wrong is said in one line, and nothing is taken.
 *
 * @typedef {{kind: string, payload: Record<string, any>, at?: Date}} Made
 * @typedef {{entries: Made[], next?: string} | {fault: string}} Read
 */

import { translate } from "../phrases.js";

const SCORES = ["swelling_left", "swelling_right", "heaviness", "leg_fatigue", "leg_pain"];
const TAPE = ["calf_left_cm", "calf_right_cm", "ankle_left_cm", "ankle_right_cm"];
const CM_PER_INCH = 2.54;

/** @type {Record<string, (form: HTMLFormElement) => Read>} */
const READERS = { "/journal/feel": readFeel, "/journal/minutes": readMinutes };

/** Whether what a form says can be kept on the device. */
export function isKeepable(/** @type {HTMLFormElement} */ form) {
  return new URL(form.action).pathname in READERS;
}

/** @returns {Read} */
export function entriesOf(/** @type {HTMLFormElement} */ form) {
  return READERS[new URL(form.action).pathname](form);
}

/** @returns {Read} */
function readFeel(/** @type {HTMLFormElement} */ form) {
  const said = new FormData(form);
  const scores = Object.fromEntries(
    SCORES.filter((name) => /^\d+$/.test(text(said, name))).map((name) => [
      name,
      Number(text(said, name)),
    ]),
  );
  const isInches = form.querySelector(".unit")?.textContent?.trim() === "in";
  const tape = TAPE.filter((name) => text(said, name)).map((name) => {
    const length = numberOf(text(said, name));
    return /** @type {[string, number]} */ ([
      name,
      isInches ? Math.round(length * CM_PER_INCH * 100) / 100 : length,
    ]);
  });
  if (tape.some(([name, length]) => !fits(name, length)))
    return { fault: translate("A number of the tape does not fit. Nothing was kept.") };
  if (Object.values(scores).some((score) => score > 10))
    return { fault: translate("A score goes from 0 to 10. Nothing was kept.") };
  const note = text(said, "note");
  const is_new = said.get("is_new") === "yes";
  const hasSaid = Object.keys(scores).length > 0 || note !== "" || is_new;
  if (!hasSaid && !tape.length)
    return { fault: translate("Nothing is noted yet. Move a slider or write a line.") };
  /** @type {Made[]} */
  const entries = [];
  if (hasSaid) entries.push({ kind: "symptom", payload: { scores, is_new, note } });
  if (tape.length) entries.push({ kind: "tape", payload: Object.fromEntries(tape) });
  return is_new ? { entries, next: "/check" } : { entries };
}

/** The same bounds as the journal's own. */
function fits(/** @type {string} */ name, /** @type {number} */ length) {
  return name.startsWith("calf") ? length >= 15 && length <= 100 : length >= 10 && length <= 80;
}

/** @returns {Read} */
function readMinutes(/** @type {HTMLFormElement} */ form) {
  const said = new FormData(form);
  const minutes = numberOf(text(said, "minutes"));
  if (!(minutes >= 1 && minutes <= 24 * 60))
    return { fault: translate("The minutes have to be a number from 1 to 1440.") };
  const [intensity, what] = [text(said, "intensity") || "moderate", text(said, "what")];
  const at = momentOf(text(said, "day"));
  return { entries: [{ kind: "activity", payload: { minutes, intensity, what }, at }] };
}

/** Noon of a day before today; today, and what is no day, is now. */
function momentOf(/** @type {string} */ day) {
  const now = new Date();
  const noon = new Date(`${day}T12:00:00`);
  return day && noon.toDateString() !== now.toDateString() && noon < now ? noon : now;
}

function text(/** @type {FormData} */ said, /** @type {string} */ name) {
  return String(said.get(name) ?? "").trim();
}

function numberOf(/** @type {string} */ written) {
  return written === "" ? Number.NaN : Number(written.replace(",", "."));
}
