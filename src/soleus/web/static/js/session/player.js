/**
 * The player: keeps the session going in the page and wires clock, sound, voice, vibration, wake
 * lock and reports together. README.md is its contract. It draws nothing.
 */

import { createAnnouncer } from "./announcer.js";
import { createClock } from "./clock.js";
import { createHaptics } from "./haptics.js";
import * as place from "./place.js";
import { createReporter } from "./reporter.js";
import { createSound } from "./sound.js";
import { poseAt } from "./timeline.js";
import { afterSeconds, eachAnimationFrame, everySeconds } from "./timers.js";
import { createVoice } from "./voice.js";
import { createWake } from "./wake.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Visit} Visit
 * @typedef {{sound: boolean, voice: boolean, vibration: boolean}} Settings
 *
 * @typedef {object} Given
 * @property {Script} script
 * @property {State} state
 * @property {EventTarget} root
 * @property {string} url
 * @property {Partial<Settings>} [settings]
 * @property {ReturnType<typeof createClock>} [clock]
 * @property {ReturnType<typeof createSound>} [sound]
 * @property {ReturnType<typeof createVoice>} [voice]
 * @property {ReturnType<typeof createHaptics>} [haptics]
 * @property {ReturnType<typeof createWake>} [wake]
 * @property {typeof createReporter} [makeReporter]
 * @property {typeof everySeconds} [every]
 * @property {typeof eachAnimationFrame} [eachFrame]
 * @property {typeof afterSeconds} [after]
 * @property {EventTarget} [page] tells when the page is left
 */

const TICK_SECONDS = 0.05;
const TIME_EVERY_SECONDS = 0.25;
const LIFE_SIGN_SECONDS = 5;
const CATCH_UP_SECONDS = 1;

const OVER = ["stopped", "finished", "ended"];
const MOST_URGENT_FIRST = ["emergency", "today", "elevation_stop", "check"];

/** @param {Given} given */
export function createPlayer(given) {
  return new Player(given);
}

class Player {
  /** @type {Settings} */
  #wanted;
  /** @type {string} */
  #phase;
  /** @type {string | null} */
  #cause;
  #outcome;
  #page;
  /** @type {Visit[]} */
  #visits;
  #sinceTime = 0;
  #sinceSign = 0;
  /** @type {(() => void)[]} */
  #timers = [];

  #script;
  #root;
  #clock;
  #sound;
  #voice;
  #haptics;
  #wake;
  #reporter;
  #announcer;
  #window;
  #make;

