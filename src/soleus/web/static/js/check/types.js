/**
 * The shapes that the check's modules share. Types only; nothing runs here.
 *
 * @typedef {"permitted" | "caution" | "hold" | "withheld"} Status
 * @typedef {"clearance" | "evaluation" | "answers"} Until
 * @typedef {"emergency" | "today" | "within_days" | "incomplete" | "self_care"} Urgency
 *
 * The rules as the server gives them (`soleus/assessment/bundle.py`).
 * @typedef {{says: string, claims: string[]}} Line
 * @typedef {{id: string, kind: string, short: string, needs: string[],
 *   values: (string | boolean)[], least: (string | boolean)[]}} Finding
 * @typedef {{id: string, says: string, claims: string[]}} Told
 * @typedef {Told & {level: number, settled: boolean | null, effects: number[],
 *   when: Record<string, (string | boolean)[]>[]}} Rule
 * @typedef {Told & {urgency: Urgency, effects: number[]}} Gate
 * @typedef {Told & {urgency: Urgency, settled: boolean | null, before: number[], after: number}} Ease
 * @typedef {Told & {lower: number, upper: number}} Bound
 * @typedef {{id: string, groups: string[], short: string, claims: string[]}} Pattern
 * @typedef {{
 *   format: number, version: string, issued_on: string, expires_on: string,
 *   findings: Finding[], ages: [number, number], expected: Record<string, string>,
 *   activities: string[], levels: Urgency[], grades: [Status, Until | null][],
 *   settled: Record<string, boolean>, groups: Record<string, string[]>, patterns: Pattern[],
 *   rules: Rule[], gates: Gate[], eases: Ease[], bounds: Bound[],
 *   clearance: {days: number, opens: Urgency[]}, texts: Record<string, Line>
 * }} Bundle
 *
 * Made ready to run. The answers still possible are one byte a finding, one bit an answer; the
 * lowest bit denies.
 * @typedef {Uint8Array} Ways
 * @typedef {{id: string, at: number, kind: string, bits: Map<string | boolean, number>,
 *   mask: number, least: number[]}} Field
 * @typedef {{child: Field, parents: Field[], isCourse: boolean}} Need
 * @typedef {{rule: Rule, order: number, fields: Field[], allowed: number[]}} Conjunct
 * @typedef {{
 *   bundle: Bundle, fields: Field[], byId: Map<string, Field>, needs: Need[],
 *   conjuncts: Conjunct[], gates: Map<Urgency, Gate[]>, byLevel: number[][],
 *   settled: Map<number, number>, splitting: Field[]
 * }} Engine
 * @typedef {{fired: Conjunct[], level: number, raw: number[], strictness: number[],
 *   eased: Map<number, Ease>, bounded: Map<number, Bound>}} Outcome
 * @typedef {{settled: boolean, easiest: Outcome, strictest: Outcome, read: Conjunct[],
 *   readLevel: number}} Part
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
