/**
 * Breaks turned on from the plan: the same press asks the browser for its notices. Whatever it
 * answers, the breaks are on. Without this script the form does it alone.
 */

import { askForPermission, canShow } from "./notices.js";

const form = document.getElementById("breaks-on");
const hint = document.getElementById("breaks-ask");

if (form instanceof HTMLFormElement && canShow()) {
  if (hint) hint.hidden = Notification.permission !== "default";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await askForPermission().catch(() => false); // the browser may refuse to ask
    const wanted = document.createElement("input");
    wanted.type = "hidden"; // a form sent by a script leaves its button out
    wanted.name = "wanted";
    wanted.value = "true";
    form.append(wanted);
    form.submit();
  });
}
