/**
 * Where a person stands before the gate on this device, with no server to ask: the same as
 * `soleus/assessment/standing.py`, whose tables say how decisions combine. The server's last
 * decision is the base; what was noted since can only make it stricter, and a new check taken here
 * takes the place of what it knew.
 *
 * @typedef {import("./clearance.js").Leave} Leave
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Ruling} Ruling
 *
 * @typedef {Record<string, any>} Findings in the check's ids and values
 * @typedef {{id: string | null, at: string, until: string | null, document: AnswerFile,
 *   decision: Decision, cause?: import("./clearance.js").Cause | null, has_run_out?: boolean,
 *   late?: Decision[], knows?: boolean}} Check `at`: when it was begun; `until`: an earlier end than the usual;
 *   `cause`: why the server opens nothing since something new was noted; `late`: what checks that
 *   it did not know lead to; `knows`: one that waits here, whether it knew all that the server gave
 * @typedef {{up_to: string | null, also: string[]}} Knew what a check knew when it was begun:
 *   `up_to`: all that the server had taken by that entry; `also`: what waited here, and the check
 *   that it corrects
 * @typedef {{id: string | null, findings: Findings}} Note something noted as new
 * @typedef {{finding: string, value: any, implies: Findings}} Learnt what the diary shows
 * @typedef {{any_of: string[], since: string | null, until: string | null, is_known: boolean}}
 *   Circumstance what the week says, and from when until when it is so; `is_known`: whether the
 *   server's check knew it
 * @typedef {{findings: string[], rules: {id: string, fields: string[], at_most: number,
 *   finding: string}[]}} Measured `findings`: what noted values answer with yes; `rules`: which
 *   values of which kind of entry do
 * @typedef {{check: Check | null, news: Note[], learnt: Learnt[], newest?: string | null,
 *   circumstances?: Circumstance[], measured?: Measured, notes?: import("./types.js").Text[],
 *   veins?: import("./veins.js").Veins}} Kept `newest`: the last entry in it that a check can
 *   know; `notes`: what the diary shows, in words; `veins`: what can show more with what waits here
 * @typedef {{id: string, kind: string, at: string, taken_at?: string,
 *   payload: Record<string, any>}} Entry an entry as it waits on this device to be sent
 * @typedef {Leave & {decision: Decision | null, checkedAt: Date | null, noticed: Findings}} Standing
 */

import { grant } from "./clearance.js";
import { decide } from "./decide.js";
import { InvalidAnswers } from "./reading.js";
import { withVeins } from "./veins.js";

const LEGS = ["left", "right", "both"];

/** What is new since a visit: nobody has seen it, and all is not better. */
const UNSEEN = { worse_since_evaluation: true, better_since_evaluation: false };

/** How a swelling can have come, from the most suspicious on. */
const COURSES = ["sudden", "recent", "long_standing", "comes_and_goes"];

/**
 * What the server gave, with what waits on this device to be sent, in the order it was taken. What
 * counts is told by what each check knew, as in `soleus/assessment/newest.py`, never by a clock.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Entry[]} waiting
 * @param {Date} now
 * @returns {Kept}
 */
export function withWaiting(engine, kept, waiting, now) {
  const isHere = (/** @type {Entry} */ { id }) => id !== kept.check?.id;
  const checks = waiting.filter((entry) => entry.kind === "check" && isHere(entry));
  const isKnown = (/** @type {string | null} */ id) =>
    checks.some(({ payload: { knew } }) =>
      id ? knew?.also.includes(id) : knew?.up_to === (kept.newest ?? null),
    );
  const news = [...kept.news, ...waiting.flatMap(newsOf)].filter(({ id }) => !isKnown(id));
  const base = kept.check && !isKnown(null) ? [kept.check] : [];
  const fresh = checks
    .filter(({ id }) => !isKnown(id))
    .map((entry) => {
      const knows = entry.payload.knew?.up_to === (kept.newest ?? null);
      return { ...checkOf(engine, entry), knows };
    });
  const { veins = { noted: [], evaluated_on: [] } } = kept; // kept before this was given: none
  const learnt = withVeins(kept.learnt, veins, waiting, now);
  const measured = withMeasuredIn(kept.measured, waiting);
  return { ...kept, news, learnt, measured, check: newestOf([...base, ...fresh]) };
}

