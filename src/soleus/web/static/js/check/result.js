/**
 * Shows what the check found, in the words of the rules: an emergency first and with the number to
 * call, else where to go, what is open and what waits, and which answers led there.
 *
 * @typedef {import("./elements.js").Claim} Claim
 * @typedef {import("./gate.js").Standing} Standing
 * @typedef {import("./interview.js").Interview} Interview
 * @typedef {import("./types.js").AnswerFile} AnswerFile
 * @typedef {import("./types.js").Decision} Decision
 * @typedef {import("./types.js").Line} Line
 * @typedef {import("./types.js").Reason} Reason
 * @typedef {import("./types.js").Ruling} Ruling
 * @typedef {{activities: Record<string, string>, statuses: Record<string, [string, string]>}} Words
 * @typedef {{bundle: import("./types.js").Bundle & {claims: Record<string, Claim>,
 *   causes: Record<string, Line>}, interview: Interview, words: Words, document: AnswerFile,
 *   standing: Standing, open: Map<string, number>, note: string, change: () => void,
 *   again: () => void}} Shown
 */

import { translate } from "../phrases.js";
import { button, cite, el, fill, fromTemplate, icon } from "./elements.js";
import { asked, label } from "./interview.js";

/** More open questions than this are only counted. */
const MOST_OPEN = 8;

/** @returns {Node} */
export function resultOf(/** @type {Shown} */ shown) {
  const { decision } = shown.standing;
  if (!decision) return el("div", {});
  return decision.urgency === "emergency" ? emergency(shown, decision) : result(shown, decision);
}

/** The page for rules that may not be used: one clear line, and the number to call. */
export function refused(/** @type {Line} */ line, /** @type {Record<string, Claim>} */ claims) {
  const shown = fromTemplate("refused");
  const source = line.claims.length ? [cite(claims, line.claims)] : [];
  fill(shown, "why", el("p", { class: "lead", role: "alert" }, line.says), ...source);
  return shown;
}

function emergency(/** @type {Shown} */ shown, /** @type {Decision} */ decision) {
  const { bundle, change } = shown;
  const found = fromTemplate("emergency");
  const why = decision.reasons.map((reason) =>
    el(
      "li",
      {},
      el("p", { class: "lead" }, reason.text),
      ...answersTo(shown, reason),
      cite(bundle.claims, reason.claims, translate("Where this comes from")),
    ),
  );
  fill(found, "why", el("h2", {}, translate("Why")), el("ul", { class: "plain" }, ...why));
  const wrong = translate("One of my answers was wrong. Show me my answers.");
  fill(found, "more", button(wrong, change, "link"), el("p", { class: "soft" }, shown.note));
  return el("div", { class: "two" }, found);
}

function result(/** @type {Shown} */ shown, /** @type {Decision} */ decision) {
  const { bundle, standing } = shown;
  const first = bundle.texts[`urgency.${decision.urgency}`];
  const isOver = standing.cause && standing.cause !== "decision";
  const cause = isOver && standing.cause ? bundle.causes[standing.cause] : null;
  return el(
    "div",
    { class: "two result" },
    el(
      "div",
      { class: "stack stack-wide" },
      el(
        "header",
        { class: "stack" },
        el("h1", { tabindex: "-1" }, title(decision.urgency)),
        el("p", { class: "lead" }, first.says),
        cite(bundle.claims, first.claims),
        cause && el("div", { class: "note" }, el("p", {}, cause.says)),
        el("p", { class: "soft" }, shown.note),
        el("div", { class: "row" }, onward(shown, decision)),
      ),
      ...pattern(shown, decision),
      activities(shown, decision),
    ),
    el(
      "div",
      { class: "stack stack-wide side" },
      ...led(shown, decision),
      ...stillOpen(shown),
      ...toChange(shown, decision),
    ),
  );
}

/** @returns {string} */
function title(/** @type {string} */ urgency) {
  if (urgency === "today") return translate("See a doctor today");
  if (urgency === "within_days") return translate("See a doctor within days");
  if (urgency === "incomplete") return translate("Something is still open");
  return translate("You can look after yourself for now");
}

function onward(
  /** @type {Shown} */ { standing, change, again },
  /** @type {Decision} */ decision,
) {
  if (standing.cause && standing.cause !== "decision") {
    return button(translate("Take the check again"), again);
  }
  return decision.urgency === "incomplete"
    ? button(translate("Answer what is open"), change)
    : button(translate("See or change my answers"), change, "button quiet");
}

