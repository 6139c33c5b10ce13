/**
 * The service worker: the application itself. Files from what is kept, everything else from Python,
 * which starts here when it is needed; until then the pages as they were last.
 *
 * @typedef {{onNotificationClick: (event: any) => void, SESSION_UNDER_WAY: RegExp}} OfPages
 */

import { answersOf } from "./answers.js";
import { fetchAll, isFirst } from "./fetching.js";
import { asResponse, cacheName, kept, laidOut, OURS } from "./files.js";
import { PAGES, pagesName } from "./pages.js";
import { runningOf } from "./running.js";
import { dropSnapshot, isSnapshotKept } from "./snapshot.js";
import { eraseStore } from "./store.js";

/** @type {any} the worker itself; the types of pages do not know it */
const worker = globalThis;
const STATICS = "soleus/web/static/";
const NO_BODY = new ArrayBuffer(0);
/** @type {Record<string, string>} */
const TYPES = {
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
};

/**
 * @param {import("./files.js").Plan} plan
 * @param {import("./running.js").Interpreter} interpreter
 * @param {OfPages} ofPages
 */
export function serve(plan, interpreter, { onNotificationClick, SESSION_UNDER_WAY }) {
  const running = runningOf(plan, interpreter);
  const answers = answersOf(plan, running);
  /** @param {string} kind @param {(event: any) => void} doing */
  const on = (kind, doing) => worker.addEventListener(kind, doing);
  on("install", (event) => {
    event.waitUntil(pastThisWorker(event, plan));
    event.waitUntil(install(plan, interpreter.decompress));
  });
  on("activate", (event) => event.waitUntil(activate(plan, answers)));
  on("fetch", (event) => answer(event, plan, answers));
  on("notificationclick", onNotificationClick);
  on("message", (event) => {
    if (event.data === "start") event.waitUntil(start(event.source, plan, running, answers));
    if (event.data === "here" && running.isReady()) event.waitUntil(whole(running));
    if (event.data === "take-over") event.waitUntil(takeOver(SESSION_UNDER_WAY));
    if (event.data === "forget") event.waitUntil(forget(event, plan, answers, running));
  });
  askHere(answers);
}

/**
 * What the first page needs, and each file of the pages by itself. Where an older build has been
 * here, all of the build: what worked with no network goes on doing so.
 * @param {import("./files.js").Plan} plan @param {import("./fetching.js").Decompress} decompress
 */
async function install(plan, decompress) {
  await fetchAll(plan, decompress, worker.registration.active ? () => true : isFirst);
  const cache = await caches.open(cacheName(plan));
  const archive = await (await kept(plan, "packages.archive")).arrayBuffer();
  const files = laidOut(archive).filter(([path]) => path.startsWith(STATICS));
  await Promise.all(
    files.map(([path, content]) => {
      const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "text/plain";
      const address = `${plan.statics}/${path.slice(STATICS.length)}`;
      return cache.put(address, asResponse(content.slice(), type));
    }),
  );
}

/** @param {import("./files.js").Plan} plan @param {ReturnType<typeof answersOf>} answers */
async function activate(plan, answers) {
  const names = await caches.keys();
  const old = names.filter(
    (name) => (name.startsWith(OURS) || name.startsWith(PAGES)) && !name.endsWith(plan.digest),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  await answers.pages.begin();
  await worker.clients.claim();
}

/** A session under way goes on with what it began with. @param {RegExp} underWay */
async function takeOver(underWay) {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const paths = tabs.map((/** @type {any} */ tab) => new URL(tab.url).pathname);
  if (!paths.some((/** @type {string} */ path) => underWay.test(path))) await worker.skipWaiting();
}

/**
 * Start Python for a tab, which is told when it has started.
 * @param {any} tab @param {import("./files.js").Plan} plan
 * @param {ReturnType<typeof runningOf>} running @param {ReturnType<typeof answersOf>} answers
 */
async function start(tab, plan, running, answers) {
  const { isFromSnapshot } = await running.soleus();
  tab?.postMessage({ soleus: "ready", isFromSnapshot });
  await answers.warm();
  await whole(running);
  if (running.isReady() && !(await isSnapshotKept(plan))) {
    tab?.postMessage({ soleus: "make-ready", script: `${plan.base}worker/making.js`, plan });
  }
}

/** With no network it is tried again as long as a page is looked at. @param {ReturnType<typeof runningOf>} running */
async function whole(running) {
  await running.complete().catch((error) => console.warn(error));
}

/**
 * Files, and the way to help, come past this worker where a browser can do that: Python may be at
 * work in it, and they never wait.
 * @param {any} event @param {import("./files.js").Plan} plan
 */
async function pastThisWorker(event, plan) {
  const from = (/** @type {string} */ pathname, /** @type {string} */ cacheName) => ({
    condition: { urlPattern: { pathname }, requestMethod: "GET" },
    source: { cacheName },
  });
  const routes = [from(`${plan.statics}/*`, cacheName(plan)), from("/emergency", pagesName(plan))];
  await event.addRoutes?.(routes).catch(() => undefined);
}

/**
 * @param {any} event @param {import("./files.js").Plan} plan
 * @param {ReturnType<typeof answersOf>} answers
 */
function answer(event, plan, answers) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin || isOfTheHost(pathname)) return;
  const isFile = pathname.startsWith(`${plan.statics}/`) || pathname.startsWith(plan.base);
  if (isFile) event.respondWith(file(request));
  else if (request.method !== "GET") event.respondWith(answers.changed(event));
  else if (request.mode === "navigate") event.respondWith(answers.opened(event, plain(pathname)));
  else event.respondWith(answers.asked(request, NO_BODY));
}

/** A host may have added a slash, as to a folder of its own. @param {string} path */
function plain(path) {
  return path.replace(/(?<=.)\/$/, "");
}

/** What tells of a newer build. @param {string} path */
function isOfTheHost(path) {
  return path === "/service-worker.js" || path === "/pocket/plan.json";
}

/** @param {Request} request */
async function file(request) {
  return (await caches.match(request.url.split("#")[0])) ?? fetch(request);
}

/**
 * Modules that this worker shares with the pages ask for addresses too, and are answered here.
 * @param {ReturnType<typeof answersOf>} answers
 */
function askHere(answers) {
  const usual = globalThis.fetch;
  globalThis.fetch = async (address, how) => {
    const request = new Request(address, how);
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/api/")) return usual(address, how);
    return answers.asked(request, await request.arrayBuffer());
  };
}

/**
 * Remove the journal, the cookies and every page of the person; the app itself stays.
 * @param {any} event @param {import("./files.js").Plan} plan
 * @param {ReturnType<typeof answersOf>} answers @param {ReturnType<typeof runningOf>} running
 */
async function forget(event, plan, answers, running) {
  if (running.isReady()) (await running.soleus()).end();
  running.stop();
  await eraseStore();
  await answers.pages.forget();
  await dropSnapshot(plan);
  event.ports[0]?.postMessage("forgotten");
}
