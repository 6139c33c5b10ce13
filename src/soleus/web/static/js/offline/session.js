/**
 * A session with no network: asks the gate of this device, asks what is new, guides by the script
 * kept here, and lets what happened wait to be sent. The gate is asked again at every step.
 *
 * @typedef {import("../session/types.js").Script} Script
 * @typedef {import("../check/standing.js").Kept & {person: string}} Kept
 * @typedef {{person: string, only_leg: string | null, scripts: Record<string, Script>,
 *   choices: Record<string, import("./choices.js").Choices>,
 *   stops: Record<string, Record<string, Record<string, any>>>}} Sessions
 */

import { cite, el } from "../check/elements.js";
import { refused } from "../check/result.js";
import { RefusedRules, rulebook } from "../check/rulebook.js";
import { standing, withWaiting } from "../check/standing.js";
import { newId } from "../ids.js";
import { translate } from "../phrases.js";
import { createSessionPage } from "../session_page.js";
import { asked, chosen as chosenScript } from "./choices.js";
import { cycleOf, sayEnd } from "./cycles.js";
import { entryOf, keep, sync, waiting } from "./queue.js";
import { keepReports } from "./reports.js";
import { underWay } from "./running.js";

const STANCES = /** @type {Record<string, string>} */ ({ seated: "close", lying: "close" });
const AFTER_STOP = /** @type {Record<string, string>} */ ({
  emergency: "/emergency",
  today: "/check",
  check: "/check",
});

