/**
 * Today's list where there is no network: an item that was ticked on this device is shown as done,
 * and its tick can be taken back for as long as it waits.
 *
 * @typedef {import("./queue.js").Waiting} Waiting
 */

import { translate } from "../phrases.js";
import { isKeepable, toldOf } from "./forms.js";
import { drop, waiting } from "./queue.js";

/** Ticks that were made here; they stay once they have arrived. @type {Set<string>} */
const here = new Set();

/** Show which items of the list were ticked here. */
export function showTicks(/** @type {Waiting[]} */ left) {
  const list = document.querySelector(".todo");
  if (!list) return;
  for (const { id, faults } of left) {
    if (!faults) here.add(id);
  }
  const forms = [...list.querySelectorAll("form")].filter(isKeepable);
  const changed = forms.filter((form) => show(form, here.has(idOf(form))));
  if (!changed.length) return;
  const count = document.querySelector("#list small");
  const done = list.querySelectorAll("li.is-done").length;
  if (count) {
    count.textContent = translate("{done} of {all} done", { done, all: list.children.length });
  }
}

/** Take a tick back that still waits here; gives whether it was one. */
export async function untick(/** @type {HTMLFormElement} */ form) {
  const id = form.closest(".todo") ? idOf(form) : "";
  const isHere = Boolean(id) && (await waiting()).some((each) => each.id === id);
  if (!isHere) return false;
  await drop(id);
  here.delete(id);
  return true;
}

function idOf(/** @type {HTMLFormElement} */ form) {
  return toldOf(form).entries[0].id ?? "";
}

/** Show an item as done or open; gives whether that has changed. */
function show(/** @type {HTMLFormElement} */ form, /** @type {boolean} */ isDone) {
  const item = form.closest("li");
  if (!item || item.classList.contains("is-done") === isDone) return false;
  item.classList.toggle("is-done", isDone);
  form.querySelector("svg")?.remove();
  const sign = document.getElementById("ticked");
  if (isDone && sign instanceof HTMLTemplateElement) {
    form.querySelector("button")?.prepend(sign.content.cloneNode(true));
  }
  for (const start of item.querySelectorAll("a.button")) start.toggleAttribute("hidden", isDone);
  const named = item.querySelector(".what a")?.textContent ?? "";
  const words = form.querySelector(".unseen");
  const does = isDone ? translate("Not done after all") : translate("I did this");
  if (words) words.textContent = `${does}: ${named}`;
  return true;
}
