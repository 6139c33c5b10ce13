/**
 * What can be chosen before a session with no network: the same as on the server's page, and the
 * script that each way to choose makes. Both come with the scripts, from `web/session_choices.py`.
 *
 * @typedef {import("../session/types.js").Script} Script
 * @typedef {{name: string, asks: string, default: string, usual: string, offered: [string, string][],
 *   help: string, claims: string[]}} Asked
 * @typedef {{asks: Asked[], ways: (Partial<Script> & {options: Record<string, any>})[]}} Choices
 */

import { cite, el, icon, turning } from "../check/elements.js";
import { translate } from "../phrases.js";

/**
 * The questions, folded away beneath what is chosen now; null where there are none.
 * @param {Choices | undefined} choices
 * @param {Record<string, any>} claims
 */
export function asked(choices, claims) {
  if (!choices?.asks.length) return null;
  const usual = choices.asks.map((each) => each.usual).join(", ");
  return el(
    "details",
    { class: "fold" },
    el("summary", { class: "link" }, translate("Change: {what}", { what: usual })),
    el("div", { class: "stack chosen" }, ...choices.asks.flatMap((each) => question(each, claims))),
  );
}

function question(/** @type {Asked} */ each, /** @type {Record<string, any>} */ claims) {
  const options = each.offered.map(([value, label]) =>
    el(
      "label",
      { class: "choice" },
      el("input", { type: "radio", name: each.name, value, checked: value === each.default }),
      el("span", { class: "mark" }, icon("tick")),
      el("span", {}, label),
    ),
  );
  return [
    el(
      "fieldset",
      { class: "field" },
      el("legend", {}, each.asks),
      el("div", { class: "choices side" }, ...options),
    ),
    el(
      "details",
      { class: "why" },
      el("summary", {}, turning(), translate("About this choice")),
      el("div", { class: "body" }, el("p", {}, each.help), cite(claims, each.claims)),
    ),
  ];
}

/**
 * The script that was chosen: the usual one with what differs; the usual one where nothing fits.
 * @param {Script} usual
 * @param {Choices | undefined} choices
 * @param {FormData} form
 * @returns {Script}
 */
export function chosen(usual, choices, form) {
  const isChosen = (/** @type {Record<string, any>} */ options) =>
    Object.entries(options).every(
      ([name, value]) => (form.get(name) ?? String(value)) === String(value),
    );
  const way = choices?.ways.find(({ options }) => isChosen(options));
  return way ? { ...usual, ...way } : usual;
}
