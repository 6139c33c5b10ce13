/**
 * The pieces of the page of two simulated legs: each is changed only where it differs from what is
 * there, so that a press costs a slow machine little and nothing that is in use is taken away.
 *
 * @typedef {Record<string, string>} Pieces what stands in each piece, as HTML
 */

/** What grows while people are simulated; nothing else changes then. */
const GROWING = ["says", "reading-0", "reading-1", "curve-0", "curve-1", "tables"];

/** Pieces within these are not seen while they are folded away, and can wait for the paint. */
const FOLDED = "details:not([open])";

const CHOSEN = / selected(?=[>])/g;

/**
 * @param {HTMLElement} place
 * @param {(name: string) => void} changed told of each piece that has other content now
 */
export function createPieces(place, changed = () => {}) {
  /** @type {Map<string, string>} what is there now, as far as it is known */
  const known = new Map();
  /** @type {Map<string, string>} what waits for the paint */
  const waiting = new Map();

  const piece = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (place.querySelector(`[data-piece="${name}"]`));

  function put(/** @type {string} */ name, /** @type {string} */ html) {
    const before = known.get(name);
    const there = piece(name);
    known.set(name, html);
    if (!there || isOtherChoice(there, before, html) || before === html) return;
    const focused = document.activeElement;
    const id = there.contains(focused) ? focused?.id : "";
    there.innerHTML = html;
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
    changed(name);
  }

  return {
    /** Show a setting; what is folded away waits until `settle`. @param {Pieces} pieces */
    show(pieces) {
      for (const [name, html] of Object.entries(pieces)) {
        if (piece(name)?.closest(FOLDED)) waiting.set(name, html);
        else put(name, html);
      }
    },

    /** Show what came of more people for the setting that is shown. @param {Pieces} pieces */
    grow(pieces) {
      for (const [name, html] of Object.entries(pieces)) {
        const isRead = piece(name)?.querySelector("details[open]");
        if (GROWING.includes(name) && !isRead) put(name, html);
        else if (!known.has(name)) known.set(name, html);
      }
    },

    /** Put in place what waited: before the form is read, and once there is time. */
    settle() {
      for (const [name, html] of waiting) put(name, html);
      waiting.clear();
    },
  };
}

/**
 * Choose what is chosen where a piece differs in that alone; its choices stay as they are.
 * @param {HTMLElement} piece
 * @param {string | undefined} before
 * @param {string} html
 */
function isOtherChoice(piece, before, html) {
  if (!html.includes("<select") || before?.replace(CHOSEN, "") !== html.replace(CHOSEN, ""))
    return false;
  const chosen = [...html.matchAll(/<option value="([^"]*)" selected/g)].map((each) => each[1]);
  const selects = [...piece.querySelectorAll("select")];
  if (!selects.length || chosen.length !== selects.length) return false;
  selects.forEach((select, i) => {
    select.value = chosen[i];
  });
  return true;
}