/**
 * What noted values show, with those that wait here, as in `soleus/assessment/measured.py`.
 * @param {Measured | undefined} measured of a device that was given none before, nothing
 * @param {Entry[]} waiting
 * @returns {Measured}
 */
function withMeasuredIn({ findings, rules } = { findings: [], rules: [] }, waiting) {
  const shown = rules.filter(({ id, fields, at_most }) =>
    waiting.some(
      ({ kind, payload }) =>
        kind === id && fields.some((name) => (payload[name] ?? Infinity) <= at_most),
    ),
  );
  return { findings: [...findings, ...shown.map(({ finding }) => finding)], rules };
}

/** What an entry notes as new. @returns {Note[]} */
function newsOf(/** @type {Entry} */ { id, kind, payload }) {
  const findings = kind === "symptom" ? (payload.findings ?? {}) : {};
  const isNews = payload.is_new || payload.anything_new || Object.keys(findings).length;
  return isNews ? [{ id, findings }] : [];
}

/** @returns {Check} */
function checkOf(/** @type {Engine} */ engine, /** @type {Entry} */ { id, at, payload }) {
  const { document } = payload;
  return { id, at, until: null, document, decision: decide(engine, document) };
}

/** Of checks that did not know one another the one begun last; the others can only hold back. */
function newestOf(/** @type {Check[]} */ checks) {
  if (!checks.length) return null;
  const begun = (/** @type {Check} */ { at }) => new Date(at);
  const newest = checks.reduce((one, other) => (begun(other) >= begun(one) ? other : one));
  const late = checks.filter((check) => check !== newest).map(({ decision }) => decision);
  return { ...newest, late };
}

/**
 * Where the person stands now.
 * @param {Engine} engine
 * @param {Kept} kept
 * @param {Date} now
 * @returns {Standing}
 */
export function standing(engine, { check, news, learnt, circumstances = [], measured }, now) {
  const newNotes = news.map(found);
  const noticed = newNotes.reduce(widened, {});
  const said = check ? documentsOf(check, circumstances, now) : [];
  const documents = said.flatMap((each) => withMeasured(each, measured));
  const document = documents[0] ?? { answers: {} };
  const combined = { ...document, answers: { ...document.answers, ...noticed } };
  const noted = (check ? documents : [null]).flatMap((each) =>
    possibleDecisions(engine, newNotes, each),
  );
  const late = check?.late ?? [];
  // the server has decided its own check with what the week says
  const own = check?.knows === undefined ? [] : decided(engine, documents);
  const base = own.length ? own : check ? [check.decision] : [];
  // a value that waits here was not there when the server decided
  const held = measured?.findings.length ? decided(engine, documents) : [];
  const checked = check && strictest(engine, [...base, ...held, ...late]);
  const possible = checked ? [checked, ...noted] : noted;
  const urgent = possible.length ? [mostUrgent(engine, possible)] : [];
  const shown = withMeasured(combined, measured).flatMap((each) =>
    decisionsFromDiary(engine, each, learnt),
  );
  const all = [...urgent, ...shown, ...late];
  const decision = all.length ? strictest(engine, all) : null;
  const decidedAt = check && new Date(check.at);
  const symptomAt = news.length ? decidedAt : null;
  const until = check?.until ? new Date(check.until) : null;
  const asked = checked && news.length ? checked : decision;
  const hasRunOut = check?.has_run_out ?? false;
  const leave = grant(engine, asked, { decidedAt, now, symptomAt, until, hasRunOut });
  // the server's decision has its news in it: only the server knows what it was before them
  const cause = leave.cause && (check?.cause ?? leave.cause);
  return { ...leave, cause, decision, checkedAt: decidedAt, noticed };
}

