/** What is unlikely is asked about with no network, by what the form was given. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { questions } from "../../../src/soleus/web/static/js/offline/unlikely.js";

const cm = { kind: "tape", unit: "cm", factor: 1, least: 25, most: 55, apart: 10 };
const told = {
  lines: {
    apart: "is {value} right? The other leg is {other}.",
    change: "is {value} right? Last time it was {other}.",
    alone: "is {value} right?",
  },
  fields: {
    left: { ...cm, name: "Left", other: "right" },
    right: {
      ...{ ...cm, name: "Right", other: "left" },
      last: { at: "2026-03-02T08:00:00+00:00", value: 40 },
    },
    weight: { kind: "weight", name: "Weight", other: "", unit: "kg", factor: 1, change: 20 },
  },
};
const tape = (payload) => [{ kind: "tape", payload }];
const weighed = (at, weight, more = {}) => ({ kind: "weight", at, payload: { weight }, ...more });

test("what is likely is not asked about", () => {
  assert.deepEqual(questions(told, tape({ left: 38, right: 37.5 }), []), []);
  assert.deepEqual(questions(told, [{ kind: "activity", payload: { left: 90 } }], []), []);
});

test("a value outside of its bounds is asked about, with what says that it is right", () => {
  assert.deepEqual(questions(told, tape({ left: 60.5, right: 58 }), []), [
    { key: "left=60.5", says: "Left: is 60.5 cm right?" },
    { key: "right=58", says: "Right: is 58 cm right?" },
  ]);
});

test("a leg is held against the other one, now or as it was told last", () => {
  const [asked] = questions(told, tape({ left: 29 }), []);
  assert.equal(asked.says, "Left: is 29 cm right? The other leg is 40 cm.");
  assert.deepEqual(questions(told, tape({ left: 29, right: 31 }), []), []);
});

test("a note that waits here is the last one, unless it was refused or is older", () => {
  const says = (...waiting) =>
    questions(told, [{ kind: "weight", payload: { weight: 85 } }], waiting).map(({ says }) => says);
  assert.deepEqual(says(), []);
  assert.deepEqual(says(weighed("2026-03-03T08:00:00Z", 60)), [
    "Weight: is 85 kg right? Last time it was 60 kg.",
  ]);
  assert.deepEqual(says(weighed("2026-03-03T08:00:00Z", 60, { faults: ["no"] })), []);
  const later = weighed("2026-03-04T08:00:00+02:00", 80);
  assert.deepEqual(says(later, weighed("2026-03-03T08:00:00Z", 60)), []);
});
