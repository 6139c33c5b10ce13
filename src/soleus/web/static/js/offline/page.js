/**
 * On every page: sees that the service worker stands, sends what waits, says truthfully how things
 * stand, and lets forms be kept on the device where there is no network.
 */

import { language, translate } from "../phrases.js";
import { isFull } from "./database.js";
import { entriesOf, isKeepable } from "./forms.js";
import { entryOf, keep, sync, waiting } from "./queue.js";
import { endLeftBehind } from "./running.js";

const PROBE_MS = 3000;
const root = document.documentElement;
const { asOf, person = "" } = root.dataset;
const line = document.getElementById("network");

let isCut = Boolean(asOf) || !navigator.onLine;

/** Put lines on the page's status line, most telling first. */
function say(/** @type {string[]} */ texts) {
  if (!line) return;
  line.replaceChildren(
    ...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })),
  );
  line.hidden = texts.length === 0;
}

async function showStanding(/** @type {string[]} */ first = []) {
  const texts = [...first];
  if (asOf) {
    const at = new Date(asOf).toLocaleString(language(), { dateStyle: "long", timeStyle: "short" });
    texts.push(translate("No network. This page is as it was on {at}.", { at }));
  } else if (isCut) texts.push(translate("No network. What you note is kept on this device."));
  const left = await waiting().catch(() => []);
  if (left.length === 1) texts.push(translate("1 entry waits on this device."));
  if (left.length > 1)
    texts.push(translate("{n} entries wait on this device.", { n: left.length }));
  for (const { faults } of left) {
    if (faults) texts.push(translate("One was not taken: {why}", { why: faults.join("; ") }));
  }
  say(texts);
}

async function sendNow() {
  const before = await waiting().catch(() => []);
  if (!before.length) return;
  const isReached = await sync().catch(() => false);
  if (isReached) isCut = false;
}

/** Whether the server can be reached, asked in good time: as a person begins to fill in a form. */
async function probe() {
  const answer = await fetch("/api/sync", { signal: AbortSignal.timeout(PROBE_MS) }).catch(
    () => null,
  );
  isCut = !answer?.ok;
  await showStanding();
}

document.addEventListener("focusin", ({ target }) => {
  const form = target instanceof Element ? target.closest("form") : null;
  if (form && isKeepable(form)) void probe();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !isCut || !isKeepable(form)) return;
  event.preventDefault();
  void keepForm(form);
});

async function keepForm(/** @type {HTMLFormElement} */ form) {
  const made = entriesOf(form);
  if ("fault" in made) {
    await showStanding([made.fault]);
    return line?.scrollIntoView({ block: "nearest" });
  }
  const entries = made.entries.map(({ kind, payload, at }) =>
    entryOf(person, kind, payload, { at }),
  );
  try {
    await keep(entries);
  } catch (error) {
    await showStanding([isFull(error) ? full() : failed()]);
    return line?.scrollIntoView({ block: "nearest" });
  }
  form.reset();
  // a slider counts once it is moved again
  for (const slider of form.querySelectorAll("input.score")) slider.removeAttribute("name");
  if (made.next) return location.assign(made.next);
  void navigator.storage?.persist?.();
  void whenBack();
  await showStanding([translate("Kept on this device. It is sent when there is a network again.")]);
  line?.scrollIntoView({ block: "nearest" });
}

function full() {
  return translate(
    "This device is full, so nothing was kept. Your words are still in the form. Free some space and save again.",
  );
}

function failed() {
  return translate(
    "This device could not keep it. Your words are still in the form. Try again, or note them down yourself.",
  );
}

/** Have the worker send it even when this page is gone, where the browser can. */
async function whenBack() {
  /** @type {any} */
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("soleus-queue").catch(() => undefined);
}

async function register() {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker
    .register("/service-worker.js", { type: "module", updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return;
  registration.waiting?.postMessage("take-over");
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state === "installed" && registration.active) next.postMessage("take-over");
    });
  });
  const ready = await navigator.serviceWorker.ready;
  if (!asOf) ready.active?.postMessage("warm");
}

async function start() {
  await endLeftBehind().catch(() => undefined);
  await sendNow();
  await showStanding();
  await register();
}

window.addEventListener("online", async () => {
  isCut = Boolean(asOf);
  await sendNow();
  await showStanding();
});
window.addEventListener("offline", () => {
  isCut = true;
  void showStanding();
});

if (document.readyState === "complete") void start();
else window.addEventListener("load", () => void start());
