/**
 * What scripts say, in the language of the page: the page brings a phrase book, the English is
 * the key, and what is not in the book stays English.
 */

/** @type {Record<string, string> | null} */
let book = null;

/**
 * @param {string} english
 * @param {Record<string, string | number>} [fill] what stands in braces
 * @returns {string}
 */
export function translate(english, fill = {}) {
  book ??= read();
  return filled(book[english] || english, fill);
}

/** A line in the language of the page already, with what stands in its braces. */
export function filled(
  /** @type {string} */ line,
  /** @type {Record<string, string | number>} */ fill,
) {
  return line.replace(/\{(\w+)\}/g, (whole, name) => String(fill[name] ?? whole));
}

/** The language of the page, for the voice. */
export function language() {
  return globalThis.document?.documentElement?.lang || "en-GB";
}

/** @returns {Record<string, string>} */
function read() {
  const text = globalThis.document?.getElementById?.("phrases")?.textContent;
  return text ? JSON.parse(text) : {};
}
