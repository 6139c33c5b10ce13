/**
 * "Something is wrong": the list, what to do at once, and on to the page that fits.
 *
 * Without this script the same list is a form. With it, what to do is shown before the server has
 * been asked, so a stop needs no connection.
 */

/**
 * @param {object} parts
 * @param {import("./session/types.js").Script} parts.script
 * @param {ReturnType<typeof import("./session/player.js").createPlayer>} parts.player
 * @param {() => void} parts.onward leads to the page that fits, once the stop is kept
 * @param {(id: string) => HTMLElement} parts.byId
 */
export function wireStop({ script, player, onward, byId }) {
  const sheet = byId("wrong");
  const stopped = byId("stopped");

  byId("something-wrong").addEventListener("click", (event) => {
    event.preventDefault();
    player.pause();
    open(true);
    sheet.focus();
  });

  byId("not-wrong").addEventListener("click", (event) => {
    event.preventDefault();
    open(false);
    byId("something-wrong").focus();
  });

  byId("stop-form").addEventListener("submit", (event) => {
    const pressed = event instanceof SubmitEvent ? event.submitter : null;
    const rule = script.stop_rules.find(
      (each) => pressed instanceof HTMLButtonElement && each.id === pressed.value,
    );
    if (!rule) return;
    event.preventDefault();
    show(rule);
    void player.stop(rule.id, chosenLeg()).then(onward);
  });

  /** @param {boolean} isOpen what lies beneath cannot be reached meanwhile */
  function open(isOpen) {
    sheet.classList.toggle("open", isOpen);
    byId("session").inert = isOpen;
  }

  /** @param {import("./session/types.js").StopRule} rule */
  function show(rule) {
    byId("says").textContent = rule.says;
    byId("call").hidden = rule.page !== "emergency";
    stopped.dataset.page = rule.page;
    open(false);
    byId("session").inert = true;
    stopped.hidden = false;
    stopped.classList.add("open");
    stopped.focus();
  }

  /** @returns {"left" | "right" | undefined} */
  function chosenLeg() {
    const chosen = new FormData(/** @type {HTMLFormElement} */ (byId("stop-form"))).get("leg");
    return chosen === "left" || chosen === "right" ? chosen : undefined;
  }
}
