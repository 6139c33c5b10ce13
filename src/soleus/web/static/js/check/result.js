/**
 * Shows a result as `templates/result/` and `templates/emergency/` do: what `result-view.js` says,
 * and ways on.
 *
 * @typedef {import("./elements.js").Claim} Claim
 * @typedef {import("./result-view.js").Line} Line
 * @typedef {import("./result-view.js").ResultView} ResultView
 * @typedef {import("./result-view.js").Section} Section
 * @typedef {import("./types.js").Text} Text
 * @typedef {{view: ResultView, claims: Record<string, Claim>, note: string, change: () => void,
 *   again: () => void, seenAlready: () => void}} Shown
 */

import { translate } from "../phrases.js";
import { canShare, share } from "../share.js";
import { button, cite, el, fill, fromTemplate, icon } from "./elements.js";

/** The sign before what an activity may be. */
const SIGNS = /** @type {Record<string, string>} */ ({
  "status permitted": "tick",
  "status caution": "careful",
  "status hold": "wait",
  "status withheld": "no",
});

/** @returns {Node} */
export function resultOf(/** @type {Shown} */ shown) {
  return shown.view.facts.has("emergency") ? emergency(shown) : result(shown);
}

/** The page for rules that may not be used: one clear line, and the number to call. */
export function refused(/** @type {Text} */ text, /** @type {Record<string, Claim>} */ claims) {
  const shown = fromTemplate("refused");
  const source = text.claims.length ? [cite(claims, text.claims)] : [];
  fill(shown, "why", el("p", { class: "lead", role: "alert" }, text.says), ...source);
  return shown;
}

/** The first card of a result alone: what is sure before all is asked. */
export function firstCard(/** @type {ResultView} */ view, /** @type {Shown["claims"]} */ claims) {
  const nothing = () => {};
  const ways = { change: nothing, again: nothing, seenAlready: nothing };
  return sectionsAt({ view, claims, note: "", ...ways }, "header");
}

function emergency(/** @type {Shown} */ shown) {
  const { change, note } = shown;
  const page = fromTemplate("emergency");
  const wrong = translate("One of my answers was wrong. Show me my answers.");
  fill(page, "header", ...sectionsAt(shown, "header"));
  fill(page, "main", ...sectionsAt(shown, "main"));
  fill(page, "beside", ...sectionsAt(shown, "beside"));
  fill(page, "more", button(wrong, change, "link"), el("p", { class: "soft" }, note));
  return el("div", { class: "two", "data-emergency": true }, page);
}

/** What stands beside a result and is not folded: it is to be done, or answered. */
const BESIDE = ["now", "bleeding", "open"];

function result(/** @type {Shown} */ shown) {
  const { view, note } = shown;
  const isWell = view.facts.has("self_care");
  const figure = isWell ? [fromTemplate("figure")] : [];
  const folded = isWell ? ["pattern"] : ["pattern", "may"];
  const may = sectionsAt(shown, "main", ({ id }) => !isWell && id === "may");
  const answers = button(translate("See or change my answers"), shown.change, "link");
  return el(
    "div",
    { class: "two result" },
    el(
      "div",
      { class: "stack stack-wide" },
      el(
        "header",
        { class: "stack" },
        ...sectionsAt(shown, "header"),
        el("div", { class: "row no-print" }, ...onward(shown)),
        el("p", { class: "soft no-print" }, note),
      ),
      ...sectionsAt(shown, "main", ({ id }) => !folded.includes(id)),
    ),
    el(
      "div",
      { class: "stack stack-wide side" },
      ...sectionsAt(shown, "beside", ({ id }) => BESIDE.includes(id)),
      ...(may.length ? [fold(translate("What you may do, and what waits"), ...may)] : []),
      fold(
        translate("Why, and what would change it"),
        ...sectionsAt(shown, "main", ({ id }) => id === "pattern"),
        ...sectionsAt(shown, "beside", ({ id }) => !BESIDE.includes(id)),
        ...figure,
        el("p", { class: "no-print" }, answers),
      ),
    ),
  );
}

/** What is rarely needed, behind one press; open on paper. */
function fold(/** @type {string} */ label, /** @type {Node[]} */ ...parts) {
  const body = el("div", { class: "stack" }, ...parts);
  return el("details", { class: "fold on-paper" }, el("summary", { class: "link" }, label), body);
}

