/**
 * Everything by which a session is heard and felt: tones, voice, vibration, and a screen kept
 * awake. Each is used only where the person wants it.
 */

import { translate } from "../phrases.js";
import { createHaptics } from "./haptics.js";
import { total } from "./progress.js";
import { createSound } from "./sound.js";
import { createVoice } from "./voice.js";
import { createWake } from "./wake.js";

/**
 * @typedef {import("./types.js").Script} Script
 * @typedef {import("./types.js").Stay} Stay
 * @typedef {{sound: boolean, voice: boolean, vibration: boolean}} Settings
 *
 * @typedef {object} OutputParts
 * @property {ReturnType<typeof createSound>} [sound]
 * @property {ReturnType<typeof createVoice>} [voice]
 * @property {ReturnType<typeof createHaptics>} [haptics]
 * @property {ReturnType<typeof createWake>} [wake]
 */

/**
 * @param {Script} script
 * @param {Partial<Settings>} settings
 * @param {OutputParts} parts
 * @param {(what: "sound" | "voice", text: string) => void} unheard hears what cannot be heard though
 *   it is wanted, and why; an empty text where it can be again
 */
export function createOutputs(script, settings, parts, unheard) {
  const {
    sound = createSound({ onSilent: (isSilent) => unheard("sound", isSilent ? silent() : "") }),
    voice = createVoice({ onMissing: () => unheard("voice", noVoice()) }),
    haptics = createHaptics(),
    wake = createWake(),
  } = parts;
  let wanted = { sound: true, voice: true, vibration: true, ...settings };

  function quiet() {
    sound.stop();
    voice.stop();
    haptics.stop();
  }

  return {
    set(/** @type {Partial<Settings>} */ changes) {
      wanted = { ...wanted, ...changes };
      if (!wanted.sound) sound.stop();
      if (!wanted.voice) {
        voice.stop();
        unheard("voice", "");
      }
      if (!wanted.vibration) haptics.stop();
    },

    /** Begins the tones at this place: at the start and after each pause or jump. */
    startTones(/** @type {Stay[]} */ stays) {
      if (wanted.sound) sound.start(total(stays));
    },

    /**
     * Hands over the tones that come next; call it often.
     * @param {Stay[]} stays
     * @param {number} since seconds that have passed since the stays were counted
     */
    planTones(stays, since) {
      if (wanted.sound) sound.plan(script, stays, since);
    },

    say: (/** @type {string} */ text) => wanted.voice && voice.say(text),
    beat: (/** @type {string} */ tone) => wanted.vibration && haptics.beat(tone),
    vibrate: (/** @type {number[]} */ pattern) => wanted.vibration && haptics.pattern(pattern),

    stayAwake: () => void wake.hold(),
    maySleep: () => void wake.release(),
    quiet,

    close() {
      wake.close();
      sound.close();
      voice.stop();
    },
  };
}

function silent() {
  return translate("The beat is silent: something else took the sound. A tap brings it back.");
}

function noVoice() {
  return translate("This browser has no voice in your language. The words stand on this page.");
}
