/**
 * A choice on the page of two simulated legs is answered at once, without a new page: the pieces
 * that change come from the server, first for one usual person and then again as people are
 * simulated. Each setting is an address, so that back and forward go through the settings.
 */

import { createLegs } from "./legs.js";
import { createPieces } from "./pieces.js";

const AGAIN_MS = 600;

const page = /** @type {HTMLElement} */ (document.getElementById("what-if-page"));
const place = /** @type {HTMLElement} */ (document.getElementById("what-if"));
const wrong = /** @type {HTMLElement} */ (document.getElementById("wrong"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("settings"));
const hold = /** @type {HTMLButtonElement} */ (document.getElementById("hold"));
const legs = createLegs(place, hold);
const pieces = createPieces(place, (name) => {
  if (name.startsWith("drawing-")) legs.redraw(Number(name.slice(-1)));
});

let asking = new AbortController();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/**
 * @param {string} query
 * @param {AbortSignal} signal
 * @returns {Promise<{faults?: string[], address: string, refined: boolean,
 *   legs: {classes: string, stance: string, moves: import("./veins.js").Moves | null}[],
 *   pieces: import("./pieces.js").Pieces}>}
 */
async function fetched(query, signal) {
  const answer = await fetch(`/what-if/picture?${query}`, { signal });
  return answer.json();
}

/**
 * Ask for a setting and show it, or say in a line why it cannot be.
 * @param {string} query
 * @param {(address: string) => void} arrived told the address of what is shown now
 */
async function show(query, arrived) {
  legs.wait();
  asking.abort();
  asking = new AbortController();
  clearTimeout(later);
  const { signal } = asking;
  try {
    const told = await fetched(query, signal);
    if (signal.aborted) return;
    wrong.hidden = !told.faults;
    if (told.faults) wrong.replaceChildren(...told.faults.map(line));
    else {
      swap(told);
      arrived(told.address);
    }
    performance.mark("what-if-shown");
    afterPaint(() => {
      said.textContent = (told.faults ? wrong : place.querySelector("#says"))?.textContent ?? "";
      pieces.settle();
      legs.goOn();
      refineLater();
    });
  } catch {
    if (!signal.aborted) location.assign(`/what-if?${query}`);
  }
}

function line(/** @type {string} */ text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** What can wait is done when the answer is on the screen. */
function afterPaint(/** @type {() => void} */ rest) {
  requestAnimationFrame(() => setTimeout(rest));
}

/** Put what differs in place; what is open stays open, and the focus where it was. */
function swap(/** @type {Awaited<ReturnType<typeof fetched>>} */ told) {
  told.legs.forEach(({ classes, stance }, i) => {
    const leg = /** @type {HTMLElement} */ (place.querySelector(`[data-side="${i}"]`));
    leg.className = `simulated ${classes}`;
    if (leg.dataset.stance === stance) delete told.pieces[`drawing-${i}`]; // it goes on moving
    leg.dataset.stance = stance;
  });
  pieces.show(told.pieces);
  legs.show(told.legs.map(({ moves }) => moves));
  form.dataset.address = told.address;
  form.dataset.refined = told.refined ? "yes" : "no";
}

/** As people are simulated, only curves and sentences change: nothing that is being used. */
function refineLater() {
  clearTimeout(later);
  if (form.dataset.refined === "yes") return;
  later = setTimeout(refine, AGAIN_MS);
}

async function refine() {
  const { signal } = asking;
  try {
    const told = await fetched((form.dataset.address ?? "").split("?")[1], signal);
    if (signal.aborted || told.faults) return;
    pieces.grow(told.pieces);
    form.dataset.refined = told.refined ? "yes" : "no";
    refineLater();
  } catch {
    // the network is away: what is shown stays as it is
  }
}

function written() {
  pieces.settle();
  return new URLSearchParams(/** @type {any} */ (new FormData(form))).toString();
}

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
form.dataset.refined = "no";
refineLater();
