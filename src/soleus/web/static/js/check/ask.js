/**
 * Shows one screen of the check and reads what was said, as `templates/check/screen.html` does.
 *
 * @typedef {import("./elements.js").Claim} Claim
 * @typedef {import("./interview.js").Line} Line
 * @typedef {import("./interview.js").Option} Option
 * @typedef {import("./interview.js").Question} Question
 * @typedef {import("./interview.js").Said} Said
 * @typedef {import("./interview.js").Screen} Screen
 * @typedef {{screen: Screen, lines: Line[], heading: {asks: string, names: string[]}, said: Said,
 *   kept: {screen: Screen, said: string[]}[],
 *   today: {marked: Node[], denied: Node[]}, claims: Record<string, Claim>,
 *   ages: [number, number], progress: {done: number, of: number}, isSure: boolean,
 *   back: () => void, soFar: () => void, open: (screen: Screen) => void,
 *   give: (given: Said, noneOfThese: boolean) => void}} Asking `kept`: what is asked as "still so?";
 *   `today`: the rows of what was said in this check alone
 * @typedef {(text: string, line: Line | null) => void} Refuse
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
  const { screen, lines, heading } = asking;
  const fault = el("div", { class: "flash fault", role: "alert", hidden: true });
  const form = el(
    "form",
    {
      class: "narrow stack check",
      novalidate: true,
      onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
    },
    progressBar(asking),
    asking.isSure && sure(asking),
    el("h1", { class: "asks", id: "asks", tabindex: "-1" }, heading.asks),
    heading.names.length > 0 &&
      el("ul", { class: "named" }, ...heading.names.map((each) => el("li", {}, each))),
    screen.note && el("p", { class: "note" }, screen.note),
    fault,
  );
  /** @type {Refuse} */
  const refuse = (text, line) => {
    fault.hidden = false;
    const told = line ? el("a", { href: `#line-${line.id}` }, text) : text;
    fault.replaceChildren(el("p", {}, told));
    for (const old of form.querySelectorAll(".line .fault")) old.remove();
    const where = line && form.querySelector(`#line-${line.id} .choices`);
    where?.before(el("p", { class: "fault" }, icon("careful"), translate("Choose an answer")));
    fault.querySelector("a")?.focus();
  };
  if (!lines.length) form.append(...stillSo(asking));
  else form.append(...(lines.length > 1 ? group : single)(asking, form, refuse));
  return form;
}

/** What is clear already, while the rest is asked. */
function sure(/** @type {Asking} */ { soFar }) {
  const is = button(translate("It is clear already: be seen today."), soFar, "link");
  const more = translate("These are a few more questions, so that we can tell you more.");
  return el("p", { class: "note" }, is, ` ${more}`);
}

/** What does not change from check to check, for one look. */
function stillSo(/** @type {Asking} */ { kept, today, open, give }) {
  const rows = kept.map(({ screen, said }) => {
    const change = button(translate("Change"), () => open(screen), "button quiet small");
    change.append(el("span", { class: "unseen" }, ` ${screen.title}`));
    const told = el("strong", {}, said.join(", ") || (screen.none_label ?? ""));
    const row = el("div", {}, el("p", { class: "soft" }, screen.title), el("p", {}, told));
    return el("li", { class: "row apart beside-it" }, row, change);
  });
  return [
    el("ul", { class: "rows" }, ...rows),
    el("h2", {}, translate("What you told us today")),
    el("ul", { class: "rows" }, ...today.marked),
    el(
      "details",
      { class: "fold" },
      el("summary", { class: "link" }, saidNo(today)),
      el("ul", { class: "rows" }, ...today.denied),
    ),
    button(translate("Yes, all of it. See the result"), () => give({}, false)),
  ];
}

