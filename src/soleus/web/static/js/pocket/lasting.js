/** Asks the browser to keep what is stored here, also where room gets short, and says its answer. */

import { translate } from "../phrases.js";
import { recall, remember } from "../remembered.js";

const ASKED = "soleus-asked-to-last";
const AGAIN_MS = 7 * 24 * 3600 * 1000;

/**
 * Ask, once a week until it is granted: some browsers ask the person, others decide by how often
 * and how somebody uses the app.
 */
export async function askToLast() {
  const { storage } = navigator;
  if (!storage?.persist || (await storage.persisted())) return;
  if (Date.now() - Number(recall(ASKED) ?? 0) < AGAIN_MS) return;
  remember(ASKED, String(Date.now()));
  await storage.persist();
}

/** Say how it stands, where a page has a place for that. @param {HTMLElement | null} line */
export async function sayWhetherItLasts(line) {
  if (!line || !navigator.storage?.persisted) return;
  line.textContent = (await navigator.storage.persisted())
    ? translate("This browser has agreed to keep it.")
    : translate("This browser may remove it when room gets short. A copy keeps it.");
  line.hidden = false;
}
