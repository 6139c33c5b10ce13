/** On every page where Soleus runs in this browser: keeps it awake, and renews what was kept. */

import { language, translate } from "../phrases.js";
import { handOut } from "./exports.js";
import { askToLast, sayWhetherItLasts } from "./lasting.js";
import { makeReady } from "./ready.js";
import { keepAwake, started } from "./worker.js";

const { kept } = document.documentElement.dataset;
const line = document.getElementById("network");
let isTouched = false;

/** A page as it was last is shown until Soleus has started; who has begun to answer it goes on. */
async function renew() {
  for (const what of ["input", "pointerdown", "keydown", "submit"]) {
    document.addEventListener(what, touched, { capture: true, once: true });
  }
  await started();
  if (!kept) return;
  if (!isTouched) location.reload();
  else if (line) offer(line);
}

function touched() {
  isTouched = true;
}

/** @param {HTMLElement} line */
function offer(line) {
  const at = new Date(kept ?? "");
  const when = at.toLocaleString(language(), { dateStyle: "long", timeStyle: "short" });
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = translate("This page is as it was on {at}. Show it as it is now.", {
    at: when,
  });
  line.replaceChildren(link);
  line.hidden = false;
}

/** What comes after the first page is here: from now on no network is needed. */
function tellWhenWhole() {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.soleus !== "whole" || !line || !line.hidden) return;
    line.textContent = translate("All of Soleus is in this browser now. It works with no network.");
    line.hidden = false;
  });
}

/** Once the browser has all of Soleus, later starts can be made shorter. */
function makeReadyWhenAsked() {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.soleus === "make-ready") makeReady(data);
  });
}

keepAwake();
tellWhenWhole();
makeReadyWhenAsked();
handOut(document);
void renew();
void askToLast().finally(() => sayWhetherItLasts(document.getElementById("lasting")));
