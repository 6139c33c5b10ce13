/**
 * Shows one screen of the check and reads what was said, as `templates/check/screen.html` does.
 *
 * @typedef {import("./elements.js").Claim} Claim
 * @typedef {import("./interview.js").Choice} Choice
 * @typedef {import("./interview.js").Question} Question
 * @typedef {import("./interview.js").Said} Said
 * @typedef {import("./interview.js").Screen} Screen
 * @typedef {import("./interview.js").Value} Value
 * @typedef {{screen: Screen, said: Said, claims: Record<string, Claim>, ages: [number, number],
 *   progress: {done: number, of: number}, back: () => void,
 *   give: (given: Said, noneOfThese: boolean) => void}} Asking
 */

import { translate } from "../phrases.js";
import { button, cite, el, icon, turning } from "./elements.js";
import { isSame, UNSURE } from "./interview.js";

/**
 * The form of one screen.
 * @param {Asking} asking
 * @returns {HTMLElement}
 */
export function screenForm(asking) {
  const { screen } = asking;
  const isGroup = screen.questions.length > 1;
  const fault = el("div", { class: "flash fault", role: "alert", hidden: true });
  const form = el(
    "form",
    {
      class: "narrow stack check",
      novalidate: true,
      onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
    },
    progressBar(asking),
    el("h1", { class: "asks", id: "asks", tabindex: "-1" }, screen.asks),
    screen.note && el("p", { class: "note" }, screen.note),
    fault,
  );
  const refuse = (/** @type {string} */ line) => {
    fault.hidden = false;
    fault.replaceChildren(el("p", {}, line));
  };
  form.append(...(isGroup ? group(asking, form, refuse) : single(asking, form, refuse)));
  return form;
}

function progressBar(/** @type {Asking} */ { progress, back }) {
  const done = translate("{done} of {of} parts done", progress);
  const label = translate("Parts of the check done");
  return el(
    "div",
    { class: "progress" },
    el("progress", { value: String(progress.done), max: String(progress.of), "aria-label": label }),
    el(
      "div",
      { class: "row apart" },
      el(
        "button",
        { class: "link bare", type: "button", onclick: back },
        icon("back"),
        translate("Back"),
      ),
      el("span", {}, done),
    ),
  );
}

/**
 * @param {Asking} asking
 * @param {HTMLElement} form
 * @param {(line: string) => void} refuse
 */
function group(asking, form, refuse) {
  const { screen, give } = asking;
  const none = screen.none_label ?? translate("None of these");
  return [
    el(
      "p",
      { class: "soft or" },
      translate(
        "Mark each one that fits, or that you are not sure of. The “?” says what one means.",
      ),
    ),
    el("div", { class: "lines" }, ...screen.questions.map((each) => line(asking, each))),
    // after the lines, so that nobody denies what they have not seen
    button(none, () => give({}, true), "button quiet none"),
    button(
      translate("Only what I marked. No to the rest"),
      () => {
        const { given, missing } = marked(screen, form);
        if (missing) refuse(`${missing.item}: ${translate("choose an answer")}`);
        else give(given, true);
      },
      "button only",
    ),
  ];
}

/** What is marked on a screen, and the first marked line without an answer. */
function marked(/** @type {Screen} */ screen, /** @type {HTMLElement} */ form) {
  /** @type {Said} */
  const given = {};
  for (const question of screen.questions) {
    if (!checked(form, `mark.${question.finding}`).length) continue;
    const [token] = checked(form, question.finding);
    if (!token) return { given, missing: question };
    given[question.finding] = valueFor(question, token);
  }
  return { given, missing: null };
}

function line(/** @type {Asking} */ asking, /** @type {Question} */ question) {
  const value = asking.said[question.finding];
  const isMarked = value !== undefined && !isSame(value, question.denial);
  const offered = question.choices.filter((choice) => !isSame(choice.value, question.denial));
  return el(
    "div",
    { class: "line" },
    option("checkbox", `mark.${question.finding}`, "yes", question.item, isMarked),
    explained(asking, question),
    el(
      "fieldset",
      { class: "which" },
      el("legend", {}, question.asks),
      el(
        "div",
        { class: "choices" },
        ...offered.map(({ token, label, value: own }) =>
          option(
            "radio",
            question.finding,
            token,
            label,
            isMarked ? isSame(own, value) : offered.length === 1,
          ),
        ),
        option("radio", question.finding, UNSURE, question.unsure_label, value === UNSURE),
      ),
    ),
  );
}

/**
 * @param {Asking} asking
 * @param {HTMLElement} form
 * @param {(line: string) => void} refuse
 */
function single(asking, form, refuse) {
  const [question] = asking.screen.questions;
  const ways = { age, activities: several };
  const kind = /** @type {keyof typeof ways} */ (question.kind);
  const answers = (ways[kind] ?? oneOf)(asking, question, form, refuse);
  return [...answers, explained(asking, question)];
}

