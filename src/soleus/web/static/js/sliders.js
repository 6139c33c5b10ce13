/**
 * Makes a slider of each number field. What was never moved is not sent, so it is not noted:
 * nought is an answer and silence is none.
 */

import { translate } from "./phrases.js";

for (const field of document.querySelectorAll("input.score")) {
  if (field instanceof HTMLInputElement) becomeSlider(field);
}

/** Keys that answer, also where the slider stands at its end and does not move. */
const MOVES = /^(Arrow|Home|End|Page)/;

/** @param {HTMLInputElement} field */
function becomeSlider(field) {
  const output = document.getElementById(`${field.id}-value`);
  const { name, defaultValue: given } = field; // what was given before, where a fault came back
  field.removeAttribute("pattern");
  Object.assign(field, { type: "range", min: "0", max: "10", step: "1" });
  field.defaultValue = given || (field.dataset.last ?? "0");
  field.value = field.defaultValue;

  function isOpen() {
    field.name = "";
    field.setAttribute("aria-valuetext", translate("not noted yet"));
    if (output) output.textContent = "–";
  }

  function isTaken() {
    field.name = name;
    field.setAttribute("aria-valuetext", translate("{n} of 10", { n: field.value }));
    if (output) output.textContent = field.value;
  }

  if (given) isTaken();
  else isOpen();
  field.addEventListener("input", isTaken);
  // a tap or a key on the place where it already stands is an answer too
  field.addEventListener("pointerup", isTaken);
  field.addEventListener("keyup", ({ key }) => {
    if (MOVES.test(key)) isTaken();
  });
  field.form?.addEventListener("reset", isOpen);
  // another answer for the legs takes back the scores that were asked for by the one before
  field.form?.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "radio") return;
    const asks = target.form?.querySelector(`input[name="${target.name}"][data-asks]`);
    if (asks && asks !== target && target.value.includes(`${field.id}=`)) isOpen();
  });
}
