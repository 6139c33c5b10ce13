/**
 * Keys of a session. Each one presses a button that stands on the page with its name, so a voice
 * that says the name, or a switch that steps through the buttons, does the same. Single keys can
 * be turned off (WCAG 2.2, 2.1.4): speech that is heard as letters must not end a session.
 */

/** Key to the buttons that it presses: the first of them that is on show. */
const KEYS = {
  " ": ["begin", "pause", "resume", "onward"],
  s: ["skip"],
  e: ["finish"],
  w: ["something-wrong"],
};

/** Whether a key is nobody else's: a button takes the space bar itself, a field takes every key. */
function isFree(/** @type {EventTarget | null} */ target, /** @type {string} */ key) {
  if (target instanceof HTMLBodyElement) return true;
  const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  return isButton && key !== " ";
}

/**
 * @param {{ byId: (id: string) => HTMLElement, areOn: () => boolean }} page
 */
export function wireKeys({ byId, areOn }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (!areOn() || !isFree(event.target, event.key)) return;
    const names = KEYS[/** @type {keyof typeof KEYS} */ (event.key.toLowerCase())] ?? [];
    const shown = names.map(byId).find((button) => button.checkVisibility());
    if (!shown) return;
    event.preventDefault();
    shown.click();
  });
}
