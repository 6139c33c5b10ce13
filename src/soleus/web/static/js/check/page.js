/**
 * The check with no network: asks it on the device, decides by the rules kept here, shows the
 * result and lets it wait to be sent. README.md says what it needs to have been kept.
 *
 * @typedef {import("./gate.js").Kept} Kept
 * @typedef {import("./interview.js").Interview} Interview
 * @typedef {import("./interview.js").Said} Said
 * @typedef {import("./interview.js").Screen} Screen
 * @typedef {import("./result.js").Shown} Shown
 * @typedef {import("./store.js").Waiting} Waiting
 * @typedef {import("./types.js").Engine} Engine
 */

import { newId } from "../ids.js";
import { sync, waiting } from "../offline/queue.js";
import { translate } from "../phrases.js";
import { screenForm } from "./ask.js";
import { decide, questions, urgencyOf } from "./decide.js";
import { button, el } from "./elements.js";
import { laidOver, standing } from "./gate.js";
import * as way from "./interview.js";
import { refused, resultOf } from "./result.js";
import { RefusedRules, rulebook } from "./rulebook.js";
import { draft, dropDraft, keepDraft, wait } from "./store.js";

/** Answers of the day before yesterday say nothing of today: an older draft is begun anew. */
const DRAFT_LIFETIME_MS = 24 * 3600 * 1000;

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
  if (isFirst) return;
  window.scrollTo(0, 0);
  root.querySelector("h1")?.focus();
}

/**
 * One person's check on this device.
 * @param {Engine} engine
 * @param {Shown["bundle"]} bundle
 * @param {Interview & {person: {id: string, name: string, is_self: boolean}}} interview
 * @param {Kept} kept
 */
function checkOf(engine, bundle, interview, kept) {
  const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
  const person = interview.person.id;
  /** @type {Said} */
  let said = {};
  let begun = new Date();
  let isEnding = false;

  async function begin() {
    const half = await draft(person);
    const age = half ? Date.now() - Date.parse(half.at) : Number.NaN;
    if (half && age >= 0 && age < DRAFT_LIFETIME_MS) [said, begun] = [half.said, new Date(half.at)];
    const mine = await waiting(person);
    const isTaken = mine.some((entry) => entry.kind === "check");
    if (Object.keys(said).length || !isTaken) next();
    else await showResult(mine, KEPT);
  }

  function again() {
    [said, begun] = [{}, new Date()];
    next();
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
    const give = async (/** @type {Said} */ given, /** @type {boolean} */ noneOfThese) => {
      said = way.answer(interview, said, screen, given, noneOfThese);
      await isDone(keepDraft(person, { at: begun.toISOString(), said }));
      const urgency = urgencyOf(engine, way.toDocument(interview, said));
      if (urgency === "emergency") await finish();
      else next();
    };
    show(screenForm({ screen, said, claims, ages, progress, back, give }));
  }

  function review() {
    const isWhole = !way.nextScreen(interview, said);
    const rows = way
      .visible(interview, said)
      .flatMap((screen) => screen.questions.map((question) => ({ screen, question })))
      .filter(({ question }) => Object.hasOwn(said, question.finding))
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
    const payload = { document, decision: decide(engine, document) };
    const [at, taken_at] = [begun.toISOString(), new Date().toISOString()];
    const entry = { id: newId(), person, kind: "check", at, taken_at, payload };
    if (await isDone(wait(entry))) {
      await isDone(dropDraft(person));
      await showResult(await waiting(person), KEPT);
    } else await showResult([entry], NOT_KEPT);
  }

  async function showResult(/** @type {Waiting[]} */ mine, /** @type {string} */ told) {
    const now = laidOver(engine, kept, mine);
    const answers = now.check?.document ?? { answers: {} };
    if (now.check && !Object.keys(said).length) {
      [said, begun] = [way.fromDocument(interview, answers), new Date(now.check.at)];
    }
    const open = questions(engine, answers);
    const found = standing(engine, now, new Date());
    const [document, note, change] = [answers, told, review];
    show(
      resultOf({ bundle, interview, words, document, standing: found, open, note, change, again }),
    );
    await sync();
  }

  return { begin };
}

async function start() {
  /** @type {Shown["bundle"] | undefined} */
  let bundle;
  try {
    bundle = /** @type {Shown["bundle"]} */ (await got("rules"));
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
