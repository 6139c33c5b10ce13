/**
 * Tells the server what happened, in order, each event once. What cannot be sent waits and is
 * sent again; when the page is left, it goes out as a beacon.
 *
 * @typedef {{id: string, do: string, at: number, [key: string]: unknown}} Waiting
 */

import { newId } from "../ids.js";
import { translate } from "../phrases.js";

const BATCH = 50;
const RETRY_SECONDS = [1, 2, 4, 8, 15];

/**
 * @param {object} parts
 * @param {string} parts.url
 * @param {(state: import("./types.js").State) => void} parts.onState what the server answers
 * @param {(fault: {text: string, waiting: number}) => void} parts.onFault
 * @param {() => number} [parts.now] milliseconds of a clock that goes on while the machine sleeps
 * @param {typeof fetch} [parts.send]
 * @param {(url: string, body: Blob) => boolean} [parts.beacon]
 * @param {(run: () => void, seconds: number) => unknown} [parts.later]
 */
export function createReporter({
  url,
  onState,
  onFault,
  now = () => Date.now(),
  send = (...given) => globalThis.fetch(...given),
  beacon = globalThis.navigator?.sendBeacon?.bind(globalThis.navigator),
  later = (run, seconds) => setTimeout(run, seconds * 1000),
}) {
  /** @type {Waiting[]} */
  let queue = [];
  let failures = 0;
  let oneByOne = false;
  /** @type {Promise<void> | null} */
  let underWay = null;

  function body(/** @type {Waiting[]} */ events) {
    const sent = events.map(({ at, ...event }) => ({
      ...event,
      ago_seconds: Math.max(0, now() - at) / 1000,
    }));
    return JSON.stringify({ events: sent });
  }

  function forget(/** @type {Waiting[]} */ events) {
    const ids = new Set(events.map((event) => event.id));
    queue = queue.filter((event) => !ids.has(event.id));
  }

  /** Sends one batch; whether to go straight on. */
  async function sendSome() {
    const batch = queue.slice(0, oneByOne ? 1 : BATCH);
    const response = await post(batch);
    if (response === null || response.status >= 500) return wait();
    if (!response.ok) return refused(batch, await faultText(response));
    failures = 0;
    oneByOne = false;
    forget(batch);
    onState((await response.json()).state);
    return true;
  }

  function post(/** @type {Waiting[]} */ batch) {
    return send(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "Soleus-Page": "yes",
      },
      body: body(batch),
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => null);
  }

  function wait() {
    onFault({
      text: translate("Not saved yet. Soleus tries again by itself."),
      waiting: queue.length,
    });
    later(flush, RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)]);
    failures += 1;
    return false;
  }

  /** One faulty event must not keep the others back. */
  function refused(/** @type {Waiting[]} */ batch, /** @type {string} */ text) {
    if (batch.length > 1) {
      oneByOne = true;
    } else {
      forget(batch);
      onFault({ text, waiting: queue.length });
    }
    return true;
  }

  async function drain() {
    try {
      let goesOn = true;
      while (goesOn && queue.length > 0) goesOn = await sendSome();
    } finally {
      underWay = null; // in the same breath as the last look at the queue: nothing slips between
    }
  }

  /** Sends what waits; resolves when nothing waits any more or a retry has been set. */
  async function flush() {
    if (queue.length > 0) underWay ??= drain();
    return underWay ?? undefined;
  }

  return {
    flush,

    /** @param {string} what @param {object} [more] */
    report(what, more = {}) {
      queue.push({ id: newId(), do: what, at: now(), ...more });
      return flush();
    },

    /** The page is going: one last try that outlives it. Sent again later, it counts once. */
    leave() {
      if (queue.length > 0) {
        beacon?.(url, new Blob([body(queue)], { type: "application/json" }));
      }
    },

    get waiting() {
      return queue.length;
    },
  };
}

async function faultText(/** @type {Response} */ response) {
  const text = translate("The server did not accept this.");
  return response.json().then(
    (data) => data.error?.message ?? text,
    () => text,
  );
}
