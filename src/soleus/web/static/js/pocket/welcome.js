/** The first page: fetches the files of Soleus into this browser, starts it, and opens today. */

import { translate } from "../phrases.js";
import { inCharge, started } from "./worker.js";

const PLAN = "/pocket/plan.json";
const button = document.getElementById("fetch");
const said = document.getElementById("said");
const meanwhile = document.getElementById("meanwhile");
const bar = document.getElementById("fetching");

/** The page in the reader's own language, where there is one. */
function openInOwnLanguage() {
  const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
  const shown = document.documentElement.lang.split("-")[0];
  const known = (document.documentElement.dataset.languages ?? "").split(" ");
  const own = wanted.find((each) => known.includes(each)) ?? "en";
  if (own !== shown) location.replace(own === "en" ? "/" : `/welcome.${own}.html`);
}

async function begin() {
  if (button) button.hidden = true;
  say(translate("Fetching Soleus …"));
  try {
    const plan = await (await fetch(PLAN, { cache: "no-cache" })).json();
    const { fetchAll, isFirst } = await import(`${plan.base}worker/fetching.js`);
    const { decompress } = await import(`${plan.base}zstd.js`);
    await fetchAll(plan, decompress, isFirst, show);
    say(translate("Starting …"));
    await registered();
    void inCharge().then(() => meanwhile?.removeAttribute("hidden"));
    await started();
    location.replace("/");
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    say(translate("Soleus could not start here: {why}", { why }));
    if (button) button.hidden = false;
    if (bar) bar.hidden = true;
  }
}

/** A browser that takes no modules as a worker refuses it; Soleus has no other way to run there. */
async function registered() {
  try {
    const how = /** @type {const} */ ({ type: "module", updateViaCache: "none" });
    await navigator.serviceWorker.register("/service-worker.js", how);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new Error(
      translate(
        "this browser did not take it in ({why}). It needs Chrome or Edge 91, Safari 15 or Firefox 147, or a later one.",
        { why },
      ),
    );
  }
}

/** @param {number} have @param {number} all */
function show(have, all) {
  if (!(bar instanceof HTMLProgressElement)) return;
  bar.hidden = false;
  bar.max = all;
  bar.value = have;
}

/** @param {string} text */
function say(text) {
  if (said) said.textContent = text;
}

openInOwnLanguage();
if (!navigator.serviceWorker) {
  say(
    translate(
      "This browser cannot keep Soleus. A newer one can, over HTTPS and not in a private window.",
    ),
  );
} else if (await navigator.serviceWorker.getRegistration()) {
  void begin(); // it was here before
} else if (button) {
  button.hidden = false;
  button.addEventListener("click", () => void begin());
}
