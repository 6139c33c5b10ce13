import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeTime, listen, readyState, SESSION, script, settled } from "./support.mjs";

const { createClock } = await import(`${SESSION}/clock.js`);
const { createPlayer } = await import(`${SESSION}/player.js`);

/** A player with a fake time and parts that only note what they were asked for. */
async function playing(name, { state = readyState(), settings = {} } = {}) {
  const time = new FakeTime();
  const noted = { reports: [], said: [], felt: [], tones: 0, awake: false, left: 0 };
  const root = new EventTarget();
  const page = new EventTarget();
  let answer = () => undefined;
  const player = createPlayer({
    script: script(name),
    state,
    root,
    page,
    url: "/events",
    settings,
    clock: createClock({ now: () => time.now, wall: () => time.now }),
    every: time.every,
    after: time.after,
    eachFrame: (run) => time.every(run, 1 / 30),
    sound: { start: () => undefined, plan: () => (noted.tones += 1), stop() {}, close() {} },
    voice: { say: (text) => noted.said.push(text), stop() {} },
    haptics: { beat: (tone) => noted.felt.push(tone), pattern() {}, stop() {} },
    wake: {
      hold: async () => void (noted.awake = true),
      release: async () => void (noted.awake = false),
      close() {},
    },
    makeReporter: ({ onState }) => {
      answer = onState;
      return {
        waiting: 0,
        leave: () => (noted.left += 1),
        report: async (what, more) => void noted.reports.push({ do: what, ...more }),
      };
    },
  });
  const { heard, of } = listen(root);
  await settled();
  return { player, time, noted, heard, of, page, answer: (from) => answer(from) };
}

const phases = (of) => of("state").map(({ phase }) => phase);
const told = (noted) => noted.reports.map((each) => each.do);

test("nothing starts before begin, and the page is told where it stands", async () => {
  const { player, time, of, noted } = await playing("ankle_pumps");
  time.pass(60);
  assert.deepEqual(phases(of), ["ready"]);
  assert.equal(player.at().seconds, 0);
  assert.deepEqual(noted.reports, []);
});

