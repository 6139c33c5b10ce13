/**
 * The player: keeps the session going in the page and wires clock, sound, voice, vibration, wake
 * lock and reports together. README.md is its contract. It draws nothing.
 */

import { createAnnouncer } from "./announcer.js";
import { createClock } from "./clock.js";
import { createHaptics } from "./haptics.js";
import {
  AWAY_AFTER,
  AWAY_AT_MOST,
  current,
  isDone,
  last,
  moveOn,
  remaining,
  spend,
  total,
  visit,
  withLast,
} from "./place.js";
import { createReporter } from "./reporter.js";
import { createSound } from "./sound.js";
import { poseAt } from "./timeline.js";
import { createVoice } from "./voice.js";
import { createWake } from "./wake.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Visit} Visit
 * @typedef {{sound: boolean, voice: boolean, vibration: boolean}} Settings
 */

const TICK_SECONDS = 0.05;
const TIME_EVERY_SECONDS = 0.25;
const LIFE_SIGN_SECONDS = 5;
const OVER = ["stopped", "finished", "ended"];

/**
 * @param {object} given
 * @param {Script} given.script
 * @param {State} given.state
 * @param {EventTarget} given.root
 * @param {string} given.url
 * @param {Partial<Settings>} [given.settings]
 * @param {ReturnType<typeof createClock>} [given.clock]
 * @param {ReturnType<typeof createSound>} [given.sound]
 * @param {ReturnType<typeof createVoice>} [given.voice]
 * @param {ReturnType<typeof createHaptics>} [given.haptics]
 * @param {ReturnType<typeof createWake>} [given.wake]
 * @param {typeof createReporter} [given.makeReporter]
 * @param {(run: () => void, seconds: number) => () => void} [given.every] returns how to end it
 * @param {(run: () => void) => () => void} [given.eachFrame] returns how to end it
 * @param {EventTarget | undefined} [given.page] tells when the page is left
 */