function onward(/** @type {Shown} */ { view: { facts }, change, again }) {
  const isOver = ["no_check", "new_symptom", "expired", "clock"].some((cause) => facts.has(cause));
  const isOpen = facts.has("incomplete") || (facts.has("within_days") && facts.has("open"));
  const isReferral = facts.has("today") || facts.has("within_days");
  const look = facts.has("unsure") ? "button quiet" : "button";
  return [
    ...(isOpen ? [button(translate("Answer what is missing"), change, look)] : []),
    ...(isOver ? [button(translate("Take the check again"), again)] : []),
    ...(isReferral ? [withIcon("print", translate("Print to take along"), () => print())] : []),
    ...(canShare() ? [withIcon("share", translate("Share"), share)] : []),
  ];
}

function withIcon(
  /** @type {string} */ name,
  /** @type {string} */ label,
  /** @type {() => void} */ press,
) {
  const made = button(label, press, "button quiet small");
  made.prepend(icon(name));
  return made;
}

/**
 * @param {Shown} shown
 * @param {Section["place"]} place
 * @param {(section: Section) => boolean} [isWanted]
 */
function sectionsAt(shown, place, isWanted = () => true) {
  const sections = shown.view.sections.filter((each) => each.place === place && isWanted(each));
  return sections.flatMap((each) => {
    const css = `stack ${each.css}`;
    const parts = [...rowsOf(shown, each), ...waysOn(shown, each)];
    if (each.id === "first") {
      const said = el("span", { class: "unseen" }, `${each.said} `);
      const heading = el("h1", { id: "first", tabindex: "-1" }, said, each.title);
      return [el("section", { class: css, "aria-labelledby": "first" }, heading, ...parts)];
    }
    if (!each.title) return [el("div", { class: css }, ...parts)];
    const heading = el("h2", { id: each.id }, each.title);
    return [el("section", { class: css, "aria-labelledby": each.id }, heading, ...parts)];
  });
}

/** What can be pressed below a section. @returns {Node[]} */
function waysOn(/** @type {Shown} */ shown, /** @type {Section} */ { id }) {
  if (id === "seen_already") {
    return [button(translate("Yes, seen already"), shown.seenAlready, "button quiet")];
  }
  return id === "change" ? links(shown) : [];
}

function links(/** @type {Shown} */ { view: { facts } }) {
  return facts.has("emergency") ? [] : [fromTemplate("help")];
}

/** @returns {Node[]} */
function rowsOf(
  /** @type {Shown} */ { claims, view },
  /** @type {Section} */ { shape, label, rows },
) {
  const source = (/** @type {Line[]} */ lines) => {
    const ids = lines.flatMap((each) => each.claims);
    return ids.length ? [cite(claims, ids, label || undefined, !view.facts.has("emergency"))] : [];
  };
  const all = source(rows.flat());
  if (shape === "text") return [...rows.flat().flatMap(block), ...all];
  if (shape === "points" || shape === "steps") {
    const items = rows.map((row) => el("li", {}, ...row.flatMap(inline)));
    return [el(shape === "steps" ? "ol" : "ul", {}, ...items), ...all];
  }
  const each = label ? source : () => [];
  if (shape === "table") {
    const lines = rows.map(([first, ...row]) => {
      const cells = [el("th", { scope: "row" }, first.text)];
      return el("tr", {}, ...cells, el("td", {}, ...row.flatMap(block), ...each(row)));
    });
    return [el("table", { class: "may" }, el("tbody", {}, ...lines))];
  }
  const items = rows.map((row) => el("li", {}, ...row.flatMap(block), ...each(row)));
  return [el("ul", { class: shape }, ...items), ...(label ? [] : all)];
}

/** A line as a paragraph of its own, its points below it. */
function block(/** @type {Line} */ { text, look, points, to }) {
  return [...(text ? [paragraph(text, look, to)] : []), ...list(points)];
}

function paragraph(
  /** @type {string} */ text,
  /** @type {string} */ look,
  /** @type {string} */ to,
) {
  if (look.startsWith("status"))
    return el("p", {}, el("span", { class: look }, icon(SIGNS[look]), text));
  if (look === "title") return el("h3", {}, text);
  if (look.startsWith("act")) {
    const sign = icon(to.startsWith("tel:") ? "phone" : "play");
    return el("p", {}, el("a", { class: `button ${look}`, href: to }, sign, text));
  }
  return el("p", { class: look || null }, ...strong(text, to));
}

function inline(/** @type {Line} */ { text, points }) {
  return [...strong(text), ...list(points)];
}

function list(/** @type {string[]} */ points) {
  return points.length
    ? [el("ul", {}, ...points.map((each) => el("li", {}, ...strong(each))))]
    : [];
}

/** A text with what stands between two stars made strong, and to press if `to` is. */
function strong(/** @type {string} */ text, to = "") {
  return text.split("**").map((part, at) => {
    if (at % 2 === 0) return part;
    const made = el("strong", {}, part);
    return to ? el("a", { class: "act", href: to }, made) : made;
  });
}
