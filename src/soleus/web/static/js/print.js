/** Shows the buttons that hand a page on: on paper, and by the phone's own sheet where there is one. */

import { canShare, share } from "./share.js";

for (const [id, isPossible, press] of /** @type {[string, boolean, () => void][]} */ ([
  ["print", true, () => print()],
  ["share", canShare(), share],
])) {
  const button = document.getElementById(id);
  if (!button) continue;
  button.hidden = !isPossible;
  button.addEventListener("click", press);
}
