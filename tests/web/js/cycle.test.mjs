/** The simulated leg on the page: read at any moment, followed without a jump, and said in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createFollower,
  movementAt,
  pacesOf,
} from "../../../src/soleus/web/static/js/cycle/follow.js";
import {
  meanOf,
  moreMl,
  near,
  nearPaces,
  readTable,
  valueAt,
} from "../../../src/soleus/web/static/js/cycle/table.js";
import { createMemory, spanOf } from "../../../src/soleus/web/static/js/cycle/trace.js";
import { amountWords, moreWords } from "../../../src/soleus/web/static/js/cycle/words.js";
import { VALVES } from "../../../src/soleus/web/static/js/leg/anatomy.js";
import { carry, fill, spots } from "../../../src/soleus/web/static/js/leg/blood.js";
import { halfWidth, openness } from "../../../src/soleus/web/static/js/leg/shape.js";
import { script } from "./support.mjs";

const PHASES = 36;
const wave = (mean, swing, shift = 0) =>
  Array.from(
    { length: PHASES },
    (_, i) => mean + swing * Math.sin(2 * Math.PI * (i / PHASES + shift)),
  );

/** A table of a leg that beats in sines: flow rises from stage to stage and from pace to pace. */
function table({ leaks = false } = {}) {
  const stage = (seconds, flow) => ({
    seconds,
    curves: {
      out: wave(flow, flow / 2),
      knee: wave(flow / 2, flow / 2),
      foot: wave(0.2, 0.2, 0.5),
      foot_volume: wave(24, 1),
      calf_volume: wave(42, 3),
      thigh_volume: wave(26, 1),
      ...(leaks ? { skin: wave(-1, 2), skin_volume: wave(9, 1) } : {}),
    },
  });
  const pace = (per_minute, flow) => ({
    per_minute,
    gain: { median: flow / 4, low: flow / 5, high: flow / 3 },
    stages: [stage(0.5, flow * 0.7), stage(12, flow * 0.9), stage(60, flow)],
  });
  return {
    version: 1,
    ...{ activity: "ankle_pumps", posture: "seated", leg: "right", leaks, people: 32 },
    rest: {
      ...{ out: 4, knee: 0.5, foot: 0.2, foot_volume: 25, calf_volume: 45, thigh_volume: 26 },
      ...(leaks ? { skin: 0.1, skin_volume: 8 } : {}),
    },
    paces: [pace(10, 8), pace(30, 10), pace(60, 12)],
  };
}

test("a table of another shape, or with a hole in it, is not drawn", () => {
  assert.equal(readTable(table()).leg, "right");
  assert.equal(readTable(null), null);
  assert.equal(readTable({ ...table(), version: 2 }), null);
  assert.equal(readTable({ ...table(), paces: [] }), null);
  const holed = table();
  delete holed.paces[1].stages[2].curves.knee;
  assert.equal(readTable(holed), null);
  const broken = table();
  broken.paces[0].stages[0].curves.out[3] = Number.NaN;
  assert.equal(readTable(broken), null);
});

test("between two paces everything lies between, and beyond them there is nothing", () => {
  const parts = nearPaces(table(), 17.32);
  assert.ok(Math.abs(parts[0].part - 0.5) < 0.001, "half way from 10 to 30 on a logarithmic scale");
  const mean = (pace) => meanOf(near(table(), pace, 60), "out");
  assert.ok(mean(10) < mean(15) && mean(15) < mean(30) && mean(30) < mean(45));
  assert.deepEqual(nearPaces(table(), 9), []);
  assert.deepEqual(nearPaces(table(), 61), []);
});

test("over time the flow rises from stage to stage and then stays", () => {
  const mean = (seconds) => meanOf(near(table(), 60, seconds), "out");
  assert.ok(Math.abs(mean(0) - 0.7 * 12) < 1e-9);
  assert.ok(Math.abs(mean(12) - 0.9 * 12) < 1e-9);
  assert.ok(mean(5) > mean(1) && mean(30) > mean(12));
  assert.ok(Math.abs(mean(1000) - 12) < 1e-9);
});

