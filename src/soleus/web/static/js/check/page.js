/**
 * The check with no network: asks it on the device, decides by the rules kept here, shows the
 * result and lets it wait to be sent. README.md says what it needs to have been kept.
 *
 * @typedef {import("./standing.js").Kept} Kept
 * @typedef {import("./standing.js").Knew} Knew
 * @typedef {import("./interview.js").Interview} Interview
 * @typedef {import("./interview.js").Said} Said
 * @typedef {import("./interview.js").Screen} Screen
 * @typedef {import("./store.js").Waiting} Waiting
 * @typedef {import("./types.js").Engine} Engine
 * @typedef {import("./types.js").Bundle & {claims: Record<string, import("./elements.js").Claim>}
 *   } Bundle
 */

import { newId } from "../ids.js";
import { inOrder, sync, waiting } from "../offline/queue.js";
import { translate } from "../phrases.js";
import { ownMoment } from "../zone.js";
import { screenForm } from "./ask.js";
import { dangerNow, GONE } from "./danger.js";
import { decide, urgencyOf } from "./decide.js";
import { button, el } from "./elements.js";
import * as way from "./interview.js";
import { firstCard, refused, resultOf } from "./result.js";
import { resultView } from "./result-view.js";
import { RefusedRules, rulebook } from "./rulebook.js";
import { withWaiting } from "./standing.js";
import { draft, dropDraft, keepDraft, wait } from "./store.js";

/** Answers of the day before yesterday say nothing of today: an older draft is begun anew. */
const DRAFT_LIFETIME_MS = 24 * 3600 * 1000;

/** Entries that tell how somebody is: what a check can know of. */
const TELLING = ["check", "nothing_new", "symptom"];
const MOST_KNOWN = 1000;

/** Where to find how things stand now, by what waits here, whatever is being asked. */
const RESULT = "#result";

const KEPT = translate(
  "This was decided on this device. It goes into your journal when there is a network again.",
);
const NOT_KEPT = translate(
  "This was decided on this device. It could not be kept here, so note it down yourself.",
);

const root = /** @type {HTMLElement} */ (document.getElementById("check"));

/** Whether something was kept; an answer is never lost because the device is full. */
function isDone(/** @type {Promise<any>} */ keeping) {
  return keeping.then(
    () => true,
    () => false,
  );
}

/** @returns {Promise<any>} */
async function got(/** @type {string} */ name) {
  const answer = await fetch(`/offline/check/${name}.json`);
  if (!answer.ok) throw new Error(`${name} cannot be had: ${answer.status}`);
  return answer.json();
}

/** What is shown next is read from its top; the first has the page's own beginning. */
function show(/** @type {Node[]} */ ...nodes) {
  const isFirst = !root.querySelector("h1");
  root.replaceChildren(...nodes);
  document.body.classList.toggle("emergency", !!root.querySelector("[data-emergency]"));
  if (isFirst) return;
  window.scrollTo(0, 0);
  root.querySelector("h1")?.focus();
}

/**
 * One person's check on this device.
 * @param {Engine} engine
 * @param {Bundle} bundle
 * @param {Interview & {person: {id: string, name: string, is_self: boolean}}} interview
 * @param {Kept} kept
 */
