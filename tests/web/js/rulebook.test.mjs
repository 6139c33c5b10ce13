import assert from "node:assert/strict";
import { test } from "node:test";

const CHECK = "../../../src/soleus/web/static/js/check";
const { RefusedRules, rulebook } = await import(`${CHECK}/rulebook.js`);
const { grant } = await import(`${CHECK}/clearance.js`);

const LEVELS = ["self_care", "within_days", "today", "emergency"];
const URGENCIES = ["emergency", "today", "within_days", "incomplete", "self_care"];

/** Rules in which nothing stands; they decide nothing, and have a life. */
function rules(changes = {}) {
  const texts = Object.fromEntries(
    ["expired", "ahead", "unreadable"].map((why) => [
      `rules.${why}`,
      { says: why, claims: ["X20"] },
    ]),
  );
  return {
    ...{ format: 3, issued_on: "2026-11-24", expires_on: "2026-12-24", texts },
    ...{ findings: [], rules: [], gates: [], eases: [], bounds: [], patterns: [], settled: {} },
    ...{ of_the_settled: {} },
    ...{ groups: {}, levels: LEVELS, urgencies: URGENCIES, activities: ["walking"] },
    ...{ clearance: { days: 7, opens: ["self_care", "within_days"] } },
    ...changes,
  };
}

function refusalOf(bundle, now) {
  try {
    rulebook(bundle, new Date(now));
    return null;
  } catch (error) {
    assert.ok(error instanceof RefusedRules);
    assert.deepEqual(error.claims, ["X20"]);
    return error.message;
  }
}

test("rules count until the last moment before the day on which they expire", () => {
  assert.equal(refusalOf(rules(), "2026-11-24T08:00:00Z"), null);
  assert.equal(refusalOf(rules(), "2026-12-23T23:59:59Z"), null);
  assert.equal(refusalOf(rules(), "2026-12-24T00:00:00Z"), "expired");
});

test("a clock set back does not lengthen the life of rules", () => {
  assert.equal(refusalOf(rules(), "2026-11-22T00:00:00Z"), "ahead");
});

test("rules with no day, or a day that is none, are refused", () => {
  assert.equal(refusalOf(rules({ expires_on: undefined }), "2026-11-24T08:00:00Z"), "expired");
  assert.equal(refusalOf(rules({ expires_on: "soon" }), "2026-11-24T08:00:00Z"), "expired");
  assert.equal(refusalOf(rules({ issued_on: "" }), "2026-11-24T08:00:00Z"), "ahead");
});

test("rules of another form are refused", () => {
  assert.equal(refusalOf(rules({ format: 2 }), "2026-11-24T08:00:00Z"), "unreadable");
  assert.throws(() => rulebook(null, new Date()), RefusedRules);
});

const WALKING = { urgency: "self_care", activities: { walking: { status: "permitted" } } };
const TAKEN = new Date("2026-11-24T08:00:00Z");

function leave(decision, changes) {
  const now = new Date("2026-11-25T08:00:00Z");
  const engine = rulebook(rules(), now);
  return grant(engine, decision, { decidedAt: TAKEN, now, symptomAt: null, ...changes });
}

test("leave is given for seven days, and ends to the second", () => {
  assert.deepEqual(leave(WALKING, {}).activities, ["walking"]);
  assert.equal(leave(WALKING, { now: new Date("2026-12-01T07:59:59Z") }).cause, null);
  assert.equal(leave(WALKING, { now: new Date("2026-12-01T08:00:00Z") }).cause, "expired");
});

test("nothing is open without a check, after a new symptom, or before the check", () => {
  assert.equal(leave(null, {}).cause, "no_check");
  assert.equal(leave(WALKING, { symptomAt: TAKEN }).cause, "new_symptom");
  assert.equal(leave(WALKING, { now: new Date("2026-11-24T07:59:59Z") }).cause, "clock");
});

test("an urgency that stops everything opens nothing, whatever the activities say", () => {
  for (const urgency of ["emergency", "today", "incomplete"]) {
    const found = leave({ ...WALKING, urgency }, {});
    assert.deepEqual([found.cause, found.activities], ["decision", []]);
  }
});
