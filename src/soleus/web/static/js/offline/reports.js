/**
 * Takes the player's reports where there is no server: keeps the session at every step, asks the
 * gate of the device again, and lets what happened wait to be sent.
 */

import { createReporter } from "../session/reporter.js";
import { change, WAITING } from "./database.js";
import { askToLast } from "./lasting.js";
import { entryOf, keep } from "./queue.js";
import { end, keepRunning } from "./running.js";

/**
 * A reporter to the server that also keeps a stop on this device until the server has it: a killed
 * tab may lose a minute of pumping, but never what was wrong.
 * @param {string} person
 * @param {Record<string, Record<string, Record<string, any>>>} stops findings by rule and leg
 * @returns {typeof createReporter}
 */
export function sureOfStops(person, stops) {
  return (parts) => {
    const reporter = createReporter(parts);
    return Object.create(reporter, {
      report: {
        value: async (/** @type {string} */ what, /** @type {any} */ more = {}) => {
          if (what !== "stop") return reporter.report(what, more);
          const payload = { findings: stops[more.rule]?.[more.leg ?? "left"] ?? {}, is_new: true };
          const entry = entryOf(person, "symptom", payload);
          // the server is told all the same
          const isKept = change({ put: [[WAITING, entry]] }).catch(() => undefined);
          await reporter.report(what, more);
          await isKept;
          // left behind, it is sent once more: told twice what is wrong is as strict as once
          const forget = () => change({ remove: [[WAITING, entry.id]] });
          if (reporter.waiting) void askToLast();
          else await forget().catch(() => undefined);
        },
      },
    });
  };
}

/**
 * @param {object} parts
 * @param {import("./running.js").Running} parts.running
 * @param {Record<string, Record<string, Record<string, any>>>} parts.stops findings by rule and leg
 * @param {() => Promise<boolean>} parts.isOpen whether the gate still opens this session
 * @param {() => string} parts.notKept what is said where the device can keep nothing
 */
export function keepReports({ running, stops, isOpen, notKept }) {
  /** @type {ReturnType<typeof import("../session/player.js").createPlayer> | null} */
  let player = null;
  let isEnded = false;
  /** @type {Promise<void>} one report after another */
  let told = Promise.resolve();

  /** @param {any} parts */
  function make({ onState, onFault }) {
    const ends = (/** @type {string} */ cause) =>
      onState({ phase: "ended", cause, visits: [], outcome: "dropped", page: null });

    async function take(/** @type {string} */ what, /** @type {any} */ more) {
      const visits = player?.stays ?? running.visits;
      const outcome = player?.at().outcome ?? null;
      const now = { ...running, visits };
      if (what === "stop") return stopped(now, more);
      if (isEnded) return;
      if (outcome) return ended(now, outcome);
      await keepRunning(now);
      if (await isOpen()) return;
      await ended(now, "dropped");
      ends("gate");
    }

    async function stopped(/** @type {typeof running} */ now, /** @type {any} */ { rule, leg }) {
      const label = now.script.stop_rules.find((each) => each.id === rule)?.label ?? rule;
      const findings = stops[rule]?.[leg ?? "left"] ?? {};
      if (!isEnded) return ended(now, "stopped", { label, findings });
      const payload = { findings, is_new: true, note: label };
      await keep([entryOf(now.person, "symptom", payload)]);
    }

    async function ended(
      /** @type {typeof running} */ now,
      /** @type {string} */ outcome,
      /** @type {{label: string, findings: Record<string, any>} | null} */ stop = null,
    ) {
      await end(now, outcome, stop);
      isEnded = true;
    }

    return {
      flush: () => told,
      report(/** @type {string} */ what, /** @type {object} */ more = {}) {
        told = told
          .then(() => take(what, more))
          .catch(() => onFault({ text: notKept(), waiting: 0 }));
        return told;
      },
      leave() {},
      get waiting() {
        return 0;
      },
    };
  }

  return {
    make,
    of(/** @type {NonNullable<typeof player>} */ given) {
      player = given;
    },
    /** Resolves once everything reported so far is kept. */
    get told() {
      return told;
    },
  };
}
