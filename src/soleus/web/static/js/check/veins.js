/**
 * Varicose veins that are new or worse, with pain or a change of the skin, by what the server knew
 * and what waits on this device: the same as `soleus/learning/veins.py`. Only this is learnt here:
 * single notes show it, and all else needs the diary.
 *
 * @typedef {import("./standing.js").Entry} Entry
 * @typedef {import("./standing.js").Findings} Findings
 * @typedef {import("./standing.js").Learnt} Learnt
 * @typedef {{at: string, findings: Findings, scores: Record<string, number>}} Noted
 * @typedef {{noted: Noted[], evaluated_on: string[]}} Veins what the server knows of veins, skin
 *   and pain, and the days on which somebody looked at everything
 */

import { ownMoment } from "../zone.js";

const TOGETHER = 28 * 24 * 3600 * 1000;
const LEAST_PAIN = 2;
const VEINS = "varicose_veins";
const SKIN = [
  "ankle_skin_discolouration",
  "pale_or_discoloured_skin",
  "slow_healing_wound",
  "warm_red_or_tender",
  "leg_pain",
];

/**
 * What is learnt with what waits here; what the server learnt stays.
 * @param {Learnt[]} learnt
 * @param {Veins} veins
 * @param {Entry[]} waiting
 * @param {Date} now
 * @returns {Learnt[]}
 */
export function withVeins(learnt, { noted, evaluated_on }, waiting, now) {
  const finding = "varicose_new_or_worse";
  if (learnt.some((each) => each.finding === finding)) return learnt;
  const all = [...noted, ...waiting.flatMap(notedIn)].sort((one, other) => time(one) - time(other));
  const seenOn = [...evaluated_on, ...waiting.filter(tellsEvaluation).map(day)];
  const skins = all.filter(
    ({ findings, scores }) => has(findings, SKIN) || (scores.leg_pain ?? 0) >= LEAST_PAIN,
  );
  const today = ownMoment(now).slice(0, 10);
  const isTogether = (/** @type {Noted} */ vein, /** @type {Noted} */ skin) => {
    const [first, last] = [day(vein), day(skin)].sort();
    // a day ahead, of a clock that is or was wrong, hides nothing that was noted before it
    const until = [last, today].sort()[1];
    const isUnseen = !seenOn.some((seen) => seen >= first && seen <= until);
    return isUnseen && Math.abs(time(vein) - time(skin)) <= TOGETHER;
  };
  const shown = all.find(
    (vein) => has(vein.findings, [VEINS]) && skins.some((skin) => isTogether(vein, skin)),
  );
  if (!shown) return learnt;
  return [...learnt, { finding, value: true, implies: { [VEINS]: shown.findings[VEINS] } }];
}

/** @returns {Noted[]} */
function notedIn(/** @type {Entry} */ { kind, at, payload: { findings = {}, scores = {} } }) {
  return kind === "symptom" ? [{ at, findings, scores }] : [];
}

/** Whether a check says that somebody looked, and that nothing is worse since. */
function tellsEvaluation(/** @type {Entry} */ { kind, payload: { document } }) {
  if (kind !== "check") return false;
  const { evaluated_by_clinician, worse_since_evaluation } = document.answers;
  const isDenied = worse_since_evaluation === undefined && document.others === "no";
  return evaluated_by_clinician === true && (worse_since_evaluation === false || isDenied);
}

function has(/** @type {Findings} */ findings, /** @type {string[]} */ ids) {
  return ids.some((id) => ![null, false, "none"].includes(findings[id] ?? null));
}

function time(/** @type {{at: string}} */ { at }) {
  return new Date(at).getTime();
}

/** The person's own day: a moment is kept with the offset of its device. */
function day(/** @type {{at: string}} */ { at }) {
  return at.slice(0, 10);
}