/**
 * The sets of answers that a check allows with what the week says, which can only add a yes. Of
 * several findings any one may be meant, so that each is tried beside the check's own answers.
 * @param {Check} check
 * @param {Circumstance[]} circumstances
 * @param {Date} now
 * @returns {AnswerFile[]}
 */
function documentsOf({ at, document, knows }, circumstances, now) {
  const holds = circumstances.filter(
    ({ since, until }) =>
      (since === null || new Date(since) <= now) && (until === null || now < new Date(until)),
  );
  return holds.reduce(
    (documents, { any_of, since, is_known }) => {
      const began = since === null || new Date(since) <= new Date(at);
      const isKnown = (knows ?? is_known) && began;
      return documents.flatMap((each) => withCircumstance(each, any_of, isKnown));
    },
    [document],
  );
}

/**
 * A set of answers and, where it does not say so itself, with all that was measured: both are
 * decided, so that a value can make a decision stricter and never freer.
 * @param {AnswerFile} document
 * @param {Measured | undefined} measured
 * @returns {AnswerFile[]}
 */
function withMeasured(document, measured) {
  const { answers } = document;
  const shown = (measured?.findings ?? []).filter((id) => answers[id] !== true);
  if (!shown.length) return [document];
  const all = Object.fromEntries(shown.map((id) => [id, true]));
  return [document, { ...document, answers: { ...answers, ...all } }];
}

/** @returns {AnswerFile[]} */
function withCircumstance(
  /** @type {AnswerFile} */ document,
  /** @type {string[]} */ anyOf,
  /** @type {boolean} */ isKnown,
) {
  const { answers, others } = document;
  const said = anyOf.map((id) => answers[id] ?? (id in answers || others !== "no" ? null : false));
  if (said.includes(true)) return [document];
  const possible = anyOf.filter((_, place) => said[place] === null || !isKnown);
  const meant = possible.map((id) => ({ ...document, answers: { ...answers, [id]: true } }));
  return anyOf.length === 1 && meant.length === 1 ? meant : [document, ...meant];
}

/**
 * Each note, alone and with all before it, by itself and with the check: nothing noted later can
 * take the place of what was there. Nobody has seen what is new, so the person is no longer settled.
 * @param {Engine} engine
 * @param {Findings[]} newNotes
 * @param {AnswerFile | null} document
 */
function possibleDecisions(engine, newNotes, document) {
  /** @type {Findings} */
  let noticed = {};
  return newNotes.flatMap((findings) => {
    noticed = widened(noticed, findings);
    const alone = [findings, noticed].filter((each) => Object.keys(each).length);
    const answers = document?.answers ?? {};
    const both = [
      { ...answers, ...findings },
      { ...answers, ...noticed },
      widened(answers, noticed),
    ];
    const combined = document ? both : [];
    return decided(engine, [
      ...alone.map((each) => ({ answers: each })),
      ...combined.map((each) => ({ ...document, answers: { ...each, ...UNSEEN } })),
    ]);
  });
}

/** What was found; that something is not there takes back nothing noted before. */
function found(/** @type {Note} */ { findings }) {
  const all = Object.entries(findings);
  return Object.fromEntries(all.filter(([, value]) => value !== false && value !== "none"));
}

/** @returns {Findings} both legs where each was named, the more suspicious of two courses */
function widened(/** @type {Findings} */ before, /** @type {Findings} */ findings) {
  const all = { ...before };
  for (const [id, value] of Object.entries(findings)) all[id] = wider(all[id], value);
  return all;
}

function wider(/** @type {any} */ before, /** @type {any} */ now) {
  if (LEGS.includes(before) && LEGS.includes(now) && before !== now) return "both";
  if (!COURSES.includes(before) || !COURSES.includes(now)) return now;
  return COURSES.indexOf(before) < COURSES.indexOf(now) ? before : now;
}

