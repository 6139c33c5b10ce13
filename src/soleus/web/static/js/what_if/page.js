/**
 * A choice on the page of two simulated legs is answered at once, without a new page: the piece
 * that changes comes from the server, first for one usual person and then again as people are
 * simulated. Each setting is an address, so that back and forward go through the settings.
 */

const AGAIN_MS = 600;

const page = /** @type {HTMLElement} */ (document.getElementById("what-if-page"));
const place = /** @type {HTMLElement} */ (document.getElementById("what-if"));
const wrong = /** @type {HTMLElement} */ (document.getElementById("wrong"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

let asking = new AbortController();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

const form = () => /** @type {HTMLFormElement} */ (place.querySelector("#settings"));

/** @param {string} query @param {AbortSignal} signal */
async function fetched(query, signal) {
  const answer = await fetch(`/what-if/picture?${query}`, { signal });
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { isWell: answer.ok, body: parsed.body };
}

/**
 * Ask for a setting and show it, or say in a line why it cannot be.
 * @param {string} query
 * @param {(address: string) => void} arrived told the address of what is shown now
 */
async function show(query, arrived) {
  asking.abort();
  asking = new AbortController();
  clearTimeout(later);
  const { signal } = asking;
  try {
    const { isWell, body } = await fetched(query, signal);
    if (signal.aborted) return;
    wrong.hidden = isWell;
    if (isWell) {
      swap(body);
      arrived(form().dataset.address ?? "");
    } else {
      wrong.replaceChildren(...body.querySelectorAll(".fault"));
    }
    said.textContent = (isWell ? place.querySelector("#says") : wrong)?.textContent ?? "";
    performance.mark("what-if-shown");
    refineLater();
  } catch {
    if (!signal.aborted) location.assign(`/what-if?${query}`);
  }
}

/** Put the new piece in place; what was open stays open, and the focus where it was. */
function swap(/** @type {HTMLElement} */ body) {
  const focused = document.activeElement?.id;
  for (const open of place.querySelectorAll("details[id][open]")) {
    body.querySelector(`#${open.id}`)?.setAttribute("open", "");
  }
  place.replaceChildren(...body.childNodes);
  const again = focused ? place.querySelector(`#${focused}`) : null;
  if (again instanceof HTMLElement) again.focus();
}

/** As people are simulated, only curves and sentences change: nothing that is being used. */
function refineLater() {
  if (form().dataset.refined === "yes") return;
  later = setTimeout(refine, AGAIN_MS);
}

async function refine() {
  const { signal } = asking;
  const address = form().dataset.address ?? "";
  try {
    const { isWell, body } = await fetched(address.split("?")[1], signal);
    if (signal.aborted || !isWell) return;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (
      body.querySelectorAll("[data-piece]")
    )) {
      const before = place.querySelector(`[data-piece="${part.dataset.piece}"]`);
      if (before && !before.querySelector("details[open]")) before.replaceWith(part);
    }
    form().dataset.refined = /** @type {HTMLElement} */ (
      body.querySelector("#settings")
    ).dataset.refined;
    refineLater();
  } catch {
    // the network is away: what is shown stays as it is
  }
}

const written = () => new URLSearchParams(/** @type {any} */ (new FormData(form()))).toString();

page.classList.add("scripted");
place.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLSelectElement)) return;
  performance.mark("what-if-pressed");
  show(written(), (address) => history.pushState(null, "", address));
});
place.addEventListener("submit", (event) => {
  event.preventDefault();
  show(written(), (address) => history.pushState(null, "", address));
});
addEventListener("popstate", () => show(location.search.slice(1), () => {}));
form().dataset.refined = "no";
refineLater();
