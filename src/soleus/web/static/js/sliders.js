/**
 * Makes a slider of each number field. What was never moved is not sent, so it is not noted:
 * nought is an answer and silence is none.
 */

import { translate } from "./phrases.js";

for (const field of document.querySelectorAll("input.score")) {
  if (field instanceof HTMLInputElement) becomeSlider(field);
}

/** @param {HTMLInputElement} field */
function becomeSlider(field) {
  const output = document.getElementById(`${field.id}-value`);
  const name = field.name;
  Object.assign(field, { name: "", type: "range", min: "0", max: "10", step: "1" });
  field.removeAttribute("pattern");
  field.value = field.dataset.last ?? "0";
  field.setAttribute("aria-valuetext", translate("not noted yet"));
  if (output) output.textContent = "–";

  const taken = () => {
    field.name = name;
    field.setAttribute("aria-valuetext", translate("{n} of 10", { n: field.value }));
    if (output) output.textContent = field.value;
  };
  field.addEventListener("input", taken);
  // a tap on the place where it already stands is an answer too
  field.addEventListener("pointerup", taken);
}
