/**
 * Shows the buttons that hand a page on: on paper, and by the phone's own sheet where there is one.
 * What is folded on the screen is open on paper.
 */

import { canShare, share } from "./share.js";

/** @type {HTMLDetailsElement[]} those that were closed before the page was printed */
let closed = [];
addEventListener("beforeprint", () => {
  const folded = /** @type {NodeListOf<HTMLDetailsElement>} */ (
    document.querySelectorAll("details.on-paper:not([open])")
  );
  closed = [...folded];
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of closed) each.open = false;
});

for (const [id, isPossible, press] of /** @type {[string, boolean, () => void][]} */ ([
  ["print", true, () => print()],
  ["share", canShare(), share],
])) {
  const button = document.getElementById(id);
  if (!button) continue;
  button.hidden = !isPossible;
  button.addEventListener("click", press);
}
