import assert from "node:assert/strict";
import { test } from "node:test";
import { SESSION, script } from "./support.mjs";

const { createMetronome, tonesBetween } = await import(`${SESSION}/metronome.js`);
const progress = await import(`${SESSION}/progress.js`);

/** An audio context that only notes when each sound starts. */
function fakeContext() {
  const param = () => ({
    setValueAtTime() {},
    linearRampToValueAtTime() {},
    exponentialRampToValueAtTime() {},
  });
  const context = { currentTime: 7.123, destination: {}, struck: [] };
  context.createGain = () => ({ gain: param(), connect: (to) => to });
  context.createOscillator = () => {
    const source = { frequency: param(), connect: (to) => to, ended: Infinity };
    source.start = (at) => context.struck.push(Object.assign(source, { at }));
    source.stop = (at = context.currentTime) => (source.ended = at);
    return source;
  };
  return context;
}

/** Plays a script with ticks that come as they like; returns the times of the tones heard. */
function play(made, ticks, { until = Infinity } = {}) {
  const context = fakeContext();
  const metronome = createMetronome({ context });
  let stays = [progress.stay(0)];
  metronome.start(0);
  for (let n = 0; !progress.isDone(made, stays) && progress.total(stays) < until; n += 1) {
    metronome.plan(made, stays, 0.25);
    const step = ticks(n);
    context.currentTime += step;
    stays = progress.spend(made, stays, step);
  }
  metronome.plan(made, stays, 0.25);
  return { context, metronome, times: context.struck.map((each) => each.at) };
}

const JITTER = (n) => 0.02 + 0.06 * ((n * 0.618034) % 1);

test("tones are exact to the microsecond over the whole session, whatever the timer does", () => {
  const made = script("ankle_pumps");
  const { times } = play(made, JITTER);
  const expected = tonesBetween(made, [progress.stay(0)], 0, Infinity).map((tone) => tone.total);
  assert.equal(times.length - 1, expected.length); // the end is two sounds at once
  const offset = times[0] - expected[0];
  expected.forEach((at, n) => assert.ok(Math.abs(times[n] - at - offset) < 1e-6));
});

test("three minutes at fifty a minute are a hundred and fifty times down and up", () => {
  const made = script("ankle_pumps");
  const tones = tonesBetween(made, [progress.stay(0)], 5, 185);
  assert.equal(tones.filter(({ tone }) => tone === "down").length, 150);
  assert.equal(tones.filter(({ tone }) => tone === "up").length, 150);
});

test("a timer held back for a moment costs no tone", () => {
  const made = script("ankle_pumps");
  const { times } = play(made, (n) => (n % 50 === 49 ? 0.24 : 0.04));
  const expected = tonesBetween(made, [progress.stay(0)], 0, Infinity);
  assert.equal(times.length - 1, expected.length);
});

test("pausing silences what was handed over and has not sounded", () => {
  const made = script("ankle_pumps");
  const { context, metronome } = play(made, JITTER, { until: 20.3 });
  metronome.stop();
  const later = context.struck.filter((each) => each.at > context.currentTime);
  assert.ok(later.every((each) => each.ended <= context.currentTime));
});

test("an audio clock that lost time is caught up with at the next tone", () => {
  const made = script("ankle_pumps");
  const context = fakeContext();
  const metronome = createMetronome({ context });
  let stays = [{ ...progress.stay(0), seconds: 5 }, progress.stay(1)];
  metronome.start(5);
  for (let n = 0; n < 200; n += 1) {
    metronome.plan(made, stays, 0.25);
    context.currentTime += n % 40 === 0 ? 0.02 : 0.05; // now and then it loses 30 ms
    stays = progress.spend(made, stays, 0.05);
  }
  const lost = context.currentTime - 7.123 - (progress.total(stays) - 5);
  assert.ok(Math.abs(lost) > 0.14);
  const latest = context.struck.at(-1).at - context.currentTime;
  const tones = tonesBetween(made, stays, 0, progress.total(stays) + 0.2);
  const due = tones.at(-1).total - progress.total(stays);
  assert.ok(Math.abs(latest - due - 0.06) < 0.031);
});

test("the output's own time stamp is trusted where it makes sense", () => {
  const made = script("ankle_pumps");
  const stays = [{ ...progress.stay(0), seconds: 5 }, progress.stay(1)];
  const first = (stamp) => {
    const context = Object.assign(fakeContext(), { getOutputTimestamp: () => stamp });
    const metronome = createMetronome({ context });
    metronome.start(5);
    metronome.plan(made, stays, 0.25);
    return context.struck[0].at;
  };
  const now = performance.now();
  assert.ok(Math.abs(first({ contextTime: 7.1, performanceTime: now }) - 7.16) < 0.01);
  assert.equal(first({ contextTime: 99, performanceTime: now }), 7.123 + 0.06);
  assert.equal(first({ contextTime: 0, performanceTime: 0 }), 7.123 + 0.06);
});
