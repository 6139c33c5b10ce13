/**
 * The interview: the check's questions screen by screen, and the way through them. Pure. The same
 * as `soleus/assessment/interview/`; unknown is never read as no.
 *
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {string | boolean | number | string[]} Value
 * @typedef {{token: string, value: Value, label: string}} Choice
 * @typedef {{finding: string, kind: string, item: string, asks: string, means: string,
 *   unsure_leads_to: string, choices: Choice[], unsure_label: string, denial: Value | null,
 *   claims: string[]}} Question
 * @typedef {{id: string, part: string, title: string, asks: string, note: string | null,
 *   none_label: string | null, questions: Question[], after: string[],
 *   asked_again: boolean}} Screen
 * @typedef {{screens: Screen[], order: string[]}} Interview `order`: findings as in the table
 * @typedef {Record<string, Value>} Said finding to value, or to UNSURE
 * @typedef {"present" | "unsure" | "denied" | "unsaid"} Stance
 * @typedef {"open" | "shut" | "waiting"} Lead
 */

/** Said by somebody who does not know: unknown to the check, yet not asked again. */
export const UNSURE = "unsure";

/**
 * The screens that these answers lead to, in order, answered or not.
 * @param {Interview} interview
 * @param {Said} said
 */
export function visible(interview, said) {
  return interview.screens.filter((screen) => lead(interview, said, screen) === "open");
}

/**
 * The first screen with something neither answered nor marked unsure, or null.
 * @param {Interview} interview
 * @param {Said} said
 */
export function nextScreen(interview, said) {
  return visible(interview, said).find((screen) => !isAnswered(said, screen)) ?? null;
}

/**
 * The shown screen just before one, or null at the first.
 * @param {Interview} interview
 * @param {Said} said
 * @param {string} id
 */
export function previousScreen(interview, said, id) {
  const shown = visible(interview, said);
  return shown[shown.findIndex((screen) => screen.id === id) - 1] ?? null;
}

/** Whether everything that the screen asks was answered or marked unsure. */
function isAnswered(/** @type {Said} */ said, /** @type {Screen} */ screen) {
  return screen.questions.every(({ finding }) => Object.hasOwn(said, finding));
}

/**
 * How many parts are done, of all.
 * @param {Interview} interview
 * @param {Said} said
 */
export function progress(interview, said) {
  const parts = new Set(interview.screens.map((screen) => screen.part));
  const open = new Set(
    visible(interview, said).flatMap((screen) => (isAnswered(said, screen) ? [] : [screen.part])),
  );
  return { done: parts.size - open.size, of: parts.size };
}

/**
 * What was said, with the answers of one screen put in.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 * @param {Said} given what is left out stays as it was
 * @param {boolean} noneOfThese whether all that the screen asks and `given` leaves out is denied
 * @returns {Said}
 */
export function answer(interview, said, screen, given, noneOfThese = false) {
  /** @type {Said} */
  const denied = {};
  for (const { finding, denial } of noneOfThese ? screen.questions : []) {
    if (denial !== null) denied[finding] = denial;
  }
  return pruned(interview, said, { ...said, ...denied, ...given });
}

/**
 * The answers in the shape that the check takes. What was said stands as it was said; a follow-up
 * whose cause was denied is denied in so many words; what is unsaid or unsure is left out.
 * @param {Interview} interview
 * @param {Said} said
 * @returns {AnswerFile}
 */
export function toDocument(interview, said) {
  const answers = interview.order.flatMap((finding) => {
    const value = documented(interview, said, finding);
    return value === null ? [] : [[finding, value]];
  });
  return { answers: Object.fromEntries(answers), others: "unknown" };
}

/** @returns {Value | null} */
function documented(
  /** @type {Interview} */ interview,
  /** @type {Said} */ said,
  /** @type {string} */ finding,
) {
  const { screen, question } = asked(interview, finding);
  if (lead(interview, said, screen) === "open") {
    return said[finding] === UNSURE ? null : (said[finding] ?? null);
  }
  return stance(interview, said, finding) === "denied" ? question.denial : null;
}

/**
 * What a document says, to be edited; what was unsure is asked again.
 * @param {Interview} interview
 * @param {AnswerFile} document
 * @returns {Said}
 */
export function fromDocument(interview, { answers }) {
  const given = interview.order.filter((finding) => (answers[finding] ?? null) !== null);
  const said = Object.fromEntries(given.map((finding) => [finding, answers[finding]]));
  return pruned(interview, said, said);
}

/** The screen and the question that ask a finding. */
export function asked(/** @type {Interview} */ interview, /** @type {string} */ finding) {
  for (const screen of interview.screens) {
    const question = screen.questions.find((each) => each.finding === finding);
    if (question) return { screen, question };
  }
  throw new Error(`The check asks nothing called '${finding}'.`);
}

/**
 * What was said to a finding, in so many words or by denying all that it follows.
 * @param {Interview} interview
 * @param {Said} said
 * @param {string} finding
 * @returns {Stance}
 */
export function stance(interview, said, finding) {
  if (said[finding] === UNSURE) return "unsure";
  const { screen, question } = asked(interview, finding);
  if (Object.hasOwn(said, finding)) {
    return isSame(said[finding], question.denial) ? "denied" : "present";
  }
  return lead(interview, said, screen) === "shut" ? "denied" : "unsaid";
}

/**
 * Whether a screen is shown: shut only if all that it follows was denied.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 * @returns {Lead}
 */
function lead(interview, said, screen) {
  if (!screen.after.length) return "open";
  const stances = screen.after.map((finding) => stance(interview, said, finding));
  if (stances.some((each) => each === "present" || each === "unsure")) return "open";
  return stances.includes("unsaid") ? "waiting" : "shut";
}

/**
 * What was said without what it no longer leads to, or what a new symptom makes doubtful: a
 * clinician who has seen "every symptom marked here" has not seen the one marked since.
 * @param {Interview} interview
 * @param {Said} before
 * @param {Said} after
 * @returns {Said}
 */
function pruned(interview, before, after) {
  let left = after;
  for (const screen of interview.screens) {
    const isDoubtful =
      screen.asked_again &&
      screen.after.some(
        (finding) =>
          !isSame(left[finding] ?? null, before[finding] ?? null) &&
          ["present", "unsure"].includes(stance(interview, left, finding)),
      );
    if (lead(interview, left, screen) !== "open" || isDoubtful) {
      const gone = new Set(screen.questions.map(({ finding }) => finding));
      left = Object.fromEntries(Object.entries(left).filter(([finding]) => !gone.has(finding)));
    }
  }
  return left;
}

/** Whether two answers are the same; a list of activities by its members. */
export function isSame(/** @type {Value | null} */ one, /** @type {Value | null} */ other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** An answer in the words of its choices. */
export function label(/** @type {Question} */ question, /** @type {Value} */ value) {
  if (value === UNSURE) return question.unsure_label;
  if (Array.isArray(value) && value.length) {
    const chosen = question.choices.filter((choice) => value.includes(choice.token));
    return chosen.map((choice) => choice.label).join(", ");
  }
  return question.choices.find((choice) => isSame(choice.value, value))?.label ?? String(value);
}