/**
 * The answers that take the place of a person's own, by what the diary shows. What a finding cannot
 * be without is among them where the person has not said it.
 * @param {Findings} answers
 * @param {Learnt[]} learnt
 */
export function answersFromDiary(answers, learnt) {
  const isOpen = (/** @type {string} */ id) => [null, "none"].includes(answers[id] ?? null);
  /** @type {Findings} */
  let shown = {};
  for (const { finding, value, implies } of learnt) {
    const implied = Object.entries(implies).filter(([id]) => isOpen(id));
    shown = { ...Object.fromEntries(implied), ...shown, [finding]: value };
  }
  // the earlier of two courses is the more careful one
  if (answers.swelling_course === COURSES[0]) delete shown.swelling_course;
  // it began after that visit: nobody has seen it
  if (answers.evaluated_by_clinician === true && Object.keys(shown).length) {
    Object.assign(shown, UNSEEN);
  }
  return shown;
}

/**
 * Decisions with the leg that has grown alone, and with both where the other was named too.
 * @param {Engine} engine
 * @param {AnswerFile} document
 * @param {Learnt[]} learnt
 */
function decisionsFromDiary(engine, document, learnt) {
  if (!learnt.length) return [];
  const { answers } = document;
  const shown = answersFromDiary(answers, learnt);
  const possible = [shown];
  if (LEGS.includes(shown.swelling) && LEGS.includes(answers.swelling)) {
    possible.push({ ...shown, swelling: answers.swelling }, { ...shown, swelling: "both" });
  }
  const all = possible.map((each) => ({ ...document, answers: { ...answers, ...each } }));
  return decided(engine, all);
}

/**
 * The most urgent decision, with the strictest ruling of any of them by activity.
 * @param {Engine} engine
 * @param {Decision[]} decisions at least one
 * @returns {Decision}
 */
function strictest(engine, decisions) {
  const first = mostUrgent(engine, decisions);
  const strictness = (/** @type {Ruling} */ { status, until }) =>
    engine.bundle.grades.findIndex((grade) => grade[0] === status && grade[1] === until);
  const ordered = [first, ...decisions.filter((each) => each !== first)];
  const activities = Object.keys(first.activities).map((id) => {
    const rulings = ordered.map((each) => each.activities[id]);
    const stricter = (/** @type {Ruling} */ one, /** @type {Ruling} */ other) =>
      strictness(other) > strictness(one) ? other : one;
    return [id, rulings.reduce(stricter)];
  });
  return { ...first, activities: Object.fromEntries(activities) };
}

/**
 * The most urgent decision as it stands; the first where several are as urgent.
 * @param {Engine} engine
 * @param {Decision[]} decisions at least one
 */
function mostUrgent({ bundle }, decisions) {
  const rank = (/** @type {Decision} */ { urgency }) => bundle.urgencies.indexOf(urgency);
  return decisions.reduce((one, other) => (rank(other) < rank(one) ? other : one));
}

/** @type {WeakMap<Engine, Map<string, Decision[]>>} what was decided, by the answers */
const known = new WeakMap();
const MOST_KNOWN = 512;

/**
 * Decide each set of answers; one that contradicts itself counts only by its parts. The same
 * answers are asked about at every look, so what they lead to is kept.
 * @param {Engine} engine
 * @param {AnswerFile[]} documents
 * @returns {Decision[]}
 */
function decided(engine, documents) {
  const before = known.get(engine) ?? new Map();
  known.set(engine, before);
  return documents.flatMap((document) => {
    const key = JSON.stringify(document);
    if (before.size >= MOST_KNOWN) before.clear();
    if (!before.has(key)) before.set(key, ifSound(engine, document));
    return before.get(key);
  });
}

/** @returns {Decision[]} */
function ifSound(/** @type {Engine} */ engine, /** @type {AnswerFile} */ document) {
  try {
    return [decide(engine, document)];
  } catch (error) {
    if (error instanceof InvalidAnswers) return [];
    throw error;
  }
}
