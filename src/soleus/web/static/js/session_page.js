/**
 * The page of a session: shows the player's events, and passes taps to the player. What is seen
 * is here; time, sound and reports are js/session's; the leg is js/leg's.
 */

import { createSimulated } from "./cycle/show.js";
import { createLeg } from "./leg/leg.js";
import { translate } from "./phrases.js";
import { recall, remember } from "./remembered.js";
import { wireKeys } from "./session/keys.js";
import { createPlayer } from "./session/player.js";
import { wireStop } from "./stop.js";

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

const BUTTONS = {
  ready: ["begin"],
  running: ["pause", "skip"],
  paused: ["resume", "finish"],
  stopped: ["onward"],
  finished: ["onward"],
  ended: ["onward"],
};

/**
 * @param {Omit<import("./session/player.js").PlayerParts, "root"> & {onward: () => void,
 *   cycle: Promise<any>}} parts `onward` leads to the page after the session, once it is over;
 *   `cycle` is the table of its simulated leg, or null
 */
export function createSessionPage({ onward, cycle, ...parts }) {
  const { script } = parts;
  const root = byId("session");
  const drawing = root.querySelector("svg[data-leg]");
  const leg = drawing instanceof SVGSVGElement ? createLeg(drawing) : null;
  const player = createPlayer({ ...parts, root });
  /** A slow clock, where nothing is counted. */
  const dial = byId("dial");

  /** @param {string} name @param {(detail: any) => void} tell */
  function hear(name, tell) {
    root.addEventListener(name, (event) => {
      if (event instanceof CustomEvent) tell(event.detail);
    });
  }

  const simulated = createSimulated(byId("trace"), script, cycle);
  /** @type {import("./leg/types.js").Veins | null} */
  let veins = null;

  hear("moment", ({ stays, seconds }) => {
    veins = simulated.to(stays, seconds);
  });

  hear("pose", (pose) => leg?.pose(pose, 1 / 60, veins));

  hear("count", ({ number, of, unit }) => {
    const output = byId("count");
    output.replaceChildren(String(number));
    if (of || unit) {
      const small = document.createElement("small");
      const ofAll = of ? translate("of {n}", { n: of }) : "";
      small.textContent = ` ${[ofAll, unit].filter(Boolean).join(" ")}`;
      output.append(small);
    }
  });

  hear("cue", ({ label, text }) => {
    if (label) byId("label").textContent = label;
    if (text) byId("show").textContent = text;
  });

  hear("time", ({ seconds, remaining, total_remaining }) => {
    const all = seconds + (remaining ?? 0);
    const gone = all ? Math.min(100, (100 * seconds) / all) : 0;
    dial.lastElementChild?.setAttribute("stroke-dasharray", `${gone.toFixed(1)} 100`);
    const left = total_remaining ?? remaining;
    byId("remaining").textContent = left === null ? "" : clock(left);
  });

  hear("fault", ({ text }) => {
    byId("fault").textContent = text;
  });

  hear("unheard", ({ what, text }) => {
    byId(`unheard-${what}`).textContent = text;
  });

  hear("state", ({ phase, cause, segment }) => {
    root.dataset.phase = phase;
    byId("fault").textContent = "";
    byId("label").textContent = phase === "paused" ? translate("Paused") : segment.title;
    byId("show").textContent = phase === "paused" ? whyPaused(cause) : segment.show.text;
    if (!segment.counter) byId("count").textContent = "";
    const isLong = !segment.counter && segment.is_active && segment.seconds;
    dial.toggleAttribute("hidden", !(isLong && (phase === "running" || phase === "paused")));
    showPicture(segment.picture);
    const before = document.activeElement;
    const shown = BUTTONS[/** @type {keyof typeof BUTTONS} */ (phase)];
    for (const name of new Set(Object.values(BUTTONS).flat())) {
      byId(name).hidden = !shown.includes(name);
    }
    showAsk(phase === "running" ? segment : null);
    if (isGone(before)) (byId("ask").querySelector("button") ?? byId(shown[0])).focus();
    if (phase === "finished" || phase === "ended") onward();
  });

  /** Whether what had the focus went away with the change: a button that was pressed, say. */
  function isGone(/** @type {Element | null} */ before) {
    return root.contains(before) && !before?.checkVisibility();
  }

  /** The picture of a prescribed step takes the drawing's place. @param {string | undefined} address */
  function showPicture(address) {
    const picture = byId("picture");
    if (address && picture.getAttribute("src") !== address) picture.setAttribute("src", address);
    picture.hidden = !address;
    picture.parentElement?.classList.toggle("pictured", Boolean(address));
  }

  /** @param {number} seconds */
  function clock(seconds) {
    const whole = Math.max(0, Math.ceil(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  /** @param {string | null} cause */
  function whyPaused(cause) {
    if (cause === "away") return translate("The page was asleep, so the session waited for you.");
    if (cause === "lost") return translate("You are back. It goes on where you left it.");
    return translate("Take your time. It goes on where you left it.");
  }

  /** The buttons of a segment that waits. @param {any} segment */
  function showAsk(segment) {
    const place = byId("ask");
    const waits = segment && (segment.ask || segment.until);
    place.hidden = !waits;
    place.replaceChildren();
    if (!waits) return;
    if (segment.ask) byId("show").textContent = segment.ask.text;
    const answers = segment.ask ? segment.ask.answers : [{ value: null, label: segment.until }];
    for (const { value, label } of answers) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = label;
      button.addEventListener("click", () => player.answer(value));
      place.append(button);
    }
  }

  byId("begin").addEventListener("click", () => player.begin());
  byId("pause").addEventListener("click", () => player.pause());
  byId("resume").addEventListener("click", () => player.resume());
  byId("skip").addEventListener("click", () => player.skip());
  byId("finish").addEventListener("click", () => void player.finish());

  for (const name of ["sound", "voice", "vibration"]) {
    const box = byId(`set-${name}`);
    const key = `soleus.${name}`;
    if (box instanceof HTMLInputElement) {
      box.checked = recall(key) !== "off";
      player.set({ [name]: box.checked });
      box.addEventListener("change", () => {
        remember(key, box.checked ? "on" : "off");
        player.set({ [name]: box.checked });
      });
    }
  }

  // an iPhone that mutes pages by its silent switch, and lets none of them ask otherwise
  if ("standalone" in navigator && !("audioSession" in navigator)) byId("mute-hint").hidden = false;

  const keys = byId("set-keys");
  if (keys instanceof HTMLInputElement) {
    keys.checked = recall("soleus.keys") !== "off";
    keys.addEventListener("change", () => {
      remember("soleus.keys", keys.checked ? "on" : "off");
    });
    wireKeys({ byId, areOn: () => keys.checked });
  }

  wireStop({ script, player, onward, byId });
  return player;
}
