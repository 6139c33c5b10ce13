/**
 * On every page: sees that the service worker stands, sends what waits, says truthfully how things
 * stand, and lets forms be kept on the device where there is no network.
 */

import { language, translate } from "../phrases.js";
import { keepNumbers } from "../wheel.js";
import { sayZone, zone } from "../zone.js";
import { isFull } from "./database.js";
import { dayOf, givenIn, isKeepable, read, toldOf } from "./forms.js";
import { lineOf, mended, startMending } from "./mend.js";
import { entryOf, keep, sync, WAITS, waiting } from "./queue.js";
import { endLeftBehind } from "./running.js";
import { showTicks, untick } from "./ticks.js";
import { ask, questions, sureBy, takeBack, toldBy } from "./unlikely.js";

const PROBE_MS = 3000;
const PATIENCE_MS = 10_000;
/** A page may be left again at once, and a navigation in the middle of a take-over can get lost. */
const TAKE_OVER_EVERY_MS = 2000;
/** Entries of which it is said what they mean. */
const TELLING = ["symptom", "tape"];
const root = document.documentElement;
const { asOf, person = "" } = root.dataset;
const line = document.getElementById("network");

/** Where Soleus runs in this browser itself, there is nothing to be cut off from. */
const isPocket = "pocket" in root.dataset;

let isCut = !isPocket && (Boolean(asOf) || !navigator.onLine);

/** Whether the server can be reached, while that is being asked. @type {Promise<void> | null} */
let probing = null;
/** Forms that go to the server, once. */
const mayGo = new WeakSet();
/**
 * What was pressed of each form that is on its way: pressed twice, it counts once. Another answer
 * pressed right after does count, and takes its place.
 * @type {Map<HTMLFormElement, HTMLElement | null>}
 */
const pressed = new Map();
/** The entry that is being mended on this page. @type {import("./queue.js").Waiting | null} */
let broken = null;
let isDeviceFull = false;
/** What became of the form that was last sent; it stays until another is begun. */
let news = /** @type {(string | Node)[]} */ ([]);

/** Put lines on the page's status line, most telling first. */
function say(/** @type {(string | Node)[]} */ lines) {
  if (!line) return;
  line.replaceChildren(
    ...lines.map((text) => {
      const paragraph = document.createElement("p");
      paragraph.append(text);
      return paragraph;
    }),
  );
  line.hidden = lines.length === 0;
}

async function showStanding() {
  /** @type {(string | Node)[]} */
  const texts = [...news];
  if (isDeviceFull) texts.push(noRoom());
  if (asOf) {
    const at = new Date(asOf).toLocaleString(language(), { dateStyle: "long", timeStyle: "short" });
    texts.push(translate("No network. This page is as it was on {at}.", { at }));
  } else if (isCut) texts.push(translate("No network. What you note is kept on this device."));
  const left = await waiting().catch(() => []);
  showTicks(left);
  askNoMore(left);
  if (left.length === 1) texts.push(translate("1 entry waits on this device."));
  if (left.length > 1)
    texts.push(translate("{n} entries wait on this device.", { n: left.length }));
  const refused = left.filter((each) => each.faults && each.id !== broken?.id);
  texts.push(...refused.map((each) => lineOf(each, () => void showStanding())));
  if (broken)
    texts.push(translate("Mend it below and save. It was not taken: {why}", whyOf(broken)));
  say(texts);
}

/** Whether the swelling was gone this morning is asked once, also where the answer waits here. */
function askNoMore(/** @type {import("./queue.js").Waiting[]} */ left) {
  const today = dayOf(new Date());
  const isTold = left.some(
    ({ at, payload }) => at.startsWith(today) && "gone_by_morning" in payload,
  );
  if (isTold) document.getElementById("morning")?.remove();
}

function whyOf(/** @type {import("./queue.js").Waiting} */ { faults = [] }) {
  return { why: faults.join("; ") };
}

