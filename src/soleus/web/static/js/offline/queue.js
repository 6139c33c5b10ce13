/**
 * Entries made with no network: they wait here under an id made on the device, and are sent until
 * the server has taken each. Sending twice does no harm; one that is refused is kept and told.
 *
 * @typedef {{id: string, person: string, kind: string, at: string, taken_at: string,
 *   order?: number, payload: Record<string, any>, faults?: string[], from?: string}} Waiting
 *   `order`: its place among what waits, which no clock changes; `from`: the page whose form it
 *   came from
 */

import * as checks from "../check/store.js";
import { newId } from "../ids.js";
import { ownMoment } from "../zone.js";
import { all, change, WAITING } from "./database.js";
import { askToLast } from "./lasting.js";

const BATCH = 50;

/** What a page hears once something new waits, or has been sent. */
export const WAITS = "soleus-waits";

/**
 * An entry as it waits; `at` is when it happened, by this device's clock.
 * @param {string} person
 * @param {string} kind
 * @param {Record<string, any>} payload
 * @param {{id?: string, at?: Date}} [more]
 * @returns {Waiting}
 */
export function entryOf(person, kind, payload, { id = newId(), at = new Date() } = {}) {
  const taken_at = new Date().toISOString();
  return { id, person, kind, at: ownMoment(at), taken_at, payload };
}

/** Let entries wait, all or none; once this resolves they are on the disk, `instead` of another. */
export async function keep(/** @type {Waiting[]} */ entries, instead = "") {
  const ordered = await inOrder(entries);
  await change({
    put: ordered.map((entry) => [WAITING, entry]),
    remove: instead ? [[WAITING, instead]] : [],
  });
  void askToLast();
}

/**
 * Entries with their place after all that waits; one that takes another's place has it already.
 * @template {Waiting} T
 * @param {T[]} entries
 */
export async function inOrder(entries) {
  const last = Math.max(0, ...(await waiting()).map(({ order }) => order ?? 0));
  return entries.map((entry, place) => ({ ...entry, order: entry.order ?? last + place + 1 }));
}

/** Take an entry off the list; it is not sent any more. */
export function drop(/** @type {string} */ id) {
  return change({ remove: [[WAITING, id]] });
}

/** What waits, checks included, in the order taken. @returns {Promise<Waiting[]>} */
export async function waiting(/** @type {string | null} */ person = null) {
  const kept = /** @type {Waiting[]} */ ([...(await all(WAITING)), ...(await checks.everybodys())]);
  const own = kept.filter((entry) => person === null || entry.person === person);
  const clock = (/** @type {Waiting} */ { taken_at }) => Date.parse(taken_at);
  return own.sort(
    (one, other) => (one.order ?? 0) - (other.order ?? 0) || clock(one) - clock(other),
  );
}

/** Send all that waits; gives whether the server was reached. One tab does it at a time. */
export function sync() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request("soleus-sync", sendAll);
}

async function sendAll() {
  const entries = await waiting();
  for (let first = 0; first < entries.length; first += BATCH) {
    const batch = entries.slice(first, first + BATCH);
    const fates = await post(batch);
    if (!fates) return false;
    await settle(batch, fates);
  }
  return true;
}

/** @returns {Promise<{id: string, fate: string, faults: string[]}[] | null>} */
async function post(/** @type {Waiting[]} */ batch) {
  const entries = batch.map(({ id, person, kind, at, payload }) => ({
    ...{ id, person, kind, at },
    payload: kind === "check" ? { document: payload.document, knew: payload.knew } : payload,
  }));
  try {
    const answer = await fetch("/api/sync", {
      method: "POST",
      headers: { "content-type": "application/json", "soleus-page": "yes" },
      body: JSON.stringify({ entries }),
    });
    return answer.ok ? (await answer.json()).entries : null;
  } catch {
    return null; // no network; everything goes on waiting
  }
}

/** Forget what was taken; keep the rest, with what the server said of it. */
async function settle(
  /** @type {Waiting[]} */ batch,
  /** @type {{id: string, fate: string, faults: string[]}[]} */ fates,
) {
  const said = new Map(fates.map((each) => [each.id, each]));
  const isTaken = (/** @type {Waiting} */ entry) => said.get(entry.id)?.fate === "taken";
  const own = batch.filter((entry) => entry.kind !== "check");
  await change({
    remove: own.filter(isTaken).map((entry) => [WAITING, entry.id]),
    put: own
      .filter((entry) => said.get(entry.id)?.fate === "refused")
      .map((entry) => [WAITING, { ...entry, faults: said.get(entry.id)?.faults }]),
  });
  const taken = batch.filter((entry) => entry.kind === "check" && isTaken(entry));
  await Promise.all(taken.map((entry) => checks.arrived(entry.id)));
}