  /** @param {Given} given */
  constructor(given) {
    const { script, state, root, url, settings = {}, makeReporter = createReporter } = given;
    this.#script = script;
    this.#root = root;
    this.#wanted = { sound: true, voice: true, vibration: true, ...settings };
    this.#phase = state.phase;
    this.#cause = state.cause;
    this.#outcome = state.outcome;
    this.#page = state.page;
    this.#visits = state.visits.length > 0 ? state.visits : [place.visit(0)];
    if (this.#phase === "running") [this.#phase, this.#cause] = ["paused", "lost"];

    this.#clock = given.clock ?? createClock();
    this.#sound = given.sound ?? createSound();
    this.#voice = given.voice ?? createVoice();
    this.#haptics = given.haptics ?? createHaptics();
    this.#wake = given.wake ?? createWake();
    this.#make = {
      every: given.every ?? everySeconds,
      eachFrame: given.eachFrame ?? eachAnimationFrame,
      after: given.after ?? afterSeconds,
    };
    this.#reporter = makeReporter({
      url,
      onState: (from) => this.#heard(from),
      onFault: (fault) => this.#emit("fault", fault),
    });
    this.#announcer = this.#announcing();
    this.#window = given.page ?? globalThis.window;
    this.#window?.addEventListener("pagehide", this.#leave);
    queueMicrotask(() => this.#showAll());
  }

  /** What a `state` event would say now. */
  at() {
    const segment = this.#segment;
    const { segment: index, seconds } = place.last(this.#visits);
    return {
      phase: this.#phase,
      cause: this.#cause,
      outcome: this.#outcome,
      page: this.#page,
      index,
      count: this.#script.segments.length,
      segment,
      seconds,
      remaining: segment.seconds === null ? null : segment.seconds - seconds,
      label: segment.title,
      ask: segment.ask,
    };
  }

  /** The segments entered and the time spent in each: what a session is taken up again from. */
  get visits() {
    return this.#visits;
  }

  /** Starts; from a tap, since browsers give sound only then. */
  begin() {
    if (this.#phase !== "ready") return;
    void this.#report("begin");
    this.#change("running");
  }

  pause() {
    this.#tick();
    if (this.#phase !== "running") return;
    void this.#report("pause");
    this.#change("paused", "person");
  }

  resume() {
    if (this.#phase !== "paused") return;
    void this.#report("resume");
    this.#change("running");
  }

  /** Goes to the next segment. */
  skip() {
    this.#tick();
    if (this.#phase !== "running" && this.#phase !== "paused") return;
    void this.#report("skip");
    this.#past({ is_skipped: true });
  }

  /**
   * Answers what the segment waits for.
   * @param {number | string | null} [value] left out for the segment's own button
   */
  answer(value = null) {
    const asked = this.#segment;
    this.#tick();
    const isForIt = asked.seconds === null && (value === null) === (asked.ask === null);
    if (this.#phase !== "running" || this.#segment !== asked || !isForIt) return;
    void this.#report("answer", { value });
    this.#past({ answer: value ?? asked.until });
  }

  /**
   * Something is wrong. Taken in every phase; resolves once the server knows or cannot be told.
   * @param {string} ruleId
   * @param {"left" | "right" | "both"} [leg]
   */
  stop(ruleId, leg) {
    this.#tick();
    const rule = this.#script.stop_rules.find((each) => each.id === ruleId);
    this.#page = mostUrgent(this.#page, rule?.page ?? "check");
    this.#outcome = "stopped";
    const told = this.#report("stop", { rule: ruleId, leg: leg ?? null });
    this.#change("stopped");
    return told;
  }

  /** The person ends here, with nothing wrong; resolves once the server knows or cannot be told. */
  finish() {
    this.#tick();
    if (OVER.includes(this.#phase)) return Promise.resolve();
    this.#outcome = "dropped";
    const told = this.#report("finish");
    this.#change("ended", "person");
    return told;
  }

  /** @param {Partial<Settings>} changes */
  set(changes) {
    this.#wanted = { ...this.#wanted, ...changes };
    if (!this.#wanted.sound) this.#sound.stop();
    if (!this.#wanted.voice) this.#voice.stop();
    if (!this.#wanted.vibration) this.#haptics.stop();
    if (changes.sound && this.#phase === "running") this.#sound.start(place.total(this.#visits));
  }

  /** Lets go of everything; a running session is kept as paused. */
  destroy() {
    this.#leave();
    this.#window?.removeEventListener("pagehide", this.#leave);
    this.#endTimers();
    this.#wake.close();
    this.#sound.close();
    this.#voice.stop();
  }

  get #segment() {
    return place.current(this.#script, this.#visits);
  }

  #announcing() {
    return createAnnouncer({
      script: this.#script,
      emit: (name, detail) => this.#emit(name, detail),
      say: (text) => this.#wanted.voice && this.#voice.say(text),
      beat: (tone) => this.#wanted.vibration && this.#haptics.beat(tone),
      vibrate: (pattern) => this.#wanted.vibration && this.#haptics.pattern(pattern),
    });
  }

  #emit(/** @type {string} */ name, /** @type {object} */ detail) {
    this.#root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #report(/** @type {string} */ what, /** @type {object} */ more = {}) {
    this.#sinceSign = 0;
    const { segment, seconds } = place.last(this.#visits);
    return this.#reporter.report(what, { position: { segment, seconds }, ...more });
  }

  #change(/** @type {string} */ phase, /** @type {string | null} */ cause = null) {
    [this.#phase, this.#cause] = [phase, cause];
    if (phase === "running") this.#start();
    else this.#halt();
    this.#emit("state", this.at());
    this.#tick();
  }

  #start() {
    this.#clock.start();
    if (this.#wanted.sound) this.#sound.start(place.total(this.#visits));
    void this.#wake.hold();
    this.#announcer.refresh(this.#visits);
    const { every, eachFrame } = this.#make;
    this.#timers = [every(() => this.#tick(), TICK_SECONDS), eachFrame(() => this.#showPose())];
  }

  #halt() {
    this.#rest();
    this.#sound.stop();
    this.#voice.stop();
    this.#haptics.stop();
  }

  /** Ends what moves, and lets the last tone and word be heard out. */
  #rest() {
    this.#endTimers();
    this.#clock.stop();
    void this.#wake.release();
    this.#showPose();
  }

  #endTimers() {
    this.#timers.forEach((end) => end());
    this.#timers = [];
  }

  /** Lets the time since the last tick pass. */
  #tick() {
    if (this.#phase !== "running") return;
    const passed = this.#clock.tick();
    const isAway = passed > place.AWAY_AFTER;
    const isLost = this.#segment.away === "pause" || passed > place.AWAY_AT_MOST;
    if (!(isAway && isLost)) {
      this.#go(place.spend(this.#script, this.#visits, passed, { onlyElapsing: isAway }));
    }
    if (this.#phase !== "running") return;
    if (isAway && (isLost || this.#segment.away === "pause")) {
      this.#change("paused", "away");
      void this.#report("pause");
      return;
    }
    this.#planTones();
    this.#keepTime(passed);
  }

  #planTones() {
    if (!this.#wanted.sound) return;
    this.#sound.plan(this.#script, this.#visits, this.#clock.peek());
  }

  #keepTime(/** @type {number} */ passed) {
    this.#sinceSign += passed;
    this.#sinceTime += passed;
    if (this.#sinceTime >= TIME_EVERY_SECONDS) {
      this.#sinceTime = 0;
      this.#showTime();
    }
    if (this.#sinceSign >= LIFE_SIGN_SECONDS) void this.#report("beat");
  }

  /** Takes the visits to a later place and tells what lies between. */
  #go(/** @type {Visit[]} */ to) {
    const before = this.#visits;
    this.#visits = to;
    this.#announcer.pass(before, to);
    if (place.isDone(this.#script, to)) this.#finished();
    else if (to.length !== before.length) this.#emit("state", this.at());
  }

  #finished() {
    const isActive = (/** @type {Visit} */ v) => this.#script.segments[v.segment].is_active;
    const didSome = this.#visits.some((each) => isActive(each) && each.seconds > 0);
    this.#outcome = didSome ? "finished" : "dropped";
    this.#planTones();
    [this.#phase, this.#cause] = ["finished", null];
    this.#rest();
    this.#emit("state", this.at());
    void this.#report("beat");
  }

  /** Moves past the current segment, by an answer or a skip. */
  #past(/** @type {Partial<Visit>} */ changes) {
    const left = place.withLast(this.#visits, changes);
    this.#go(place.moveOn(this.#script, left));
    if (this.#phase === "running") {
      if (this.#wanted.sound) this.#sound.start(place.total(this.#visits));
      this.#tick();
    } else {
      this.#announcer.refresh(this.#visits);
      this.#showPose();
    }
  }

  /** What the server says counts where it is stricter, once it has heard everything from here. */
  #heard(/** @type {State} */ from) {
    if (from.phase === "stopped" || from.phase === "ended") {
      [this.#outcome, this.#page] = [from.outcome, from.page];
      if (this.#phase !== from.phase) this.#change(from.phase, from.cause);
    } else if (this.#phase === "finished" && from.phase === "running") {
      // the server heard of the start a moment later, so it needs a moment longer
      this.#make.after(() => void this.#report("beat"), CATCH_UP_SECONDS);
    } else if (this.#phase === "running" && from.phase === "paused" && !this.#reporter.waiting) {
      this.#change("paused", from.cause);
    }
  }

  #showAll() {
    this.#announcer.refresh(this.#visits);
    this.#showPose();
    this.#showTime();
    this.#emit("state", this.at());
  }

  #showTime() {
    const { seconds, remaining } = this.at();
    this.#emit("time", {
      seconds,
      remaining,
      total_seconds: place.total(this.#visits),
      total_remaining: place.remaining(this.#script, this.#visits),
    });
  }

  #showPose() {
    const segment = this.#segment;
    const seconds = place.last(this.#visits).seconds + this.#clock.peek();
    this.#emit("pose", poseAt(segment, Math.min(seconds, segment.seconds ?? Infinity)));
  }

  #leave = () => {
    this.#tick();
    if (this.#phase === "running") {
      void this.#report("lost");
      this.#change("paused", "lost");
    }
    this.#reporter.leave();
  };
}

function mostUrgent(/** @type {string | null} */ before, /** @type {string} */ now) {
  const rank = (/** @type {string} */ page) => MOST_URGENT_FIRST.indexOf(page);
  return before !== null && rank(before) < rank(now) ? before : now;
}
