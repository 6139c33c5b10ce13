/** Opens the page that was asked for as soon as Soleus has started in this browser. */

import { translate } from "../phrases.js";
import { started } from "./worker.js";

/**
 * This page was made for nobody: the number to call is taken from the person's own way to help, as
 * it was kept last.
 */
async function callOwnNumber() {
  const kept = await caches.match("/emergency");
  const page = new DOMParser().parseFromString((await kept?.text()) ?? "", "text/html");
  const own = page.querySelector("main a.call");
  const shown = document.querySelector("main a.call");
  if (!own || !shown) return;
  shown.setAttribute("href", own.getAttribute("href") ?? "");
  shown.replaceChildren(...own.childNodes);
}

void callOwnNumber().catch(() => undefined);
try {
  await started();
  location.reload();
} catch (error) {
  const said = document.getElementById("said");
  const why = error instanceof Error ? error.message : "";
  if (said) said.textContent = translate("Soleus could not start here: {why}", { why });
  document.querySelector("progress")?.remove();
}
