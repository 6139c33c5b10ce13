/**
 * The player: keeps the session going in the page and wires clock, outputs and reports together.
 * README.md is its contract. It draws nothing.
 */

import { createAnnouncer } from "./announcer.js";
import { createClock } from "./clock.js";
import { createOutputs } from "./outputs.js";
import * as progress from "./progress.js";
import { createReporter } from "./reporter.js";
import { poseAt } from "./timeline.js";
import { afterSeconds, eachAnimationFrame, everySeconds } from "./timers.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Stay} Stay
 * @typedef {import("./outputs.js").Settings} Settings
 *
 * @typedef {object} OwnParts
 * @property {Script} script
 * @property {State} state
 * @property {EventTarget} root
 * @property {string} url
 * @property {Partial<Settings>} [settings]
 * @property {ReturnType<typeof createClock>} [clock]
 * @property {typeof createReporter} [makeReporter]
 * @property {typeof everySeconds} [every]
 * @property {typeof eachAnimationFrame} [eachFrame]
 * @property {typeof afterSeconds} [after]
 * @property {EventTarget} [page] its `pagehide` says that the page is left
 *
 * @typedef {OwnParts & import("./outputs.js").OutputParts} PlayerParts
 */

const TICK_SECONDS = 0.05;
const TIME_EVERY_SECONDS = 0.25;
const LIFE_SIGN_SECONDS = 5;
const CATCH_UP_SECONDS = 1;

const OVER = ["stopped", "finished", "ended"];
const MOST_URGENT_FIRST = ["emergency", "today", "elevation_stop", "check"];

/** @param {PlayerParts} parts */
export function createPlayer(parts) {
  return new Player(parts);
}

class Player {
  #script;
  #root;
  #clock;
  #outputs;
  #reporter;
  #announcer;
  #timing;
  #window;

  /** The session as it stands, as the server would say it. */
  #now;
  #sinceTime = 0;
  #sinceSign = 0;
  /** @type {(() => void)[]} */
  #timers = [];

