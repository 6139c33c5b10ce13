import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const OFFLINE = "../../../src/soleus/web/static/js/offline";
let fresh = 0;

/** The module anew, in a browser with this storage. */
async function inBrowser(storage) {
  Object.defineProperty(globalThis, "navigator", { value: { storage }, configurable: true });
  fresh += 1;
  return (await import(`${OFFLINE}/lasting.js?${fresh}`)).askToLast;
}

let asked = 0;
const persist = async () => {
  asked += 1;
  return true;
};
beforeEach(() => {
  asked = 0;
});

test("a page asks once, however much waits", async () => {
  const askToLast = await inBrowser({ persist, persisted: async () => false });
  assert.equal(await askToLast(), true);
  assert.equal(await askToLast(), true);
  assert.equal(asked, 1);
});

test("a browser that has promised it is not asked again", async () => {
  const askToLast = await inBrowser({ persist, persisted: async () => true });
  assert.equal(await askToLast(), true);
  assert.equal(asked, 0);
});

test("a browser that cannot, or fails, breaks nothing", async () => {
  const fails = async () => {
    throw new TypeError("no secure context");
  };
  for (const storage of [undefined, {}, { persist: fails }]) {
    assert.equal(await (await inBrowser(storage))(), false);
  }
});