/** How much was denied, beside what was marked. */
function saidNo(/** @type {Asking["today"]} */ { marked, denied }) {
  const count = { denied: denied.length };
  if (marked.length) return translate("You said no to {denied} more", count);
  return translate("You said no to all {denied}", count);
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
 * @param {Refuse} refuse
 */
function group(asking, form, refuse) {
  const { screen, lines, give } = asking;
  const none = screen.none_label ?? translate("None of these");
  return [
    el(
      "p",
      { class: "soft or" },
      translate("Mark each one that fits, or that you are not sure of. “?” explains it."),
    ),
    el("div", { class: "lines" }, ...lines.map((each) => lineOf(asking, each))),
    // after the lines, so that nobody denies what they have not seen
    button(none, () => give({}, true), "button quiet none"),
    button(
      translate("Only what I marked. No to the rest"),
      () => {
        const { given, missing } = marked(lines, form);
        if (missing) refuse(`${missing.item}: ${translate("choose an answer")}`, missing);
        else give(given, true);
      },
      "button only",
    ),
  ];
}

/** What is marked on a screen, and the first marked line without an answer. */
function marked(/** @type {Line[]} */ lines, /** @type {HTMLElement} */ form) {
  /** @type {Said} */
  const given = {};
  for (const line of lines) {
    if (!checked(form, `mark.${line.id}`).length) continue;
    const [token] = checked(form, line.id);
    if (!token) return { given, missing: line };
    Object.assign(given, givenBy(line, token));
  }
  return { given, missing: null };
}

/** @returns {Said} */
function givenBy(/** @type {Line} */ line, /** @type {string} */ token) {
  if (token === UNSURE) return Object.fromEntries(line.questions.map((each) => [each, UNSURE]));
  return line.options.find((option) => option.token === token)?.given ?? {};
}

/** The token of what was said to a line, null where nothing was, or no to all of it in a group. */
function tokenOf(/** @type {Line} */ line, /** @type {Said} */ said) {
  const told = line.questions.filter((finding) => Object.hasOwn(said, finding));
  if (told.some((finding) => said[finding] === UNSURE)) return UNSURE;
  const isSo = (/** @type {Option} */ { given }) =>
    line.questions.every((finding) => isSame(given[finding], said[finding]));
  return line.options.find(isSo)?.token ?? null;
}

function questionsOf(/** @type {Asking} */ { screen }, /** @type {Line} */ line) {
  return screen.questions.filter(({ finding }) => line.questions.includes(finding));
}

function lineOf(/** @type {Asking} */ asking, /** @type {Line} */ line) {
  const [first] = questionsOf(asking, line);
  const offered = line.options.filter((option) => !option.denies);
  const token = tokenOf(line, asking.said);
  const isMarked = token === UNSURE || offered.some((option) => option.token === token);
  const isJoint = line.id !== first.finding;
  const isPreset = offered.length === 1;
  const isOfLegs = first.kind === "sided" && !isPreset && !isJoint;
  return el(
    "div",
    { class: "line", id: `line-${line.id}` },
    option("checkbox", `mark.${line.id}`, "yes", line.item, isMarked),
    explained(asking, line),
    el(
      "fieldset",
      { class: "which" },
      el(
        "legend",
        { class: isJoint || isOfLegs ? null : "unseen" },
        isOfLegs ? translate("Which leg?") : line.asks,
      ),
      el(
        "div",
        { class: `choices${isJoint ? "" : " side"}` },
        ...offered.map((each) =>
          option(
            "radio",
            line.id,
            each.token,
            each.label,
            isMarked ? each.token === token : isPreset,
          ),
        ),
        option("radio", line.id, UNSURE, first.unsure_label, token === UNSURE),
      ),
    ),
  );
}

/**
 * @param {Asking} asking
 * @param {HTMLElement} form
 * @param {Refuse} refuse
 */
function single(asking, form, refuse) {
  const [line] = asking.lines;
  const [question] = questionsOf(asking, line);
  const ways = { age, activities: several };
  const kind = /** @type {keyof typeof ways} */ (question.kind);
  const answers = (ways[kind] ?? oneOf)(asking, question, form, refuse);
  return [...answers, explained(asking, line)];
}

/** @returns {HTMLElement[]} */
function oneOf(/** @type {Asking} */ { said, give, lines: [line] }, /** @type {Question} */ first) {
  const token = tokenOf(line, said);
  const plain = (/** @type {string} */ own, /** @type {string} */ label) =>
    el(
      "button",
      {
        class: `choice plain${own === token ? " chosen" : ""}`,
        type: "button",
        "aria-current": own === token && "true",
        onclick: () => give(givenBy(line, own), false),
      },
      el("span", { class: "mark" }, icon("tick")),
      el("span", {}, label),
    );
  const buttons = line.options.map((each) => plain(each.token, each.label));
  return [choicesOf(...buttons, plain(UNSURE, first.unsure_label))];
}

/**
 * @param {Asking} asking
 * @param {Question} question
 * @param {HTMLElement} form
 */
function several({ said, give, lines: [line] }, { finding, unsure_label }, form) {
  const before = said[finding];
  const named = line.options.filter(({ denies }) => !denies);
  const none = line.options.find(({ denies }) => denies);
  const isNamed = (/** @type {Option} */ { token }) =>
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
      none && button(none.label, () => give(none.given, false), "button quiet none"),
      button(unsure_label, () => give({ [finding]: UNSURE }, false), "button quiet none"),
    ),
  ];
}

/**
 * @param {Asking} asking
 * @param {Question} question
 * @param {HTMLElement} _form
 * @param {Refuse} refuse
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
        null,
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

function explained(/** @type {Asking} */ asking, /** @type {Line} */ line) {
  const told = questionsOf(asking, line).flatMap((question) => [
    ...question.means.split("\n").map((each) => el("p", {}, each)),
    el("p", {}, el("strong", {}, `${question.unsure_label}?`), ` ${question.unsure_leads_to}`),
    cite(asking.claims, question.claims, translate("Why we ask")),
  ]);
  const summary = el("summary", {}, turning(), translate("What does this mean?"));
  const body = el("div", { class: "body" }, ...told);
  return el("details", { class: "why means" }, summary, body);
}

/** @returns {string[]} the values of what is checked under a name */
function checked(/** @type {HTMLElement} */ form, /** @type {string} */ name) {
  return [...form.querySelectorAll("input:checked")]
    .filter((each) => each instanceof HTMLInputElement && each.name === name)
    .map((each) => /** @type {HTMLInputElement} */ (each).value);
}
