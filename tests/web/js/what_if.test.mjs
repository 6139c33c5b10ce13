/** Two simulated legs: drawn on one scale, and nothing jumps when a setting changes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createGlide,
  drawnAt,
  scaleOf,
  veinsOf,
} from "../../../src/soleus/web/static/js/what_if/veins.js";

const PHASES = 24;
const wave = (mean, swing) =>
  Array.from({ length: PHASES }, (_, i) => mean + swing * Math.sin((2 * Math.PI * i) / PHASES));

const moves = (flow, volume, leaks = false) => ({
  per_minute: 30,
  leaks,
  curves: {
    out: wave(flow, flow / 2),
    knee: wave(flow / 3, flow / 3),
    foot: wave(0.2, 0.1),
    skin: wave(leaks ? -5 : 0.1, 0.1),
    foot_volume: wave(volume, 1),
    calf_volume: wave(2 * volume, 4),
    thigh_volume: wave(volume, 1),
    skin_volume: wave(volume / 3, 0.2),
  },
  frames: [{ at: 0, raise: 0 }],
});
const [still, busy] = [moves(4, 30), moves(12, 20)];
const scale = scaleOf([still, busy]);

test("the fuller leg is drawn wider, and blood goes faster in the one with more flow", () => {
  const [one, other] = [still, busy].map((each) => drawnAt(each, scale, 0.25));
  for (const part of ["foot", "calf", "thigh", "skin"]) {
    assert.ok(one[`wide ${part}`] > other[`wide ${part}`]);
    assert.ok(one[`wide ${part}`] <= 1.5 && other[`wide ${part}`] >= 0.5);
  }
  assert.ok(Math.abs(other["fast out"] / one["fast out"] - 3) < 1e-9);
});

test("legs that hardly differ are not drawn as if they did", () => {
  const alike = [moves(4, 30), moves(4, 30.3)];
  const shared = scaleOf(alike);
  const [one, other] = alike.map((each) => drawnAt(each, shared, 0));
  assert.ok(Math.abs(one["wide foot"] - other["wide foot"]) < 0.05);
});

test("blood falls back where valves leak, and nowhere else", () => {
  const leaking = moves(4, 30, true);
  const shared = scaleOf([still, leaking]);
  assert.ok(drawnAt(leaking, shared, 0)["fast skin"] < 0);
  assert.equal(drawnAt(still, shared, 0)["fast skin"], 0);
});

test("another setting glides in: no frame shows more of the change than a frame's share", () => {
  const glide = createGlide();
  let before = glide.to(drawnAt(still, scale, 0.3), 0);
  glide.jump();
  const target = drawnAt(busy, scale, 0.3);
  for (let frame = 0; frame < 90; frame += 1) {
    const now = glide.to(target, frame ? 1 / 60 : 0);
    for (const name of Object.keys(target)) {
      const whole = Math.abs(target[name] - drawnAt(still, scale, 0.3)[name]);
      assert.ok(Math.abs(now[name] - before[name]) <= 0.1 * whole + 1e-9, `${name} ${frame}`);
    }
    before = now;
  }
  for (const [name, value] of Object.entries(target))
    assert.ok(Math.abs(before[name] - value) < 1e-2);
});

test("the drawn leg is told widths, valves and how far blood went", () => {
  const veins = veinsOf(drawnAt(busy, scale, 0.25), 0.5, true, false);
  assert.ok(veins.open.out > 0 && veins.open.out <= 1);
  assert.equal(veins.moved.out, 0.5 * drawnAt(busy, scale, 0.25)["fast out"]);
  assert.equal(veins.isNewBeat, true);
});