export function createPlayer({
  script,
  state,
  root,
  url,
  settings = {},
  clock = createClock(),
  sound = createSound(),
  voice = createVoice(),
  haptics = createHaptics(),
  wake = createWake(),
  makeReporter = createReporter,
  every = everySeconds,
  eachFrame = eachAnimationFrame,
  page = globalThis.window,
}) {
  /** @type {Settings} */
  let wanted = { sound: true, voice: true, vibration: true, ...settings };
  let { phase, cause, outcome, page: target } = state;
  let visits = state.visits.length > 0 ? state.visits : [visit(0)];
  if (phase === "running") [phase, cause] = ["paused", "lost"]; // nothing starts by itself

  let sinceTime = 0;
  let sinceSign = 0;
  /** @type {(() => void)[]} */
  let running = [];

  const reporter = makeReporter({ url, onState: heard, onFault: (fault) => emit("fault", fault) });
  const announcer = createAnnouncer({
    script,
    emit,
    say: (text) => wanted.voice && voice.say(text),
    beat: (tone) => wanted.vibration && haptics.beat(tone),
    vibrate: (pattern) => wanted.vibration && haptics.pattern(pattern),
  });

  function emit(/** @type {string} */ name, /** @type {object} */ detail) {
    root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  function at() {
    const segment = current(script, visits);
    const { seconds } = last(visits);
    return {
      phase,
      cause,
      outcome,
      page: target,
      index: last(visits).segment,
      count: script.segments.length,
      segment,
      seconds,
      remaining: segment.seconds === null ? null : segment.seconds - seconds,
      label: segment.title,
      ask: segment.ask,
    };
  }

  function position() {
    return { segment: last(visits).segment, seconds: last(visits).seconds };
  }

  function report(/** @type {string} */ what, /** @type {object} */ more = {}) {
    sinceSign = 0;
    return reporter.report(what, { position: position(), ...more });
  }

  function change(/** @type {string} */ to, /** @type {string | null} */ why = null) {
    [phase, cause] = [to, why];
    if (phase === "running") start();
    else halt();
    emit("state", at());
  }

  function start() {
    clock.start();
    if (wanted.sound) sound.start(total(visits));
    void wake.hold();
    announcer.refresh(visits);
    running = [every(tick, TICK_SECONDS), eachFrame(showPose)];
  }

  function halt() {
    running.forEach((end) => end());
    running = [];
    clock.stop();
    sound.stop();
    voice.stop();
    haptics.stop();
    void wake.release();
    showPose();
  }

  /** Lets the time since the last tick pass. */
  function tick() {
    if (phase !== "running") return;
    const passed = clock.tick();
    const segment = current(script, visits);
    const isAway = passed > AWAY_AFTER;
    if (isAway && !(segment.away === "elapse" && passed <= AWAY_AT_MOST)) {
      change("paused", "away");
      void report("pause");
      return;
    }
    go(spend(script, visits, passed, { onlyElapsing: isAway }));
    if (phase === "running" && isAway && current(script, visits).away === "pause") {
      change("paused", "away");
      void report("pause");
      return;
    }
    if (phase === "running" && wanted.sound) sound.plan(script, visits);
    showTime(passed);
    if (phase === "running" && sinceSign >= LIFE_SIGN_SECONDS) void report("beat");
  }

  /** Takes the visits to a later place and tells what lies between. */
  function go(/** @type {Visit[]} */ to) {
    const before = visits;
    visits = to;
    announcer.pass(before, visits);
    if (isDone(script, visits)) return finished();
    if (visits.length !== before.length) emit("state", at());
  }

  function finished() {
    outcome = visits.some((v) => script.segments[v.segment].is_active && v.seconds > 0)
      ? "finished"
      : "dropped";
    if (wanted.sound) sound.plan(script, visits);
    running.forEach((end) => end());
    running = [];
    clock.stop();
    void wake.release();
    [phase, cause] = ["finished", null];
    showPose();
    emit("state", at());
    void report("beat");
  }

  function showTime(/** @type {number} */ passed) {
    sinceSign += passed;
    sinceTime += passed;
    if (sinceTime < TIME_EVERY_SECONDS) return;
    sinceTime = 0;
    const { seconds, remaining: left } = at();
    emit("time", {
      seconds,
      remaining: left,
      total_seconds: total(visits),
      total_remaining: remaining(script, visits),
    });
  }

  function showPose() {
    const segment = current(script, visits);
    const seconds = last(visits).seconds + clock.peek();
    emit("pose", poseAt(segment, Math.min(seconds, segment.seconds ?? Infinity)));
  }

  /** What the server says counts where it is stricter, once it has heard everything from here. */
  function heard(/** @type {State} */ from) {
    if (from.phase === "stopped" || from.phase === "ended") {
      outcome = from.outcome;
      target = from.page;
      if (phase !== from.phase) change(from.phase, from.cause);
    } else if (phase === "finished" && from.phase === "running") {
      every1(() => void report("beat"), 1); // the server's clock is a moment behind
    } else if (phase === "running" && from.phase === "paused" && reporter.waiting === 0) {
      change("paused", from.cause);
    }
  }

  function every1(/** @type {() => void} */ run, /** @type {number} */ seconds) {
    const end = every(() => {
      end();
      run();
    }, seconds);
  }

  /** Moves past the current segment, by an answer or a skip. */
  function past(/** @type {Partial<Visit>} */ changes) {
    go(moveOn(script, withLast(visits, changes)));
    if (phase === "running") {
      if (wanted.sound) sound.start(total(visits));
      tick();
    } else if (phase === "paused") {
      announcer.refresh(visits);
      showPose();
    }
  }

  function leave() {
    if (phase === "running") {
      tick();
      if (phase === "running") {
        void report("lost");
        change("paused", "lost");
      }
    }
    reporter.leave();
  }

  page?.addEventListener("pagehide", leave);
  queueMicrotask(() => {
    announcer.refresh(visits);
    showPose();
    emit("state", at());
  });

  return {
    at,

    begin() {
      if (phase !== "ready") return;
      void report("begin");
      change("running");
      tick();
    },

    pause() {
      if (phase !== "running") return;
      tick();
      if (phase !== "running") return;
      void report("pause");
      change("paused", "person");
    },

    resume() {
      if (phase !== "paused") return;
      void report("resume");
      change("running");
      tick();
    },

    skip() {
      if (phase !== "running" && phase !== "paused") return;
      void report("skip");
      past({ is_skipped: true });
    },

    /** @param {number | string | null} [value] left out for the segment's own button */
    answer(value = null) {
      const segment = current(script, visits);
      const isForIt = segment.seconds === null && (value === null) === (segment.ask === null);
      if (phase !== "running" || !isForIt) return;
      tick();
      if (phase !== "running" || current(script, visits) !== segment) return;
      void report("answer", { value });
      past({ answer: value ?? segment.until });
    },

    /**
     * Something is wrong. Taken in every phase; resolves once the server knows or cannot be told.
     * @param {string} ruleId
     * @param {"left" | "right" | "both"} [leg]
     */
    stop(ruleId, leg) {
      tick();
      const known = script.stop_rules.find((rule) => rule.id === ruleId);
      target = mostUrgent(target, known?.page ?? "check");
      outcome = "stopped";
      const told = report("stop", { rule: ruleId, leg: leg ?? null });
      change("stopped");
      return told;
    },

    /** The person ends here, with nothing wrong. */
    finish() {
      if (OVER.includes(phase)) return Promise.resolve();
      tick();
      if (OVER.includes(phase)) return Promise.resolve();
      outcome = "dropped";
      const told = report("finish");
      change("ended", "person");
      return told;
    },

    /** @param {Partial<Settings>} changes */
    set(changes) {
      wanted = { ...wanted, ...changes };
      if (!wanted.sound) sound.stop();
      if (!wanted.voice) voice.stop();
      if (!wanted.vibration) haptics.stop();
      if (changes.sound && phase === "running") sound.start(total(visits));
    },

    destroy() {
      leave();
      page?.removeEventListener("pagehide", leave);
      running.forEach((end) => end());
      wake.close();
      sound.close();
      voice.stop();
    },
  };
}

const PAGES = ["emergency", "today", "elevation_stop", "check"];

function mostUrgent(/** @type {string | null} */ a, /** @type {string} */ b) {
  return a !== null && PAGES.indexOf(a) < PAGES.indexOf(b) ? a : b;
}

function everySeconds(/** @type {() => void} */ run, /** @type {number} */ seconds) {
  const timer = setInterval(run, seconds * 1000);
  return () => clearInterval(timer);
}

function eachAnimationFrame(/** @type {() => void} */ run) {
  const request = globalThis.requestAnimationFrame;
  if (!request) return () => undefined;
  let frame = request(function next() {
    run();
    frame = request(next);
  });
  return () => cancelAnimationFrame(frame);
}
