/** A wheel turned over a number field scrolls the page and leaves the number as it is. */

/** @param {Document} document */
export function keepNumbers(document) {
  document.addEventListener("wheel", leave, { capture: true, passive: true });
}

/** Browsers change a number by the wheel only while its field has the focus. @param {Event} event */
function leave({ target }) {
  const field = /** @type {HTMLInputElement | null} */ (target);
  if (field?.type === "number") field.blur();
}
