import assert from "node:assert/strict";
import { test } from "node:test";
import { SESSION, script } from "./support.mjs";

const { createSound } = await import(`${SESSION}/sound.js`);

/** A sound whose context the test takes away and gives back, while a session runs. */
function sounding({ gives = true, hidden = false } = {}) {
  const at = { now: 0, seconds: 0, gives, resumed: 0 };
  const told = [];
  const tones = [];
  const audioSession = { type: "auto" };
  const document = Object.assign(new EventTarget(), { hidden });
  let context;
  const param = {
    setValueAtTime() {},
    exponentialRampToValueAtTime() {},
    linearRampToValueAtTime() {},
  };
  class Context extends EventTarget {
    state = "suspended";
    destination = {};
    constructor() {
      super();
      context = this;
    }
    get currentTime() {
      return at.seconds;
    }
    async resume() {
      at.resumed += 1;
      if (!at.gives) throw new Error("taken by a call");
      this.become("running");
    }
    become(state) {
      this.state = state;
      this.dispatchEvent(new Event("statechange"));
    }
    createOscillator() {
      const node = { frequency: param, connect: () => node, start: (when) => tones.push(when) };
      return Object.assign(node, { stop() {} });
    }
    createGain() {
      const node = { gain: param, connect: () => node };
      return node;
    }
    async close() {}
  }
  const sound = createSound({
    Context,
    document,
    audioSession,
    now: () => at.now,
    onSilent: (isSilent) => told.push(isSilent),
  });
  sound.start(0);
  const pumps = script("ankle_pumps");
  const stay = { segment: 0, seconds: 0, answer: null, is_skipped: false };
  /** Seconds of the session go by. */
  function pass(seconds) {
    for (let passed = 0; passed < seconds - 1e-9; passed += 0.05) {
      at.now += 50;
      if (context.state === "running") at.seconds += 0.05;
      stay.seconds += 0.05;
      sound.plan(pumps, [stay], 0);
    }
  }
  return { at, told, tones, audioSession, document, context: () => context, sound, pass };
}

test("a beat that a call took away comes back by itself where the browser gives it", () => {
  const { at, told, context, pass } = sounding();
  pass(1);
  const before = at.resumed;
  context().become("interrupted");
  assert.equal(at.resumed, before + 1);
  assert.equal(context().state, "running");
  pass(3);
  assert.deepEqual(told, []);
});

test("a beat that stays away is told, and the next tap brings it back", () => {
  const { at, told, tones, document, context, pass } = sounding();
  pass(1);
  at.gives = false;
  context().become("suspended");
  pass(0.5);
  assert.deepEqual(told, [], "a moment is not worth a word");
  pass(1.5);
  assert.deepEqual(told, [true]);
  const silent = tones.length;
  pass(2);
  assert.deepEqual([told, tones.length], [[true], silent]);
  at.gives = true;
  document.dispatchEvent(new Event("click"));
  assert.equal(context().state, "running");
  pass(0.1);
  assert.deepEqual(told, [true, false]);
  pass(2);
  assert.ok(tones.length > silent, "the tones go on");
  assert.ok(tones.slice(silent).every((when) => when >= 1 - 1e-9));
});

test("a session that is paused, or sound that is not wanted, asks for nothing", () => {
  const { at, told, document, context, sound, pass } = sounding();
  pass(1);
  at.gives = false;
  context().become("suspended");
  pass(2);
  assert.deepEqual(told, [true]);
  sound.stop();
  assert.deepEqual(told, [true, false], "what is not wanted is not missed");
  const before = at.resumed;
  context().become("interrupted");
  document.dispatchEvent(new Event("click"));
  assert.equal(at.resumed, before);
});

test("out of sight nothing is told, and coming back fetches the sound", () => {
  const { at, told, document, context, pass } = sounding();
  pass(1);
  document.hidden = true;
  context().become("interrupted");
  pass(5);
  assert.deepEqual(told, []);
  document.hidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(context().state, "running");
  assert.ok(at.resumed > 1);
});

test("the beat counts as playback, which a silent switch does not mute", () => {
  assert.equal(sounding().audioSession.type, "playback");
});
