/**
 * The service worker. Static files from what is kept, pages from the network and else as they were
 * last, each person's apart; what is changed is never kept. It takes over when no session runs.
 *
 * @typedef {{version: string, files: string[], shells: string[], data: string[], pages: string[],
 *   handbook: string[], sessions: string, pictures: string}} Plan
 *   `sessions`: the data that name the pictures of exercises; `pictures`: where those are
 */

import { onNotificationClick, SESSION_UNDER_WAY } from "../reminders/clicked.js";
import { isFull } from "./database.js";
import { sync } from "./queue.js";

/** @type {any} the worker itself; the types of pages do not know it */
const worker = globalThis;

const OURS = "soleus-";
const WHO = "/offline/who";
const PATIENCE_MS = 5000;
const AS_OF = "soleus-as-of";
const SESSION_START = /^\/(session\/(?!run\/|over\/)|exercises\/[^/]+\/begin$)/;
const QUIET = /^\/api\/(sync|sessions\/[^/]+\/events|reminders\/)/;

/** @param {Plan} plan */
export function serve(plan) {
  const kept = keeping(plan);
  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(kept.install()));
  worker.addEventListener("activate", (/** @type {any} */ event) =>
    event.waitUntil(kept.tidy().then(() => worker.clients.claim())),
  );
  worker.addEventListener("fetch", (/** @type {any} */ event) => answer(event, plan, kept));
  worker.addEventListener("sync", (/** @type {any} */ event) => event.waitUntil(sync()));
  worker.addEventListener("notificationclick", onNotificationClick);
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (event.data === "warm") event.waitUntil(kept.warm().catch(tellWhereFull));
    if (event.data === "take-over") event.waitUntil(takeOver());
    if (event.data === "forget") {
      event.waitUntil(kept.forget().then(() => event.ports[0]?.postMessage("forgotten")));
    }
  });
}

/** A device that is full keeps no pages; the pages that are open say so. */
async function tellWhereFull(/** @type {unknown} */ error) {
  if (!isFull(error)) throw error;
  const tabs = await worker.clients.matchAll({ type: "window" });
  for (const tab of tabs) tab.postMessage("full");
}

/** A session under way goes on with the files it began with. */
async function takeOver() {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const paths = tabs.map((/** @type {any} */ tab) => new URL(tab.url).pathname);
  if (!paths.some((/** @type {string} */ path) => SESSION_UNDER_WAY.test(path))) {
    await worker.skipWaiting();
  }
}

/** @param {any} event @param {Plan} plan @param {ReturnType<typeof keeping>} kept */
function answer(event, plan, kept) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin || kept.isOver()) return;
  if (request.method !== "GET") {
    if (pathname !== "/api/sync") event.respondWith(changed(event, pathname, kept));
  } else if (pathname.startsWith("/static/")) event.respondWith(kept.file(request));
  else if (pathname.startsWith(plan.pictures)) event.respondWith(kept.picture(request, pathname));
  else if (request.mode === "navigate") {
    if (!isHandedOut(pathname)) event.respondWith(kept.page(event, pathname));
  } else if (plan.data.includes(pathname)) event.respondWith(kept.data(request, pathname));
}

/** What is handed out as a file is never kept and never stood in for. */
function isHandedOut(/** @type {string} */ path) {
  return /\.(json|csv|ics|html|js|webmanifest)$/.test(path) || path.startsWith("/api/");
}

/** Something is changed: what was kept of the person no longer holds, and is asked for anew. */
async function changed(
  /** @type {any} */ event,
  /** @type {string} */ path,
  /** @type {ReturnType<typeof keeping>} */ kept,
) {
  const { request } = event;
  const counts = !QUIET.test(path) || (await saysStop(request.clone(), path));
  try {
    const got = await fetch(request);
    if (counts) {
      await kept.drop();
      event.waitUntil(kept.warm().catch(tellWhereFull));
    }
    return got;
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return kept.shell(SESSION_START.test(path) ? "/offline/session" : "/offline/lost");
  }
}

async function saysStop(/** @type {Request} */ request, /** @type {string} */ path) {
  return path.endsWith("/events") && (await request.text()).includes('"stop"');
}

