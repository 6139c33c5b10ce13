/**
 * The files of one build, as this browser keeps them.
 *
 * @typedef {{path: string, type: string, bytes: number, sha256: string, isPacked: boolean,
 *   isLate: boolean}} PlanFile
 *   `path`: where it lies beneath the build's folder; `isPacked`: whether it lies beside that as
 *   `.zst` too; `isLate`: whether the first page does without it
 * @typedef {{digest: string, base: string, version: string, statics: string, files: PlanFile[],
 *   shells: string[], kept: string[], languages: string[], lock: string}} Plan
 *   `base`: address of the build's folder; `statics`: where pages look for stylesheets and scripts;
 *   `shells`: pages made for nobody; `kept`: pages that are shown before Python has started
 */

export const OURS = "soleus-pocket-";

/** @param {Plan} plan */
export function cacheName(plan) {
  return `${OURS}${plan.digest}`;
}

/** @param {Plan} plan @param {string} path */
export function addressOf(plan, path) {
  return `${plan.base}${path}`;
}

/** @param {Plan} plan @param {string} path @returns {Promise<Response>} */
export async function kept(plan, path) {
  const cache = await caches.open(cacheName(plan));
  const found = await cache.match(addressOf(plan, path));
  if (!found) throw new Error(`${path} is not kept here`);
  return found;
}

/** @param {Plan} plan @param {string} path */
export async function isKept(plan, path) {
  return Boolean(await (await caches.open(cacheName(plan))).match(addressOf(plan, path)));
}

/** @param {BodyInit} content @param {string} type */
export function asResponse(content, type) {
  return new Response(content, { headers: { "content-type": type } });
}

/** The files in an archive, each with its path. @param {ArrayBuffer} whole */
export function laidOut(whole) {
  const length = new DataView(whole).getUint32(0, true);
  /** @type {[string, number][]} */
  const index = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
  let at = 4 + length;
  return index.map(([path, bytes]) => {
    const content = new Uint8Array(whole, at, bytes);
    at += bytes;
    return /** @type {const} */ ([path, content]);
  });
}

/**
 * Put every file of an archive into Python's folders.
 * @param {any} FS @param {ArrayBuffer} archive
 * @param {(path: string) => string} placeOf where a path of the archive belongs
 */
export function layOut(FS, archive, placeOf) {
  const made = new Set();
  for (const [path, content] of laidOut(archive)) {
    const whole = placeOf(path);
    const folder = whole.slice(0, whole.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(whole, content, { canOwn: true });
  }
}