/** @returns {HTMLElement} */
function byId(/** @type {string} */ id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @returns {Promise<any>} */
async function got(/** @type {string} */ path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} cannot be had: ${answer.status}`);
  return answer.json();
}

/** The routine that the address names, as scripts do; null where it names none. */
function wanted(/** @type {Sessions} */ sessions) {
  const { pathname, searchParams } = new URL(location.href);
  const exercise = pathname.match(/^\/exercises\/([^/]+)\/begin$/)?.[1];
  const routine = pathname.match(/^\/session\/([^/]+)$/)?.[1] ?? searchParams.get("routine");
  const named = exercise ? `prescribed-${exercise}` : (routine ?? "");
  const plain = named.replaceAll("_", "-");
  return Object.keys(sessions.scripts).find((id) => id.replaceAll("_", "-") === plain) ?? null;
}

/**
 * What the gate of this device says now: the leave, and whether a script still fits it.
 * @param {any} bundle
 * @param {Kept} kept
 */
function gateOf(bundle, kept) {
  return async () => {
    const engine = rulebook(bundle, new Date());
    const mine = await waiting(kept.person);
    const now = new Date();
    const leave = standing(engine, withWaiting(engine, kept, mine, now), now);
    const isNewCheck = mine.some((entry) => entry.kind === "check");
    return {
      leave,
      opens: (/** @type {string} */ routine, /** @type {Script} */ script) => {
        if (!leave.activities.includes(script.activity)) return false;
        if (!isNewCheck) return true;
        // the script's limits are of the check before: only what needs none may go by it
        const ruling = leave.decision?.activities[script.activity];
        return !routine.startsWith("prescribed-") && ruling?.status === "permitted";
      },
    };
  };
}

async function start() {
  /** @type {any} */
  let bundle;
  try {
    /** @type {[any, Kept, Sessions]} */
    const [rules, kept, sessions] = await Promise.all([
      got("/offline/check/rules.json"),
      got("/offline/check/kept.json"),
      got("/offline/sessions.json"),
    ]);
    bundle = rules;
    if (kept.person !== sessions.person) throw new Error("two people's data are mixed");
    await offer(bundle, kept, sessions);
  } catch (error) {
    const isRules = error instanceof RefusedRules;
    const unread = translate(
      "No session is ready on this device without a network. Ordinary steps of your day go on. If you feel ill, do not wait: get help.",
    );
    refuse(bundle, isRules ? error.message : unread, isRules ? error.claims : []);
    if (!isRules) console.info(error);
  }
}

function refuse(
  /** @type {any} */ bundle,
  /** @type {string} */ says,
  /** @type {string[]} */ claims,
) {
  byId("told").replaceChildren(refused({ says, claims }, bundle?.claims ?? {}));
  byId("first").hidden = true;
}

/**
 * @param {any} bundle
 * @param {Kept} kept
 * @param {Sessions} sessions
 */
async function offer(bundle, kept, sessions) {
  const ask = gateOf(bundle, kept);
  const { leave, opens } = await ask();
  if (leave.cause) {
    const { says, claims } = bundle.causes[leave.cause];
    return refuse(bundle, says, claims);
  }
  const open = Object.entries(sessions.scripts).filter(([id, script]) => opens(id, script));
  const routine = wanted(sessions);
  const chosen = open.find(([id]) => id === routine);
  if (!chosen)
    return list(open, routine !== null || /^\/(session|exercises)\//.test(location.pathname));
  await askFirst({ bundle, kept, sessions, ask, routine: chosen[0], script: chosen[1] });
}

/** What is open, each as a way to begin. */
function list(/** @type {[string, Script][]} */ open, /** @type {boolean} */ isOther) {
  const lead = isOther
    ? translate("This session is not open on this device now. These are:")
    : translate("Open to you on this device:");
  const ways = open.map(([id, script]) =>
    el("li", {}, el("a", { class: "link", href: `/offline/session?routine=${id}` }, script.title)),
  );
  byId("told").replaceChildren(
    el("h1", { tabindex: "-1" }, translate("Sessions")),
    el("p", { class: "lead" }, lead),
    el("ul", { class: "rows" }, ...ways),
  );
}

/**
 * @typedef {{bundle: any, kept: Kept, sessions: Sessions, ask: ReturnType<typeof gateOf>,
 *   routine: string, script: Script}} Chosen
 * @param {Chosen} chosen
 */
async function askFirst(chosen) {
  const { bundle, kept, routine, script } = chosen;
  const before = await underWay(kept.person, routine);
  if (before) return guide(chosen, before);
  byId("first-title").textContent = script.title;
  byId("first-summary").textContent = script.summary.text;
  byId("first-why").replaceChildren(cite(bundle.claims, script.summary.claims));
  byId("first-limits").replaceChildren(
    ...script.limits.map(({ text, claims }) =>
      el("section", { class: "note careful" }, el("p", {}, text), cite(bundle.claims, claims)),
    ),
  );
  const choices = chosen.sessions.choices[routine];
  byId("first-choices").replaceChildren(asked(choices, bundle.claims) ?? "");
  const form = /** @type {HTMLFormElement} */ (byId("first"));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = new FormData(form, event.submitter);
    if (!said.has("anything_new")) return;
    const settled = chosenScript(script, choices, said);
    void answered({ ...chosen, script: settled }, said.get("anything_new") === "no");
  });
}

async function answered(/** @type {Chosen} */ chosen, /** @type {boolean} */ isNothingNew) {
  const { kept, ask, routine, script, bundle } = chosen;
  const said = entryOf(kept.person, "nothing_new", { anything_new: !isNothingNew });
  const isKept = await keep([said]).then(
    () => true,
    () => false,
  );
  if (!isNothingNew) return location.assign("/check");
  if (!isKept) byId("fault").textContent = notKept();
  const { leave, opens } = await ask();
  if (leave.cause)
    return refuse(bundle, bundle.causes[leave.cause].says, bundle.causes[leave.cause].claims);
  if (!opens(routine, script)) return location.reload();
  const now = new Date().toISOString();
  const { person } = kept;
  guide(chosen, {
    ...{ id: newId(), person, routine, script },
    ...{ started_at: now, as_of: now, visits: [] },
    item: new URL(location.href).searchParams.get("item") ?? "",
  });
}

function notKept() {
  return translate("This device is full: the session goes on, but it cannot be kept.");
}

function guide(
  /** @type {Chosen} */ chosen,
  /** @type {import("./running.js").Running} */ running,
) {
  const { sessions, ask, routine } = chosen;
  const { script } = running;
  dress(script, sessions.only_leg);
  const isNew = running.visits.length === 0;
  const [phase, cause] = isNew ? ["ready", null] : ["paused", "lost"];
  const reports = keepReports({
    running,
    stops: sessions.stops,
    notKept,
    isOpen: async () => {
      const { leave, opens } = await ask();
      return leave.cause === null && opens(routine, script);
    },
  });
  byId("trace").hidden = true;
  const player = createSessionPage({
    script,
    cycle: cycleOf(running).then((kept) => kept?.table ?? null),
    state: { phase, cause, visits: running.visits, outcome: null, page: null },
    url: "",
    // the last report is made just after the end is shown
    onward: () => setTimeout(() => void reports.told.then(() => onward(player, chosen, script))),
    makeReporter: reports.make,
  });
  reports.of(player);
  if (isNew) player.begin();
}

/** Make the stage ready for a script. */
function dress(/** @type {Script} */ script, /** @type {string | null} */ onlyLeg) {
  byId("begin-here").hidden = true;
  byId("staged").hidden = false;
  document.title = `${script.title} – Soleus`;
  byId("title").textContent = script.title;
  const drawing = document.getElementById(`leg-${STANCES[script.posture] ?? script.posture}`);
  if (drawing instanceof HTMLTemplateElement) {
    document.querySelector(".leg-stage")?.prepend(drawing.content.cloneNode(true));
  }
  byId("stop-rules").replaceChildren(
    ...script.stop_rules.map((rule) =>
      el("button", { class: "choice plain", name: "rule", value: rule.id }, rule.label),
    ),
  );
  if (onlyLeg) {
    byId("legs").replaceWith(el("input", { type: "hidden", name: "leg", value: onlyLeg }));
  }
}

/** After the end: to help or the check after a stop or a shut gate, else what was done. */
async function onward(
  /** @type {ReturnType<typeof createSessionPage>} */ player,
  /** @type {Chosen} */ { ask, bundle, sessions },
  /** @type {Script} */ script,
) {
  const { outcome, page } = player.at();
  if (outcome === "stopped") {
    const next = AFTER_STOP[page ?? "check"];
    return next ? location.assign(next) : undefined;
  }
  const { leave } = await ask();
  if (leave.decision?.urgency === "emergency") return location.assign("/emergency");
  if (leave.cause) {
    const { says, claims } = bundle.causes[leave.cause];
    byId("begin-here").hidden = false;
    refuse(bundle, says, claims);
  }
  const active = player.stays.filter(({ segment }) => script.segments[segment].is_active);
  const seconds = active.reduce((sum, each) => sum + each.seconds, 0);
  const minutes = Math.round(seconds / 6) / 10;
  byId("staged").hidden = true;
  byId("over-done").hidden = outcome !== "finished";
  byId("over-title").textContent = translate("{what}, {n} minutes", {
    what: script.title,
    n: minutes,
  });
  byId("over").hidden = false;
  byId("over").focus();
  const kept = await cycleOf({ person: sessions.person, script });
  byId("over-simulated").replaceChildren(...sayEnd(kept, script, seconds, bundle.claims));
  await sync().catch(() => false);
  const left = await waiting().catch(() => []);
  byId("over-kept").textContent = left.length
    ? translate("Kept on this device. It is sent when there is a network again.")
    : translate("It is in your journal.");
}

void start();
