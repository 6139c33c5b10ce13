/** Opens the page that was asked for as soon as Soleus has started in this browser. */

import { translate } from "../phrases.js";
import { started } from "./worker.js";

try {
  await started();
  location.reload();
} catch (error) {
  const said = document.getElementById("said");
  const why = error instanceof Error ? error.message : "";
  if (said) said.textContent = translate("Soleus could not start here: {why}", { why });
  document.querySelector("progress")?.remove();
}
