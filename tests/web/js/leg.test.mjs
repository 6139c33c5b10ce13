/** The drawn leg: one anatomy, and blood that goes one way. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { VALVES } from "../../../src/soleus/web/static/js/leg/anatomy.js";
import { fill, flow, spots } from "../../../src/soleus/web/static/js/leg/blood.js";
import { along, pointAt } from "../../../src/soleus/web/static/js/leg/curve.js";
import { placing, REST } from "../../../src/soleus/web/static/js/leg/joints.js";
import { halfWidth, openness, shape } from "../../../src/soleus/web/static/js/leg/shape.js";
import { layers } from "../../../src/soleus/web/static/js/leg/still.js";

const STANCES = ["standing", "walking", "seated", "close", "raised"];
const templates = new URL("../../../src/soleus/web/templates/parts/leg/", import.meta.url);

for (const stance of STANCES) {
  test(`the page's ${stance} leg is the one that moves`, () => {
    assert.ok(readFileSync(new URL(`${stance}.svg`, templates), "utf8").includes(layers(stance)));
  });
}

test("a squeeze narrows the vein in the calf and nowhere else", () => {
  assert.ok(halfWidth(0.47, 1) < halfWidth(0.47, 0) / 2);
  assert.equal(halfWidth(0.9, 1), halfWidth(0.9, 0));
  assert.equal(halfWidth(0.1, 1), halfWidth(0.1, 0));
});

test("a squeeze opens the valves above the calf and shuts those below", () => {
  for (const valve of VALVES) {
    const [rest, tight] = [openness(valve, 0), openness(valve, 1)];
    assert.deepEqual([rest, tight], valve.side === "above" ? [0, 1] : [1, 0]);
  }
});

/** Let the calf beat once a second, and look at every frame. */
function beats(seconds, look) {
  let blood = fill();
  let before = 0;
  for (let frame = 1; frame <= seconds * 60; frame += 1) {
    const now = (1 - Math.cos((frame / 60) * 2 * Math.PI)) / 2;
    const after = flow(blood, before, now, 1 / 60);
    look(spots(blood), spots(after));
    [blood, before] = [after, now];
  }
  return spots(blood);
}

test("no blood ever falls back", () => {
  beats(10, (before, after) => {
    after.forEach((dot, i) => {
      const moved = (dot.s - before[i].s + 1) % 1;
      assert.ok(moved < 0.1, `a dot moved by ${moved}`);
    });
  });
});

test("from a raised leg the blood runs down to the body, and faster than at rest", () => {
  const [rest, raised] = [0, 1].map((raise) => spots(flow(fill(), 0, 0, 2, raise)));
  fill().dots.forEach((dot, i) => {
    const [slow, fast] = [rest, raised].map((dots) => (dots[i].s - dot.s + 1) % 1);
    assert.ok(slow > 0 && fast > 3 * slow);
  });
});

test("over whole beats the blood stays evenly spread", () => {
  const found = beats(20, () => {})
    .map((dot) => dot.s)
    .sort((a, b) => a - b);
  const gaps = found.map((s, i) => (i === 0 ? s + 1 - found.at(-1) : s - found[i - 1]));
  assert.ok(Math.max(...gaps) < 0.1, `a gap of ${Math.max(...gaps)}`);
});

test("toes away turn the toes down and toes up turn them up", () => {
  const toe = [336, 628, 3];

  assert.ok(placing({ ...REST, ankle: -1 }, "seated")(toe)[0] > placing(REST, "seated")(toe)[0]);
  assert.ok(placing({ ...REST, ankle: 1 }, "seated")(toe)[0] < placing(REST, "seated")(toe)[0]);
});

test("a heel raise lifts the body and leaves the ball of the foot on the ground", () => {
  const up = placing({ ...REST, heel: 1 }, "standing");
  assert.ok(up([200, 246, 1])[1] < 246 - 40);
  const [x, y] = up([290, 626, 2]);
  assert.ok(Math.hypot(x - 290, y - 626) < 1e-6);
});

test("a raised leg lies higher at the foot", () => {
  const up = placing({ ...REST, raise: 1 }, "raised");
  assert.ok(up([131, 620, 2])[1] < placing(REST, "raised")([131, 620, 2])[1] - 80);
});

test("the standing foot never sinks into the ground in a stride", () => {
  for (let step = 0; step < 1; step += 0.02) {
    const foot = placing({ ...REST, step }, "walking");
    const lowest = Math.max(
      ...[
        [135, 632, 2],
        [284, 636, 2],
        [318, 637, 3],
      ].map((p) => foot(p)[1]),
    );
    assert.ok(lowest < 641, `at ${step} the sole is at ${lowest}`);
  }
});

test("every pose gives finite numbers", () => {
  for (const stance of STANCES) {
    for (const value of [0, 0.37, 1]) {
      const pose = { ankle: value * 2 - 1, squeeze: value, heel: value, raise: value, step: value };
      assert.doesNotMatch(JSON.stringify(shape(pose, stance)), /NaN|null|Infinity/);
    }
  }
});

test("points along a curve are evenly spaced", () => {
  const even = along(
    [
      [0, 0],
      [10, 0],
      [100, 0],
    ],
    11,
  );
  even.forEach(([x], i) => {
    assert.ok(Math.abs(x - i * 10) < 2, `${x}`);
  });
  assert.equal(pointAt(even, 0.5).dx, 1);
});
