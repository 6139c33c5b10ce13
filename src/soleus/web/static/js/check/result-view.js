/**
 * What is said of a decision, section by section, for `result.js` to show. Pure. The same as
 * `soleus/assessment/result_view.py`, from the same sections and texts.
 *
 * @typedef {import("./standing.js").Kept} Kept
 * @typedef {import("./interview.js").Interview} Interview
 * @typedef {import("./interview.js").Question} Question
 * @typedef {import("./types.js").Condition} Condition
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Reason} Reason
 * @typedef {import("./types.js").Ruling} Ruling
 * @typedef {import("./types.js").SectionData} SectionData
 *
 * @typedef {{text: string, claims: string[], look: string, points: string[], to: string}} Line
 * @typedef {SectionData & {rows: Line[][]}} Section
 * @typedef {{facts: Set<string>, sections: Section[]}} ResultView
 * @typedef {{facts: string[], values: Record<string, string>, links: Record<string, string>}} Calls
 *   whom to call from where this browser is
 * @typedef {{engine: Engine, interview: Interview, titles: Record<string, string>, calls: Calls
 *   }} Words
 * @typedef {{facts: Set<string>, lists: Record<string, Line[][]>, values: Record<string, string>,
 *   links: Record<string, string>}} Filling
 */

import { language } from "../phrases.js";
import { isOpen } from "./clearance.js";
import { questions } from "./decide.js";
import { asked, isSame, label, UNSURE } from "./interview.js";
import { InvalidAnswers } from "./reading.js";
import { answersFromDiary, standing } from "./standing.js";

/** More open questions than this are only counted. */
const MOST_OPEN = 8;

/** What a session can begin with, the gentlest first. */
const BEGINNINGS = ["ankle_pumps", "calf_raises", "walking", "elevation"];

/**
 * What is said of where a person stands now; null where there was no check.
 * @param {Words} words
 * @param {Kept} kept
 * @param {Date} now
 * @returns {ResultView | null}
 */
export function resultView(words, kept, now) {
  const { decision, cause, noticed } = standing(words.engine, kept, now);
  return decision && new Builder(words, kept, decision, noticed).view(cause);
}

class Builder {
  /**
   * @param {Words} words
   * @param {Kept} kept
   * @param {Decision} decision
   * @param {Record<string, any>} noticed
   */
  constructor({ engine, interview, titles, calls }, kept, decision, noticed) {
    const given = { ...kept.check?.document.answers, ...noticed };
    this.bundle = engine.bundle;
    this.engine = engine;
    this.interview = interview;
    this.titles = titles;
    this.calls = calls;
    this.decision = decision;
    this.notes = kept.notes ?? [];
    /** @type {Record<string, any>} */
    this.answers = { ...given, ...answersFromDiary(given, kept.learnt) };
    this.others = kept.check?.document.others ?? "unknown";
  }

  /** @returns {ResultView} */
  view(/** @type {string | null} */ cause) {
    const { activities, reasons, urgency } = this.decision;
    const findings = reasons.flatMap((each) => each.findings);
    const denied = this.denied().join(" · ");
    const unanswered = this.unanswered();
    const unsure = this.unsure(unanswered);
    /** @type {Record<string, Line[][]>} */
    const lists = {
      suspicion: reasons.slice(0, 1).map((each) => [this.suspicion(each)]),
      reasons: reasons.map((each) => [line(each.text, each.claims)]),
      answers: this.answersTo(findings).map((each) => [line(each)]),
      other_answers: this.otherAnswers(findings).map((each) => [line(each)]),
      denied: denied ? [[line(denied)]] : [],
      rulings: this.rulings(),
      pattern: this.pattern(),
      unsure: unsure.map((each) => this.madeSure(each)),
      unsure_of: unsure.map((each) => [line(each.item)]),
      open: this.open(unanswered),
      notes: this.notes.map(({ says, claims }) => [line(says, claims)]),
    };
    const facts = new Set([urgency, ...this.calls.facts, ...(cause ? [cause] : [])]);
    for (const [name, rows] of Object.entries(lists)) if (rows.length) facts.add(name);
    if (cause && cause !== "decision") facts.add("over");
    if (isOpen(this.decision, "walking")) facts.add("walking");
    if (Object.keys(activities).some((id) => isOpen(this.decision, id))) facts.add("any_open");
    const canBe = (/** @type {Reason} */ { rule }) =>
      this.bundle.rules.find(({ id }) => id === rule)?.explainable;
    if (urgency === "emergency" && reasons.every(canBe)) facts.add("seen_already");
    const { swelling, swelling_course } = this.answers;
    if (swelling === "both" && swelling_course === "comes_and_goes") facts.add("evening");
    const filling = { facts, lists, ...this.pressed(cause ? null : this.beginsWith()) };
    if (filling.links.exercise) facts.add("exercise");
    const shown = this.bundle.sections.filter((each) => applies(each, facts));
    const sections = shown.map((each) => ({
      ...each,
      title: filled(each.title, filling.values),
      rows: rowsOf(each, filling),
    }));
    return { facts, sections: sections.filter((each) => each.rows.length) };
  }

