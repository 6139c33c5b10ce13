/**
 * The card of the next break on a page that stays open: replaced when something changed, and each
 * notice shown once. Without this script the card is as old as the page, and its buttons work.
 */

import { translate } from "../phrases.js";
import { zone } from "../zone.js";
import { beginToWatch, canTell, goOnWatching, isWatching, stopWatching } from "./idle.js";
import { askForPermission, canShow, forgetAhead, isShowing, show, stopShowing } from "./notices.js";
import { watch } from "./watch.js";

/** @param {number} minutes @param {boolean} asleep */
function away(minutes, asleep) {
  return fetch("/api/reminders/away", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ minutes, asleep }),
  });
}

async function ask() {
  const answer = await fetch(`/reminders/now?zone=${encodeURIComponent(zone())}`);
  if (!answer.ok) throw new Error(`reminders answered ${answer.status}`);
  return answer.json();
}

async function replaceCard() {
  const card = document.querySelector("[data-reminders]");
  if (!(card instanceof HTMLElement)) return;
  const address = `/reminders/card?zone=${encodeURIComponent(zone())}&page=${location.pathname}`;
  const answer = await fetch(address);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = parsed.querySelector("[data-reminders]");
  if (!(fresh instanceof HTMLElement) || fresh.dataset.state === card.dataset.state) return;
  if (card.contains(document.activeElement)) return; // do not replace what is being used
  card.replaceWith(fresh);
}

const clockwork = watch({
  ask,
  slept: (minutes) => away(minutes, true),
  show: (state) => {
    forgetAhead(state.now);
    replaceCard().catch(() => {}); // the page is left, or there is no connection: the next will do
    if (state.notice) show(state.notice).catch(() => {}); // the system may refuse at any time
  },
});

const section = document.getElementById("notify");
const toggle = document.getElementById("notify-on");
const idle = document.getElementById("idle-on");
const status = document.getElementById("notify-said");

/** @param {string} text */
function say(text) {
  if (status) status.textContent = text;
}

function label() {
  if (toggle)
    toggle.textContent = isShowing() ? translate("Show no notices") : translate("Show notices");
}

if (section && toggle && canShow()) {
  section.hidden = false;
  label();
  toggle.addEventListener("click", async () => {
    if (isShowing()) {
      stopShowing();
      say(translate("No notices are shown on this device."));
    } else if (await askForPermission()) {
      say(translate("Notices are shown while Soleus is open here."));
      clockwork.look();
    } else {
      say(translate("Your browser does not allow notices. You can change that in its settings."));
    }
    label();
  });
}

/** @param {number} minutes */
async function cameBack(minutes) {
  if (minutes < (clockwork.state()?.away_minutes ?? 1)) return;
  await away(minutes, false).catch(() => {}); // no connection: an extra, the button counts
  clockwork.look();
}

function labelIdle() {
  if (idle)
    idle.textContent = isWatching()
      ? translate("Do not notice when I am away")
      : translate("Notice when I am away");
}

if (section && idle && canTell()) {
  section.hidden = false;
  for (const each of document.querySelectorAll("[data-idle]")) each.removeAttribute("hidden");
  idle.addEventListener("click", async () => {
    if (isWatching()) {
      stopWatching();
      say(translate("Time away is not noticed on this device."));
    } else if (await beginToWatch(cameBack).catch(() => false)) {
      say(translate("A locked screen counts as a break while Soleus is open here."));
    } else {
      say(translate("Your browser does not allow it. You can change that in its settings."));
    }
    labelIdle();
  });
}

goOnWatching(cameBack)
  .then(labelIdle)
  .catch(() => {}); // an extra: without it the button counts