/** A page that was not made just now, or a note that waits: the gate of this device is asked. */
async function seeEmergency() {
  if (!isCut && !location.pathname.startsWith("/offline/")) return;
  const { showEmergency } = await import("./alarm.js").catch(() => ({ showEmergency: null }));
  await showEmergency?.();
}

async function sendNow() {
  const before = await waiting().catch(() => []);
  if (!before.length) return;
  const isReached = await sync().catch(() => false);
  if (!isReached) return;
  isCut = false;
  const left = new Set((await waiting().catch(() => [])).map(({ id }) => id));
  const isTold = (/** @type {{id: string, kind: string}} */ { id, kind }) =>
    TELLING.includes(kind) && !left.has(id);
  if (before.some(isTold)) news = [meaningNow()];
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
  if (isPocket || !form || !isKeepable(form)) return;
  news = [];
  probing = probe().finally(() => {
    probing = null;
  });
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (event.defaultPrevented) return;
  if (pressed.has(form) && pressed.get(form) === submitter) return event.preventDefault();
  pressed.set(form, submitter);
  if (isCut && "online" in form.dataset) {
    event.preventDefault();
    pressed.delete(form);
    return void tell([translate("To take this back, a network is needed. Nothing has changed.")]);
  }
  const isFree = mayGo.has(form) || !isKeepable(form);
  if (!isFree && (isCut || broken)) {
    event.preventDefault();
    void keepForm(form, submitter).finally(() => pressed.delete(form));
  } else if (!isFree && probing) {
    event.preventDefault();
    void probing.then(() => settle(form, submitter));
  } else setTimeout(() => pressed.delete(form), PATIENCE_MS);
});

// a page that is gone back to takes what is pressed anew
window.addEventListener("pageshow", () => pressed.clear());

/** What was pressed before it was known whether the server is there; the last press counts. */
async function settle(
  /** @type {HTMLFormElement} */ form,
  /** @type {HTMLElement | null} */ submitter,
) {
  if (pressed.get(form) !== submitter) return;
  if (isCut) await keepForm(form, submitter);
  pressed.delete(form);
  if (!isCut) goOn(form, submitter);
}

/** The server was reached: the form goes there as if nothing had been asked. */
function goOn(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement | null} */ submitter) {
  mayGo.add(form);
  form.requestSubmit(submitter);
  mayGo.delete(form);
}

async function keepForm(
  /** @type {HTMLFormElement} */ form,
  /** @type {HTMLElement | null} */ submitter,
) {
  if (await untick(form)) return showStanding();
  const made = read(toldOf(form), givenIn(form), new Date());
  if ("faults" in made) return tell(made.faults);
  if (await isAsking(form, made, sureBy(submitter))) return;
  const fresh = made.entries.map(({ kind, payload, at, id }) => ({
    ...entryOf(person, kind, payload, { at, id }),
    from: location.pathname,
  }));
  try {
    const isDated = Boolean(toldOf(form).day);
    await keep(broken ? mended(broken, fresh, isDated) : fresh, broken?.id);
  } catch (error) {
    return tell([isFull(error) ? full() : failed()]);
  }
  takeBack(form);
  if (broken) return sendMended();
  form.reset();
  if (made.next) return location.assign(made.next);
  void seeEmergency();
  void whenBack();
  /** @type {(string | Node)[]} */
  const lines = [translate("Kept on this device. It is sent when there is a network again.")];
  if (fresh.some(({ kind }) => TELLING.includes(kind))) {
    const meaning = await meaningOf(fresh);
    if (meaning.next) return location.assign(meaning.next);
    lines.push(...meaning.lines);
  }
  await tell(lines);
}

/**
 * Whether a form asks about what is unlikely before it is kept; what is new is never held up by it.
 * @param {HTMLFormElement} form
 * @param {{entries: import("./forms.js").Made[], next?: string}} made
 * @param {string[]} sure
 */
