/**
 * The page of a journey, which works with no network: what is done is kept on the device and sent
 * by the one door, what is next is marked by the clock, and the gate of this device is asked where
 * the page is from before.
 */

import { entryOf, keep, sync, WAITS, waiting } from "../offline/queue.js";
import { translate } from "../phrases.js";
import { deviceLeave } from "./leave.js";

const EVERY_MS = 30_000;
const { person = "", asOf } = document.documentElement.dataset;

/** @type {HTMLElement[]} */
const rows = [...document.querySelectorAll(".timeline [data-at]")].filter(
  (row) => row instanceof HTMLElement,
);

/** The journey that a form of a step belongs to, and the step. */
function stepOf(/** @type {HTMLFormElement} */ form) {
  const journey = new URL(form.action).pathname.split("/")[2];
  const step = new FormData(form).get("step");
  return { journey, step: String(step) };
}

function rowOf(/** @type {string} */ step) {
  return rows.find((row) => row.id === step);
}

/** Show whether a step is done; its button then says the other thing. */
function show(/** @type {string} */ step, /** @type {boolean} */ isDone) {
  const row = rowOf(step);
  const button = row?.querySelector("button.tick");
  if (!row || !(button instanceof HTMLButtonElement)) return;
  row.classList.toggle("is-done", isDone);
  button.value = isDone ? "no" : "yes";
  for (const [name, isShown] of /** @type {const} */ ([
    ["did", !isDone],
    ["undid", isDone],
  ])) {
    const words = button.querySelector(`.${name}`);
    if (words instanceof HTMLElement) words.hidden = !isShown;
  }
}

function count() {
  const said = document.querySelector("[data-count]");
  const done = rows.filter((row) => row.classList.contains("is-done")).length;
  if (said) said.textContent = translate("{done} of {all} done", { done, all: rows.length });
}

/** What waits on the device counts already, in the order taken. */
async function showWaiting() {
  for (const { kind, payload } of await waiting(person).catch(() => [])) {
    if (kind === "journey_step") show(payload.step, payload.is_done);
  }
  count();
}

/** Presses are kept one after the other, so that the last one of a step counts. */
let kept = Promise.resolve();

function note(/** @type {HTMLFormElement} */ form, /** @type {boolean} */ isDone) {
  const { journey, step } = stepOf(form);
  const entry = entryOf(person, "journey_step", { journey, step, is_done: isDone });
  show(step, isDone);
  count();
  mark();
  kept = kept.then(() => keepAndSend(entry));
}

/**
 * A step is kept on the device first, and sent from there: pressed with a network or without.
 * @param {import("../offline/queue.js").Waiting} entry
 */
async function keepAndSend(entry) {
  const { step, is_done: isDone } = entry.payload;
  try {
    await keep([entry]);
  } catch {
    show(step, !isDone);
    count();
    return hold(translate("This device could not keep it. Try again, or note it down yourself."));
  }
  const isReached = await sync().catch(() => false);
  document.dispatchEvent(new Event(WAITS));
  // the page that the worker keeps is from before this was taken
  if (isReached) navigator.serviceWorker?.controller?.postMessage("warm");
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || !form.closest(".timeline")) return;
  event.preventDefault();
  note(form, submitter instanceof HTMLButtonElement && submitter.value === "yes");
});

/** Say on the page what is held here now. */
function hold(/** @type {string} */ says) {
  const told = document.getElementById("held-here");
  if (!told) return;
  told.textContent = says;
  told.hidden = false;
}

function close(/** @type {HTMLElement} */ row) {
  row.classList.add("waits");
  row.querySelector("form")?.remove();
}

/** Mark the next thing by the clock, and close what the gate had opened only until now. */
function mark() {
  const now = Date.now();
  const at = (/** @type {HTMLElement} */ row) => Date.parse(row.dataset.at ?? "");
  const next = rows.find(
    (row) => at(row) >= now - 45 * 60_000 && !row.classList.contains("is-done"),
  );
  for (const row of rows) {
    row.classList.toggle("is-next", row === next);
    if (row === next) row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
    if (row.dataset.until && Date.parse(row.dataset.until) <= now) close(row);
  }
}

/** A page from before, or something that waits: what is open is asked of this device's gate. */
async function askGate() {
  const news = (await waiting(person).catch(() => [])).filter(
    ({ kind }) => kind !== "journey_step",
  );
  if (!asOf && !news.length) return;
  const { activities, says } = await deviceLeave(person);
  const held = rows.filter(
    ({ dataset }) => dataset.activity && !activities.includes(dataset.activity),
  );
  for (const row of held) close(row);
  if (held.length) hold(says || translate("Some movements wait: something has changed since."));
}

void showWaiting().then(mark);
void askGate();
setInterval(mark, EVERY_MS);
