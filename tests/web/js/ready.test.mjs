/** When a page has Soleus made ready, and when it leaves that. */
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const MODULE = new URL("../../../src/soleus/web/static/js/pocket/ready.js", import.meta.url);
const TOLD = { script: "/pocket/one/worker/making.js", plan: { digest: "one" } };
const LONG_MS = 60_000;

/** @type {{onmessage?: () => void, onerror?: () => void, told?: object}[]} */
let workers = [];
/** @type {Map<string, () => void>} */
const heard = new Map();
const kept = new Map();
let loads = 0;

Object.assign(globalThis, {
  document: { visibilityState: "visible" },
  localStorage: {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, it) => kept.set(key, it),
  },
  addEventListener: (kind, doing) => heard.set(kind, doing),
  removeEventListener: (kind) => heard.delete(kind),
  Worker: class {
    constructor() {
      workers.push(this);
    }
    postMessage(told) {
      this.told = told;
    }
  },
});
const device = {};
Object.defineProperty(globalThis, "navigator", { value: device });

/** A page that is opened anew, asked to make Soleus ready, and looked at for a while. */
async function opened(told = TOLD) {
  const { makeReady } = await import(`${MODULE.href}?${(loads += 1)}`);
  makeReady(told);
  mock.timers.tick(LONG_MS);
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  workers = [];
  heard.clear();
  kept.clear();
  document.visibilityState = "visible";
  device.deviceMemory = 8;
});

test("it is made once a page, by the worker that was named", async () => {
  await opened();
  assert.deepEqual(
    workers.map(({ told }) => told),
    [TOLD.plan],
  );
});

test("not while nobody looks, and not on a small phone", async () => {
  document.visibilityState = "hidden";
  await opened();
  document.visibilityState = "visible";
  device.deviceMemory = 2;
  await opened();
  assert.equal(workers.length, 0);
});

test("a browser that does not say how much memory it has may try", async () => {
  device.deviceMemory = undefined;
  await opened();
  assert.equal(workers.length, 1);
});

test("pages that end in the midst of it are not the cause of a third try", async () => {
  for (let page = 0; page < 5; page += 1) await opened();
  assert.equal(workers.length, 2);
  await opened({ ...TOLD, plan: { digest: "two" } });
  assert.equal(workers.length, 3, "another build may");
});

test("who leaves the page, or has it made, has not used up a try", async () => {
  for (let page = 0; page < 5; page += 1) {
    await opened();
    heard.get("pagehide")?.();
  }
  assert.equal(workers.length, 5);
  await opened();
  workers.at(-1)?.onmessage?.();
  await opened();
  assert.equal(workers.length, 7);
});
