import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { SCRIPTS } from "./support.mjs";

const { newId } = await import(`${SCRIPTS}/ids.js`);
const { recall, remember } = await import(`${SCRIPTS}/remembered.js`);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const crypto = globalThis.crypto;

afterEach(() => {
  Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true });
});

/** As a browser is over plain HTTP: it has random numbers, but makes no ids of them. */
function overPlainHttp() {
  const value = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  Object.defineProperty(globalThis, "crypto", { value, configurable: true });
}

test("an id is a random UUID, over plain HTTP too", () => {
  assert.match(newId(), UUID);
  overPlainHttp();
  const made = new Set(Array.from({ length: 100 }, newId));
  assert.equal(made.size, 100);
  for (const id of made) assert.match(id, UUID);
});

test("a browser that keeps nothing forgets, and nothing breaks", () => {
  const kept = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  remember("soleus.sound", "off");
  assert.equal(recall("soleus.sound"), null);
  if (kept) Object.defineProperty(globalThis, "localStorage", kept);
  else delete globalThis.localStorage;
});