  /** What stands in the places of texts, and what a press on them opens. */
  pressed(/** @type {string | null} */ begins) {
    const { values, links } = this.calls;
    if (!begins) return { values: { ...values, exercise: "" }, links };
    const exercise = inside(this.titles[begins]);
    const session = `/session/${begins.replaceAll("_", "-")}`;
    return { values: { ...values, exercise }, links: { ...links, exercise: session } };
  }

  /** The activity to begin with: the freest, and of these the gentlest. */
  beginsWith() {
    if (this.decision.urgency !== "self_care") return null;
    const may = BEGINNINGS.filter((id) => isOpen(this.decision, id));
    const free = may.find((id) => this.decision.activities[id].status === "permitted");
    return free ?? may[0] ?? null;
  }

  /** What a reason can mean, in one sentence. */
  suspicion(/** @type {Reason} */ { rule, text, claims }) {
    const suspects = this.bundle.rules.find((each) => each.id === rule)?.suspects;
    return line(suspects || text, claims, "because");
  }

  /** One of the texts, with values in its places. */
  text(
    /** @type {string} */ name,
    look = "",
    /** @type {Record<string, string | number>} */ values = {},
  ) {
    const { says, claims } = this.bundle.texts[name];
    return line(filled(says, values), claims, look);
  }

  /** What is said of the activities by their ruling, the freest first; no reason twice. */
  rulings() {
    /** @type {Map<string, [Ruling, string[]]>} */
    const groups = new Map();
    for (const [id, ruling] of Object.entries(this.decision.activities)) {
      if (!this.concerns(id)) continue;
      const key = JSON.stringify(ruling);
      groups.set(key, [ruling, [...(groups.get(key)?.[1] ?? []), this.titles[id]]]);
    }
    const place = (/** @type {Ruling} */ { status }) =>
      this.bundle.grades.findIndex((grade) => grade[0] === status);
    /** @type {Map<string, string>} */
    const told = new Map();
    return [...groups.values()]
      .sort(([one], [other]) => place(one) - place(other))
      .map(([ruling, titles]) => this.ruled(ruling, titles, told));
  }

  /** Whether to speak of an activity: walking to pain is for those with PAD, or who asked. */
  concerns(/** @type {string} */ id) {
    const { known_pad, cleared_activities } = this.answers;
    return (
      id !== "pain_guided_walking" ||
      isOpen(this.decision, id) ||
      known_pad === true ||
      !!cleared_activities?.includes(id)
    );
  }

  /**
   * What is said of a group.
   * @param {Ruling} ruling
   * @param {string[]} titles
   * @param {Map<string, string>} told each reason that was said, and of what
   */
  ruled({ status, until, reasons }, titles, told) {
    const fresh = reasons.filter((each) => !told.has(each.text));
    const waits = this.bundle.texts[`until.${until}`] ? [this.text(`until.${until}`, "soft")] : [];
    const names = told.get(reasons[0]?.text) ?? "";
    const isLike = reasons.length && !fresh.length && !waits.length;
    for (const each of fresh) told.set(each.text, titles.map(inside).join(", "));
    return [
      line(titles.join(", "), [], "title"),
      { ...this.text(`status.${status}`, `status ${status}`), claims: [] },
      ...waits,
      ...fresh.map((each) => line(each.text, each.claims)),
      ...(isLike ? [this.text("line.like", "", { names })] : []),
    ];
  }

  /** @returns {Line[][]} */
  pattern() {
    const found = this.bundle.patterns.find((each) => each.id === this.decision.pattern);
    if (!found?.groups.length) return [];
    return [[{ ...this.text("line.pattern", "", { what: found.short }), claims: found.claims }]];
  }

