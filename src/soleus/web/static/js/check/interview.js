/**
 * The interview: the check's questions screen by screen, and the way through them. Pure. The same
 * as `soleus/assessment/interview/`; unknown is never read as no.
 *
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {string | boolean | number | string[]} Value
 * @typedef {{token: string, value: Value, label: string}} Choice
 * @typedef {{finding: string, kind: string, short: string, item: string, asks: string,
 *   asks_marked: string, means: string,
 *   find_out: string, unsure_leads_to: string, choices: Choice[], unsure_label: string, denial: Value | null,
 *   claims: string[]}} Question
 * @typedef {{token: string, label: string, given: Said, denies: boolean, still_there: boolean,
 *   names_them: boolean}} Option
 * @typedef {{id: string, item: string, asks: string, questions: string[],
 *   options: Option[]}} Line what is asked in one go; `questions` are findings
 * @typedef {{id: string, part: string, title: string, asks: string, note: string | null,
 *   none_label: string | null, lines: Line[], questions: Question[], after: string[],
 *   if_also: string[], unless: Fact[], asked_again: string[], names: boolean,
 *   is_lasting: boolean}} Screen
 * @typedef {{screens: Screen[], order: string[], sex: string, danger: Said,
 *   signs: string[]}} Interview `order`: findings as in the table; `signs`: those that can be
 *   danger signs; `danger`: signs of an emergency told in the last days
 * @typedef {Record<string, Value>} Said finding to value, or to UNSURE; STILL to findings
 * @typedef {"male" | "sixty_or_older" | "no_earlier_danger"} Fact
 * @typedef {"present" | "unsure" | "denied" | "unsaid"} Stance
 * @typedef {"open" | "shut" | "waiting"} Lead
 */

/** Said by somebody who does not know: unknown to the check, yet not asked again. */
export const UNSURE = "unsure";

/** Beside the findings, those whose answers are of the last check and not yet said to be still so. */
export const STILL = "still";

/** From this age on nobody is asked about pregnancy. */
const SIXTY = 60;

/** @type {Record<Fact, (interview: Interview, said: Said) => boolean>} */
const IS_SO = {
  male: ({ sex }) => sex === "male",
  sixty_or_older: (_, { age }) => typeof age === "number" && age >= SIXTY,
  no_earlier_danger: ({ danger }) => !Object.keys(danger).length,
};

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
  const open = visible(interview, said).find((screen) => !isAnswered(said, screen));
  return screenOfVisit(interview, said) ?? open ?? null;
}

const OF_VISIT = ["better_since_evaluation", "worse_since_evaluation", "clot_ruled_out"];

const SURGERY = "recent_leg_surgery";

/**
 * The first open screen about a visit that was said to have been: it comes before all else. The
 * last of them asks for an operation on the leg, after which a visit can tell more too.
 * @param {Interview} interview
 * @param {Said} said
 */
export function screenOfVisit(interview, said) {
  if (said.evaluated_by_clinician !== true) return null;
  const open = visible(interview, said).filter((screen) => !isAnswered(said, screen));
  const ofVisit = open.find(
    ({ questions }) =>
      questions.length && questions.every(({ finding }) => OF_VISIT.includes(finding)),
  );
  const surgery = open.find(({ questions }) =>
    questions.some(({ finding }) => finding === SURGERY),
  );
  return ofVisit ?? surgery ?? null;
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

/** Whether everything that the screen asks was answered; without findings it asks while shown. */
function isAnswered(/** @type {Said} */ said, /** @type {Screen} */ screen) {
  return (
    screen.questions.length > 0 &&
    screen.questions.every(({ finding }) => Object.hasOwn(said, finding))
  );
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
  if (!screen.questions.length) return without(said, [STILL]);
  /** @type {Said} */
  const denied = {};
  for (const { finding, denial } of noneOfThese ? screen.questions : []) {
    if (denial !== null) denied[finding] = denial;
  }
  const now = { ...denied, ...given };
  return pruned(interview, said, withKept({ ...said, ...now }, kept(said), Object.keys(now)));
}

/** Said with the findings of the last check that are not said anew. @returns {Said} */
function withKept(
  /** @type {Said} */ said,
  /** @type {string[]} */ before,
  /** @type {string[]} */ gone,
) {
  const left = before.filter((finding) => !gone.includes(finding));
  return left.length ? { ...said, [STILL]: left } : without(said, [STILL]);
}

/** The findings whose answers are of the last check. @returns {string[]} */
export function kept(/** @type {Said} */ said) {
  return /** @type {string[]} */ (said[STILL] ?? []);
}

/** Said without some of it. @returns {Said} */
export function without(/** @type {Said} */ said, /** @type {string[]} */ gone) {
  return Object.fromEntries(Object.entries(said).filter(([finding]) => !gone.includes(finding)));
}

/**
 * What was said at the beginning: what an earlier check says to the screens that need not be asked
 * anew, to be asked about as still so. A screen of which it left something open is asked in full.
 * @param {Interview} interview
 * @param {AnswerFile | undefined} document
 * @returns {Said}
 */
export function lasting(interview, document) {
  const answers = document?.answers ?? {};
  const whole = interview.screens.filter(
    ({ is_lasting, questions }) =>
      is_lasting && questions.every(({ finding }) => (answers[finding] ?? null) !== null),
  );
  const findings = whole.flatMap(({ questions }) => questions.map(({ finding }) => finding));
  const said = Object.fromEntries(findings.map((finding) => [finding, answers[finding]]));
  return findings.length ? { ...said, [STILL]: findings } : said;
}

/**
 * The answers in the shape that the check takes. What was said stands as it was said; a follow-up
 * whose cause was denied is denied in so many words; what is unsaid or unsure is left out, and so is
 * what was denied in an earlier check and has not been said to be still so.
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
    const isOldDenial = kept(said).includes(finding) && isSame(said[finding], question.denial);
    return said[finding] === UNSURE || isOldDenial ? null : (said[finding] ?? null);
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
 * Whether a screen is shown: shut only if all that it follows was denied. The screen without
 * findings asks whether what was kept of the last check is still so.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 * @returns {Lead}
 */
function lead(interview, said, screen) {
  if (screen.unless.some((fact) => IS_SO[fact](interview, said))) return "shut";
  if (!screen.questions.length) return kept(said).length ? "open" : "shut";
  const named = [screen.after, screen.if_also].filter((names) => names.length);
  const leads = named.map((names) => leadOf(interview, said, names));
  if (leads.includes("shut")) return "shut";
  return leads.includes("waiting") ? "waiting" : "open";
}

/**
 * @param {Interview} interview
 * @param {Said} said
 * @param {string[]} names
 * @returns {Lead}
 */
function leadOf(interview, said, names) {
  const stances = names.map((name) => stanceTo(interview, said, name));
  if (stances.some((each) => each === "present" || each === "unsure")) return "open";
  return stances.includes("unsaid") ? "waiting" : "shut";
}

/** What was said to a finding, or to it with one answer: "swelling:one" of one leg. */
function stanceTo(
  /** @type {Interview} */ interview,
  /** @type {Said} */ said,
  /** @type {string} */ name,
) {
  const [finding, answer] = name.split(":");
  const is = stance(interview, said, finding);
  if (is !== "present" || !answer) return is;
  const fits = answer === "one" ? ["left", "right"] : [answer];
  return fits.includes(String(said[finding])) ? is : "denied";
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
    const isDoubtful = screen.asked_again.some(
      (finding) =>
        !isSame(left[finding] ?? null, before[finding] ?? null) &&
        ["present", "unsure"].includes(stance(interview, left, finding)),
    );
    if (lead(interview, left, screen) !== "open" || isDoubtful) {
      const gone = screen.questions.map(({ finding }) => finding);
      left = withKept(without(left, gone), kept(left), gone);
    }
  }
  return left;
}

