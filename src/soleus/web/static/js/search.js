/**
 * Search on Learn: as a word is typed, only the questions are left whose own words hold it. The
 * page brings the words; nobody is asked, so that it works with no network.
 */

import { translate } from "./phrases.js";

const field = document.getElementById("q");
const all = document.getElementById("all");
const fitting = document.getElementById("fitting");
const said = document.getElementById("found-said");

/** Whether a question's words hold every word typed. */
function holds(/** @type {HTMLElement} */ question, /** @type {string[]} */ words) {
  return words.every((word) => question.dataset.words?.includes(word));
}

/** Leave only what holds the words; all of it where nothing is typed. */
function show(/** @type {string} */ typed) {
  if (!(all instanceof HTMLDetailsElement)) return;
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = new Set();
  for (const section of all.querySelectorAll("section")) {
    const questions = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-words]")]);
    for (const question of questions) {
      question.hidden = !holds(question, words);
      if (!question.hidden) found.add(question);
    }
    section.hidden = questions.every((question) => question.hidden);
  }
  document.getElementById("found")?.remove();
  if (fitting) fitting.hidden = words.length > 0;
  all.open = words.length > 0;
  if (said) said.textContent = words.length ? told(found.size) : "";
}

function told(/** @type {number} */ count) {
  if (count === 0) return translate("No question holds this. Try another word.");
  if (count === 1) return translate("1 question holds this.");
  return translate("{n} questions hold this.", { n: count });
}

if (field instanceof HTMLInputElement && field.form) {
  field.addEventListener("input", () => show(field.value));
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(field.value);
  });
}
