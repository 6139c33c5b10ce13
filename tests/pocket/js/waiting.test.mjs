/** What is asked while Python starts waits for it; what was made without a late module is asked again. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const WORKER = new URL("../../../src/soleus/pocket/worker/", import.meta.url);
const NOWHERE = {
  match: async () => new Response("kept"),
  keys: async () => [],
  put: async () => {},
};
const PLAN = { digest: "x", base: "/pocket/x/", kept: [], languages: ["en"] };

Object.defineProperty(globalThis, "navigator", {
  value: { languages: ["en"], language: "en", userAgent: "test" },
  configurable: true,
});
Object.assign(globalThis, { caches: { open: async () => NOWHERE } });
const { answersOf } = await import(new URL("answers.js", WORKER).href);
const { TooSoonError } = await import(new URL("interpreter.js", WORKER).href);

let asked = [];
let stops = 0;

/** A worker's Python that has started when `begin` is called. */
function running({ completes = async () => {}, answers }) {
  let begin;
  const started = new Promise((resolve) => {
    begin = resolve;
  });
  const soleus = {
    answer: async (told, body) => {
      asked.push([told.method, new TextDecoder().decode(body)]);
      return answers(asked.length);
    },
  };
  return {
    begin: () => begin(soleus),
    soleus: () => started,
    stop: () => {
      stops += 1;
    },
    complete: completes,
    isReady: () => false,
  };
}

/** A form as a page sends it. */
function sent() {
  const waited = [];
  const request = new Request("https://legs.example/journal/feel", { method: "POST", body: "a=1" });
  Object.defineProperty(request, "mode", { value: "navigate" });
  return { request, waitUntil: (what) => waited.push(what) };
}

const DONE = [{ status: 303, headers: [["location", "/journal"]] }, new Uint8Array()];

beforeEach(() => {
  asked = [];
  stops = 0;
});

test("a form that is sent while Python starts is answered when it has started, once", async () => {
  const python = running({ answers: () => DONE });
  const answer = answersOf(PLAN, python).changed(sent());
  const first = await Promise.race([answer, new Promise((go) => setTimeout(go, 50, "waits"))]);
  assert.equal(first, "waits");
  assert.deepEqual(asked, []);
  python.begin();
  assert.equal((await answer).status, 303);
  assert.deepEqual(asked, [["POST", "a=1"]]);
});

test("what lacked a late module is asked again, whole, when that has come", async () => {
  const answers = (times) => {
    if (times === 1) throw new TooSoonError("late");
    return DONE;
  };
  const python = running({ answers });
  python.begin();
  assert.equal((await answersOf(PLAN, python).changed(sent())).status, 303);
  assert.equal(stops, 1, "the Python that did without is not asked again");
  assert.deepEqual(asked, [
    ["POST", "a=1"],
    ["POST", "a=1"],
  ]);
});

test("where it cannot come, nothing counts as done", async () => {
  const python = running({
    answers: () => {
      throw new TooSoonError("late");
    },
    completes: async () => {
      throw new Error("no network");
    },
  });
  python.begin();
  const got = await answersOf(PLAN, python).changed(sent());
  assert.equal(got.status, 503);
  assert.equal(asked.length, 1);
});