/** @returns {HTMLElement[]} */
function pattern(/** @type {Shown} */ { bundle }, /** @type {Decision} */ decision) {
  const found = bundle.patterns.find((each) => each.id === decision.pattern);
  if (!found?.groups.length) return [];
  const what = translate("Your answers describe {what}. This is no diagnosis.", {
    what: found.short,
  });
  const only = translate("Only a clinician can say what you have.");
  return [
    section("pattern", translate("What the signs look like"), [
      el("p", {}, `${what} ${only}`),
      cite(bundle.claims, found.claims),
    ]),
  ];
}

function activities(/** @type {Shown} */ shown, /** @type {Decision} */ decision) {
  const order = Object.keys(shown.words.statuses);
  const groups = grouped(decision).sort(
    ([one], [other]) => order.indexOf(one.status) - order.indexOf(other.status),
  );
  const isAnyOpen = order.indexOf(groups[0][0].status) < order.indexOf("hold");
  const heading = isAnyOpen ? translate("What you may do") : translate("What is on hold");
  const rows = groups.map(([ruling, ids]) => ruled(shown, ruling, ids));
  return section("may", heading, [el("ul", { class: "rows" }, ...rows)]);
}

/** @returns {[Ruling, string[]][]} activities with the same ruling stand together */
function grouped(/** @type {Decision} */ decision) {
  /** @type {Map<string, [Ruling, string[]]>} */
  const found = new Map();
  for (const [id, ruling] of Object.entries(decision.activities)) {
    const key = JSON.stringify(ruling);
    found.set(key, [ruling, [...(found.get(key)?.[1] ?? []), id]]);
  }
  return [...found.values()];
}

function ruled(
  /** @type {Shown} */ { bundle, words },
  /** @type {Ruling} */ ruling,
  /** @type {string[]} */ ids,
) {
  const [sign, word] = words.statuses[ruling.status];
  const waits = ruling.until && bundle.texts[`until.${ruling.until}`];
  const claims = [...(waits ? waits.claims : []), ...ruling.reasons.flatMap((each) => each.claims)];
  return el(
    "li",
    {},
    el("p", {}, el("span", { class: `status ${ruling.status}` }, icon(sign), word)),
    el("h3", {}, ids.map((id) => words.activities[id]).join(", ")),
    waits && ruling.until !== "answers" && el("p", { class: "soft" }, waits.says),
    ...ruling.reasons.map((reason) => el("p", {}, reason.text)),
    claims.length > 0 && cite(bundle.claims, claims, translate("Source")),
  );
}

/** @returns {HTMLElement[]} */
function led(/** @type {Shown} */ shown, /** @type {Decision} */ decision) {
  if (!decision.reasons.length || decision.urgency === "incomplete") return [];
  const rows = decision.reasons.map((reason) =>
    el(
      "li",
      {},
      el("p", {}, reason.text),
      ...answersTo(shown, reason),
      cite(shown.bundle.claims, reason.claims, translate("Source")),
    ),
  );
  return [section("led", translate("What led to this"), [el("ul", { class: "rows" }, ...rows)])];
}

/** The answers that made a rule count, in the words of the check. */
function answersTo(/** @type {Shown} */ shown, /** @type {Reason} */ reason) {
  const answers = { ...shown.document.answers, ...shown.standing.noticed };
  return reason.findings
    .filter((finding) => (answers[finding] ?? null) !== null)
    .map((finding) => {
      const { question } = asked(shown.interview, finding);
      const said = el("strong", {}, label(question, answers[finding]));
      return el("p", { class: "small soft" }, `${question.asks} `, said);
    });
}

/** @returns {HTMLElement[]} */
function stillOpen(/** @type {Shown} */ { bundle, interview, open }) {
  if (!open.size) return [];
  const rows = [...open].slice(0, MOST_OPEN).map(([finding, level]) => {
    const could = bundle.texts[`open.${bundle.levels[level]}`].says;
    return el(
      "li",
      {},
      el("p", {}, asked(interview, finding).question.asks),
      el("p", { class: "small soft" }, translate("The answer {could}.", { could })),
    );
  });
  const rest = open.size - MOST_OPEN;
  const more = rest > 0 && el("p", { class: "soft" }, translate("And {rest} more.", { rest }));
  const heading = translate("Open, and could change this");
  return [
    section("open", heading, [el("ul", { class: "rows" }, ...rows), ...(more ? [more] : [])]),
  ];
}

function toChange(/** @type {Shown} */ { bundle }, /** @type {Decision} */ decision) {
  const line = bundle.texts[`change.${decision.urgency}`];
  return [
    section("change", translate("What would change it"), [
      el("p", {}, line.says),
      cite(bundle.claims, line.claims),
    ]),
  ];
}

function section(
  /** @type {string} */ id,
  /** @type {string} */ heading,
  /** @type {Node[]} */ parts,
) {
  return el(
    "section",
    { class: "stack", "aria-labelledby": id },
    el("h2", { id }, heading),
    ...parts,
  );
}