/** @param {Plan} plan */
function keeping(plan) {
  const files = `${OURS}files-${plan.version}`;
  const ofPerson = (/** @type {string} */ id) => `${OURS}person-${plan.version}-${id}`;
  const isPersonal = (/** @type {string} */ path) =>
    plan.pages.includes(path) || plan.data.includes(path);
  let generation = 0;
  let isForgotten = false;

  /** Open a cache; what is still under way when all is forgotten keeps nothing any more. */
  async function open(/** @type {string} */ name) {
    if (isForgotten) throw new Error("what was kept here is forgotten");
    return caches.open(name);
  }

  /** Keep nothing from now on, and remove all that was kept. */
  async function forget() {
    isForgotten = true;
    generation += 1;
    const ours = (await caches.keys()).filter((name) => name.startsWith(OURS));
    await Promise.all(ours.map((name) => caches.delete(name)));
  }

  const isOver = () => isForgotten;

  /** Keep everything that is the same for all; without all of it there is no worker. */
  async function install() {
    const cache = await open(files);
    await cache.addAll(plan.files);
    for (const path of plan.shells) await cache.put(path, await stamped(await fresh(path)));
  }

  async function tidy() {
    const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
    const old = names.filter((name) => name !== files && !name.startsWith(ofPerson("")));
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  async function file(/** @type {Request} */ request) {
    return (await caches.match(request)) ?? fetch(request);
  }

  /** Whose answers may be given now: the person whom the server last answered. */
  async function who() {
    const found = await (await open(files)).match(WHO);
    return found ? found.text() : null;
  }

  async function ownCache() {
    const person = await who();
    return person === null ? null : open(ofPerson(person));
  }

  /** Keep an answer beneath the name of its person, unless something was changed meanwhile. */
  async function put(
    /** @type {string} */ path,
    /** @type {Response} */ got,
    /** @type {number} */ since,
  ) {
    const person = got.headers.get("soleus-person");
    if (!got.ok || got.redirected || !person) return;
    const answer = await stamped(got);
    if (since !== generation) return;
    if ((await who()) !== person) await (await open(files)).put(WHO, new Response(person));
    await (await open(ofPerson(person))).put(path, answer);
  }

  /** Forget what was kept of every person here, but for the handbook. */
  async function drop() {
    generation += 1;
    for (const name of await caches.keys()) {
      if (!name.startsWith(ofPerson(""))) continue;
      const cache = await open(name);
      for (const each of await cache.keys()) {
        if (isPersonal(new URL(each.url).pathname)) await cache.delete(each);
      }
    }
  }

  /** Ask for all that a person may want with no network. */
  async function warm() {
    const since = generation;
    const get = (/** @type {string} */ path) =>
      fresh(path).then(
        (got) => put(path, got, since),
        () => undefined, // there is no network
      );
    await Promise.all([...plan.data, ...plan.pages].map(get));
    const cache = await ownCache();
    await keepPictures(cache, get);
    for (const path of plan.handbook) {
      if (since === generation && !(await cache?.match(path))) await get(path);
    }
    for (const path of plan.shells) {
      const got = await fresh(path).catch(() => null);
      if (got?.ok) await (await open(files)).put(path, await stamped(got));
    }
  }

  /** Keep the pictures of the exercises that are ready now, and no others; one never changes. */
  async function keepPictures(
    /** @type {Cache | null} */ cache,
    /** @type {(path: string) => Promise<void>} */ get,
  ) {
    const sessions = await (await cache?.match(plan.sessions))?.json();
    if (!sessions || !cache) return;
    const segments = Object.values(sessions.scripts).flatMap((script) => script.segments);
    const wanted = new Set(segments.flatMap(({ picture }) => (picture ? [picture] : [])));
    for (const each of await cache.keys()) {
      const { pathname } = new URL(each.url);
      if (pathname.startsWith(plan.pictures) && !wanted.delete(pathname)) await cache.delete(each);
    }
    for (const path of wanted) await get(path);
  }

  async function picture(/** @type {Request} */ request, /** @type {string} */ path) {
    return (await (await ownCache())?.match(path)) ?? fetch(request);
  }

  async function shell(/** @type {string} */ path) {
    return (await (await open(files)).match(path)) ?? Response.error();
  }

  /** The network first; then, or where it hangs, the page as it was last. */
  async function page(/** @type {any} */ event, /** @type {string} */ path) {
    const mayKeep = plan.pages.includes(path) || plan.handbook.includes(path);
    const since = generation;
    const network = (async () => (await event.preloadResponse) ?? fetch(event.request))();
    const got = network.then(async (answer) => {
      const isGone = answer.type === "opaqueredirect" || !answer.ok;
      if (mayKeep && isGone) await (await ownCache())?.delete(path);
      const isPlain = !new URL(event.request.url).search;
      if (mayKeep && isPlain && !isGone) {
        event.waitUntil(put(path, answer.clone(), since).catch(tellWhereFull));
      }
      return answer;
    });
    const before = await instead(path);
    if (before.isShell) return got.catch(() => before.answer);
    return Promise.race([got, late()]).catch(() => before.answer);
  }

  async function instead(/** @type {string} */ path) {
    const own = await (await ownCache())?.match(path);
    if (own) return { isShell: false, answer: await marked(own) };
    const handbook = /^\/check(\/|$)/.test(path) ? "/offline/check" : "/offline/lost";
    const isSession = SESSION_START.test(path);
    const name = plan.shells.includes(path) ? path : isSession ? "/offline/session" : handbook;
    return { isShell: true, answer: await shell(name) };
  }

  async function data(/** @type {Request} */ request, /** @type {string} */ path) {
    const since = generation;
    try {
      const got = await Promise.race([fetch(request), late()]);
      await put(path, got.clone(), since).catch(tellWhereFull);
      return got;
    } catch {
      return (await (await ownCache())?.match(path)) ?? Response.error();
    }
  }

  return { forget, isOver, install, tidy, file, picture, drop, warm, shell, page, data };
}

function fresh(/** @type {string} */ path) {
  return fetch(path, { cache: "no-cache", credentials: "same-origin" });
}

/** @returns {Promise<never>} */
function late() {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error("the network hangs")), PATIENCE_MS),
  );
}

/** An answer with the moment at which it was given. */
async function stamped(/** @type {Response} */ answer) {
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(AS_OF, new Date().toISOString());
  return new Response(await answer.blob(), { status: answer.status, headers });
}

/** A kept page says in itself from when it is, so that the page can tell. */
async function marked(/** @type {Response} */ kept) {
  const text = await kept.text();
  const asOf = kept.headers.get(AS_OF) ?? "";
  const said = text.replace("<html ", `<html data-as-of="${asOf}" `);
  return new Response(said, { status: kept.status, headers: kept.headers });
}