test("around the cycle the curve closes", () => {
  const stages = near(table(), 60, 60);
  assert.ok(Math.abs(valueAt(stages, "out", 0) - valueAt(stages, "out", 1)) < 1e-9);
  for (let phase = 0; phase < 1; phase += 0.001) {
    const step = valueAt(stages, "out", phase + 0.001) - valueAt(stages, "out", phase);
    assert.ok(Math.abs(step) < 0.06);
  }
});

test("what has left the leg is the area under the mean flow above rest", () => {
  let sum = 0;
  const each = 0.01;
  for (let t = each / 2; t < 100; t += each) {
    sum += (meanOf(near(table(), 60, t), "out") - 4) * each;
  }
  assert.ok(Math.abs(moreMl(table(), 60, 100) - sum) < 0.5);
  assert.equal(moreMl(table(), 60, 0), 0);
  assert.equal(moreMl(table(), 90, 10), null);
});

/** Follow a script frame by frame; stays as the player keeps them. */
function followed(follower, stays, from, to, look) {
  for (let frame = Math.round(from * 60); frame <= Math.round(to * 60); frame += 1) {
    look(follower.to(stays, frame / 60));
  }
}

const PUMPS = script("ankle_pumps");
const pumpAt = PUMPS.segments.findIndex(({ is_active }) => is_active);
const READY = [{ segment: 0, seconds: 5, answer: null, is_skipped: false }];
const PUMPING = [...READY, { segment: pumpAt, seconds: 0, answer: null, is_skipped: false }];

test("a script moves at the pace of its active segments, and rests in the others", () => {
  const [pace] = pacesOf(PUMPS);
  assert.equal(pace, PUMPS.options.per_minute);
  assert.equal(movementAt(PUMPS, READY, 3).perMinute, 0);
  const { perMinute, seconds, phase } = movementAt(PUMPS, PUMPING, 2 + 15 / pace);
  assert.equal(perMinute, pace);
  assert.equal(seconds, 2 + 15 / pace);
  assert.ok(Math.abs(phase - (((2 * pace) / 60 + 0.25) % 1)) < 1e-9);
});

test("nothing jumps: not when pumping begins, nor when it ends", () => {
  const follower = createFollower(table(), PUMPS);
  let before = null;
  const look = ({ out, veins }) => {
    const now = [out / 12, veins.width.calf, veins.open.knee, veins.open.foot];
    if (before) {
      now.forEach((value, i) => {
        const most = i < 2 ? 0.08 : 0.25; // a valve opens within four frames and more
        assert.ok(Math.abs(value - before[i]) < most, `${i} went from ${before[i]} to ${value}`);
      });
    }
    before = now;
  };
  followed(follower, READY, 0, 5, look);
  followed(follower, PUMPING, 0, 20, look);
  const after = [...PUMPING.slice(0, -1), { ...PUMPING[1], seconds: 20.03 }];
  followed(follower, [...after, { ...READY[0], seconds: 0 }], 0, 5, look);
  assert.ok(Math.abs(before[0] - 4 / 12) < 0.01, "at rest again");
});

test("at another pace of the same leg nothing jumps and the beat is another", () => {
  const slower = structuredClone(PUMPS);
  const more = structuredClone(slower.segments[pumpAt]);
  more.pose.per_minute = 10;
  slower.segments.push(more);
  const follower = createFollower(table(), slower);
  assert.ok(follower.fits);
  let before = null;
  const flows = [];
  const look = ({ out }) => {
    if (before !== null) assert.ok(Math.abs(out - before) < 1.2, `${before} to ${out}`);
    before = out;
    flows.push(out);
  };
  followed(follower, PUMPING, 0, 20.3, look);
  const on = [...PUMPING.slice(0, -1), { ...PUMPING[1], seconds: 20.3 }];
  flows.length = 0;
  followed(follower, [...on, { ...READY[0], segment: slower.segments.length - 1 }], 0, 60, look);
  const turns = flows.filter((flow, i) => i > 0 && flows[i - 1] < 8 && flow >= 8).length;
  assert.ok(turns >= 9 && turns <= 11, `${turns} beats in a minute`);
});

