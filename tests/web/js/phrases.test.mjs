/** What scripts say, and the voice, in the language of the page. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const STATIC = new URL("../../../src/soleus/web/static/js/", import.meta.url);
const fresh = (name) => import(new URL(`${name}?${Math.random()}`, STATIC).href);

function page(lang, phrases) {
  globalThis.document = {
    documentElement: { lang },
    getElementById: (id) =>
      id === "phrases" && phrases ? { textContent: JSON.stringify(phrases) } : null,
  };
}

beforeEach(() => {
  delete globalThis.document;
});

test("without a phrase book the English is said", async () => {
  page("en-GB", null);
  const { translate } = await fresh("phrases.js");
  assert.equal(translate("{n} of 10", { n: 3 }), "3 of 10");
});

test("with one its words are said, and filled in afterwards", async () => {
  page("de", { "{n} of 10": "{n} von 10" });
  const { translate } = await fresh("phrases.js");
  assert.equal(translate("{n} of 10", { n: 3 }), "3 von 10");
  assert.equal(translate("Nobody said this"), "Nobody said this");
});

test("what has nothing to fill it stays in sight", async () => {
  page("de", {});
  const { translate } = await fresh("phrases.js");
  assert.equal(translate("{n} of {of}", { n: 0 }), "0 of {of}");
});

test("the voice speaks the language of the page", async () => {
  page("de", {});
  const said = [];
  const synthesis = {
    cancel() {},
    getVoices: () => [{ lang: "de-DE", default: true }],
    speak: (utterance) => said.push(utterance),
  };
  class Utterance {
    constructor(text) {
      this.text = text;
    }
  }
  const { createVoice } = await fresh("session/voice.js");
  const voice = createVoice({ synthesis, Utterance });
  (voice.say ?? voice)("Zehen weg.");
  assert.equal(said[0].lang, "de");
});

test("outside a page English is spoken", async () => {
  const { language } = await fresh("phrases.js");
  assert.equal(language(), "en-GB");
});