/** @returns {HTMLElement[]} */
function oneOf(/** @type {Asking} */ { said, give }, /** @type {Question} */ question) {
  const { finding, choices, unsure_label } = question;
  const plain = (/** @type {Value} */ value, /** @type {string} */ label) => {
    const isChosen = said[finding] !== undefined && isSame(said[finding], value);
    return el(
      "button",
      {
        class: `choice plain${isChosen ? " chosen" : ""}`,
        type: "button",
        "aria-current": isChosen && "true",
        onclick: () => give({ [finding]: value }, false),
      },
      el("span", { class: "mark" }, icon("tick")),
      el("span", {}, label),
    );
  };
  const buttons = choices.map(({ value, label }) => plain(value, label));
  return [choicesOf(...buttons, plain(UNSURE, unsure_label))];
}

/**
 * @param {Asking} asking
 * @param {Question} question
 * @param {HTMLElement} form
 */
function several({ said, give }, question, form) {
  const { finding, choices, unsure_label } = question;
  const before = said[finding];
  const named = choices.filter((choice) => !isSame(choice.value, question.denial));
  const none = choices.find((choice) => isSame(choice.value, question.denial));
  const isNamed = (/** @type {Choice} */ { token }) =>
    Array.isArray(before) && before.includes(token);
  return [
    choicesOf(
      ...named.map((each) => option("checkbox", finding, each.token, each.label, isNamed(each))),
    ),
    el(
      "div",
      { class: "several" },
      button(
        translate("Only what I marked"),
        () => give({ [finding]: checked(form, finding) }, false),
        "button only",
      ),
      none && button(none.label, () => give({ [finding]: [] }, false), "button quiet none"),
      button(unsure_label, () => give({ [finding]: UNSURE }, false), "button quiet none"),
    ),
  ];
}

/**
 * @param {Asking} asking
 * @param {Question} question
 * @param {HTMLElement} _form
 * @param {(line: string) => void} refuse
 */
function age({ said, give, ages }, { finding }, _form, refuse) {
  const before = typeof said[finding] === "number" ? String(said[finding]) : "";
  const field = /** @type {HTMLInputElement} */ (
    el("input", {
      class: "short",
      id: "age",
      inputmode: "numeric",
      autocomplete: "off",
      value: before,
    })
  );
  const [youngest, oldest] = ages;
  const take = () => {
    const years = /^\d+$/.test(field.value.trim()) ? Number(field.value) : Number.NaN;
    if (years >= youngest && years <= oldest) give({ [finding]: years }, false);
    else
      refuse(
        translate("Please give whole years, from {youngest} to {oldest}.", { youngest, oldest }),
      );
  };
  field.addEventListener("keydown", (event) => event.key === "Enter" && take());
  return [
    el(
      "div",
      { class: "field" },
      el("label", { for: "age" }, translate("Age in whole years")),
      field,
    ),
    el(
      "div",
      { class: "row" },
      button(translate("Go on"), take),
      button(translate("Rather not say"), () => give({ [finding]: UNSURE }, false), "button quiet"),
    ),
  ];
}

function choicesOf(/** @type {Node[]} */ ...options) {
  return el("div", { class: "choices", role: "group", "aria-labelledby": "asks" }, ...options);
}

function option(
  /** @type {string} */ type,
  /** @type {string} */ name,
  /** @type {string} */ value,
  /** @type {string} */ label,
  /** @type {boolean} */ isChecked,
) {
  return el(
    "label",
    { class: "choice" },
    el("input", { type, name, value, checked: isChecked }),
    el("span", { class: "mark" }, icon("tick")),
    el("span", {}, label),
  );
}

function explained(/** @type {Asking} */ { claims }, /** @type {Question} */ question) {
  const body = el(
    "div",
    { class: "body" },
    ...question.means.split("\n").map((each) => el("p", {}, each)),
    el("p", {}, el("strong", {}, `${question.unsure_label}?`), ` ${question.unsure_leads_to}`),
    cite(claims, question.claims, translate("Why we ask")),
  );
  const summary = el("summary", {}, turning(), translate("What does this mean?"));
  return el("details", { class: "why means" }, summary, body);
}

/** @returns {string[]} the values of what is checked under a name */
function checked(/** @type {HTMLElement} */ form, /** @type {string} */ name) {
  return [...form.querySelectorAll("input:checked")]
    .filter((each) => each instanceof HTMLInputElement && each.name === name)
    .map((each) => /** @type {HTMLInputElement} */ (each).value);
}

/** @returns {Value} */
function valueFor(/** @type {Question} */ question, /** @type {string} */ token) {
  return question.choices.find((choice) => choice.token === token)?.value ?? token;
}
