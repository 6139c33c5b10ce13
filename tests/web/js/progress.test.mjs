import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLES, SESSION, script } from "./support.mjs";

const progress = await import(`${SESSION}/progress.js`);

test("every walk through a script ends where it does in Python", () => {
  assert.ok(EXAMPLES.walks.length >= 30);
  for (const { script: name, steps, visits: expected } of EXAMPLES.walks) {
    let stays = [progress.stay(0)];
    for (const { do: act, seconds, only_elapsing: onlyElapsing } of steps) {
      stays =
        act === "move_on"
          ? progress.moveOn(EXAMPLES.scripts[name], stays)
          : progress.spend(EXAMPLES.scripts[name], stays, seconds, { onlyElapsing });
    }
    assert.deepEqual(
      stays.map((v) => v.segment),
      expected.map(([segment]) => segment),
      name,
    );
    stays.forEach((v, n) => assert.ok(Math.abs(v.seconds - expected[n][1]) < 1e-6, name));
  }
});

test("what remains is told only where it is known", () => {
  const pumps = script("ankle_pumps");
  assert.equal(progress.remaining(pumps, [progress.stay(0)]), 5 + pumps.segments[1].seconds);
  assert.equal(progress.remaining(script("elevation"), [progress.stay(0)]), null);
});
