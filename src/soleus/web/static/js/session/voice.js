/** Spoken cues, short, where the browser can speak; otherwise nothing. */

/**
 * @param {{synthesis?: SpeechSynthesis, Utterance?: typeof SpeechSynthesisUtterance,
 *          language?: string}} [parts]
 */
export function createVoice({
  synthesis = globalThis.speechSynthesis,
  Utterance = globalThis.SpeechSynthesisUtterance,
  language = "en-GB",
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