  /** @param {PlayerParts} parts */
  constructor(parts) {
    const { script, state, root, url, settings = {}, makeReporter = createReporter } = parts;
    const { phase, cause, outcome, page, visits } = state;
    this.#script = script;
    this.#root = root;
    this.#now = { phase, cause, outcome, page, stays: visits.length ? visits : [progress.stay(0)] };
    if (phase === "running") Object.assign(this.#now, { phase: "paused", cause: "lost" });

    this.#clock = parts.clock ?? createClock();
    this.#outputs = createOutputs(script, settings, parts, (what, text) =>
      this.#emit("unheard", { what, text }),
    );
    this.#timing = {
      every: parts.every ?? everySeconds,
      eachFrame: parts.eachFrame ?? eachAnimationFrame,
      after: parts.after ?? afterSeconds,
    };
    this.#reporter = makeReporter({
      url,
      onState: (from) => this.#heard(from),
      onFault: (fault) => this.#emit("fault", fault),
    });
    const { say, beat, vibrate } = this.#outputs;
    const emit = (/** @type {string} */ name, /** @type {object} */ detail) =>
      this.#emit(name, detail);
    this.#announcer = createAnnouncer({ script, emit, say, beat, vibrate });
    this.#window = parts.page ?? globalThis.window;
    this.#window?.addEventListener("pagehide", this.#leave);
    queueMicrotask(() => this.#showAll());
  }

  /** What a `state` event would say now. */
  at() {
    const segment = this.#segment;
    const { phase, cause, outcome, page, stays } = this.#now;
    const { segment: index, seconds } = progress.last(stays);
    const remaining = segment.seconds === null ? null : segment.seconds - seconds;
    const { title: label, ask } = segment;
    const count = this.#script.segments.length;
    return { phase, cause, outcome, page, index, count, segment, seconds, remaining, label, ask };
  }

  /** The segments entered and the time spent in each: what a session is taken up again from. */
  get stays() {
    return this.#now.stays;
  }

  /** Starts; from a tap, since browsers give sound only then. */
  begin() {
    if (this.#now.phase !== "ready") return;
    void this.#report("begin");
    this.#change("running");
  }

  pause() {
    this.#tick();
    if (!this.#isRunning) return;
    void this.#report("pause");
    this.#change("paused", "person");
  }

  resume() {
    if (this.#now.phase !== "paused") return;
    void this.#report("resume");
    this.#change("running");
  }

  /** Goes to the next segment. */
  skip() {
    this.#tick();
    if (!this.#isRunning && this.#now.phase !== "paused") return;
    void this.#report("skip");
    this.#moveOn({ is_skipped: true });
  }

  /**
   * Answers what the segment waits for.
   * @param {number | string | null} [value] left out for the segment's own button
   */
  answer(value = null) {
    const asked = this.#segment;
    this.#tick();
    const isForIt = asked.seconds === null && (value === null) === (asked.ask === null);
    if (!this.#isRunning || this.#segment !== asked || !isForIt) return;
    void this.#report("answer", { value });
    this.#moveOn({ answer: value ?? asked.until });
  }

  /**
   * Something is wrong. Counts in every phase; resolves once the server knows or cannot be reached.
   * @param {string} ruleId
   * @param {"left" | "right" | "both"} [leg]
   */
  stop(ruleId, leg) {
    this.#tick();
    const rule = this.#script.stop_rules.find((each) => each.id === ruleId);
    this.#now.page = mostUrgent(this.#now.page, rule?.page ?? "check");
    this.#now.outcome = "stopped";
    const reported = this.#report("stop", { rule: ruleId, leg: leg ?? null });
    this.#change("stopped");
    return reported;
  }

  /** The person ends here, with nothing wrong; resolves once the server knows or cannot be reached. */
  finish() {
    this.#tick();
    if (OVER.includes(this.#now.phase)) return Promise.resolve();
    this.#now.outcome = "dropped";
    const reported = this.#report("finish");
    this.#change("ended", "person");
    return reported;
  }

  /** @param {Partial<Settings>} changes */
  set(changes) {
    this.#outputs.set(changes);
    if (changes.sound && this.#isRunning) this.#outputs.startTones(this.stays);
  }

  /** Lets go of everything; a running session is kept as paused. */
  destroy() {
    this.#leave();
    this.#window?.removeEventListener("pagehide", this.#leave);
    this.#endTimers();
    this.#outputs.close();
  }

  get #segment() {
    return progress.current(this.#script, this.stays);
  }

  get #isRunning() {
    return this.#now.phase === "running";
  }

  #emit(/** @type {string} */ name, /** @type {object} */ detail) {
    this.#root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #report(/** @type {string} */ what, /** @type {object} */ more = {}) {
    this.#sinceSign = 0;
    const { segment, seconds } = progress.last(this.stays);
    return this.#reporter.report(what, { position: { segment, seconds }, ...more });
  }

  #change(/** @type {string} */ phase, /** @type {string | null} */ cause = null) {
    Object.assign(this.#now, { phase, cause });
    if (this.#isRunning) {
      this.#start();
    } else {
      this.#rest();
      this.#outputs.quiet();
    }
    this.#emit("state", this.at());
    this.#tick();
  }

  #start() {
    this.#clock.start();
    this.#outputs.startTones(this.stays);
    this.#outputs.stayAwake();
    this.#announcer.refresh(this.stays);
    const { every, eachFrame } = this.#timing;
    this.#timers = [every(() => this.#tick(), TICK_SECONDS), eachFrame(() => this.#showPose())];
  }

  /** Ends what moves, and lets the last tone and word be heard out. */
  #rest() {
    this.#endTimers();
    this.#clock.stop();
    this.#outputs.maySleep();
    this.#showPose();
  }

  #endTimers() {
    this.#timers.forEach((end) => end());
    this.#timers = [];
  }

  /** Lets the time since the last tick pass. */
  #tick() {
    if (!this.#isRunning) return;
    const passed = this.#clock.tick();
    const { stays, isLost } = progress.pass(this.#script, this.stays, passed);
    this.#goTo(stays);
    if (!this.#isRunning) return;
    if (isLost) {
      this.#change("paused", "away");
      void this.#report("pause");
      return;
    }
    this.#outputs.planTones(this.stays, this.#clock.peek());
    this.#keepTime(passed);
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

  /** Goes to a later place, and shows and says what lies between. */
  #goTo(/** @type {Stay[]} */ later) {
    const before = this.stays;
    if (later === before) return;
    this.#now.stays = later;
    this.#announcer.pass(before, later);
    if (progress.isDone(this.#script, later)) this.#finished();
    else if (later.length !== before.length) this.#emit("state", this.at());
  }

  #finished() {
    this.#now.outcome = progress.didSome(this.#script, this.stays) ? "finished" : "dropped";
    this.#outputs.planTones(this.stays, this.#clock.peek());
    Object.assign(this.#now, { phase: "finished", cause: null });
    this.#rest();
    this.#emit("state", this.at());
    void this.#report("beat");
  }

  /** Leaves the current segment, by an answer or a skip. */
  #moveOn(/** @type {Partial<Stay>} */ changes) {
    const left = progress.withLast(this.stays, changes);
    this.#goTo(progress.moveOn(this.#script, left));
    if (this.#isRunning) {
      this.#outputs.startTones(this.stays);
      this.#tick();
    } else {
      this.#announcer.refresh(this.stays);
      this.#showPose();
    }
  }

  /** What the server says counts where it is stricter, once it has heard everything from here. */
  #heard(/** @type {State} */ from) {
    const { phase } = this.#now;
    if (from.phase === "stopped" || from.phase === "ended") {
      Object.assign(this.#now, { outcome: from.outcome, page: from.page });
      if (phase !== from.phase) this.#change(from.phase, from.cause);
    } else if (phase === "finished" && from.phase === "running") {
      // the server heard of the start a moment later, so it needs a moment longer
      this.#timing.after(() => void this.#report("beat"), CATCH_UP_SECONDS);
    } else if (this.#isRunning && from.phase === "paused" && !this.#reporter.waiting) {
      this.#change("paused", from.cause);
    }
  }

  #showAll() {
    this.#announcer.refresh(this.stays);
    this.#showPose();
    this.#showTime();
    this.#emit("state", this.at());
  }

  #showTime() {
    const { seconds, remaining } = this.at();
    const total_seconds = progress.total(this.stays);
    const total_remaining = progress.remaining(this.#script, this.stays);
    this.#emit("time", { seconds, remaining, total_seconds, total_remaining });
  }

  #showPose() {
    const segment = this.#segment;
    const passed = progress.last(this.stays).seconds + this.#clock.peek();
    const seconds = Math.min(passed, segment.seconds ?? Infinity);
    this.#emit("moment", { stays: this.stays, seconds });
    this.#emit("pose", poseAt(segment, seconds));
  }

  #leave = () => {
    this.#tick();
    if (this.#isRunning) {
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
