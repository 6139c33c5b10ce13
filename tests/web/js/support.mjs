/** Scripts, a fake time and fake parts for the tests of the session's modules. */

import { readFileSync } from "node:fs";

export const SCRIPTS = "../../../src/soleus/web/static/js";
export const SESSION = `${SCRIPTS}/session`;
export const EXAMPLES = JSON.parse(
  readFileSync(new URL("./examples.json", import.meta.url), "utf-8"),
);

export function script(name) {
  return structuredClone(EXAMPLES.scripts[name]);
}

export function readyState() {
  const visits = [{ segment: 0, seconds: 0, answer: null, is_skipped: false }];
  return { phase: "ready", cause: null, visits, outcome: null, page: null };
}

/** A time that moves only when told; timers run in their order. */
export class FakeTime {
  now = 1000;
  #timers = [];

  every = (run, seconds) => this.#add(run, seconds, true);
  after = (run, seconds) => this.#add(run, seconds, false);

  #add(run, seconds, again) {
    const timer = { run, seconds, again, due: this.now + seconds * 1000 };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  pass(seconds) {
    const end = this.now + seconds * 1000;
    for (;;) {
      const next = this.#timers.reduce((a, b) => (a && a.due <= b.due ? a : b), null);
      if (!next || next.due > end) break;
      this.now = Math.max(this.now, next.due);
      if (next.again) next.due += next.seconds * 1000;
      else this.#timers = this.#timers.filter((each) => each !== next);
      next.run();
    }
    this.now = end;
  }

  /** The machine sleeps: time goes by and no timer runs until it is over. */
  sleep(seconds) {
    this.now += seconds * 1000;
    for (const timer of this.#timers) timer.due = Math.max(timer.due, this.now);
    this.pass(0.06);
  }
}

/** Listens to every event of a player. */
export function listen(root) {
  const heard = [];
  for (const name of ["state", "cue", "count", "pose", "time", "fault", "unheard"]) {
    root.addEventListener(name, (event) => heard.push({ name, ...event.detail }));
  }
  return { heard, of: (name) => heard.filter((each) => each.name === name) };
}

export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}