test("a table without the pace of the script is not followed", () => {
  const fast = structuredClone(PUMPS);
  for (const { pose } of fast.segments) if (pose?.per_minute) pose.per_minute = 90;
  assert.equal(createFollower(table(), fast).fits, false);
});

test("the calf's vein is slim when it is empty, and valves open by what flows through them", () => {
  const follower = createFollower(table(), PUMPS);
  const seen = [];
  followed(follower, PUMPING, 60, 62, ({ veins }) => {
    seen.push({
      calf: halfWidth(0.47, 0, veins),
      knee: openness(VALVES[2], 0, veins),
      foot: openness(VALVES[0], 0, veins),
    });
  });
  const widths = seen.map(({ calf }) => calf);
  assert.ok(
    Math.max(...widths) > 1.5 * Math.min(...widths),
    "larger than life, so that it is seen",
  );
  assert.ok(Math.max(...seen.map(({ knee }) => knee)) === 1);
  assert.ok(Math.min(...seen.map(({ knee }) => knee)) < 0.05);
  assert.ok(Math.min(...seen.map(({ foot }) => foot)) < 0.1);
});

test("over whole beats the simulated blood stays evenly spread, and runs with the flow", () => {
  const follower = createFollower(table(), PUMPS);
  let blood = fill();
  followed(follower, PUMPING, 0, 30, ({ veins }) => {
    blood = carry(blood, veins.moved, veins.isNewBeat);
  });
  const found = spots(blood)
    .map(({ s }) => s)
    .sort((a, b) => a - b);
  const gaps = found.map((s, i) => (i === 0 ? s + 1 - found.at(-1) : s - found[i - 1]));
  assert.ok(Math.max(...gaps) < 0.12, `a gap of ${Math.max(...gaps)}`);
});

test("where a surface vein leaks, its blood goes down", () => {
  const follower = createFollower(table({ leaks: true }), PUMPS);
  let gone = 0;
  followed(follower, PUMPING, 0, 10, ({ veins }) => {
    assert.ok(veins.leaks);
    gone += veins.moved.skin;
  });
  assert.ok(gone < -0.5);
});

test("a pause leaves the trace as it is, and a long one begins it anew", () => {
  const memory = createMemory(6);
  for (let t = 0; t < 3; t += 1 / 60) memory.add(t, t);
  const { count } = memory;
  const newest = memory.at(0);
  memory.add(2.95, 7);
  assert.equal(memory.count, count);
  assert.equal(memory.at(0), newest);
  memory.add(3.1, 3.1);
  assert.ok(memory.at(3) > memory.at(6), "times in between are filled in");
  memory.add(100, 1);
  assert.equal(memory.count, 1);
  for (let t = 100; t < 120; t += 1 / 60) memory.add(t, 1);
  assert.equal(memory.count, memory.size);
});

test("slow beats are seen over a longer time", () => {
  assert.equal(spanOf(60), 6);
  assert.equal(spanOf(20), 12);
  assert.equal(spanOf(6), 20);
});

test("an amount is said no more exactly than it is known", () => {
  const said = [4, 14, 96, 134, 960, 990, 1349].map(amountWords);
  assert.deepEqual(said, ["", "10 mL", "100 mL", "150 mL", "950 mL", "1 L", "1.3 L"]);
  assert.equal(moreWords("seated", 210), "about 200 mL more than sitting still");
  assert.equal(moreWords("walking", 210), "about 200 mL more than standing still");
  assert.equal(moreWords("lying", null), "");
});
