/** Amounts of blood in words, no more exact than they are known: as `coach/simulated/session_end.py` says. */

import { language, translate } from "../phrases.js";

/**
 * An amount, rounded to 10 mL, from 100 on to 50, and from a litre on to a tenth of one; empty below
 * 10 mL.
 * @param {number} millilitres
 */
export function amountWords(millilitres) {
  if (millilitres < 10) return "";
  if (millilitres < 975) {
    const step = millilitres < 100 ? 10 : 50;
    return translate("{n} mL", { n: number(step * Math.round(millilitres / step)) });
  }
  return translate("{n} L", { n: number(Math.round(millilitres / 100) / 10) });
}

/**
 * How much more blood has left the leg than at rest; empty while it is too little to say.
 * @param {string} posture of the session
 * @param {number | null} millilitres
 */
export function moreWords(posture, millilitres) {
  const amount = amountWords(millilitres ?? 0);
  if (!amount) return "";
  if (posture === "seated") return translate("about {amount} more than sitting still", { amount });
  if (posture === "lying") return translate("about {amount} more than lying still", { amount });
  return translate("about {amount} more than standing still", { amount });
}

/** What rest is called in a posture of a session. @param {string} posture */
export function stillWords(posture) {
  if (posture === "seated") return translate("Sitting still");
  return posture === "lying" ? translate("Lying still") : translate("Standing still");
}

/**
 * A flow, to two digits that count.
 * @param {number} mlPerSecond
 */
export function flowWords(mlPerSecond) {
  const perMinute = Number((mlPerSecond * 60).toPrecision(2));
  return translate("{n} mL a minute", { n: number(perMinute) });
}

const number = (/** @type {number} */ n) => n.toLocaleString(language());
