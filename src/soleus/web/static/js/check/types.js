/**
 * The shapes that the check's modules share. Types only; nothing runs here.
 *
 * @typedef {"permitted" | "caution" | "hold" | "withheld"} Status
 * @typedef {"clearance" | "evaluation" | "answers"} Until
 * @typedef {"emergency" | "today" | "within_days" | "incomplete" | "self_care"} Urgency
 *
 * The rules as the server gives them (`soleus/assessment/bundle.py`).
 * @typedef {{says: string, claims: string[]}} Text
 * @typedef {{urgencies: Urgency[], when: string[], unless: string[]}} Condition
 * @typedef {Condition & Text & {list: string, points: string, look: string,
 *   to: string, joined: boolean}} LineData
 * @typedef {Condition & {id: string, title: string, said: string, label: string, css: string,
 *   shape: "text" | "rows" | "plain" | "table" | "points" | "steps",
 *   place: "header" | "main" | "beside", line: LineData[]}} SectionData
 * @typedef {{id: string, kind: string, needs: string[], excludes: string[],
 *   values: (string | boolean)[], least: (string | boolean)[]}} Finding
 * @typedef {{id: string, says: string, suspects: string, explainable: boolean, claims: string[]}} Told
 * @typedef {Told & {level: number, effects: number[],
 *   when: Record<string, (string | boolean)[]>[], care: number[]}} Rule `care`: for each of `when`,
 *   the stages of care in which it can fire, as a set of bits
 * @typedef {Told & {urgency: Urgency, effects: number[]}} Gate
 * @typedef {Told & {urgency: Urgency, care: number, before: number[], after: number}} Ease
 * @typedef {Told & {lower: number, upper: number}} Bound
 * @typedef {{id: string, groups: string[], short: string, claims: string[]}} Pattern
 * @typedef {{
 *   format: number, version: string, issued_on: string, expires_on: string,
 *   findings: Finding[], ages: [number, number],
 *   activities: string[], levels: Urgency[], urgencies: Urgency[], grades: [Status, Until | null][],
 *   settled: Record<string, boolean>, of_the_settled: Record<string, string[]>,
 *   groups: Record<string, string[]>, patterns: Pattern[],
 *   rules: Rule[], gates: Gate[], eases: Ease[], bounds: Bound[],
 *   clearance: {days: number, opens: Urgency[]}, texts: Record<string, Text>,
 *   sections: SectionData[]
 * }} Bundle
 *
 * Made ready to run. The answers still possible are one number a finding, one bit an answer; the
 * lowest bit denies.
 * @typedef {number[]} Ways
 * @typedef {{id: string, at: number, kind: string, bits: Map<string | boolean, number>,
 *   mask: number, least: number[]}} Field
 * @typedef {{child: Field, parents: Field[], isCourse: boolean}} Need
 * @typedef {{one: Field, other: Field}} Exclusion
 * @typedef {{settled: {field: Field, bit: number}[], shownBy: {bit: number, fields: Field[]}[],
 *   stages: number[], any: number, fields: Field[]}} Care `any`: all stages, as a set of bits
 * @typedef {{rule: Rule, order: number, care: number, fields: Field[], allowed: number[]}} Conjunct
 * @typedef {{
 *   bundle: Bundle, fields: Field[], byId: Map<string, Field>, needs: Need[],
 *   exclusions: Exclusion[], care: Care, conjuncts: Conjunct[], byStage: Conjunct[][],
 *   urgent: Conjunct[][],
 *   gates: Map<Urgency, Gate[]>, byLevel: number[][], splitting: Field[][], splittingLevels: Field[][]
 * }} Engine
 * @typedef {{fired: Conjunct[], level: number, raw: number[], strictness: number[],
 *   eased: Map<number, Ease>, bounded: Map<number, Bound>}} Outcome
 * @typedef {{stage: number, easiest: Outcome, strictest: Outcome, readAs: number,
 *   read: Conjunct[], readLevel: number}} Part
 *
 * What goes in and what comes out, as in answer files and decisions.
 * @typedef {{answers: Record<string, any>, others?: string}} AnswerFile
 * @typedef {{ways: Ways, affirmed: Set<string>, cleared: number[] | null}} Answers
 * @typedef {{rule: string, findings: string[], claims: string[], text: string}} Reason
 * @typedef {{status: Status, until: Until | null, reasons: Reason[]}} Ruling
 * @typedef {{urgency: Urgency, pattern: string, reasons: Reason[],
 *   activities: Record<string, Ruling>, questions: string[]}} Decision
 */

export {};
