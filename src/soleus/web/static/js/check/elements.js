/**
 * Builds the parts of the check's page: plain elements with the classes of the server's pages, and
 * a statement's sources on demand. Text only ever goes in as text.
 *
 * @typedef {import("./types.js").Bundle} Bundle
 * @typedef {{text: string, see_also: string[],
 *   sources: {name: string, address: string | null, date: string | null}[]}} Claim
 */

import { translate } from "../phrases.js";

/**
 * An element with attributes and children; `true` gives a bare attribute, null and false none.
 * @param {string} tag
 * @param {Record<string, any>} attributes names; `on…` is a listener
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each instanceof Node || typeof each === "string"));
  return made;
}

/** One of the page's templates, anew. */
export function fromTemplate(/** @type {string} */ id) {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLTemplateElement)) throw new Error(`There is no template ${id}.`);
  return /** @type {DocumentFragment} */ (found.content.cloneNode(true));
}

/**
 * Fill a place of a template.
 * @param {DocumentFragment} fragment
 * @param {string} slot
 * @param {...Node} nodes
 */
export function fill(fragment, slot, ...nodes) {
  fragment.querySelector(`[data-slot="${slot}"]`)?.replaceChildren(...nodes);
}

/** One of our icons. */
export function icon(/** @type {string} */ name) {
  return fromTemplate(`icon-${name}`);
}

/** A button that says what it does. */
export function button(
  /** @type {string | Node} */ label,
  /** @type {() => void} */ press,
  css = "button",
) {
  return el("button", { class: css, type: "button", onclick: press }, label);
}

/**
 * Where statements come from, on demand.
 * @param {Record<string, Claim>} claims
 * @param {string[]} ids
 * @param {string} [label]
 * @param {boolean} [leadsOn] to what was read of the sources; an emergency's page leads nowhere
 */
export function cite(claims, ids, label = translate("Why?"), leadsOn = true) {
  const wanted = new Set([...ids, ...ids.flatMap((id) => claims[id]?.see_also ?? [])]);
  const known = [...wanted].filter((id) => claims[id]);
  const of = el("a", { href: "/about#sources" }, translate("What we have read of these sources"));
  const read = leadsOn && el("p", {}, of);
  return el(
    "details",
    { class: "why" },
    el("summary", {}, turning(), label),
    el("div", { class: "body" }, ...known.map((id) => claimed(claims[id])), read),
  );
}

/** The sign before what can be opened. */
export function turning() {
  const sign = icon("next");
  sign.firstElementChild?.classList.add("turn");
  return sign;
}

function claimed(/** @type {Claim} */ claim) {
  const sources = claim.sources.flatMap((source, n) => {
    const name = el("cite", { lang: "en" }, source.name);
    return [
      n ? "; " : "",
      source.address ? el("a", { href: source.address, rel: "noreferrer external" }, name) : name,
      source.date ? `, ${source.date.slice(0, 4)}` : "",
    ];
  });
  return el(
    "div",
    { class: "claim" },
    el("p", {}, claim.text),
    el("p", { class: "soft" }, ...sources, "."),
  );
}
