/** Small choices that this browser remembers; one that keeps nothing forgets them with the page. */

/** @returns {string | null} */
export function recall(/** @type {string} */ key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(/** @type {string} */ key, /** @type {string} */ value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the browser is set to keep nothing: asked again on the next page
  }
}
