/**
 * Pages that are shown at once, before Python has started: those of nobody, made with the build,
 * and the person's own as they were last. What was changed drops the person's own.
 */

import { addressOf, cacheName } from "./files.js";

export const PAGES = "soleus-pages-";

/** @param {import("./files.js").Plan} plan */
export function pagesName(plan) {
  return `${PAGES}${plan.digest}`;
}

const AS_OF = "soleus-as-of";

/** @param {import("./files.js").Plan} plan */
export function pagesOf(plan) {
  const name = pagesName(plan);

  /** The page as it was last, or as it is for somebody new. @param {string} path */
  async function page(path) {
    const found = await (await caches.open(name)).match(path);
    return found ? marked(found) : null;
  }

  /** The pages for somebody new, in the browser's language. */
  async function begin() {
    const [cache, files] = await Promise.all([caches.open(name), caches.open(cacheName(plan))]);
    for (const path of plan.shells) {
      const made = await files.match(addressOf(plan, shellFile(plan, path)));
      if (made) await cache.put(path, await stamped(made, ""));
    }
  }

  /** @param {string} path @param {Response} got */
  async function keep(path, got) {
    if (!got.ok) return;
    await (await caches.open(name)).put(path, await stamped(got, new Date().toISOString()));
  }

  /** What was kept of the person no longer holds; the way to help stays. */
  async function drop() {
    const cache = await caches.open(name);
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    await Promise.all(
      paths.filter((path) => path !== "/emergency").map((path) => cache.delete(path)),
    );
  }

  /** Keep nothing of the person, and begin as for somebody new. */
  async function forget() {
    await caches.delete(name);
    await begin();
  }

  /** Whether a page is still the one that was made with the build. @param {string} path */
  async function isOfNobody(path) {
    const found = await (await caches.open(name)).match(path);
    return !found?.headers.get(AS_OF);
  }

  return { page, begin, keep, drop, forget, isOfNobody };
}

/** @param {import("./files.js").Plan} plan @param {string} path */
export function shellFile(plan, path) {
  const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
  const language = wanted.find((each) => plan.languages.includes(each)) ?? "en";
  return `shells/${language}${path === "/" ? "/today" : path}.html`;
}

/** An answer with the moment at which it was given. @param {Response} got @param {string} at */
async function stamped(got, at) {
  const headers = new Headers(got.headers);
  headers.delete("vary"); // there is one reader; by it, the page would not be found past the worker
  headers.set(AS_OF, at);
  return new Response(await got.blob(), { status: got.status, headers });
}

/** A kept page says in itself from when it is. @param {Response} kept */
async function marked(kept) {
  const text = await kept.text();
  const asOf = kept.headers.get(AS_OF) ?? "";
  const said = text.replace("<html ", `<html data-kept="${asOf}" `);
  return new Response(said, { status: kept.status, headers: kept.headers });
}
