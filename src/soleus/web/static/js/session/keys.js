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

/**
 * @param {{ byId: (id: string) => HTMLElement, areOn: () => boolean }} page
 */
export function wireKeys({ byId, areOn }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (!(event.target instanceof HTMLBodyElement) || !areOn()) return;
    const names = KEYS[/** @type {keyof typeof KEYS} */ (event.key.toLowerCase())] ?? [];
    const shown = names.map(byId).find((button) => button.checkVisibility());
    if (!shown) return;
    event.preventDefault();
    shown.click();
  });
}
