/** Shows a notice once on this device, through the service worker where there is one. */

import { translate } from "../phrases.js";
import { recall, remember } from "../remembered.js";

const SHOWN = "soleus.reminders.shown";
const REMEMBERED = 40; // more than come in a day
const WANTED = "soleus.reminders.wanted";
const TAG = "soleus-break";

/** Whether this browser can show notices at all. */
export function canShow() {
  return "Notification" in globalThis;
}

/** Whether notices are wanted here and allowed. */
export function isShowing() {
  return canShow() && Notification.permission === "granted" && recall(WANTED) === "yes";
}

/** Ask the browser for permission, which has to follow a press. @returns {Promise<boolean>} */
export async function askForPermission() {
  const permission = await Notification.requestPermission();
  if (permission === "granted") remember(WANTED, "yes");
  return permission === "granted";
}

/** Show no more notices on this device. */
export function stopShowing() {
  remember(WANTED, "no");
}

/**
 * Show a notice, unless this device has shown it.
 *
 * @param {{ id: string, at: string, says: string, link: string }} notice
 */
export async function show(notice) {
  const shown = known();
  if (!isShowing() || shown.some(([id]) => id === notice.id)) return;
  remember(SHOWN, JSON.stringify([...shown, [notice.id, notice.at]].slice(-REMEMBERED)));
  const options = {
    body: notice.says,
    tag: TAG,
    renotify: true, // else the second one takes the place of the first without a sound
    data: { kind: "break", url: notice.link, id: notice.id },
  };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) {
    const actions = [{ action: "start", title: translate("Start") }];
    if (notice.link.startsWith("/session/"))
      actions.push({ action: "moved", title: translate("I just moved") });
    await registration.showNotification("Soleus", /** @type {any} */ ({ ...options, actions }));
    return;
  }
  const plain = new Notification("Soleus", options);
  plain.onclick = () => {
    window.focus();
    location.assign(notice.link);
  };
}

/**
 * Forget notices that lie ahead of now: a clock that has been set back since showed them too early.
 *
 * @param {string} now the server's clock
 */
export function forgetAhead(now) {
  const shown = known();
  const kept = shown.filter(([, at]) => Date.parse(at) <= Date.parse(now));
  if (kept.length < shown.length) remember(SHOWN, JSON.stringify(kept));
}

/** @returns {[string, string][]} ids of the notices shown, and when each was due */
function known() {
  try {
    return JSON.parse(recall(SHOWN) ?? "[]");
  } catch {
    return []; // written by a version before this one
  }
}
