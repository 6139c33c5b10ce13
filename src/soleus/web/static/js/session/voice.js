/**
 * Spoken cues, short, by a voice of the page's language. A voice of another language would make the
 * words hard to understand: where the browser has none, nothing is spoken, and that is told once.
 */

import { language as pageLanguage } from "../phrases.js";

/** A browser may take so long to load its voices. */
const LOADING_MS = 3000;

/**
 * @param {{synthesis?: SpeechSynthesis, Utterance?: typeof SpeechSynthesisUtterance,
 *          language?: string, now?: () => number, onMissing?: () => void}} [parts]
 */
export function createVoice({
  synthesis = globalThis.speechSynthesis,
  Utterance = globalThis.SpeechSynthesisUtterance,
  language = pageLanguage(),
  now = () => performance.now(),
  onMissing = () => undefined,
} = {}) {
  const madeAt = now();
  let isTold = false;
  synthesis?.getVoices(); // asked once, some browsers begin to load them

  function missing(/** @type {boolean} */ isSure) {
    if (isTold || !isSure) return;
    isTold = true;
    onMissing();
  }

  return {
    /** Says `text` now; what is still being said gives way, since it is out of date. */
    say(/** @type {string} */ text) {
      if (!text) return;
      if (!synthesis || !Utterance) return missing(true);
      const voices = synthesis.getVoices();
      const voice = voiceOf(voices, language);
      if (!voice) return missing(voices.length > 0 || now() - madeAt > LOADING_MS);
      if (synthesis.speaking || synthesis.pending) synthesis.cancel();
      const utterance = new Utterance(text);
      utterance.voice = voice;
      utterance.lang = language;
      utterance.rate = 1.1;
      synthesis.speak(utterance);
    },

    stop() {
      synthesis?.cancel();
    },
  };
}

/**
 * The voice for a language: of its region, else the one that the browser prefers.
 * @param {readonly SpeechSynthesisVoice[]} voices
 * @param {string} language
 */
export function voiceOf(voices, language) {
  const wanted = language.toLowerCase();
  const tag = (/** @type {SpeechSynthesisVoice} */ voice) =>
    voice.lang.toLowerCase().replaceAll("_", "-"); // Android writes en_GB
  const [main] = wanted.split("-");
  const fit = voices.filter((voice) => tag(voice).split("-")[0] === main);
  const own = fit.filter((voice) => tag(voice) === wanted);
  return [...own, ...fit].find((voice) => voice.default) ?? own[0] ?? fit[0] ?? null;
}
