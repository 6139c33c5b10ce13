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
  const found = book[english] || english;
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(fill[name] ?? whole));
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