function checkOf(engine, bundle, interview, kept) {
  const [titles, calls] = ["titles", "calls"].map((id) =>
    JSON.parse(document.getElementById(id)?.textContent ?? "{}"),
  );
  const person = interview.person.id;
  const served = interview;
  /** @type {Said} */
  let said = {};
  let begun = new Date();
  /** @type {Knew} */
  let knew = { up_to: null, also: [] };
  /** @type {Set<string>} */
  const seen = new Set();
  let isEnding = false;

  /** What a check that is begun now knows; what was sent meanwhile has not gone. @returns {Knew} */
  function knowsNow(/** @type {Waiting[]} */ mine) {
    for (const { id, kind } of mine) if (TELLING.includes(kind)) seen.add(id);
    return { up_to: kept.newest ?? null, also: [...seen].slice(-MOST_KNOWN) };
  }

  async function begin() {
    const half = await draft(person);
    const mine = await waiting(person);
    knew = knowsNow(mine);
    const age = half ? Date.now() - Date.parse(half.at) : Number.NaN;
    if (half?.knew && age >= 0 && age < DRAFT_LIFETIME_MS) {
      [said, begun, knew] = [half.said, new Date(half.at), half.knew];
    }
    const isTaken = mine.some((entry) => entry.kind === "check");
    const isUnderWay = Object.keys(said).length > 0;
    if (location.hash === RESULT) await showResult(mine, KEPT);
    else if (!isUnderWay && isTaken) await showResult(mine, KEPT);
    else {
      if (isUnderWay) askAbout(mine);
      else startFrom(mine);
      next();
    }
  }

  async function again() {
    kept = await got("kept").catch(() => kept);
    const mine = await waiting(person).catch(() => []);
    [said, begun, knew] = [{}, new Date(), knowsNow(mine)];
    startFrom(mine);
    next();
  }

  /** Begin with what of the last check does not change, and with the danger signs told since. */
  function startFrom(/** @type {Waiting[]} */ mine) {
    said = way.lasting(interview, withWaiting(engine, kept, mine, new Date()).check?.document);
    askAbout(mine);
  }

  /** Ask what became of the danger signs told up to now; of new ones anew. */
  function askAbout(/** @type {Waiting[]} */ mine) {
    const danger = dangerNow(engine, served, kept.newest ?? null, mine);
    if (way.isSame(danger, interview.danger)) return;
    interview = { ...interview, danger };
    said = way.without(said, [GONE]);
  }

  function next() {
    const screen = way.nextScreen(interview, said);
    if (screen) showScreen(screen);
    else review();
  }

  function showScreen(/** @type {Screen} */ screen) {
    const before = way.previousScreen(interview, said, screen.id);
    const { claims, ages } = bundle;
    const progress = way.progress(interview, said);
    const back = () => (before ? showScreen(before) : location.assign("/"));
    const isSure = sureNow() === "today";
    const give = async (/** @type {Said} */ given, /** @type {boolean} */ noneOfThese) => {
      said = way.answer(interview, said, screen, given, noneOfThese);
      await isDone(keepDraft(person, { at: begun.toISOString(), said, knew }));
      const urgency = sureNow();
      const isStillSo = !screen.questions.length && !way.nextScreen(interview, said);
      if ((urgency === "emergency" && !waitsForVisit()) || isStillSo) await finish();
      else if (urgency === "today" && !isSure) soFar();
      else next();
    };
    const lines = way.linesFor(interview, said, screen);
    const heading = way.heading(interview, said, screen);
    const again = way.stillSo(interview, said);
    const today = lines.length ? { marked: [], denied: [] } : answered(way.kept(said));
    const ways = { back, give, soFar, open: showScreen };
    const shown = { screen, lines, heading, said, kept: again, today, claims, ages };
    show(screenForm({ ...shown, progress, isSure, ...ways }));
  }

  /** What is sure already, whatever the rest would be answered. */
  function sureNow() {
    return urgencyOf(engine, way.toDocument(interview, said));
  }

  /** Whether what a visit said, which is asked now, can tell more of the emergency. */
  function waitsForVisit() {
    const { reasons } = decide(engine, way.toDocument(interview, said));
    const canBe = reasons.every(
      ({ rule }) => bundle.rules.find(({ id }) => id === rule)?.explainable,
    );
    return canBe && way.screenOfVisit(interview, said) !== null;
  }

  /** Ask about a visit for just this emergency; where that is not asked, all of the check. */
  function seenAlready() {
    const seen = way.visible(interview, said).find(({ id }) => id === "seen");
    if (seen) showScreen(seen);
    else void again();
  }

  /** Say that somebody has to look today, where that is sure before all is asked. */
  function soFar() {
    const document = way.toDocument(interview, said);
    const decision = decide(engine, document);
    const check = { id: null, at: begun.toISOString(), until: null, document, decision };
    const now = /** @type {Kept} */ (/** @type {unknown} */ ({ check, news: [], learnt: [] }));
    const view = resultView({ engine, interview, titles, calls }, now, new Date());
    const sure = translate(
      "This is sure already. You can answer a few more questions, so that we can tell you more.",
    );
    show(
      el(
        "div",
        { class: "narrow stack" },
        ...(view ? firstCard(view, bundle.claims) : []),
        el("p", {}, sure),
        el("p", {}, button(translate("Answer a few more questions"), next, "button quiet")),
        el("p", {}, button(translate("See the result now"), finish, "button quiet")),
      ),
    );
  }

  /** Each answer as a row, without those of `leftOut`: what was marked, and what was denied. */
  function answered(/** @type {string[]} */ leftOut = []) {
    const rows = way
      .visible(interview, said)
      .flatMap((screen) => screen.questions.map((question) => ({ screen, question })))
      .filter(({ question: { finding } }) => Object.hasOwn(said, finding))
      .filter(({ question: { finding } }) => !leftOut.includes(finding))
      .map(({ screen, question }) => {
        const answer = el("strong", {}, way.label(question, said[question.finding]));
        const told = el("div", {}, el("p", {}, question.asks), el("p", {}, answer));
        const change = button(translate("Change"), () => showScreen(screen), "button quiet small");
        change.append(el("span", { class: "unseen" }, ` ${question.asks}`));
        const is = way.stance(interview, said, question.finding);
        return { is, row: el("li", { class: "row apart beside-it" }, told, change) };
      });
    const [marked, denied] = [true, false].map((isMarked) =>
      rows.filter(({ is }) => (is !== "denied") === isMarked).map(({ row }) => row),
    );
    return { marked, denied };
  }

  function review() {
    const isWhole = !way.nextScreen(interview, said);
    const { marked, denied } = answered();
    const ask = translate("Is this right? Then see what is safe.");
    const more = translate("You said no to {denied} more", { denied: denied.length });
    show(
      el(
        "div",
        { class: "narrow stack" },
        el("h1", { tabindex: "-1" }, translate("Your answers")),
        el("p", { class: "lead" }, isWhole ? ask : translate("The check is not done yet.")),
        button(
          isWhole ? translate("See the result") : translate("Go on with the check"),
          isWhole ? finish : next,
        ),
        el("ul", { class: "rows" }, ...marked),
        el(
          "details",
          { class: "fold" },
          el("summary", { class: "link" }, more),
          el("ul", { class: "rows" }, ...denied),
        ),
      ),
    );
  }

  /** Decide, once however often it is pressed. */
  async function finish() {
    if (isEnding) return;
    isEnding = true;
    try {
      await end();
    } finally {
      isEnding = false;
    }
  }

  async function end() {
    const document = way.toDocument(interview, said);
    const payload = { document, decision: decide(engine, document), knew };
    const [at, taken_at] = [ownMoment(begun), new Date().toISOString()];
    const entry = { id: newId(), person, kind: "check", at, taken_at, payload };
    knew = corrects(entry);
    if (await isDone(inOrder([entry]).then(([ordered]) => wait(ordered)))) {
      await isDone(dropDraft(person));
      await showResult(await waiting(person), KEPT);
    } else await showResult([entry], NOT_KEPT);
  }

  /** What a check knows that is made of another one's answers, and begun with it. @returns {Knew} */
  function corrects(/** @type {Waiting} */ { id, payload }) {
    const { up_to = null, also = [] } = payload.knew ?? {};
    return { up_to, also: [...also, id].slice(-MOST_KNOWN) };
  }

  async function showResult(/** @type {Waiting[]} */ mine, /** @type {string} */ told) {
    const now = withWaiting(engine, kept, mine, new Date());
    knowsNow(mine);
    askAbout(mine);
    const last = mine.filter((entry) => entry.kind === "check").at(-1);
    if (last && !Object.keys(said).length) {
      said = way.fromDocument(interview, last.payload.document);
      [begun, knew] = [new Date(last.at), corrects(last)];
    }
    const view = resultView({ engine, interview, titles, calls }, now, new Date());
    const { claims } = bundle;
    if (view) show(resultOf({ view, claims, note: told, change: review, again, seenAlready }));
    await sync();
  }

  return { begin };
}

async function start() {
  /** @type {Bundle | undefined} */
  let bundle;
  try {
    bundle = /** @type {Bundle} */ (await got("rules"));
    const engine = rulebook(bundle, new Date());
    const [interview, kept] = await Promise.all([got("interview"), got("kept")]);
    await checkOf(engine, bundle, interview, kept).begin();
  } catch (error) {
    const isRules = error instanceof RefusedRules;
    const unread = translate(
      "This page cannot be made ready without a network. If you feel ill, do not wait: get help.",
    );
    const line = { says: isRules ? error.message : unread, claims: isRules ? error.claims : [] };
    show(refused(line, bundle?.claims ?? {}));
    if (!isRules) console.error(error);
  }
}

start();
