import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLES, SESSION, script } from "./support.mjs";

const { beatAt, beatTime, momentsBetween, numberAt, poseAt } = await import(
  `${SESSION}/timeline.js`
);

test("beat n falls at n times sixty over the pace, exactly", () => {
  for (const pace of [6, 7, 10, 30, 59, 60]) {
    const beat = { phase: 0, per_minute: pace };
    for (const n of [0, 1, 100, 179]) assert.equal(beatTime(beat, n), (n * 60) / pace);
  }
});

test("every moment reads as it does in Python", () => {
  assert.ok(EXAMPLES.readings.length > 100);
  for (const { script: name, segment: index, seconds, label, number, pose } of EXAMPLES.readings) {
    const segment = EXAMPLES.scripts[name].segments[index];
    const where = `${name} ${segment.id} ${seconds}`;
    assert.equal(beatAt(segment, seconds)?.label ?? null, label, where);
    if (number !== null) assert.equal(numberAt(segment.counter, seconds), number, where);
    const { ankle, squeeze, heel, raise, step } = poseAt(segment, seconds);
    [ankle, squeeze, heel, raise, step].forEach((value, key) =>
      assert.ok(Math.abs(value - pose[key]) < 1e-8, where),
    );
  }
});

test("windows that meet tell everything once, however they are cut", () => {
  for (const name of Object.keys(EXAMPLES.scripts)) {
    for (const segment of script(name).segments.filter((each) => each.seconds)) {
      const whole = momentsBetween(segment, 0, segment.seconds);
      const pieces = [];
      for (let at = 0, step = 0.001; at < segment.seconds; step = (step * 7.3) % 1.9) {
        const to = Math.min(segment.seconds, at + step + 0.003);
        pieces.push(...momentsBetween(segment, at, to));
        at = to;
      }
      assert.deepEqual(
        pieces.map((each) => each.at),
        whole.map((each) => each.at),
      );
    }
  }
});

test("every cue and every beat of a timed segment is told", () => {
  const pump = script("ankle_pumps").segments[1];
  const told = momentsBetween(pump, 0, pump.seconds);
  assert.equal(told.length, pump.cues.length + 2 * pump.beats[0].count);
});

test("a segment without a pose leaves the leg at rest", () => {
  const done = script("walking").segments.at(-1);
  assert.deepEqual(poseAt(done, 0), { ankle: 0, squeeze: 0, heel: 0, raise: 0, step: 0 });
});
