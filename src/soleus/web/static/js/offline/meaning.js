/**
 * What a device can say of a note with no network: how the swelling stands against the note before,
 * and where to go if the gate of this device says so. All else is told once the note has arrived.
 *
 * @typedef {import("../check/standing.js").Kept & {person: string,
 *   swelling?: import("./change.js").Day[]}} Kept
 * @typedef {import("./change.js").Change} Change
 * @typedef {import("./change.js").Scores} Scores
 * @typedef {import("./queue.js").Waiting} Waiting
 */

import { rulebook } from "../check/rulebook.js";
import { standing, withWaiting } from "../check/standing.js";
import { language, translate } from "../phrases.js";
import { changeOn, SWELLING, withNotes } from "./change.js";
import { dayOf } from "./forms.js";
import { waiting } from "./queue.js";

const RESULT = "/offline/check#result";
const ASKED_FOR = ["emergency", "today", "within_days"];

/**
 * What notes mean that were just kept, and the page to go to at once, if any. Nothing where this
 * device holds nothing of the person; `isAll`: whether no more has to be said.
 * @param {string} person
 * @param {Waiting[]} fresh
 * @returns {Promise<{lines: (string | Node)[], next?: string, isAll?: boolean}>}
 */
export async function meaningHere(person, fresh) {
  const kept = await got("kept").catch(() => null);
  if (kept?.person !== person) return { lines: [] };
  const [now, mine] = [new Date(), await waiting(person)];
  const urgency = await urgencyNow(kept, mine, now);
  if (urgency === "emergency") return { lines: [], next: RESULT };
  const days = withNotes(kept.swelling ?? [], mine);
  const change = changeOn(dayOf(now), days);
  if (urgency) {
    const shown = change && change.course !== "less" ? [compared(change)] : [];
    return { lines: [...shown, seeResult(urgency)], isAll: true };
  }
  const gone = fresh
    .map(({ payload }) => payload.gone_by_morning)
    .find((each) => each !== undefined);
  return {
    lines: [
      ...(change ? [compared(change)] : []),
      ...(gone === undefined ? [] : morning(gone, kept)),
    ],
  };
}

/** @returns {Promise<any>} */
async function got(/** @type {string} */ name) {
  const answer = await fetch(`/offline/check/${name}.json`);
  if (!answer.ok) throw new Error(`${name} cannot be had: ${answer.status}`);
  return answer.json();
}

/** How soon somebody has to be seen by the gate of this device; null where it cannot tell. */
async function urgencyNow(
  /** @type {Kept} */ kept,
  /** @type {Waiting[]} */ mine,
  /** @type {Date} */ now,
) {
  try {
    const engine = rulebook(await got("rules"), now);
    const { decision } = standing(engine, withWaiting(engine, kept, mine, now), now);
    return decision && ASKED_FOR.includes(decision.urgency) ? decision.urgency : null;
  } catch {
    return null; // its rules are too old, or were never kept: the server tells
  }
}

/** In the person's own numbers; nothing of whether it is better. */
function compared(/** @type {Change} */ { course, now, before, ago, since }) {
  const day = ago === 1 ? translate("yesterday") : translate("on {day}", { day: inWords(since) });
  const legs = SWELLING.filter((leg) => leg in now);
  if (course === "first") return translate("Noted: {scores}.", { scores: said(legs, now) });
  if (course === "same" && legs.every((leg) => now[leg] === 0)) {
    return translate("No swelling, as {day}.", { day });
  }
  if (course === "same") return translate("As {day}: {scores}.", { day, scores: said(legs, now) });
  const moved = legs.filter((leg) => course !== "up" || now[leg] > before[leg]);
  const scores = said(moved, now, before);
  return course === "up"
    ? translate("More than {day}: {scores}.", { day, scores })
    : translate("Less than {day}: {scores}.", { day, scores });
}

/** The scores of some legs, each from what it was before, if that is given. */
function said(
  /** @type {string[]} */ legs,
  /** @type {Scores} */ now,
  before = /** @type {Scores | null} */ (null),
) {
  return legs
    .map((leg) => {
      const fill = { now: now[leg], before: before?.[leg] ?? 0 };
      if (leg === SWELLING[0]) {
        return before
          ? translate("left from {before} to {now}", fill)
          : translate("left {now}", fill);
      }
      return before
        ? translate("right from {before} to {now}", fill)
        : translate("right {now}", fill);
    })
    .join(", ");
}

function inWords(/** @type {string} */ day) {
  const format = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long" });
  return new Date(`${day}T12:00:00`)
    .toLocaleDateString(language(), format)
    .replace(/^(\w+), (?=\d+ )/, "$1 ");
}

/** @returns {(string | Node)[]} */
function morning(/** @type {boolean} */ gone, /** @type {Kept} */ { check }) {
  if (gone) return [translate("Noted: gone this morning.")];
  const { swelling, swelling_course } = check?.document.answers ?? {};
  const isEvening = swelling === "both" && swelling_course === "comes_and_goes";
  const noted = translate("Noted: still there this morning.");
  return isEvening ? [noted, way(translate("Take the check now."), "/check")] : [noted];
}

function seeResult(/** @type {string} */ urgency) {
  const says =
    urgency === "today"
      ? translate("See a doctor today. Read what to do.")
      : translate("See a doctor within days. Read what to do.");
  return way(says, RESULT);
}

function way(/** @type {string} */ says, /** @type {string} */ to) {
  const link = document.createElement("a");
  link.href = to;
  link.textContent = says;
  return link;
}
