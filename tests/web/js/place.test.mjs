import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLES, SESSION, script } from "./support.mjs";

const place = await import(`${SESSION}/place.js`);

test("every walk through a script ends where it does in Python", () => {
  assert.ok(EXAMPLES.walks.length >= 30);
  for (const { script: name, steps, visits: expected } of EXAMPLES.walks) {
    let visits = [place.visit(0)];
    for (const { do: act, seconds, only_elapsing: onlyElapsing } of steps) {
      visits =
        act === "move_on"
          ? place.moveOn(EXAMPLES.scripts[name], visits)
          : place.spend(EXAMPLES.scripts[name], visits, seconds, { onlyElapsing });
    }
    assert.deepEqual(
      visits.map((v) => v.segment),
      expected.map(([segment]) => segment),
      name,
    );
    visits.forEach((v, n) => assert.ok(Math.abs(v.seconds - expected[n][1]) < 1e-6, name));
  }
});

test("what remains is told only where it is known", () => {
  const pumps = script("ankle_pumps");
  assert.equal(place.remaining(pumps, [place.visit(0)]), 5 + pumps.segments[1].seconds);
  assert.equal(place.remaining(script("elevation"), [place.visit(0)]), null);
});