test("ankle pumps play through: get ready, every beat, done", async () => {
  const { player, time, of, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(190);
  assert.equal(player.at().phase, "finished");
  assert.equal(player.at().outcome, "finished");
  const beats = of("cue").filter((cue) => cue.do === "move");
  assert.equal(beats.filter((cue) => cue.tone === "down").length, 150);
  assert.equal(beats.filter((cue) => cue.tone === "up").length, 150);
  assert.deepEqual(
    of("count")
      .slice(0, 7)
      .map(({ number }) => number),
    [5, 5, 4, 3, 2, 1, 1],
  );
  assert.deepEqual(noted.said.slice(0, 5), ["5", "4", "3", "2", "1"]);
  assert.equal(
    of("count")
      .filter(({ label }) => label === "Toes away")
      .at(-1).number,
    150,
  );
  assert.ok(noted.said.includes("Half way."));
  assert.equal(noted.said.at(-1), "Done. Let go and rest.");
  assert.equal(noted.awake, false);
});

test("the pose follows the beat and stays in its range", async () => {
  const { player, time, of } = await playing("ankle_pumps");
  player.begin();
  time.pass(30);
  const poses = of("pose");
  assert.ok(poses.length > 500);
  assert.ok(poses.some((pose) => pose.ankle < -0.99) && poses.some((pose) => pose.ankle > 0.99));
  assert.ok(poses.every((pose) => Math.abs(pose.ankle) <= 1 && pose.squeeze >= 0));
});

test("a sign of life goes out every five seconds while running", async () => {
  const { player, time, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(26);
  assert.deepEqual(told(noted), ["begin", "beat", "beat", "beat", "beat", "beat"]);
});

test("pause and resume go on at the same place", async () => {
  const { player, time, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(20);
  player.pause();
  const { seconds } = player.at();
  assert.ok(Math.abs(seconds - 15) < 0.001);
  assert.equal(noted.awake, false);
  time.pass(3600);
  assert.equal(player.at().seconds, seconds);
  player.resume();
  time.pass(10);
  assert.ok(Math.abs(player.at().seconds - 25) < 0.001);
});

test("a machine that slept through a rhythm pauses where it was", async () => {
  const { player, time, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(20);
  time.sleep(600);
  assert.equal(player.at().phase, "paused");
  assert.equal(player.at().cause, "away");
  assert.ok(player.at().seconds <= 15.001);
  assert.equal(told(noted).at(-1), "pause");
});

test("legs stay up while the screen is locked, and are then brought down", async () => {
  const { player, time } = await playing("elevation");
  player.begin();
  time.pass(3);
  player.answer();
  assert.equal(player.at().segment.id, "raised");
  time.sleep(300);
  assert.equal(player.at().phase, "running");
  assert.ok(player.at().seconds >= 300);
  time.sleep(700);
  assert.equal(player.at().phase, "paused");
  assert.equal(player.at().segment.id, "lower");
  player.resume();
  time.pass(20);
  assert.equal(player.at().phase, "finished");
});

test("hours away are no hours with the legs up", async () => {
  const { player, time } = await playing("elevation");
  player.begin();
  player.answer();
  time.sleep(8 * 3600);
  assert.equal(player.at().phase, "paused");
  assert.ok(player.at().seconds < 0.1);
});

test("an answer counts only for what asks it", async () => {
  const { player, time, noted } = await playing("pain_guided_walking");
  player.begin();
  time.pass(15);
  player.answer(3);
  assert.equal(player.at().segment.id, "walk");
  player.answer();
  assert.equal(player.at().segment.id, "pain");
  player.answer();
  assert.equal(player.at().segment.id, "pain");
  player.answer(4);
  player.answer(4);
  assert.equal(player.at().segment.id, "rest");
  const answers = noted.reports.filter((each) => each.do === "answer");
  assert.deepEqual(
    answers.map(({ value, position }) => [value, position.segment]),
    [
      [null, 1],
      [4, 2],
    ],
  );
});

test("a stop is taken in every phase and says where to go", async () => {
  for (const before of ["begin", "pause", "finish", "skip", null]) {
    const { player, noted, of } = await playing("ankle_pumps");
    if (before && before !== "begin") player.begin();
    if (before) player[before]();
    await player.stop("chest_pain");
    assert.equal(player.at().phase, "stopped");
    assert.equal(of("state").at(-1).page, "emergency");
    assert.equal(noted.reports.at(-1).rule, "chest_pain");
  }
});

test("the most urgent of two stops says where to go", async () => {
  const { player } = await playing("ankle_pumps");
  player.begin();
  await player.stop("chest_pain");
  await player.stop("pain", "left");
  assert.equal(player.at().page, "emergency");
});

test("nothing moves after a stop", async () => {
  const { player, time, heard } = await playing("ankle_pumps");
  player.begin();
  time.pass(20);
  await player.stop("faint");
  const before = heard.length;
  player.resume();
  player.begin();
  player.skip();
  player.answer();
  time.pass(60);
  assert.equal(heard.length, before);
});

test("skipping tells nothing of what was skipped", async () => {
  const { player, time, of } = await playing("ankle_pumps");
  player.begin();
  time.pass(2);
  player.skip();
  assert.equal(player.at().segment.id, "pump");
  player.skip();
  assert.equal(player.at().phase, "finished");
  assert.ok(of("cue").filter((cue) => cue.do === "move").length <= 1);
});

test("leaving the page pauses, tells the server, and loses nothing", async () => {
  const { player, time, noted, page } = await playing("ankle_pumps");
  player.begin();
  time.pass(33);
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(player.at().cause, "lost");
  assert.equal(told(noted).at(-1), "lost");
  assert.equal(noted.left, 1);
  assert.ok(Math.abs(noted.reports.at(-1).position.seconds - 28) < 0.001);
});

test("a session that was running comes back paused at its place", async () => {
  const visits = [
    { segment: 0, seconds: 5, answer: null, is_skipped: false },
    { segment: 1, seconds: 65, answer: null, is_skipped: false },
  ];
  const state = { ...readyState(), phase: "running", visits };
  const { player, time } = await playing("ankle_pumps", { state });
  assert.equal(player.at().phase, "paused");
  time.pass(100);
  assert.equal(player.at().seconds, 65);
  player.resume();
  time.pass(1);
  assert.ok(Math.abs(player.at().seconds - 66) < 0.001);
});

test("what the server ends or stops is ended here too", async () => {
  const { player, time, answer, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(10);
  answer({ phase: "ended", cause: "gate", outcome: "dropped", page: null, visits: [] });
  assert.deepEqual([player.at().phase, player.at().cause], ["ended", "gate"]);
  assert.equal(noted.awake, false);
});

test("after the end it goes on telling the server until that has ended too", async () => {
  const { player, time, answer, noted } = await playing("ankle_pumps");
  player.begin();
  time.pass(186);
  const before = noted.reports.length;
  answer({ phase: "running", cause: null, outcome: null, page: null, visits: [] });
  time.pass(1.1);
  assert.equal(noted.reports.length, before + 1);
  answer({ phase: "finished", cause: null, outcome: "finished", page: null, visits: [] });
  time.pass(10);
  assert.equal(noted.reports.length, before + 1);
});

test("sound, voice and vibration are each left out when not wanted", async () => {
  const settings = { sound: false, voice: false, vibration: false };
  const { player, time, noted, of } = await playing("ankle_pumps", { settings });
  player.begin();
  time.pass(20);
  assert.deepEqual([noted.said.length, noted.felt.length, noted.tones], [0, 0, 0]);
  assert.ok(of("cue").length > 20);
  player.set({ voice: true, vibration: true, sound: true });
  time.pass(20);
  assert.ok(noted.said.length > 0 && noted.felt.length > 0 && noted.tones > 0);
});

test("time left is told four times a second, and not where it waits for the person", async () => {
  const pumps = await playing("ankle_pumps");
  pumps.player.begin();
  pumps.time.pass(10);
  assert.ok(pumps.of("time").length >= 33);
  const { remaining, total_remaining: all } = pumps.of("time").at(-1);
  assert.ok(Math.abs(remaining - 175) < 0.3);
  assert.equal(remaining, all);
  const legs = await playing("elevation");
  assert.equal(legs.of("time").at(-1).remaining, null);
});

test("two players of one script say the same at every moment, however their ticks fall", async () => {
  const a = await playing("calf_raises");
  const b = await playing("calf_raises");
  a.player.begin();
  b.player.begin();
  a.time.pass(100);
  for (let n = 0; n < 400; n += 1) b.time.pass(0.25);
  const beats = ({ of }) =>
    of("cue")
      .filter((cue) => cue.label)
      .map(({ label, number }) => `${label} ${number}`);
  assert.deepEqual(beats(a), beats(b));
  assert.equal(beats(a).length, 15 * 4 + 5);
});