/**
 * What a screen is about, in short names with the leg: what was marked, or earlier danger signs.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 */
function named(interview, said, screen) {
  if (speaksOfDanger(screen)) {
    return Object.entries(interview.danger).map(([finding, value]) =>
      nameOf(asked(interview, finding).question, value),
    );
  }
  const marked = (screen.names ? screen.asked_again : []).filter((finding) =>
    ["present", "unsure"].includes(stance(interview, said, finding)),
  );
  return marked.map((finding) => nameOf(asked(interview, finding).question, said[finding]));
}

/** A name as it stands inside a sentence; of somebody with one leg without the leg. */
function nameOf(/** @type {Question} */ question, /** @type {Value} */ value) {
  const hasSides = question.kind === "sided" && question.choices.length > 2;
  if (!hasSides && value !== UNSURE) return question.short;
  const told = label(question, value);
  return `${question.short} (${told.slice(0, 1).toLowerCase()}${told.slice(1)})`;
}

/**
 * What a screen asks: of one thing marked in a sentence, of several over their list.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 */
export function heading(interview, said, screen) {
  const names = named(interview, said, screen);
  const ofOne = screen.names ? screen.questions[0].asks_marked : "";
  if (!ofOne || names.length !== 1) return { asks: screen.asks, names };
  return { asks: ofOne.replace("{marked}", names[0]), names: [] };
}

function capital(/** @type {string} */ text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Whether a screen asks what became of danger signs told of before. */
function speaksOfDanger(/** @type {Screen} */ { lines }) {
  return lines.some(({ options }) => options.some(({ still_there }) => still_there));
}

/**
 * The lines of a screen with what depends on the earlier danger signs filled in.
 * @param {Interview} interview
 * @param {Said} said
 * @param {Screen} screen
 * @returns {Line[]}
 */
export function linesFor(interview, said, screen) {
  if (!speaksOfDanger(screen)) return screen.lines;
  const names = named(interview, said, screen).join(", ");
  const filled = (/** @type {Option} */ option) => ({
    ...option,
    given: option.still_there ? { ...interview.danger, ...option.given } : option.given,
    label: option.names_them ? `${option.label}: ${names}` : option.label,
  });
  return screen.lines.map((line) => ({ ...line, options: line.options.map(filled) }));
}

/**
 * What was kept of the last check, screen by screen, in short names.
 * @param {Interview} interview
 * @param {Said} said
 */
export function stillSo(interview, said) {
  const findings = kept(said);
  const screens = interview.screens.filter(({ questions }) =>
    questions.some(({ finding }) => findings.includes(finding)),
  );
  return screens.map((screen) => ({
    screen,
    said: screen.questions
      .filter(({ finding }) => stance(interview, said, finding) === "present")
      .map((each) =>
        each.denial === null ? label(each, said[each.finding]) : capital(each.short),
      ),
  }));
}

/** Whether two answers are the same; a list of activities by its members. */
export function isSame(/** @type {unknown} */ one, /** @type {unknown} */ other) {
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
