/** A newer build beside an older one: what it fetches, and when it takes over. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const WORKER = new URL("../../../src/soleus/pocket/worker/", import.meta.url);
const ORIGIN = "https://legs.example";
const UNDER_WAY = /^\/session\/[^/]+$/;

/** What the worker was told to listen to. @type {Record<string, (event: any) => void>} */
const heard = {};
/** @type {Map<string, Map<string, Response>>} */
const stores = new Map();
/** @type {string[]} */
let fetched = [];
let tabs = [];
let tookOver = 0;

function store(name) {
  const kept = stores.get(name) ?? new Map();
  stores.set(name, kept);
  const place = (at) => new URL(at.url ?? at, ORIGIN).pathname;
  return {
    match: async (at) => kept.get(place(at))?.clone(),
    put: async (at, what) => void kept.set(place(at), what),
    keys: async () => [...kept.keys()].map((path) => new Request(ORIGIN + path)),
    delete: async (at) => kept.delete(place(at)),
  };
}

Object.assign(globalThis, {
  addEventListener: (kind, doing) => {
    heard[kind] = doing;
  },
  location: new URL(ORIGIN),
  clients: {
    matchAll: async () => tabs.map((path) => ({ url: ORIGIN + path })),
    claim: async () => {},
  },
  skipWaiting: async () => {
    tookOver += 1;
  },
  registration: { active: null },
  caches: {
    open: async (name) => store(name),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
  },
});

const NOTHING = new Uint8Array([4, 0, 0, 0, ...new TextEncoder().encode("[]  ")]);
const digest = await crypto.subtle.digest("SHA-256", NOTHING);
const sha256 = [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
const plan = (name) => ({
  digest: name,
  base: `/pocket/${name}/`,
  version: "1",
  statics: "/static/1",
  files: ["packages.archive", "later.archive"].map((path) => ({
    path,
    type: "application/octet-stream",
    bytes: NOTHING.length,
    sha256,
    isPacked: true,
    isLate: path.startsWith("later"),
  })),
  shells: [],
  kept: [],
  languages: ["en"],
  lock: "",
});
const usual = { onNotificationClick: () => {}, SESSION_UNDER_WAY: UNDER_WAY };

/** Over when the worker is done with an event. */
async function happened(kind, event = {}) {
  const waited = [];
  heard[kind]({ waitUntil: (what) => waited.push(what), ...event });
  await Promise.all(waited);
}

/** A worker's addresses are those of its origin. */
const ofNode = Request;
globalThis.Request = class extends ofNode {
  constructor(address, how) {
    super(typeof address === "string" ? new URL(address, ORIGIN).href : address, how);
  }
};
const { serve } = await import(new URL("serve.js", WORKER).href);
const isOf = (build) => fetched.filter((path) => path.startsWith(`/pocket/${build}/`)).length;

beforeEach(() => {
  stores.clear();
  fetched = [];
  tabs = [];
  tookOver = 0;
  globalThis.fetch = async (address) => {
    fetched.push(new URL(address.url ?? address, ORIGIN).pathname);
    return new Response(NOTHING);
  };
  serve(plan("new"), { decompress: (packed) => packed }, usual);
});

test("a first visit fetches what the first page needs, an update all of it", async () => {
  globalThis.registration.active = null;
  await happened("install");
  assert.deepEqual(fetched, ["/pocket/new/packages.archive.zst"]);
  globalThis.registration.active = {};
  await happened("install");
  assert.equal(isOf("new"), 2, "each file once");
});

test("an update waits while a session runs in any tab", async () => {
  tabs = ["/", "/session/ankle-pumps"];
  await happened("message", { data: "take-over" });
  assert.equal(tookOver, 0);
  tabs = ["/", "/session"];
  await happened("message", { data: "take-over" });
  assert.equal(tookOver, 1);
});

test("the older build's files and pages go when the newer one is in charge, the rest stays", async () => {
  for (const name of [
    "soleus-pocket-old",
    "soleus-pocket-snapshot-old",
    "soleus-pages-old",
    "soleus-pocket-new",
    "other",
  ]) {
    store(name);
  }
  await happened("activate");
  const left = [...stores.keys()];
  assert.ok(!left.some((name) => name.endsWith("-old")), left.join());
  assert.ok(left.includes("soleus-pocket-new") && left.includes("other"));
});

test("what is not the file of the build is not taken", async () => {
  const fetching = await import(new URL("fetching.js", WORKER).href);
  const other = () => new Uint8Array([1, 2, 3]);
  globalThis.fetch = async () => new Response(new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0]));
  await assert.rejects(
    fetching.fetchAll(plan("x"), other, () => true),
    /not the file/,
  );
  assert.equal((await store("soleus-pocket-x").keys()).length, 0);
});