async function isAsking(form, { entries, next }, sure) {
  if (next) return false;
  const asked = questions(toldBy(form), entries, await waiting(person).catch(() => []));
  if (asked.every(({ key }) => sure.includes(key))) return false;
  ask(form, asked);
  return true;
}

/** What can be said of notes here; where this device holds nothing to go by, that it is told later. */
async function meaningOf(/** @type {import("./queue.js").Waiting[]} */ fresh) {
  const later = translate(
    "What it means is told when it arrives. If one leg is much more swollen than the other, take the check now: it works here too.",
  );
  try {
    const { meaningHere } = await import("./meaning.js");
    const { lines, next, isAll } = await meaningHere(person, fresh);
    return { lines: isAll ? lines : [...lines, later], next };
  } catch {
    return { lines: [later] }; // no worker keeps the modules here
  }
}

/** The way to what notes mean that have just arrived. */
function meaningNow() {
  const link = document.createElement("a");
  link.href = "/journal?saved=feel";
  link.textContent = translate("Your notes have arrived. See what they mean.");
  return link;
}

async function tell(/** @type {(string | Node)[]} */ lines) {
  news = lines;
  await showStanding();
  line?.scrollIntoView({ block: "nearest" });
}

/** What was mended goes out at once, where it can; the page then shows how things stand. */
async function sendMended() {
  broken = null;
  if (!isCut) await sync().catch(() => false);
  location.assign(location.pathname);
}

/** Of a page made on another day or in another zone: what is noted is of today unless one says else. */
function renewDays() {
  for (const asked of document.querySelectorAll("[data-of-day]")) {
    if (asked instanceof HTMLElement && asked.dataset.ofDay !== dayOf(new Date())) asked.remove();
  }
  for (const form of document.forms) {
    const name = isKeepable(form) ? toldOf(form).day : "";
    const field = name ? form.elements.namedItem(name) : null;
    if (!(field instanceof HTMLInputElement)) continue;
    const isOfThen = field.value === field.max;
    field.max = dayOf(new Date());
    if (isOfThen) field.value = field.max;
  }
}

function full() {
  return translate(
    "This device is full, so nothing was kept. Your words are still in the form. Free some space and save again.",
  );
}

function noRoom() {
  return translate(
    "This device is full, so pages are not kept for when there is no network. Free some space, then open this page again. What waits to be sent is safe.",
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
  const newer = registration.waiting;
  // asked until it has: a session may be under way, and Chromium forgets what was asked when the
  // old worker is needed just then
  setInterval(() => registration.waiting?.postMessage("take-over"), TAKE_OVER_EVERY_MS);
  const ready = await navigator.serviceWorker.ready;
  // what the old worker keeps goes with it, and keeping it would hold back the newer one
  if (!asOf && !newer) ready.active?.postMessage("warm");
}

async function start() {
  const fault = document.querySelector(".flash.fault");
  if (fault instanceof HTMLElement && document.activeElement === document.body) fault.focus();
  if (asOf || root.dataset.zone !== zone()) renewDays();
  await endLeftBehind().catch(() => undefined);
  await sendNow();
  broken = await startMending().catch(() => null);
  await showStanding();
  await seeEmergency();
  await register();
}

navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data !== "full") return;
  isDeviceFull = true;
  void showStanding();
});
// a page of its own lets something wait
document.addEventListener(WAITS, () => void showStanding());
window.addEventListener("online", async () => {
  isCut = Boolean(asOf);
  await sendNow();
  await showStanding();
});
window.addEventListener("offline", () => {
  isCut = !isPocket;
  void showStanding();
});

if (isPocket) void import("../pocket/page.js");
sayZone();
// a traveller changes the zone while the page is open
document.addEventListener("visibilitychange", sayZone);
document.addEventListener("submit", sayZone, true);
keepNumbers(document);
if (document.readyState === "complete") void start();
else window.addEventListener("load", () => void start());