  /** The questions that are not answered, the most dangerous first. */
  open(/** @type {[string, number][]} */ unanswered) {
    const rows = unanswered.map(([finding, level]) => [
      line(asked(this.interview, finding).question.asks),
      this.text(`open.${this.bundle.levels[level]}`, "small soft"),
    ]);
    const n = rows.length - MOST_OPEN;
    return n > 0 ? [...rows.slice(0, MOST_OPEN), [this.text("line.more", "soft", { n })]] : rows;
  }

  /** The danger signs that the person was not sure of: asked, and without an answer. */
  unsure(/** @type {[string, number][]} */ unanswered) {
    const danger = this.bundle.levels.indexOf("emergency");
    return unanswered
      .filter(([finding, level]) => level === danger && finding in this.answers)
      .map(([finding]) => asked(this.interview, finding).question);
  }

  /** A danger sign and how to make sure of it: a test, else what the question means. */
  madeSure(/** @type {Question} */ { asks, means, find_out: test, claims }) {
    return [line(asks, [], "title"), line(test || means.replaceAll("\n", " "), claims)];
  }

  /** What could still change the outcome, with its level. @returns {[string, number][]} */
  unanswered() {
    try {
      return [...questions(this.engine, { answers: this.answers, others: this.others })];
    } catch (error) {
      if (error instanceof InvalidAnswers) return []; // what was noted contradicts the check
      throw error;
    }
  }

  /** Each of these questions that is answered, once, with its answer made strong. */
  answersTo(/** @type {string[]} */ findings) {
    return [...new Set(findings)]
      .filter((each) => (this.answers[each] ?? null) !== null)
      .map((each) => this.said(asked(this.interview, each).question));
  }

  /** What else was marked or is unsure, the age first: whoever examines weighs all of it. */
  otherAnswers(/** @type {string[]} */ above) {
    const marked = this.interview.screens
      .flatMap((screen) => screen.questions)
      .filter((each) => each.finding in this.answers && !this.denies(each))
      .filter(({ finding }) => !above.includes(finding) || this.answers[finding] === null);
    marked.sort((one, other) => Number(other.finding === "age") - Number(one.finding === "age"));
    return marked.map((each) => this.said(each));
  }

  /** What everybody is asked and was denied here, each as its line on the screen. */
  denied() {
    const isRestDenied = this.others === "no";
    return this.interview.screens
      .filter((screen) => !screen.after.length)
      .flatMap((screen) => screen.questions)
      .filter((each) => (each.finding in this.answers ? this.denies(each) : isRestDenied))
      .filter((each) => each.denial !== null)
      .map((each) => each.item);
  }

  denies(/** @type {Question} */ { denial, finding }) {
    return denial !== null && isSame(denial, this.answers[finding]);
  }

  said(/** @type {Question} */ question) {
    return `${question.asks} **${label(question, this.answers[question.finding] ?? UNSURE)}**`;
  }
}

/**
 * @param {SectionData} section
 * @param {Filling} filling
 */
function rowsOf(section, { facts, lists, values, links }) {
  /** @type {Line[][]} */
  const rows = [];
  for (const each of section.line.filter((one) => applies(one, facts))) {
    const points = (lists[each.points] ?? []).map(([{ text }]) => text);
    const says = filled(each.says, values);
    const last = rows.at(-1)?.at(-1);
    if (each.list) rows.push(...(lists[each.list] ?? []));
    else if (each.joined && last) {
      const [text, claims] = [`${last.text} ${says}`, [...last.claims, ...each.claims]];
      Object.assign(last, { text, claims, points });
    } else rows.push([{ ...line(says, each.claims, each.look), points, to: links[each.to] ?? "" }]);
  }
  return rows;
}

/** A text with values in its places. */
function filled(/** @type {string} */ says, /** @type {Record<string, string | number>} */ values) {
  return says.replace(/\{(\w+)\}/g, (_, place) => String(values[place]));
}

/** Whether a section or a line is shown where these facts hold. */
function applies(/** @type {Condition} */ each, /** @type {Set<string>} */ facts) {
  return (
    each.urgencies.some((one) => facts.has(one)) &&
    each.when.every((one) => facts.has(one)) &&
    !each.unless.some((one) => facts.has(one))
  );
}

/** @returns {Line} */
function line(/** @type {string} */ text, /** @type {string[]} */ claims = [], look = "") {
  return { text, claims, look, points: [], to: "" };
}

/** Words as they stand inside a sentence: in English with a small letter in front. */
function inside(/** @type {string} */ words) {
  return language().startsWith("en") ? words[0].toLowerCase() + words.slice(1) : words;
}
