import assert from "node:assert/strict";
import { test } from "node:test";
import { SESSION, settled } from "./support.mjs";

const { createClock } = await import(`${SESSION}/clock.js`);
const { createHaptics } = await import(`${SESSION}/haptics.js`);
const { createVoice } = await import(`${SESSION}/voice.js`);
const { createWake } = await import(`${SESSION}/wake.js`);

test("the clock gives each stretch of time once and none while stopped", () => {
  let ms = 0;
  const clock = createClock({ now: () => ms, wall: () => ms });
  clock.start();
  ms = 1500;
  assert.equal(clock.peek(), 1.5);
  assert.equal(clock.tick(), 1.5);
  assert.equal(clock.tick(), 0);
  clock.stop();
  ms = 9000;
  assert.equal(clock.tick(), 0);
  clock.start();
  ms = 9250;
  assert.equal(clock.tick(), 0.25);
});

test("the clock notices sleep that the steady source slept through", () => {
  let steady = 0;
  let wall = 0;
  const clock = createClock({ now: () => steady, wall: () => wall });
  clock.start();
  steady += 50;
  wall += 600_050;
  assert.equal(clock.tick(), 600.05);
});

test("a wall clock that is set back or corrected a little changes nothing", () => {
  let steady = 0;
  let wall = 0;
  const clock = createClock({ now: () => steady, wall: () => wall });
  clock.start();
  steady += 50;
  wall -= 3_600_000;
  assert.equal(clock.tick(), 0.05);
  steady += 50;
  wall += 1_500;
  assert.equal(clock.tick(), 0.05);
});

test("the screen is held awake, let go, and taken again when the page comes back", async () => {
  const document = Object.assign(new EventTarget(), { hidden: false });
  const locks = [];
  const request = async () => {
    const lock = { released: false, release: async () => void (lock.released = true) };
    locks.push(lock);
    return lock;
  };
  const wake = createWake({ navigator: { wakeLock: { request } }, document });
  await wake.hold();
  assert.equal(locks.length, 1);
  locks[0].released = true; // the browser takes it back with the page
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.equal(locks.length, 2);
  await wake.release();
  assert.ok(locks[1].released);
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.equal(locks.length, 2);
});

test("a screen that may not be held leaves the session alone", async () => {
  const request = async () => {
    throw new Error("low battery");
  };
  const document = Object.assign(new EventTarget(), { hidden: false });
  await createWake({ navigator: { wakeLock: { request } }, document }).hold();
  await createWake({ navigator: {}, document }).hold();
});

const VOICES = [
  { lang: "fr-FR", default: true },
  { lang: "en-US", default: false },
  { lang: "en_GB", default: false },
  { lang: "de-DE", default: false },
];

/** A browser with these voices, and what it speaks. */
function speaking({ voices = VOICES, language = "en-GB", ms = { now: 0 } } = {}) {
  const said = [];
  const synthesis = {
    voices,
    speaking: true,
    pending: false,
    getVoices: () => synthesis.voices,
    cancel: () => said.push("-"),
    speak: (utterance) => said.push(`${utterance.text} ${utterance.voice?.lang}`),
  };
  const Utterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  let missing = 0;
  const onMissing = () => void (missing += 1);
  const voice = createVoice({ synthesis, Utterance, language, now: () => ms.now, onMissing });
  return { voice, said, synthesis, missing: () => missing };
}

test("a new word takes the place of one still being said", () => {
  const { voice, said } = speaking();
  voice.say("Half way.");
  voice.say("");
  assert.deepEqual(said, ["-", "Half way. en_GB"]);
});

test("words are spoken by a voice of the page's language, of its region where there is one", () => {
  for (const [language, lang] of [
    ["en-GB", "en_GB"],
    ["en-AU", "en-US"],
    ["de", "de-DE"],
  ]) {
    const { voice, said } = speaking({ language });
    voice.say("Up.");
    assert.deepEqual(said, ["-", `Up. ${lang}`]);
  }
});

test("without a voice of the language nothing is spoken, and that is told once", () => {
  const { voice, said, missing } = speaking({ voices: VOICES.slice(0, 3), language: "de" });
  voice.say("Zehen weg.");
  voice.say("Zehen hoch.");
  assert.deepEqual(said, []);
  assert.equal(missing(), 1);
});

test("voices that are still being loaded are waited for, but not for ever", () => {
  const ms = { now: 0 };
  const { voice, said, synthesis, missing } = speaking({ voices: [], ms });
  voice.say("One.");
  assert.deepEqual([said.length, missing()], [0, 0]);
  synthesis.voices = VOICES;
  voice.say("Two.");
  assert.deepEqual(said, ["-", "Two. en_GB"]);
  synthesis.voices = [];
  ms.now = 60_000;
  voice.say("Three.");
  assert.equal(missing(), 1);
});

test("without speech or vibration nothing is said, felt or broken", () => {
  let missing = 0;
  const onMissing = () => void (missing += 1);
  createVoice({ synthesis: undefined, Utterance: undefined, onMissing }).say("Up");
  assert.equal(missing, 1);
  const haptics = createHaptics({ vibrate: undefined });
  haptics.beat("down");
  haptics.stop();
});

test("down and up feel different", () => {
  const felt = [];
  const haptics = createHaptics({ vibrate: (pattern) => felt.push(pattern) > 0 });
  haptics.beat("down");
  haptics.beat("up");
  haptics.beat("end");
  assert.equal(felt.length, 2);
  assert.notDeepEqual(felt[0], felt[1]);
});
