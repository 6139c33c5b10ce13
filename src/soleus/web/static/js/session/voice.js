/** Spoken cues, short, where the browser can speak; otherwise nothing. */

import { language as pageLanguage } from "../phrases.js";

/**
 * @param {{synthesis?: SpeechSynthesis, Utterance?: typeof SpeechSynthesisUtterance,
 *          language?: string}} [parts]
 */
export function createVoice({
  synthesis = globalThis.speechSynthesis,
  Utterance = globalThis.SpeechSynthesisUtterance,
  language = pageLanguage(),
} = {}) {
  return {
    /** Says `text` now; what is still being said gives way, since it is out of date. */
    say(/** @type {string} */ text) {
      if (!synthesis || !Utterance || !text) return;
      if (synthesis.speaking || synthesis.pending) synthesis.cancel();
      const utterance = new Utterance(text);
      utterance.lang = language;
      utterance.rate = 1.1;
      synthesis.speak(utterance);
    },

    stop() {
      synthesis?.cancel();
    },
  };
}
