/** A snapshot is found only whole, by the browser that made it, and while starts from it end. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const WORKER = new URL("../../../src/soleus/pocket/worker/", import.meta.url);
const PLAN = { digest: "x", base: "/pocket/x/", kept: [], languages: ["en"] };
const NAME = "soleus-pocket-snapshot-x";
const BYTES = new Uint8Array([1, 2, 3, 4]);

/** What the browser keeps, by the name of a cache and the address in it. */
const kept = new Map();
const written = [];

Object.assign(globalThis, {
  location: new URL("https://legs.example/"),
  caches: {
    has: async (name) => kept.has(name),
    delete: async (name) => kept.delete(name),
    open: async (name) => {
      if (!kept.has(name)) kept.set(name, new Map());
      const here = kept.get(name);
      return {
        match: async (address) => here.get(address)?.clone(),
        put: async (address, response) => {
          written.push(address);
          here.set(address, response);
        },
        delete: async (address) => here.delete(address),
      };
    },
  },
});
as("this browser");
const { findSnapshot, isSnapshotKept, keepSnapshot, refuseOther, trySucceeded } = await import(
  new URL("snapshot.js", WORKER).href
);

/** @param {string} userAgent */
function as(userAgent) {
  Object.defineProperty(globalThis, "navigator", { value: { userAgent }, configurable: true });
}

/** Python with a table of functions and what its decisions come to. */
function pythonWith({ functions = ["a", "b"], decisions = "same" } = {}) {
  const wasmTable = { length: functions.length, get: (at) => ({ name: functions[at] }) };
  return { _module: { wasmTable }, runPython: () => decisions };
}

beforeEach(async () => {
  kept.clear();
  as("this browser");
  await keepSnapshot(PLAN, {
    memory: BYTES,
    python: pythonWith(),
    proof: "same",
    memoryBytes: 64,
  });
});

test("it is found as it was kept, and what is said of it was kept last", async () => {
  const { said, memory } = await findSnapshot(PLAN);
  assert.deepEqual([...memory], [...BYTES]);
  assert.equal(said.memoryBytes, 64);
  assert.ok(await isSnapshotKept(PLAN));
  assert.ok(written.indexOf("/pocket/x/snapshot.json") > written.indexOf("/pocket/x/snapshot"));
});

test("where none was made there is none, and looking keeps nothing", async () => {
  assert.equal(await findSnapshot({ ...PLAN, digest: "another" }), null);
  assert.deepEqual([...kept.keys()], [NAME]);
});

test("a half of one is none: what is said of it is missing, or the memory", async () => {
  for (const part of ["snapshot.json", "snapshot"]) {
    const whole = new Map(kept.get(NAME));
    kept.get(NAME).delete(`/pocket/x/${part}`);
    assert.equal(await findSnapshot(PLAN), null);
    kept.set(NAME, whole);
  }
});

test("it is refused where another browser made it, or another version of this one", async () => {
  as("this browser, a version later");
  await assert.rejects(findSnapshot(PLAN), /made by another browser/);
});

test("it is refused where it is cut off", async () => {
  kept.get(NAME).set("/pocket/x/snapshot", new Response(BYTES.slice(0, 3)));
  await assert.rejects(findSnapshot(PLAN), /not all of it is here/);
});

test("it is refused after two starts from it that came to no end, and not after one", async () => {
  await findSnapshot(PLAN);
  await findSnapshot(PLAN);
  await assert.rejects(findSnapshot(PLAN), /did not come to an end/);
  await trySucceeded(PLAN);
  assert.ok(await findSnapshot(PLAN));
});

test("Python with other functions or other decisions is refused", async () => {
  const { said } = await findSnapshot(PLAN);
  await refuseOther(pythonWith(), said);
  const others = [{ functions: ["b", "a"] }, { functions: ["a"] }, { decisions: "others" }];
  for (const other of others) {
    await assert.rejects(refuseOther(pythonWith(other), said), /other (functions|decisions)/);
  }
});
